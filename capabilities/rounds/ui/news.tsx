import { when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Change } from '../changes.ts';
import type { RoundRow } from '../views.ts';
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

/** What happened to the plan, newest first. */
export function News({ row }: { row: RoundRow }) {
  const t = useWords(words);
  const place = usePlaceName();
  const lines = [...row.notes].reverse().slice(0, SHOWN);
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
