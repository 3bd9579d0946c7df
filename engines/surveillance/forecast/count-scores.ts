import {
  logNegativeBinomialDensity,
  negativeBinomialCdf,
  negativeBinomialDensity,
} from '../numbers/negative-binomial.ts';

export interface CountScores {
  /** -ln P(x). */
  logarithmic: number;
  /** Ranked probability: sum over k of (P(X <= k) - 1{x <= k})^2, the discrete CRPS. */
  rankedProbability: number;
  /** Dawid & Sebastiani 1999: ((x - mu)/sigma)^2 + 2 ln sigma. */
  dawidSebastiani: number;
  /** (x - mu)^2. */
  squaredError: number;
}

/**
 * Scores of the forecast "negative binomial with mean mu and dispersion size" (Infinity: Poisson) when x cases came; less is better
 * (Czado, Gneiting and Held 2009). Errors `score-count`, `score-law`.
 */
export function countScores(x: number, mu: number, size: number): CountScores {
  if (!Number.isInteger(x) || x < 0) throw new Error(`score-count: ${x} cases. A count is a whole number from 0 on.`);
  if (!(mu > 0) || !(size > 0) || !Number.isFinite(mu))
    throw new Error(`score-law: mean ${mu}, dispersion ${size}. Both must be above 0.`);
  const variance = size === Number.POSITIVE_INFINITY ? mu : mu + mu ** 2 / size;
  return {
    logarithmic: -logNegativeBinomialDensity(x, size, mu),
    rankedProbability: rankedProbability(x, mu, size, variance),
    dawidSebastiani: (x - mu) ** 2 / variance + Math.log(variance),
    squaredError: (x - mu) ** 2,
  };
}

function rankedProbability(x: number, mu: number, size: number, variance: number): number {
  const far = Math.max(x, mu) + 40 * Math.sqrt(variance) + 40;
  let sum = 0;
  // below mu - 40 sd the distribution function is 0 to rounding
  const start = Math.max(0, Math.min(x, Math.floor(mu - 40 * Math.sqrt(variance))));
  let cdf = start === 0 ? 0 : negativeBinomialCdf(start - 1, size, mu);
  for (let k = start; k < far; k++) {
    cdf = k % 64 === 0 ? negativeBinomialCdf(k, size, mu) : cdf + negativeBinomialDensity(k, size, mu);
    const gap = cdf - (x <= k ? 1 : 0);
    sum += gap * gap;
    if (k >= x && k > mu && gap * gap < 1e-20 * (sum + 1e-10)) break;
  }
  return sum;
}
