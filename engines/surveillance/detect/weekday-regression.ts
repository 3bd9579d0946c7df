import { leastSquares, solve } from '../glm/least-squares.ts';
import { studentUpper } from '../numbers/student.ts';
import { type DailyTest, type EwmaOptions, ewma, tabulated } from './ewma.ts';

export interface Regression extends DailyTest {
  sigma: Float64Array;
  /** Adjusted share of variance explained in the baseline; 0 for a constant one. */
  explained: Float64Array;
}

/** Shortest baseline, days: 8 coefficients and 3 degrees of freedom. */
const SHORTEST = 11;

/**
 * Adaptive multiple regression (ESSENCE; Burkom 2003; Rnssp 0.3.1): counts of the baseline on a line and six weekday terms, forecast `guard` + 1
 * days on, against the standard error of prediction. `weekday`: 0 Sunday .. 6 Saturday of each day. A floor on the error of 1.01 over the
 * warning limit. Holidays: give them the weekday they behave like (a Sunday).
 */
export function weekdayRegression(
  counts: Float64Array,
  weekday: ArrayLike<number>,
  { baseline, guard }: Pick<EwmaOptions, 'baseline' | 'guard'>,
): Regression {
  const n = counts.length;
  const blank = (): Float64Array => new Float64Array(n).fill(Number.NaN);
  const out: Regression = { expected: blank(), statistic: blank(), p: blank(), sigma: blank(), explained: blank() };
  let work = leastSquares(0, 8);
  for (let i = guard + SHORTEST; i < n; i++) {
    const length = Math.min(baseline, i - guard);
    if (work.n !== length) work = leastSquares(length, 8);
    const from = i - guard - length;
    let mean = 0;
    work.q.fill(0);
    for (let j = 0; j < length; j++) {
      work.q[j] = 1;
      work.q[length + j] = j + 1;
      const day = weekday[from + j]!;
      if (day > 0) work.q[(day + 1) * length + j] = 1;
      work.z[j] = counts[from + j]!;
      mean += counts[from + j]! / length;
    }
    const rank = solve(work);
    let rss = 0;
    let total = 0;
    for (let j = 0; j < length; j++) {
      rss += work.z[j]! ** 2;
      total += (counts[from + j]! - mean) ** 2;
    }
    const df = length - 8;
    const share = total > 0 ? Math.max(0, total - rss) / total : Number.NaN;
    const adjusted = 1 - (1 - share) * ((length - 1) / (length - rank));
    out.explained[i] = Number.isNaN(adjusted) ? 0 : adjusted;
    const widened = Math.sqrt((rss / df) * (((length + 7) * (length - 4)) / (length * (length - 7))));
    out.sigma[i] = Math.max(widened, 1.01 / tabulated(0.05, df));
    const today = weekday[i]!;
    const coef = work.coef;
    const forecast = coef[0]! + (length + guard + 1) * coef[1]! + (today > 0 ? coef[today + 1]! : 0);
    out.expected[i] = Math.max(0, forecast);
    out.statistic[i] = (counts[i]! - out.expected[i]!) / out.sigma[i]!;
    out.p[i] = studentUpper(out.statistic[i]!, df);
  }
  return out;
}

export interface Switched extends DailyTest {
  /** 1 where the regression spoke, 0 where the moving average did. */
  regression: Uint8Array;
}

/** The regression where it explains at least `least` of the variance (ESSENCE: 0.60), the moving average elsewhere. */
export function switched(
  counts: Float64Array,
  weekday: ArrayLike<number>,
  options: EwmaOptions,
  least: number = 0.6,
): Switched {
  const line = weekdayRegression(counts, weekday, options);
  const average = ewma(counts, options);
  const n = counts.length;
  const out: Switched = { ...average, regression: new Uint8Array(n) };
  for (let i = 0; i < n; i++) {
    if (!(line.explained[i]! >= least)) continue;
    out.regression[i] = 1;
    out.expected[i] = line.expected[i]!;
    out.statistic[i] = line.statistic[i]!;
    out.p[i] = line.p[i]!;
  }
  return out;
}

/**
 * Days on which the regression's alert is not to be shown: the count is below the mean of the week that ends today and, on Saturdays and
 * Sundays, also below the mean of the last seven of that weekday (ESSENCE; Rnssp 0.3.1).
 */
export function withheld(counts: Float64Array, weekday: ArrayLike<number>): Uint8Array {
  const out = new Uint8Array(counts.length);
  const below = (i: number, step: number): boolean => {
    let sum = 0;
    let at = i;
    for (let seen = 0; seen < 7; at -= step) {
      if (at < 0) return false;
      sum += counts[at]!;
      seen++;
    }
    return counts[i]! < sum / 7;
  };
  for (let i = 0; i < counts.length; i++) {
    const weekend = weekday[i] === 0 || weekday[i] === 6;
    out[i] = below(i, 1) && (!weekend || below(i, 7)) ? 1 : 0;
  }
  return out;
}
