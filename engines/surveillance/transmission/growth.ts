import { addDays, type Day, daysBetween } from '../../../kernel/time.ts';
import { studentQuantileUpper } from '../numbers/student.ts';
import { type Counts, readWhole } from './incidence.ts';

/** ISO weeks begin on Monday; 5 January 1970 was one. */
const A_MONDAY: Day = '1970-01-05';

/** Daily counts from `first` on, by ISO week: the Mondays and the sums. Days outside the series count as none. */
export function weekly(first: Day, counts: Counts): { mondays: Day[]; counts: number[] } {
  const cases = readWhole(counts);
  const into = (((daysBetween(A_MONDAY, first) % 7) + 7) % 7) as number;
  const monday = addDays(first, -into);
  const weeks = Math.ceil((cases.length + into) / 7);
  const sums = new Array<number>(weeks).fill(0);
  cases.forEach((each, t) => {
    const week = Math.floor((t + into) / 7);
    sums[week] = sums[week]! + each;
  });
  return { mondays: sums.map((_, i) => addDays(monday, 7 * i)), counts: sums };
}

export interface LogLinearGrowth {
  /** Growth per unit of x (day, week ...), with its interval; NaN where two points leave no error to judge by. */
  r: number;
  low: number;
  high: number;
  /** ln 2 / r with its interval when r > 0 (Infinity where r may be 0 or less), else ln(1/2) / r: time to double or halve. */
  time: { value: number; low: number; high: number; of: 'doubling' | 'halving' };
  /** Adjusted R squared; NaN with two points, 0 with one. */
  adjustedR2: number;
  /** Fitted counts at the points used, with the confidence interval of their mean on the log scale. */
  fitted: { x: number; fit: number; low: number; high: number }[];
}

/**
 * Regression of ln(count) on x by least squares, periods without cases left out as their logarithm is undefined (R incidence,
 * Kamvar et al. 2019). `level` of all intervals. Error `growth-undefined`: no period with cases. One point gives r = NaN.
 */
export function logLinearGrowth(
  x: ArrayLike<number>,
  counts: ArrayLike<number>,
  level: number = 0.95,
): LogLinearGrowth {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < x.length; i++)
    if (counts[i]! > 0) {
      xs.push(x[i]!);
      ys.push(Math.log(counts[i]!));
    }
  const n = xs.length;
  if (n === 0) throw new Error('growth-undefined: no period has cases. Growth needs at least two with cases.');
  const meanX = mean(xs);
  const meanY = mean(ys);
  let [sxx, sxy, syy] = [0, 0, 0];
  xs.forEach((each, i) => {
    sxx += (each - meanX) ** 2;
    sxy += (each - meanX) * (ys[i]! - meanY);
    syy += (ys[i]! - meanY) ** 2;
  });
  const r = n > 1 ? sxy / sxx : Number.NaN;
  let residual = 0;
  xs.forEach((each, i) => {
    residual += (ys[i]! - meanY - r * (each - meanX)) ** 2;
  });
  const free = n - 2;
  const sigma = free > 0 ? Math.sqrt(residual / free) : Number.NaN;
  const t = free > 0 ? studentQuantileUpper((1 - level) / 2, free) : Number.NaN;
  const half = (t * sigma) / Math.sqrt(sxx);
  const fitted = xs.map((each) => {
    const log = meanY + (n > 1 ? r * (each - meanX) : 0);
    const wide = t * sigma * Math.sqrt(1 / n + (each - meanX) ** 2 / sxx);
    return { x: each, fit: Math.exp(log), low: Math.exp(log - wide), high: Math.exp(log + wide) };
  });
  const adjustedR2 = n === 1 ? 0 : free > 0 ? 1 - residual / free / (syy / (n - 1)) : Number.NaN;
  return { r, low: r - half, high: r + half, time: timeOf(r, r - half, r + half), adjustedR2, fitted };
}

function timeOf(r: number, low: number, high: number): LogLinearGrowth['time'] {
  const far = (time: number): number => (time < 0 ? Number.POSITIVE_INFINITY : time);
  const of = r > 0 ? 'doubling' : 'halving';
  const ln = of === 'doubling' ? Math.LN2 : -Math.LN2;
  return r > 0
    ? { of, value: ln / r, low: far(ln / high), high: far(ln / low) }
    : { of, value: ln / r, low: far(ln / low), high: far(ln / high) };
}

const mean = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0) / list.length;

/** Index of the first largest count. */
export function peakOf(counts: ArrayLike<number>): number {
  let peak = 0;
  for (let i = 1; i < counts.length; i++) if (counts[i]! > counts[peak]!) peak = i;
  return peak;
}

export interface SplitGrowth {
  /** Index of the split. */
  split: number;
  before: LogLinearGrowth;
  after: LogLinearGrowth;
  /** The splits tried and the mean adjusted R squared of the two fits (those that have one). */
  tried: { index: number; meanR2: number }[];
}

/**
 * Growth and decline, split where two log-linear fits (both holding the split period) explain most: splits within an eighth of
 * the time span (`spacing` days a period) of the peak are tried (R incidence, Kamvar et al. 2019). x is the middle of a period in days.
 */
export function splitGrowth(counts: Counts, spacing: number): SplitGrowth {
  const cases = readWhole(counts);
  const reach = ((cases.length - 1) * spacing + 1) / 8;
  const peak = peakOf(cases);
  const within = (from: number, to: number): LogLinearGrowth => {
    const part = cases.slice(from, to);
    const first = part.findIndex((each) => each > 0);
    return logLinearGrowth(
      Array.from(part, (_, i) => (i - first + 0.5) * spacing),
      part,
    );
  };
  const tried: SplitGrowth['tried'] = [];
  for (let index = 0; index < cases.length; index++) {
    if (Math.abs(index - peak) * spacing > reach) continue;
    const some = (from: number, to: number): boolean => cases.subarray(from, to).some((each) => each > 0);
    if (!some(0, index + 1) || !some(index, cases.length)) continue;
    const known = [within(0, index + 1), within(index, cases.length)]
      .map((each) => each.adjustedR2)
      .filter((each) => !Number.isNaN(each));
    tried.push({ index, meanR2: known.length > 0 ? mean(known) : Number.NaN });
  }
  let best = tried[0];
  for (const each of tried)
    if (best === undefined || Number.isNaN(best.meanR2) || each.meanR2 > best.meanR2) best = each;
  if (best === undefined) throw new Error('growth-undefined: no split leaves cases on both sides.');
  return { split: best.index, before: within(0, best.index + 1), after: within(best.index, cases.length), tried };
}
