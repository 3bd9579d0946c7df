import { gammaP, gammaQ } from './incomplete-gamma.ts';
import { normalQuantile, normalQuantileUpper } from './normal.ts';
import { firstReached } from './root.ts';
import { logPoissonTerm } from './saddle-point.ts';

/** Slack of a discrete quantile, relative: a probability that is a cumulative sum finds its own point (as R's fuzz). */
export const FUZZ = 8 * 2.220446049250313e-16;

/** ln P(X = x) for Poisson(mu), x a whole number >= 0 (any other x: -Infinity), mu >= 0. */
export function logPoissonDensity(x: number, mu: number): number {
  if (!(mu >= 0) || Number.isNaN(x)) return Number.NaN;
  return x >= 0 && Number.isInteger(x) ? logPoissonTerm(x, mu) : Number.NEGATIVE_INFINITY;
}
/** P(X = x) for Poisson(mu). */
export const poissonDensity = (x: number, mu: number): number => Math.exp(logPoissonDensity(x, mu));

/** P(X <= x) for Poisson(mu) = Q(floor(x) + 1, mu). */
export const poissonCdf = (x: number, mu: number): number => (x < 0 ? 0 : mu === 0 ? 1 : gammaQ(Math.floor(x) + 1, mu));
/** P(X > x) for Poisson(mu), accurate in the tail. */
export const poissonUpper = (x: number, mu: number): number =>
  x < 0 ? 1 : mu === 0 ? 0 : gammaP(Math.floor(x) + 1, mu);

/** Smallest k with P(X <= k) >= p for Poisson(mu). NaN for p outside [0, 1]. */
export function poissonQuantile(p: number, mu: number): number {
  if (!(p >= 0 && p <= 1) || !(mu >= 0)) return Number.NaN;
  if (p === 0 || mu === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const bar = p * (1 - FUZZ);
  return firstReached((k) => gammaQ(k + 1, mu) >= bar, around(normalQuantile(p), mu), 0.2 * Math.sqrt(mu));
}

/** Smallest k with P(X > k) <= q for Poisson(mu). */
export function poissonQuantileUpper(q: number, mu: number): number {
  if (!(q >= 0 && q <= 1) || !(mu >= 0)) return Number.NaN;
  if (q === 1 || mu === 0) return 0;
  if (q === 0) return Number.POSITIVE_INFINITY;
  const bar = q * (1 + FUZZ);
  return firstReached((k) => gammaP(k + 1, mu) <= bar, around(normalQuantileUpper(q), mu), 0.2 * Math.sqrt(mu));
}

/** Cornish and Fisher's (1938) start. */
const around = (z: number, mu: number): number => mu + Math.sqrt(mu) * z + (z * z - 1) / 6;
