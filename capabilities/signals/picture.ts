import type { Day } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { readSeries, verdictsOn } from './judge.ts';
import { limitsOn } from './limits.ts';
import { dayAt, type SeriesRow } from './series.ts';

/** A series as it is drawn. Numbers are null where nothing was reported or nothing can be expected yet. */
export interface Picture {
  id: string;
  area: string;
  kind: string;
  channel: string | null;
  subject: string;
  step: 'day' | 'week';
  days: {
    day: string;
    observed: number | null;
    expected: number | null;
    upper: number | null;
    p: number | null;
    alarm: boolean;
  }[];
}

// not a rule: steps a picture shows unless told, and at most
const SHOWN = 90;
const MOST = 730;

const rounded = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(4));

/** What was counted beside what was to be expected at the time, over the latest steps: worked out as the watch does it. */
export function pictureOf(row: SeriesRow, today: Day, library: ProtocolLibrary, asked = SHOWN): Picture {
  const shown = Math.max(2, Math.min(MOST, asked));
  const { zeroDays } = limitsOn(library, today);
  const { y } = readSeries(row, today, zeroDays);
  const { first, verdicts } = verdictsOn(row, today, zeroDays, shown);
  const from = Math.max(0, y.length - shown);
  const byPosition = new Map(verdicts.flatMap((one) => (one ? [[one.position, one] as const] : [])));
  return {
    id: row.id,
    area: row.area,
    kind: row.kind,
    channel: row.channel,
    subject: row.subject,
    step: row.step,
    days: Array.from(y.subarray(from), (value, i) => {
      const verdict = byPosition.get(from + i);
      return {
        day: dayAt({ first, step: row.step }, from + i),
        // a sum shows what was counted even on days it is not held against
        observed: row.feed ? (Number.isNaN(value) ? null : value) : (row.values[from + i] ?? null),
        expected: rounded(verdict?.expected),
        upper: rounded(verdict?.upper),
        p: rounded(verdict?.p),
        alarm: verdict?.alarm ?? false,
      };
    }),
  };
}
