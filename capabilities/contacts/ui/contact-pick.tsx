import { type PickProps, RowPick } from '../../../kit/pick.tsx';
import { day } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import type { ContactRow } from '../views.ts';
import { words } from './words.ts';

/** A contact by number, name or pinyin; its value is the contact's id. */
export function ContactPick(props: PickProps) {
  const t = useWords(words);
  const { personClass } = useRuleNames();
  return (
    <RowPick<ContactRow>
      placeholder={t('search')}
      {...props}
      view="contacts.contacts"
      where={{ status: 'open' }}
      order="-lastExposure"
      offered
      of={(row) => ({
        id: row.id,
        title: [row.id, row.name].filter(Boolean).join(' '),
        note: [personClass(row.class), day(row.lastExposure)].filter(Boolean).join(' · '),
      })}
    />
  );
}
