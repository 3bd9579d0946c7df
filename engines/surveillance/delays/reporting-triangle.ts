import { addDays, type Day, daysBetween } from '../../../kernel/time.ts';

export interface ReportedEvent {
  event: Day;
  /** Day the report came in; null while none has. */
  report: Day | null;
}

/** Events by day and delay, as known at the end of the last day. */
export interface ReportingTriangle {
  /** Days without holes; the last is "now". */
  days: Day[];
  /** Row by day, column by delay 0 ... `longest`; null where the delay has not passed yet. Longer delays stand in the last column. */
  counts: (number | null)[][];
  longest: number;
}

/**
 * The reporting triangle of a line list at the end of `now`, delays above `longest` counted as `longest`. Reports after `now` and
 * events without a report are not known yet and left out; `first` is the first day of the triangle, the earliest event when absent.
 * Errors `report-before-event` (with both days), `triangle-empty`.
 */
export function reportingTriangle(
  events: readonly ReportedEvent[],
  now: Day,
  longest: number,
  first?: Day,
): ReportingTriangle {
  let start = first;
  for (const { event, report } of events) {
    if (report !== null && report < event)
      throw new Error(`report-before-event: reported ${report}, happened ${event}. Correct one of the two days.`);
    if (first === undefined && (start === undefined || event < start)) start = event;
  }
  if (start === undefined || start > now)
    throw new Error(`triangle-empty: no event up to ${now}. Give a later day, or the events.`);
  const T = daysBetween(start, now);
  const days = Array.from({ length: T + 1 }, (_, t) => addDays(start, t));
  const counts = days.map((_, t) =>
    Array.from({ length: longest + 1 }, (_, d): number | null => (d <= T - t ? 0 : null)),
  );
  const index = new Map(days.map((day, t) => [day, t]));
  for (const { event, report } of events) {
    if (report === null || report > now) continue;
    const t = index.get(event);
    if (t === undefined) continue;
    const row = counts[t]!;
    const delay = Math.min(longest, daysBetween(event, report));
    row[delay] = (row[delay] ?? 0) + 1;
  }
  return { days, counts, longest };
}

export interface DelayCounts {
  /** Index of now; days are 0 ... T. */
  T: number;
  D: number;
  /** By delay: reports with this delay, and with at most this delay, over the days on which it has passed (Lawless 1994, 2.7-2.8). */
  exactly: Float64Array;
  atMost: Float64Array;
  /** By day: events known so far. */
  known: Float64Array;
}

/**
 * What the delay estimates need. `window`: only the last so many days before now (and now) teach the delay, all when absent.
 * Errors `triangle-short` (fewer days than the longest delay), `triangle-count`, `delay-window`.
 */
export function delayCounts({ counts, longest: D }: ReportingTriangle, window?: number): DelayCounts {
  const T = counts.length - 1;
  if (T < D)
    throw new Error(`triangle-short: ${T + 1} days for delays up to ${D}. Give more days or a shorter longest delay.`);
  const back = window ?? T;
  if (!(back >= D))
    throw new Error(
      `delay-window: ${back} days for delays up to ${D}. The window must reach as far as the longest delay.`,
    );
  const out: DelayCounts = {
    T,
    D,
    exactly: new Float64Array(D + 1),
    atMost: new Float64Array(D + 1),
    known: new Float64Array(T + 1),
  };
  for (let t = 0; t <= T; t++) {
    let sum = 0;
    for (let d = 0; d <= Math.min(D, T - t); d++) {
      const count = counts[t]![d];
      if (count === null || count === undefined || !(count >= 0))
        throw new Error(
          `triangle-count: day ${t + 1}, delay ${d} has ${count}. Every delay that has passed needs a count.`,
        );
      sum += count;
      if (t < T - back) continue;
      out.exactly[d] = out.exactly[d]! + count;
      out.atMost[d] = out.atMost[d]! + sum;
    }
    out.known[t] = sum;
  }
  return out;
}
