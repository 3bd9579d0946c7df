import { type PickProps, RowPick } from '../../../kit/pick.tsx';
import { day } from '../../../kit/when.ts';
import { type Key, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { CaseRow } from '../views.ts';
import { words } from './words.ts';

/** The door of the cases' screens. A case of the line list by number, name or pinyin; its value is the case's id. */
export function CasePick({ disease, ...rest }: PickProps & { disease?: string }) {
  const t = useWords(words);
  const place = usePlaceName();
  return (
    <RowPick<CaseRow>
      placeholder={t('search')}
      {...rest}
      view="cases.cases"
      where={{ status: 'open', ...(disease ? { disease } : {}) }}
      order="-reportedOn"
      offered
      of={(row) => ({
        id: row.id,
        title: [row.id, row.name].filter(Boolean).join(' '),
        note: [t(row.classification as Key<typeof words>), day(row.onset ?? row.reportedOn), place(row.area)].join(
          ' · ',
        ),
      })}
    />
  );
}
