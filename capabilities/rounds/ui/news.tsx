import { Badge, Button, Card } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Change } from '../changes.ts';
import type { RoundRow } from '../views.ts';
import type { Why } from '../why.ts';
import { type Key, words } from './words.ts';

const KINDS = ['added', 'left-out', 'moved', 'retimed'] as const;
const SHOWN = 12;

/** How many stops a change touched, by what happened to them. */
export function Changes({ changes }: { changes: Change[] }) {
  const t = useWords(words);
  const said = KINDS.flatMap((kind) => {
    const n = changes.filter((change) => change.kind === kind).length;
    return n > 0 ? [t(`change.${kind}`, { n })] : [];
  });
  return <>{said.join(' · ')}</>;
}

/** A plan looked at again and found good. */
const unchanged = ({ type, changes }: RoundRow['notes'][number]): boolean =>
  type === 'rounds.RoundsReplanned' && changes.length === 0;

/** What happened to the plan, newest first; of several looks in a row that changed nothing, the last. */
export function News({ row }: { row: RoundRow }) {
  const t = useWords(words);
  const place = usePlaceName();
  const newest = [...row.notes].reverse();
  const lines = newest
    .filter((note, n) => !(n > 0 && unchanged(note) && unchanged(newest[n - 1] as typeof note)))
    .slice(0, SHOWN);
  return (
    <ol className="rounds-news" aria-live="polite">
      {lines.map((note) => {
        const task = row.sheet.tasks.find(({ visit }) => visit === note.visit);
        const minutes =
          note.after === undefined || note.before === undefined ? 0 : Math.round((note.after - note.before) * 60);
        return (
          <li key={`${note.at} ${note.type} ${note.visit ?? ''}`}>
            <span className="small muted">{when(note.at, 'time')}</span>{' '}
            {note.type === 'rounds.StopInserted' && !note.changes.some(({ kind }) => kind === 'added')
              ? t('noRoom')
              : t(`note.${note.type}` as Key)}
            {task && <strong> {place(task.household, { under: 'door' })}</strong>}{' '}
            <span className="small muted">
              <Changes changes={note.changes} />{' '}
              {minutes !== 0 && t('costs', { more: minutes > 0 ? `+${minutes}` : minutes })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

interface WhyProps {
  row: RoundRow;
  doorOf(visit: string): string;
  onTry(visit: string): void;
}

/** What no round has, each with what keeps it out: the person nearest to taking it in words, the others by the same rule as a number. */
export function WhyNot({ row, doorOf, onTry }: WhyProps) {
  const t = useWords(words);
  return (
    <Card title={t('why')}>
      {row.left.length === 0 ? (
        <p>{t('noLeft')}</p>
      ) : (
        <ul className="rounds-left">
          {row.left.map(({ visit, why }) => {
            const task = row.sheet.tasks.find((each) => each.visit === visit);
            return (
              <li key={visit}>
                <strong>{doorOf(visit)}</strong> {task?.urgent && <Badge tone="warn">{t('urgent')}</Badge>}{' '}
                {task && (
                  <span className="small muted">
                    {t('wanted', { from: when(task.from, 'time'), to: when(task.until, 'time') })}
                  </span>
                )}
                <ul>
                  {byRule(why).map(([first, ...others]) => (
                    <li key={first.rule} className="small">
                      {say(first.words)}{' '}
                      {others.length > 0 && <span className="muted">{t('alike', { n: others.length })}</span>}
                    </li>
                  ))}
                </ul>
                <Button size="small" onClick={() => onTry(visit)}>
                  {t('tryPlace')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

/** Reasons of one rule together, in the order they were found. */
function byRule(why: readonly Why[]): [Why, ...Why[]][] {
  const groups = new Map<string, [Why, ...Why[]]>();
  for (const each of why) {
    const own = groups.get(each.rule);
    if (own) own.push(each);
    else groups.set(each.rule, [each]);
  }
  return [...groups.values()];
}
