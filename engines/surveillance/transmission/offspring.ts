import { digamma, trigamma } from '../numbers/log-gamma.ts';
import { logNegativeBinomialDensity } from '../numbers/negative-binomial.ts';
import { rootOf } from './brent.ts';

export interface OffspringFit {
  n: number;
  /** Mean number infected by one case. */
  R: number;
  /** Dispersion: variance R + R^2/k. Infinity where the numbers vary no more than a Poisson law's. */
  k: number;
  loglik: number;
  /** Standard errors of ln R and ln k from the observed information; NaN for k where k is Infinity. */
  seLogR: number;
  seLogK: number;
}

/**
 * Negative binomial law of secondary cases by maximum likelihood (Lloyd-Smith et al. 2005), from a table: number infected -> how many
 * cases infected so many (those who infected nobody included, else R is far too large). R is the mean; k solves the likelihood
 * equation; the two are uncorrelated at the maximum. Errors `offspring-count`, `offspring-none`.
 */
export function fitOffspring(table: ReadonlyMap<number, number>): OffspringFit {
  let [n, sum, square] = [0, 0, 0];
  for (const [x, cases] of table) {
    if (!Number.isInteger(x) || x < 0 || !Number.isInteger(cases) || cases < 0)
      throw new Error(
        `offspring-count: ${cases} cases with ${x} secondary cases. Both must be whole numbers from 0 on.`,
      );
    n += cases;
    sum += cases * x;
    square += cases * x * x;
  }
  if (n === 0 || sum === 0)
    throw new Error(
      `offspring-none: ${n} cases with ${sum} secondary cases in all. At least one infection must be known.`,
    );
  const R = sum / n;
  const rows = [...table].filter(([, cases]) => cases > 0);
  const total = (f: (x: number) => number): number => rows.reduce((all, [x, cases]) => all + cases * f(x), 0);
  const score = (logK: number): number => {
    const k = Math.exp(logK);
    return total((x) => digamma(x + k) - digamma(k) - Math.log1p(R / k)) * k;
  };
  let k = Number.POSITIVE_INFINITY;
  let seLogK = Number.NaN;
  if (square / n - R * R > R && score(Math.log(1e6)) < 0) {
    k = Math.exp(rootOf(score, Math.log(1e-8), Math.log(1e6), 1e-13));
    const curvature =
      total((x) => trigamma(x + k) - trigamma(k) + 1 / k - 1 / (k + R)) + total((x) => (x - R) / (k + R) ** 2);
    seLogK = 1 / Math.sqrt(-curvature * k * k);
  }
  const variance = k === Number.POSITIVE_INFINITY ? R : R + (R * R) / k;
  return {
    n,
    R,
    k,
    loglik: total((x) => logNegativeBinomialDensity(x, k, R)),
    seLogR: Math.sqrt(variance / n) / R,
    seLogK,
  };
}
