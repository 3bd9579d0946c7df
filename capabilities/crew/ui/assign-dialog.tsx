import { ancestorAt } from '../../../kernel/place.ts';
import { newId, useCommand, useNow, useRows } from '../../../kit/client.tsx';
import { Dialog, toast } from '../../../kit/dialog.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Badge, Button, Refusal, Waiting } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { languageName, useWords } from '../../../kit/words.ts';
import { suggest } from '../suggest.ts';
import type { MemberRow } from '../views.ts';
import { MemberPick } from './member-pick.tsx';
import { words } from './words.ts';

interface Props {
  households: { id: string; languages: string[] }[];
  /** Whose households they are and until when, when it is a stand-in. */
  absent?: { member: string; until: string };
  onClose(): void;
}

/** Who takes these households on, or stands in until the carer is back; only people with room are offered. */
export function AssignDialog({ households, absent, onClose }: Props) {
  const t = useWords(words);
  const now = useNow();
  const within = ancestorAt(households[0]?.id ?? '', 'district');
  const crew = useRows<MemberRow>('crew.members', { within, where: { left: false }, limit: 500 });
  const assign = useCommand('crew.AssignHouseholds');
  const cover = useCommand('crew.StartStandIn');
  const ids = households.map((each) => each.id);
  const offered = suggest(
    crew.rows.filter((row) => row.id !== absent?.member),
    households,
    now,
  ).slice(0, 12);
  const choose = async (member: string) => {
    const done = absent
      ? await cover.run({ id: `c-${newId()}`, member, for: absent.member, households: ids, until: absent.until })
      : await assign.run({ member, households: ids });
    if (!done.ok) return;
    toast(t(absent ? 'covered' : 'assigned'));
    onClose();
  };
  return (
    <Dialog open title={absent ? t('cover') : t('assignN', { count: ids.length })} onClose={onClose}>
      <Stack>
        {absent && (
          <p>
            {t('until')}: {when(absent.until)}
          </p>
        )}
        <p className="muted">{t('suggested')}</p>
        {crew.loading ? (
          <Waiting />
        ) : offered.length === 0 ? (
          <p>{t('noRoom')}</p>
        ) : (
          <ul className="stack tight">
            {offered.map((row) => (
              <li key={row.id} className="row between">
                <span>
                  {row.name} <Badge>{t(row.kind)}</Badge>{' '}
                  <Badge tone="life">{t('room', { n: row.cap - row.caseload })}</Badge>{' '}
                  <span className="muted">{row.languages.map(languageName).join(', ')}</span>
                </span>
                <Button size="small" look="main" busy={assign.busy || cover.busy} onClick={() => void choose(row.id)}>
                  {t('assign')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <MemberPick label={t('another')} within={within} value={undefined} onChange={(id) => id && void choose(id)} />
        <Refusal refusal={assign.refusal ?? cover.refusal} />
      </Stack>
    </Dialog>
  );
}
