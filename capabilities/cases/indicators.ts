import type { CaseRow } from './views.ts';

export const INTERVALS = ['detectH', 'reportH', 'isolateH', 'treatH'] as const;
export type Interval = (typeof INTERVALS)[number];

export interface Spread {
  /** Cases whose interval is known. */
  known: number;
  /** Cases where a moment is missing: counted, never guessed. */
  missing: number;
  /** Cases whose second moment lies before the first: contradictory dates, left out of the figures. */
  reversed: number;
  /** Hours; undefined when nothing is known. */
  median?: number;
  p90?: number;
}

/** Quantile of sorted values, linear between neighbours (R type 7). */
export function quantile(sorted: number[], p: number): number | undefined {
  if (sorted.length === 0) return undefined;
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] as number;
  return low + ((sorted[Math.ceil(at)] as number) - low) * (at - Math.floor(at));
}

/** Four early (四早) over a list of cases: median and 90th percentile of each interval, with what is missing. */
export function fourEarlySummary(rows: readonly Pick<CaseRow, Interval | 'status'>[]): Record<Interval, Spread> {
  const open = rows.filter((row) => row.status === 'open');
  const spread = (key: Interval): Spread => {
    const known = open.map((row) => row[key]).filter((value): value is number => value !== null);
    const sorted = known.filter((value) => value >= 0).sort((a, b) => a - b);
    return {
      known: sorted.length,
      missing: open.length - known.length,
      reversed: known.length - sorted.length,
      median: quantile(sorted, 0.5),
      p90: quantile(sorted, 0.9),
    };
  };
  return Object.fromEntries(INTERVALS.map((key) => [key, spread(key)])) as Record<Interval, Spread>;
}

/** Cases whose source of infection is known, of those not discarded. */
export function sourceShare(rows: readonly Pick<CaseRow, 'sourceKnown' | 'status'>[]): {
  known: number;
  unknown: number;
  share?: number;
} {
  const open = rows.filter((row) => row.status === 'open');
  const known = open.filter((row) => row.sourceKnown).length;
  return { known, unknown: open.length - known, share: open.length ? known / open.length : undefined };
}
