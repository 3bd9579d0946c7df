import { number } from './when.ts';

export interface SmallChartProps {
  /** Read out instead of the picture. */
  label: string;
  /** By step; null where nothing was reported. */
  values: (number | null)[];
  expected?: (number | null)[];
  upper?: (number | null)[];
  /** Steps that stand out. */
  marks?: boolean[];
  from?: string;
  to?: string;
}

const WIDE = 260;
const HIGH = 72;
const PAD = 4;

/** One of many small pictures: counts as bars, what was expected as a line, the bound above it as a band, alarms in red. */
export function SmallChart({ label, values, expected = [], upper = [], marks = [], from, to }: SmallChartProps) {
  const top = Math.max(1, ...values.map((value) => value ?? 0), ...upper.map((value) => value ?? 0));
  const step = (WIDE - 2 * PAD) / Math.max(1, values.length);
  const x = (i: number) => PAD + (i + 0.5) * step;
  const y = (value: number) => HIGH - PAD - (value / top) * (HIGH - 2 * PAD);
  const known = upper.flatMap((value, i) => (value === null || expected[i] == null ? [] : [i]));
  const line = (at: (number | null)[], indices: number[]) =>
    indices.map((i) => `${x(i).toFixed(1)},${y(at[i] as number).toFixed(1)}`);
  return (
    <figure className="small-chart">
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {known.length > 1 && (
          <polygon className="band" points={[...line(upper, known), ...line(expected, known.toReversed())].join(' ')} />
        )}
        {values.map((value, i) =>
          value === null || value <= 0 ? null : (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: steps never move
              key={i}
              className={marks[i] ? 'odd' : undefined}
              x={(x(i) - step * 0.36).toFixed(1)}
              y={y(value).toFixed(1)}
              width={(step * 0.72).toFixed(1)}
              height={(HIGH - PAD - y(value)).toFixed(1)}
            />
          ),
        )}
        {known.length > 1 && <polyline className="expected" points={line(expected, known).join(' ')} />}
      </svg>
      <figcaption>
        <span>{from}</span>
        <span>{number(top)}</span>
        <span>{to}</span>
      </figcaption>
    </figure>
  );
}
