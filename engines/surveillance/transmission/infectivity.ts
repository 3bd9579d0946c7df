import type { IntervalPmf } from './serial-interval.ts';

/**
 * Overall infectivity of each day, Lambda_t = sum over s = 1 ... t-1 of w_s I_(t-s) (Cori et al. 2013, equation 2): how many
 * infectors' worth of infectiousness earlier cases exert. `cases` includes imported ones. Index 0 (no day before) is NaN.
 */
export function overallInfectivity(cases: ArrayLike<number>, interval: IntervalPmf): Float64Array {
  const lambda = new Float64Array(cases.length);
  const reach = interval.length - 1;
  for (let t = 0; t < cases.length; t++) {
    let sum = 0;
    const far = t < reach ? t : reach;
    for (let s = 1; s <= far; s++) sum += interval[s]! * cases[t - s]!;
    lambda[t] = sum;
  }
  if (lambda.length > 0) lambda[0] = Number.NaN;
  return lambda;
}
