import { type PickProps, RowPick } from '../../../kit/pick.tsx';
import { useWords } from '../../../kit/words.ts';
import { doorQuery, usePlaceName } from '../../places/ui/index.ts';
import type { HouseholdRow, PersonRow } from '../index.ts';

const words = {
  en: { find: 'Name, end of the phone, or door', person: 'Choose the person', noName: 'No name known' },
  zh: { find: '姓名、电话尾号或门牌', person: '选择人员', noName: '未登记姓名' },
};

/** A household by name, pinyin, end of the telephone or door (`3栋1单元502`, `3-1-502`); its value is the household's path. */
export function HouseholdPick({ onRow, ...rest }: PickProps & { onRow?(row: HouseholdRow | undefined): void }) {
  const t = useWords(words);
  const place = usePlaceName();
  return (
    <RowPick<HouseholdRow>
      placeholder={t('find')}
      {...rest}
      onRow={onRow}
      view="people.households"
      query={doorQuery}
      of={(row) => ({
        id: row.id,
        title: [row.name, place(row.id, { under: 'door' })].filter(Boolean).join(' '),
        note: [row.phone, place(row.id.split('.').slice(0, 6).join('.'))].filter(Boolean).join(' · '),
      })}
    />
  );
}

/** Somebody of one household; waits until the household is chosen. */
export function PersonPick({ household, ...rest }: PickProps & { household: string | undefined }) {
  const t = useWords(words);
  return (
    <RowPick<PersonRow>
      placeholder={t('person')}
      {...rest}
      key={household}
      view="people.persons"
      offered
      within={household ?? 'none'}
      of={(row) => ({ id: row.id, title: row.name ?? t('noName'), note: row.birth?.slice(0, 4) })}
    />
  );
}
