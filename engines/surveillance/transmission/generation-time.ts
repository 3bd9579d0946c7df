import { gammaP } from '../numbers/incomplete-gamma.ts';
import { digamma, lgamma } from '../numbers/log-gamma.ts';
import { normalCdf } from '../numbers/normal.ts';

export type DelayFamily = 'gamma' | 'weibull' | 'lognormal';

/** Cut where this much of the distribution has passed (Obadia, Haneef and Boelle 2012). */
const ENOUGH = 0.9999;

/**
 * Generation time in whole periods from a continuous law of given mean and sd: P(0) covers [0, 1/2), P(k) covers [k-1/2, k+1/2),
 * cut at 99.99 %, P(0) set to 0, rescaled to sum 1 (Obadia, Haneef and Boelle 2012, R0). Error `generation-moments`.
 */
export function generationTime(family: DelayFamily, mean: number, sd: number): Float64Array {
  if (!(mean > 0) || !(sd > 0) || !Number.isFinite(mean + sd))
    throw new Error(`generation-moments: mean ${mean}, sd ${sd}. Both must be positive.`);
  const cdf = lawOf(family, mean, sd);
  const pmf: number[] = [];
  let before = cdf(0);
  let sum = 0;
  for (let k = 0; k <= Math.ceil(mean + 10 * sd) && sum <= ENOUGH; k++) {
    const now = cdf(k + 0.5);
    pmf.push(now - before);
    sum += now - before;
    before = now;
  }
  pmf[0] = 0;
  const total = pmf.reduce((all, each) => all + each, 0);
  if (!(total > 0))
    throw new Error(
      `generation-moments: mean ${mean}, sd ${sd} leave nothing after the first half period. Use a finer period.`,
    );
  return Float64Array.from(pmf, (each) => each / total);
}

function lawOf(family: DelayFamily, mean: number, sd: number): (x: number) => number {
  if (family === 'gamma') {
    const scale = sd ** 2 / mean;
    return (x) => gammaP((mean / sd) ** 2, x / scale);
  }
  if (family === 'lognormal') {
    const sdlog = Math.sqrt(Math.log1p((sd / mean) ** 2));
    const meanlog = Math.log(mean) - sdlog ** 2 / 2;
    return (x) => (x <= 0 ? 0 : normalCdf((Math.log(x) - meanlog) / sdlog));
  }
  const shape = weibullShape(sd / mean);
  const scale = Math.exp(Math.log(mean) - lgamma(1 + 1 / shape));
  return (x) => (x <= 0 ? 0 : -Math.expm1(-((x / scale) ** shape)));
}

/** Shape of the Weibull law with coefficient of variation `cv`: ln Gamma(1 + 2/c) - 2 ln Gamma(1 + 1/c) = ln(1 + cv^2), by Newton. */
function weibullShape(cv: number): number {
  const wanted = Math.log1p(cv * cv);
  let inverse = (2 * cv) / (1 + cv);
  for (let i = 0; i < 200; i++) {
    const value = lgamma(1 + 2 * inverse) - 2 * lgamma(1 + inverse) - wanted;
    const step = value / (2 * (digamma(1 + 2 * inverse) - digamma(1 + inverse)));
    inverse = Math.max(inverse - step, inverse / 10);
    if (Math.abs(step) < 1e-14 * inverse) break;
  }
  return 1 / inverse;
}
