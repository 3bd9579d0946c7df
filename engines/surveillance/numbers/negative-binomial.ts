import { logBetaI } from './incomplete-beta.ts';
import { normalQuantile, normalQuantileUpper } from './normal.ts';
import { FUZZ, logPoissonDensity, poissonCdf, poissonQuantile, poissonQuantileUpper, poissonUpper } from './poisson.ts';
import { firstReached } from './root.ts';
import { logBinomialTerm } from './saddle-point.ts';

/**
 * Negative binomial counts: mean mu, variance mu + mu^2/size, size > 0 real (Infinity: Poisson).
 * In terms of a success probability: prob = size / (size + mu), mu = size (1 - prob) / prob; see `meanOf`.
 */
export const meanOf = (size: number, prob: number): number => (size * (1 - prob)) / prob;

/** ln P(X = x), x a whole number >= 0 (any other x: -Infinity). */
export function logNegativeBinomialDensity(x: number, size: number, mu: number): number {
  if (!(size > 0) || !(mu >= 0) || Number.isNaN(x)) return Number.NaN;
  if (size === Number.POSITIVE_INFINITY) return logPoissonDensity(x, mu);
  if (x < 0 || !Number.isInteger(x)) return Number.NEGATIVE_INFINITY;
  const total = size + mu;
  if (x === 0) return -size * Math.log1p(mu / size);
  return logBinomialTerm(size, x + size, size / total, mu / total) + Math.log(size / (size + x));
}
/** P(X = x). */
export const negativeBinomialDensity = (x: number, size: number, mu: number): number =>
  Math.exp(logNegativeBinomialDensity(x, size, mu));

const logLower = (k: number, size: number, mu: number): number =>
  logBetaI(size, k + 1, size / (size + mu), mu / (size + mu));
const logUpper = (k: number, size: number, mu: number): number =>
  logBetaI(k + 1, size, mu / (size + mu), size / (size + mu));

/** P(X <= x) = I_prob(size, floor(x) + 1). */
export function negativeBinomialCdf(x: number, size: number, mu: number): number {
  if (x < 0) return 0;
  if (mu === 0) return 1;
  return size === Number.POSITIVE_INFINITY ? poissonCdf(x, mu) : Math.exp(logLower(Math.floor(x), size, mu));
}
/** P(X > x), accurate in the tail. */
export function negativeBinomialUpper(x: number, size: number, mu: number): number {
  if (x < 0) return 1;
  if (mu === 0) return 0;
  return size === Number.POSITIVE_INFINITY ? poissonUpper(x, mu) : Math.exp(logUpper(Math.floor(x), size, mu));
}

/** Smallest k with P(X <= k) >= p. NaN for p outside [0, 1], size <= 0, mu < 0. */
export function negativeBinomialQuantile(p: number, size: number, mu: number): number {
  if (!(p >= 0 && p <= 1) || !(size > 0) || !(mu >= 0)) return Number.NaN;
  if (p === 0 || mu === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (size === Number.POSITIVE_INFINITY) return poissonQuantile(p, mu);
  const short = bySum(p * (1 - FUZZ), size, mu);
  if (short >= 0) return short;
  const bar = Math.log(p) + Math.log1p(-FUZZ);
  return firstReached((k) => logLower(k, size, mu) >= bar, around(normalQuantile(p), size, mu), spread(size, mu));
}

/** Smallest k with P(X > k) <= q. */
export function negativeBinomialQuantileUpper(q: number, size: number, mu: number): number {
  if (!(q >= 0 && q <= 1) || !(size > 0) || !(mu >= 0)) return Number.NaN;
  if (q === 1 || mu === 0) return 0;
  if (q === 0) return Number.POSITIVE_INFINITY;
  if (size === Number.POSITIVE_INFINITY) return poissonQuantileUpper(q, mu);
  const bar = Math.log(q) + Math.log1p(FUZZ);
  return firstReached((k) => logUpper(k, size, mu) <= bar, around(normalQuantileUpper(q), size, mu), spread(size, mu));
}

/** The quantile by adding terms, where few terms are enough and 1 - p is far above the rounding of their sum; else -1. */
function bySum(p: number, size: number, mu: number): number {
  if (p > 0.99999 || mu > 60 || size > 1e6) return -1;
  const q = mu / (size + mu);
  let term = Math.exp(-size * Math.log1p(mu / size));
  if (!(term > 1e-280)) return -1;
  let sum = term;
  for (let k = 0; k < 400; k++) {
    // within rounding of the bar the sum cannot decide: the exact tail does
    if (Math.abs(sum - p) < 1e-13) return -1;
    if (sum > p) return k;
    term *= ((size + k) / (k + 1)) * q;
    sum += term;
  }
  return -1;
}

/** Cornish and Fisher's (1938) start. */
function around(z: number, size: number, mu: number): number {
  const sd = Math.sqrt(mu * (1 + mu / size));
  const skew = (1 + (2 * mu) / size) / sd;
  return mu + sd * (z + (skew * (z * z - 1)) / 6);
}
const spread = (size: number, mu: number): number => 0.2 * Math.sqrt(mu * (1 + mu / size));
