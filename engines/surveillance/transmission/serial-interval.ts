import { gammaP } from '../numbers/incomplete-gamma.ts';

/** P(the interval is k days), index k from 0; index 0 is 0 where the estimators below use it. */
export type IntervalPmf = ArrayLike<number>;

/**
 * The serial interval in whole days, k = 0 ... last: a gamma distribution shifted by one day (mean `mean` > 1, standard deviation
 * `sd` > 0, days), the infector's onset uniform within its day:
 * w_k = k F(k) + (k-2) F(k-2) - 2 (k-1) F(k-1) + a b (2 G(k-1) - G(k-2) - G(k)), F = Gamma(a, b), G = Gamma(a+1, b),
 * a = ((mean-1)/sd)^2, b = sd^2/(mean-1). Cori, Ferguson, Fraser and Cauchemez 2013, web appendix 11.
 * Values of rounding below 0 are 0; the sum falls short of 1 by what lies beyond `last`. Error `interval-moments`.
 */
export function serialInterval(mean: number, sd: number, last: number): Float64Array {
  if (!(mean > 1) || !(sd > 0) || !Number.isFinite(mean + sd))
    throw new Error(`interval-moments: mean ${mean}, sd ${sd}. The mean must exceed 1 day and the sd 0 days.`);
  const a = ((mean - 1) / sd) ** 2;
  const b = sd ** 2 / (mean - 1);
  const first = (k: number): number => (k <= 0 ? 0 : gammaP(a, k / b));
  const second = (k: number): number => (k <= 0 ? 0 : gammaP(a + 1, k / b));
  const pmf = new Float64Array(last + 1);
  let [f1, f2, g1, g2] = [0, 0, 0, 0];
  for (let k = 0; k <= last; k++) {
    const f = first(k);
    const g = second(k);
    pmf[k] = Math.max(0, k * f + (k - 2) * f2 - 2 * (k - 1) * f1 + a * b * (2 * g1 - g2 - g));
    [f2, f1, g2, g1] = [f1, f, g1, g];
  }
  return pmf;
}

/** Mean and standard deviation of a pmf on 0, 1, 2, ... as it stands (not rescaled to sum 1). */
export function intervalMoments(pmf: IntervalPmf): { mean: number; sd: number } {
  let mean = 0;
  let square = 0;
  for (let k = 0; k < pmf.length; k++) {
    mean += k * pmf[k]!;
    square += k * k * pmf[k]!;
  }
  return { mean, sd: Math.sqrt(Math.max(0, square - mean * mean)) };
}

/** Largest distance of a given pmf's sum from 1: published tables are rounded. The same as in EpiEstim (Cori 2013). */
const ROUNDING = 0.01;

/**
 * Errors `interval-pmf`: a negative or missing entry, mass at day 0, a sum above 1.01, or one below 0.99 although entries for all of the `periods` of
 * the series could have been given: what lies beyond the series changes nothing.
 */
export function checkInterval(pmf: IntervalPmf, periods: number): void {
  let sum = 0;
  for (let k = 0; k < pmf.length; k++) {
    const p = pmf[k]!;
    if (!(p >= 0)) throw new Error(`interval-pmf: P(${k} days) = ${p}. Every entry must be a number from 0 on.`);
    sum += p;
  }
  if ((pmf[0] ?? 0) !== 0)
    throw new Error(`interval-pmf: P(0 days) = ${pmf[0]}. Cases of one day cannot infect each other here: give 0.`);
  if (sum > 1 + ROUNDING || (sum < 1 - ROUNDING && pmf.length < periods))
    throw new Error(`interval-pmf: the entries sum to ${sum}. They must sum to 1.`);
}
