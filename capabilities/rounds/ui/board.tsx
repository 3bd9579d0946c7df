import type { Instant } from '../../../kernel/time.ts';
import { Badge, Status } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Stop } from '../plan.ts';
import type { RoundRow } from '../views.ts';
import { type Held, HUES, handsOf, heldFrom, openOf, stepped, stopsOf } from './moving.ts';
import { type Key, words } from './words.ts';

interface BoardProps {
  row: RoundRow;
  held: Held | undefined;
  /** Put in since. */
  fresh: ReadonlySet<string>;
  onHold(held: Held | undefined): void;
  onConfirm(): void;
}

/**
 * One column a person who has work, the fullest first: stops in order with their times. Who is free stands in one column at the end. A stop is
 * dragged, or chosen and moved with the arrow keys.
 */
export function Board({ row, held, fresh, onHold, onConfirm }: BoardProps) {
  const t = useWords(words);
  const { busy, free } = handsOf(row);
  return (
    <div className="rounds-board">
      {busy.map((goer) => {
        const stops = stopsOf(row, goer.id);
        const drop = (at: number) => ({
          onDragOver: (event: React.DragEvent) => {
            event.preventDefault();
            event.stopPropagation();
            if (held && (held.to !== goer.id || held.at !== at)) onHold({ ...held, to: goer.id, at });
          },
        });
        const open = openOf(row, goer.id, held?.visit);
        return (
          <section
            key={goer.id}
            className={`rounds-line ${held?.to === goer.id ? 'target' : ''}`}
            aria-label={goer.name}
            {...drop(open.length)}
          >
            <h3>
              <i className="rounds-key" style={{ background: `var(--chart-${1 + (busy.indexOf(goer) % HUES)})` }} />
              {goer.name} <span className="small muted">{t(goer.mode)}</span>
            </h3>
            <p className="small muted rounds-sum">
              {t('sum', {
                done: stops.filter(({ visit }) => row.begun[visit]?.what === 'done').length,
                all: stops.length,
                until: when(stops.at(-1)?.leaves ?? goer.to, 'time'),
              })}
            </p>
            <ol>
              {stops.map((stop) => (
                <li key={`${stop.visit} ${stop.leg}`} {...drop(Math.max(0, open.indexOf(stop.visit)))}>
                  {held?.to === goer.id && open[held.at] === stop.visit && <span className="rounds-mark" />}
                  <StopCard
                    row={row}
                    stop={stop}
                    held={held?.visit === stop.visit ? held : undefined}
                    fresh={fresh.has(stop.visit)}
                    onHold={onHold}
                    onConfirm={onConfirm}
                  />
                </li>
              ))}
              {held?.to === goer.id && held.at >= open.length && (
                <li aria-hidden="true">
                  <span className="rounds-mark" />
                </li>
              )}
            </ol>
          </section>
        );
      })}
      {free.length > 0 && (
        <section className="rounds-line" aria-label={t('free')}>
          <h3>{t('free')}</h3>
          <ul className="rounds-free">
            {free.map((goer) => (
              <li
                key={goer.id}
                className={held?.to === goer.id ? 'target' : ''}
                onDragOver={(event) => {
                  event.preventDefault();
                  if (held && held.to !== goer.id) onHold({ ...held, to: goer.id, at: 0 });
                }}
              >
                {goer.name}{' '}
                <span className="small muted">
                  {t(goer.mode)} {t('until', { time: when(goer.to, 'time') })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface StopProps extends Pick<BoardProps, 'row' | 'held' | 'onHold' | 'onConfirm'> {
  stop: Stop;
  fresh: boolean;
}

function StopCard({ row, stop, held, fresh, onHold, onConfirm }: StopProps) {
  const t = useWords(words);
  const place = usePlaceName();
  const task = row.sheet.tasks.find(({ visit }) => visit === stop.visit);
  const begun = row.begun[stop.visit];
  if (!task) return null;
  const time = (at: Instant) => when(at, 'time');
  const inside = (
    <>
      <span className="rounds-time">{time(begun?.at ?? stop.begins)}</span>
      <span>
        <strong>{place(task.household, { under: 'door' })}</strong> {t(`kind.${task.kind}`)}{' '}
        {stop.leg === 'delivery' && t('leg.delivery')}{' '}
        {task.urgent && !begun && <Badge tone="warn">{t('urgent')}</Badge>}{' '}
        {fresh && !begun && <Badge tone="info">{t('isNew')}</Badge>}
        {row.late.includes(stop.visit) && begun?.what !== 'done' && <Status tone="bad">{t('lateOne')}</Status>}
        {begun && <Status tone={begun.what === 'done' ? 'good' : 'warn'}>{t(begun.what as Key)}</Status>}
        {stop.told && !begun && (
          <span className="small muted rounds-told">
            {t('promised', { from: time(stop.told.from), to: time(stop.told.to) })}
          </span>
        )}
      </span>
    </>
  );
  if (begun || stop.leg === 'delivery') return <div className="rounds-stop over">{inside}</div>;
  return (
    <button
      type="button"
      className={`rounds-stop ${held ? 'held' : ''} ${fresh ? 'fresh' : ''} ${task.urgent ? 'urgent' : ''}`}
      aria-pressed={held !== undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', stop.visit);
        event.dataTransfer.effectAllowed = 'move';
        onHold(heldFrom(row, stop.visit));
      }}
      onClick={() => onHold(held ? undefined : heldFrom(row, stop.visit))}
      onKeyDown={(event) => {
        if (!held) return;
        const next = stepped(row, held, event.key);
        if (next) onHold(next);
        else if (event.key === 'Escape') onHold(undefined);
        else if (event.key === 'Enter') onConfirm();
        else return;
        event.preventDefault();
      }}
    >
      {inside}
    </button>
  );
}
