import { type Calendar, columns } from './calendar.ts';
import { expect, type Family, fitExpectation } from './expectation.ts';
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
  refit: 1,
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
  if (options.windows.length === 0) throw new Error('watch-windows: none. Give at least one window.');
  const n = y.length;
  if (!(first >= 1 && first < n))
    throw new Error(`watch-first: position ${first} of ${n}. Give one after the first value.`);
  const verdicts: (Verdict | null)[] = [];
  const longest = Math.max(...options.windows.map((each) => each.steps));
  const { x, p, closed } = columns(calendar, y, first);
  const known = Float64Array.from(y, (value, i) =>
    calendar.step === 'day' && closed[((calendar.weekday ?? 0) + i) % 7] === 1 ? Number.NaN : value,
  );
  let fit = null as ReturnType<typeof fitExpectation>;
  let lastAlarm = Number.NEGATIVE_INFINITY;
  for (let t = first; t < n; t++) {
    if (fit === null || (t - first) % options.refit === 0) {
      const to = Math.max(1, t - options.guard + 1);
      fit = fitExpectation({ family: options.family, y: known, x, p, from: 0, to, ...(fit ? { coef: fit.coef } : {}) });
    }
    if (fit === null || Number.isNaN(known[t])) {
      verdicts.push(null);
      continue;
    }
    let sum = 0;
    let mean = 0;
    let steps = 0;
    let doubt = 0;
    let now: Outlook | undefined;
    let best: Verdict['window'] | undefined;
    let strongest = Number.POSITIVE_INFINITY;
    let alarm = false;
    for (let back = 0; back < longest && t - back > lastAlarm && t - back >= 0; back++) {
      const value = known[t - back]!;
      if (!Number.isNaN(value)) {
        const part = expect(fit, x, (t - back) * p);
        if (back === 0) doubt = part.doubt;
        sum += value;
        mean += part.mean;
        steps += 1;
      }
      // errors of neighbouring expectations are nearly the same error, so they add up like the means
      const spread = options.family === 'count' ? fit.phi + mean * doubt : steps * fit.phi + steps * steps * doubt;
      const outlook: Outlook = { family: options.family, mean, spread };
      if (back === 0) now = outlook;
      const window = options.windows.find((each) => each.steps === back + 1);
      if (!window) continue;
      const chance = tail(outlook, sum);
      if (chance < window.alpha) alarm = true;
      if (chance / window.alpha < strongest) {
        strongest = chance / window.alpha;
        best = { steps: back + 1, observed: sum, expected: mean, p: chance };
      }
    }
    const single = tail(now!, known[t]!);
    if (alarm) lastAlarm = t;
    verdicts.push({
      position: t,
      observed: known[t]!,
      expected: now!.mean,
      upper: bound(now!, options.windows[0]!.alpha),
      p: single,
      z: score(single),
      alarm,
      window: best ?? { steps: 1, observed: known[t]!, expected: now!.mean, p: single },
    });
  }
  return verdicts;
}
