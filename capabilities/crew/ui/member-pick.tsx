import { type PickProps, RowPick } from '../../../kit/pick.tsx';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { MemberRow } from '../views.ts';
import { words } from './words.ts';

/** Somebody of the crew by name; its value is the account. */
export function MemberPick(props: PickProps & { onRow?(row: MemberRow | undefined): void }) {
  const t = useWords(words);
  const place = usePlaceName();
  return (
    <RowPick<MemberRow>
      placeholder={t('findMember')}
      {...props}
      view="crew.members"
      where={{ left: false }}
      offered
      of={(row) => ({
        id: row.id,
        title: row.name,
        note: [t(row.kind), place(row.area), t('room', { n: Math.max(0, row.cap - row.caseload) })].join(' · '),
      })}
    />
  );
}
