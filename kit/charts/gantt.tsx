import type { Instant } from '../../kernel/time.ts';
import { Icon } from '../icon.tsx';
import type { Tone } from '../parts.tsx';
import { when } from '../when.ts';
import { useWords } from '../words.ts';
import { Figure } from './figure.tsx';
import { words } from './words.ts';

export interface GanttBar {
  id: string;
  label: string;
  from: Instant;
  to: Instant;
  tone?: Tone;
  /** Word on the bar, e.g. the level. */
  word?: string;
  /** A point to mind inside, e.g. the next review. */
  knots?: { at: Instant; label: string }[];
}
export interface GanttProps {
  label: string;
  bars: GanttBar[];
  now: Instant;
  onOpen?(id: string): void;
}

const DAY = 86_400_000;

/** Spans over days: zones and stays with their ends and reviews. */
export default function Gantt({ label, bars, now, onOpen }: GanttProps) {
  const t = useWords(words);
  const at = Date.parse(now);
  const start = Math.min(at - DAY, ...bars.map((bar) => Date.parse(bar.from)));
  const end = Math.max(at + 2 * DAY, ...bars.map((bar) => Date.parse(bar.to)));
  const share = (ms: number) => `${(((ms - start) / (end - start)) * 100).toFixed(2)}%`;
  const days = Math.ceil((end - start) / DAY);
  const step = Math.max(1, Math.ceil(days / 10));
  const ticks = Array.from(
    { length: Math.floor(days / step) + 1 },
    (_, i) => Math.ceil(start / DAY) * DAY + i * step * DAY,
  ).filter((tick) => tick < end);
  return (
    <Figure
      label={label}
      head={[t('name'), t('from'), t('to')]}
      rows={bars.map((bar) => [bar.label, when(bar.from), when(bar.to)])}
    >
      <div className="gantt">
        <div className="gantt-axis" aria-hidden="true">
          <span />
          <div>
            {ticks.map((tick) => (
              <span key={tick} style={{ left: share(tick) }}>
                {when(new Date(tick).toISOString(), 'day')}
              </span>
            ))}
          </div>
        </div>
        <ol>
          {bars.map((bar) => {
            const from = Date.parse(bar.from);
            const to = Date.parse(bar.to);
            const name = `${bar.label}: ${when(bar.from)} – ${when(bar.to)}${bar.word ? `, ${bar.word}` : ''}`;
            const place = { left: share(from), width: `calc(${share(to)} - ${share(from)})` };
            return (
              <li key={bar.id}>
                <span className="gantt-name">{bar.label}</span>
                <div className="gantt-lane">
                  {onOpen ? (
                    <button
                      type="button"
                      className={`gantt-bar ${bar.tone ?? 'plain'}`}
                      style={place}
                      aria-label={name}
                      onClick={() => onOpen(bar.id)}
                    >
                      {bar.word}
                    </button>
                  ) : (
                    <div className={`gantt-bar ${bar.tone ?? 'plain'}`} style={place} role="img" aria-label={name}>
                      {bar.word}
                    </div>
                  )}
                  {bar.knots?.map((knot) => (
                    <i
                      key={knot.at}
                      title={`${knot.label} ${when(knot.at)}`}
                      style={{ left: share(Date.parse(knot.at)) }}
                    >
                      <Icon name="clock" label={`${knot.label} ${when(knot.at)}`} />
                    </i>
                  ))}
                  <span className="gantt-now" style={{ left: share(at) }} />
                </div>
              </li>
            );
          })}
        </ol>
      </div>
    </Figure>
  );
}
