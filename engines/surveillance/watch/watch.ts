import { type Calendar, type Columns, columns } from './calendar.ts';
import { type Expectation, expect, fitExpectation } from './expectation.ts';
import type { Family } from './normal-sums.ts';
import { bound, type Outlook, score, tail } from './surprise.ts';

export interface WatchOptions {
  family: Family;
  /**
   * Windows that evidence is summed over, in steps, and the tail probability below which each raises an alarm. Windows never reach back
   * behind the last alarm.
   */
  windows: { steps: number; alpha: number }[];
  /** Latest steps that the expectation does not learn from, the current one included: an outbreak this long does not hide itself. */
  guard: number;
  /** Steps of history that the expectation learns from at most: older habits of reporting no longer hold. */
  history: number;
  /** Steps from one fit to the next, 1 for a fit at every step. */
  refit: number;
}

/** Two-week evidence gets half of the budget, one and three weeks share the rest: about one false alarm in 100 weeks a series. */
export const WEEKLY: WatchOptions = {
  family: 'count',
  windows: [
    { steps: 1, alpha: 0.0055 },
    { steps: 2, alpha: 0.011 },
    { steps: 3, alpha: 0.0055 },
  ],
  guard: 8,
  history: 520,
  refit: 1,
};

/** Daily series: a day, three days and a week of evidence; the last two weeks are not learnt from, the fit is renewed weekly. */
export const DAILY: WatchOptions = {
  family: 'count',
  windows: [
    { steps: 1, alpha: 0.003 },
    { steps: 3, alpha: 0.004 },
    { steps: 7, alpha: 0.004 },
  ],
  guard: 14,
  history: 1096,
  refit: 7,
};

/** Verdict on one step of a series. */
export interface Verdict {
  position: number;
  observed: number;
  expected: number;
  /** Largest count of this step alone that raises no alarm. */
  upper: number;
  /** Tail probability of this step alone, and the same as a standard normal value: what fusion takes. */
  p: number;
  z: number;
  alarm: boolean;
  /** Of the window with the strongest evidence: its steps, cases, expected cases and tail probability. */
  window: { steps: number; observed: number; expected: number; p: number };
}

/**
 * The default detector: expectation by regression on the calendar with past outbreaks weighted down, then the tail probability of the last
 * step and of the sums over a few steps under the negative binomial. Assumes that in quiet times ln mean is a trend, yearly waves
 * and (daily) weekdays and holidays, that variance is proportional to the mean, and that steps are independent given the mean; of an
 * outbreak only that its cases come within the longest window. `first`: first position to judge. Null where a value is missing, the
 * weekday is closed, or the history is too short for a fit.
 */
export function watch(
  y: ArrayLike<number>,
  calendar: Calendar,
  first: number,
  options: WatchOptions = WEEKLY,
): (Verdict | null)[] {
  const { family, windows, guard, history, refit } = options;
  if (windows.length === 0) throw new Error('watch-windows: none. Give at least one window.');
  if (!(first >= 1 && first < y.length))
    throw new Error(`watch-first: position ${first} of ${y.length}. Give one after the first value.`);
  const shape = columns(calendar, y, first, Math.max(0, first - history));
  const known = withoutClosed(y, calendar, shape);
  const verdicts: (Verdict | null)[] = [];
  let fit: Expectation | null = null;
  let lastAlarm = -1;
  for (let t = first; t < y.length; t++) {
    if (fit === null || (t - first) % refit === 0) {
      const to: number = Math.max(1, t - guard + 1);
      fit = fitExpectation({ family, y: known, columns: shape, from: Math.max(0, to - history), to, coef: fit?.coef });
    }
    const verdict = fit === null || Number.isNaN(known[t]) ? null : judge(fit, known, shape, t, lastAlarm, windows);
    if (verdict?.alarm) lastAlarm = t;
    verdicts.push(verdict);
  }
  return verdicts;
}

/** The latest steps of a series as one night sees them. */
export interface Latest {
  /** Standard normal surprise of the last `steps` steps; NaN where nothing was reported. */
  z: Float64Array;
  /** Verdict on the last reported step, with the sums over its windows. */
  verdict: Verdict;
}

/**
 * The last `steps` steps of a series against one expectation that has learnt from none of them nor from the guard: what `watch` says of them
 * night by night, at the price of a single fit. Made for hundreds of thousands of series a night. `least`: smallest mean that is believed of a count
 * on the steps before the last, since a series without one proves little; of the last, the verdict says what it rests on. Null when the history is too short or nothing was reported.
 */
export function watchLatest(
  y: ArrayLike<number>,
  calendar: Calendar,
  steps: number,
  { family, windows, guard, history }: WatchOptions = WEEKLY,
  least = 0,
): Latest | null {
  if (!(Number.isInteger(steps) && steps >= 1))
    throw new Error(`watch-steps: ${steps}. Give a whole number from 1 on.`);
  const to = y.length - Math.max(guard, steps);
  if (to < 1) return null;
  const from = Math.max(0, to - history);
  const shape = columns(calendar, y, to, from);
  const known = withoutClosed(y, calendar, shape);
  const first = y.length - steps;
  let last = y.length - 1;
  while (last >= first && Number.isNaN(known[last])) last -= 1;
  const fit = last < first ? null : fitExpectation({ family, y: known, columns: shape, from, to });
  if (fit === null) return null;
  const z = new Float64Array(steps).fill(Number.NaN);
  for (let t = first; t < last; t++) {
    if (Number.isNaN(known[t])) continue;
    const { mean, doubt } = expect(fit, shape, t);
    const spread = family === 'count' ? fit.phi + mean * doubt : fit.phi + doubt;
    const chance = tail({ family, mean, spread }, known[t]!);
    const believed = family === 'count' && mean < least ? tail({ family, mean: least, spread: 1 }, known[t]!) : 0;
    z[t - first] = score(Math.max(chance, believed));
  }
  const verdict = judge(fit, known, shape, last, first - 1, windows);
  z[last - first] = verdict.z;
  return { z, verdict };
}

/** The values, with what stands on closed weekdays taken for not reported. */
function withoutClosed(y: ArrayLike<number>, { weekday = 0 }: Calendar, { closed }: Columns): Float64Array {
  const known = new Float64Array(y);
  if (closed.includes(1))
    for (let i = 0; i < known.length; i++) if (closed[(weekday + i) % 7] === 1) known[i] = Number.NaN;
  return known;
}

/** Evidence of step t alone and of the sums over its windows that begin after `after`. */
function judge(
  fit: Expectation,
  known: Float64Array,
  shape: Columns,
  t: number,
  after: number,
  windows: WatchOptions['windows'],
): Verdict {
  const longest = windows.reduce((most, { steps }) => Math.max(most, steps), 0);
  const now = expect(fit, shape, t);
  // a sum's spread: what chance gives each step, and the error of the fit, which neighbouring steps share and which therefore adds up like means
  const outlook = (mean: number, steps: number): Outlook =>
    fit.family === 'count'
      ? { family: 'count', mean, spread: fit.phi + mean * now.doubt }
      : { family: 'level', mean, spread: steps * fit.phi + steps * steps * now.doubt };
  const today = outlook(now.mean, 1);
  const single = tail(today, known[t]!);
  let strongest = { steps: 1, observed: known[t]!, expected: now.mean, p: single, part: Number.POSITIVE_INFINITY };
  let sum = 0;
  let mean = 0;
  let reported = 0;
  for (let back = 0; back < longest && t - back > after; back++) {
    const value = known[t - back]!;
    if (!Number.isNaN(value)) {
      sum += value;
      mean += back === 0 ? now.mean : expect(fit, shape, t - back).mean;
      reported += 1;
    }
    for (const { steps, alpha } of windows) {
      if (steps !== back + 1) continue;
      const chance = tail(outlook(mean, reported), sum);
      if (chance / alpha < strongest.part)
        strongest = { steps, observed: sum, expected: mean, p: chance, part: chance / alpha };
    }
  }
  const { part, ...window } = strongest;
  return {
    position: t,
    observed: known[t]!,
    expected: now.mean,
    upper: bound(today, windows[0]!.alpha),
    p: single,
    z: score(single),
    alarm: part < 1,
    window,
  };
}
