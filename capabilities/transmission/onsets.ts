import {
  type Nowcast,
  nowcast,
  type ReportedEvent,
  type ReportingTriangle,
  reportingTriangle,
} from '../../engines/surveillance/index.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import type { CaseRow } from '../cases/index.ts';

export type Reported = Pick<CaseRow, 'disease' | 'onset' | 'reportedOn'>;

// not a rule: what the picture shows, and the longest delay it learns
const SHOWN_DAYS = 60;
export const LONGEST = 14;

/** Onsets by day as known on one day, and the law of each day's total once all reports are in. */
export interface Onsets {
  triangle: ReportingTriangle;
  /** Onsets reported so far, by day of the triangle. */
  known: number[];
  now: Nowcast | undefined;
}

/** Cases with a day of onset that were reported by a day. */
export const eventsOf = (cases: readonly Reported[], today: Day): ReportedEvent[] =>
  cases.flatMap((row): ReportedEvent[] =>
    row.onset && row.onset <= row.reportedOn && row.reportedOn <= today
      ? [{ event: row.onset, report: row.reportedOn }]
      : [],
  );

/** Nowcast of the last sixty days (Höhle & an der Heiden 2014). `alpha`: its bounds hold 1 - alpha. Undefined when nobody is known to be ill. */
export function onsetsOf(events: readonly ReportedEvent[], today: Day, alpha: number): Onsets | undefined {
  const earliest = events.map(({ event }) => event).sort()[0];
  if (earliest === undefined) return undefined;
  const least = addDays(today, -2 * LONGEST);
  const oldest = addDays(today, 1 - SHOWN_DAYS);
  const first = earliest < oldest ? oldest : earliest < least ? earliest : least;
  const shown = events.filter(({ event }) => event >= first);
  const triangle = reportingTriangle(shown, today, LONGEST, first);
  const known = triangle.days.map(() => 0);
  for (const { event } of shown) {
    const at = daysBetween(first, event);
    known[at] = (known[at] ?? 0) + 1;
  }
  if (shown.length === 0) return { triangle, known, now: undefined };
  const mean = Math.max(1, shown.length / known.length);
  const now = nowcast(triangle, {
    method: 'bayes.trunc',
    prior: { mean, variance: 10 * mean },
    concentration: 0.1,
    most: Math.max(50, 6 * Math.max(...known) + 50),
    alpha,
    as: 'exact',
  });
  return { triangle, known, now };
}
