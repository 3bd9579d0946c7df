import type { Instant } from '../../../kernel/time.ts';
import { CityMap } from '../../../kit/charts.tsx';
import { useRows } from '../../../kit/client.tsx';
import { Badge, Card, Status } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { PlaceRow } from '../../places/index.ts';
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

interface MapProps {
  row: RoundRow;
  /** Words for a visit's door. */
  doorOf(visit: string): string;
  onOpen(visit: string): void;
}

/** The rounds on the map: the communities behind, each person's way in the colour of the board, stops on top. */
export function RoundMap({ row, doorOf, onOpen }: MapProps) {
  const t = useWords(words);
  const communities = [
    ...new Set(row.sheet.tasks.map(({ household }) => household.split('.').slice(0, COMMUNITY).join('.'))),
  ];
  const places = useRows<PlaceRow>('places.places', { ids: communities, limit: communities.length });
  const { points } = row.sheet;
  const at = (point: number | undefined): [number, number][] => {
    const found = point === undefined ? undefined : points[point];
    return found ? [[found[1], found[0]]] : [];
  };
  const taskOf = (visit: string) => row.sheet.tasks.find((task) => task.visit === visit);
  const { busy } = handsOf(row);
  const stopOf = (visit: string) => row.lines.flatMap(({ stops }) => stops).find((stop) => stop.visit === visit);
  return (
    <Card title={t('map')}>
      <CityMap
        label={t('map')}
        areas={places.rows.flatMap(({ id, names, outline }) => (outline ? [{ id, label: say(names), outline }] : []))}
        lines={busy.map((goer, n) => ({
          id: goer.id,
          label: goer.name,
          colour: 1 + (n % HUES),
          path: [
            ...at(goer.point),
            ...stopsOf(row, goer.id).flatMap(({ visit, leg }) => {
              const task = taskOf(visit);
              return at(leg === 'delivery' ? task?.to : task?.point);
            }),
          ],
        }))}
        points={row.sheet.tasks.flatMap((task) => {
          const out = row.left.some(({ visit }) => visit === task.visit);
          const begins = stopOf(task.visit)?.begins;
          const over = row.begun[task.visit];
          return at(task.point).map((point) => ({
            id: task.visit,
            label: `${begins ? `${when(begins, 'time')} ` : ''}${doorOf(task.visit)}`,
            point,
            tone: over
              ? ('plain' as const)
              : out
                ? ('bad' as const)
                : task.urgent
                  ? ('warn' as const)
                  : ('life' as const),
          }));
        })}
        onOpen={(id) => taskOf(id) && !row.begun[id] && onOpen(id)}
        height={420}
      />
      <p className="small muted">{t('mapHelp')}</p>
    </Card>
  );
}

/** Labels of a path down to its community. */
const COMMUNITY = 6;
