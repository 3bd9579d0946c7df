import { logBetaI } from './incomplete-beta.ts';
import { lgamma } from './log-gamma.ts';
import { increasingRoot } from './root.ts';
import { logBinomialTerm } from './saddle-point.ts';

/** ln B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  if (a + b < 10) return lgamma(a) + lgamma(b) - lgamma(a + b);
  // a b B(a, b) / (a + b) = x^a y^b / binomial term, taken at x = a / (a + b): no cancellation of large lgammas
  const n = a + b;
  const x = a / n;
  const y = b / n;
  const logX = y < 0.5 ? Math.log1p(-y) : Math.log(x);
  const logY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
  return a * logX + b * logY - logBinomialTerm(a, n, x, y) - Math.log(a) - Math.log(y);
}

/** Density of Beta(a, b) at x in [0, 1]. */
export function betaDensity(x: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0) || Number.isNaN(x)) return Number.NaN;
  if (x < 0 || x > 1) return 0;
  if (x === 0) return a < 1 ? Number.POSITIVE_INFINITY : a > 1 ? 0 : b;
  if (x === 1) return b < 1 ? Number.POSITIVE_INFINITY : b > 1 ? 0 : a;
  return Math.exp(logBinomialTerm(a, a + b, x, 1 - x) + Math.log(((a / (a + b)) * b) / x / (1 - x)));
}

/** P(X <= x) for Beta(a, b). */
export const betaCdf = (x: number, a: number, b: number): number =>
  x <= 0 ? 0 : x >= 1 ? 1 : Math.exp(logBetaI(a, b, x, 1 - x));
/** P(X > x) for Beta(a, b), accurate in the tail. */
export const betaUpper = (x: number, a: number, b: number): number =>
  x <= 0 ? 1 : x >= 1 ? 0 : Math.exp(logBetaI(b, a, 1 - x, x));

/** x with P(X <= x) = p for Beta(a, b); relative error about 1e-13 also next to 0. NaN for p outside [0, 1]. */
export const betaQuantile = (p: number, a: number, b: number): number => quantile(p, 1 - p, a, b, p <= 0.5);
/** x with P(X > x) = q for Beta(a, b). */
export const betaQuantileUpper = (q: number, a: number, b: number): number => quantile(1 - q, q, a, b, q > 0.5);

/** Newton's method on the logit of x against the logarithm of the smaller tail. */
function quantile(p: number, q: number, a: number, b: number, lower: boolean): number {
  if (!(p >= 0 && p <= 1) || !(a > 0) || !(b > 0)) return Number.NaN;
  if (p === 0 || q === 0) return p === 0 ? 0 : 1;
  const target = Math.log(lower ? p : q);
  const at = (u: number): readonly [number, number] => {
    const x = 1 / (1 + Math.exp(-u));
    const y = 1 / (1 + Math.exp(u));
    const log = lower ? logBetaI(a, b, x, y) : logBetaI(b, a, y, x);
    // d ln I / d logit = x y density / I
    const slope = Math.exp(logBinomialTerm(a, a + b, x, y) + Math.log((a / (a + b)) * b) - log);
    return [lower ? log - target : target - log, slope];
  };
  const edge = lower
    ? (Math.log(p) + logBeta(a, b) + Math.log(a)) / a
    : -(Math.log(q) + logBeta(a, b) + Math.log(b)) / b;
  const start = lower ? Math.min(edge, 40) : Math.max(edge, -40);
  const u = increasingRoot(at, -740, 740, Math.max(-739, Math.min(739, start)), 1e-16);
  return 1 / (1 + Math.exp(-u));
}
