import { logBetaI } from './incomplete-beta.ts';
import { normalQuantile } from './normal.ts';
import { FUZZ } from './poisson.ts';
import { firstReached } from './root.ts';
import { logBinomialTerm } from './saddle-point.ts';

/** ln P(X = x) for x successes in n trials of chance p (x, n whole numbers; other x: -Infinity). */
export function logBinomialDensity(x: number, n: number, p: number): number {
  if (!(n >= 0) || !Number.isInteger(n) || !(p >= 0 && p <= 1) || Number.isNaN(x)) return Number.NaN;
  return x >= 0 && x <= n && Number.isInteger(x) ? logBinomialTerm(x, n, p, 1 - p) : Number.NEGATIVE_INFINITY;
}
/** P(X = x). */
export const binomialDensity = (x: number, n: number, p: number): number => Math.exp(logBinomialDensity(x, n, p));

const lower = (k: number, n: number, p: number): number =>
  p === 0 ? 1 : p === 1 ? 0 : Math.exp(logBetaI(n - k, k + 1, 1 - p, p));

/** P(X <= x) = I_{1-p}(n - x, x + 1). */
export const binomialCdf = (x: number, n: number, p: number): number =>
  x < 0 ? 0 : x >= n ? 1 : lower(Math.floor(x), n, p);
/** P(X > x), accurate in the tail. */
export function binomialUpper(x: number, n: number, p: number): number {
  if (x < 0) return 1;
  if (x >= n || p === 0) return 0;
  const k = Math.floor(x);
  return p === 1 ? 1 : Math.exp(logBetaI(k + 1, n - k, p, 1 - p));
}

/** Smallest k with P(X <= k) >= prob. NaN for prob outside [0, 1]. */
export function binomialQuantile(prob: number, n: number, p: number): number {
  if (!(prob >= 0 && prob <= 1) || !(n >= 0) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (prob === 0 || n === 0) return 0;
  if (prob === 1) return p === 0 ? 0 : n;
  const bar = prob * (1 - FUZZ);
  const sd = Math.sqrt(n * p * (1 - p));
  const start = Math.min(n, n * p + sd * normalQuantile(prob));
  return firstReached((k) => k >= n || lower(k, n, p) >= bar, start, 0.2 * sd);
}
