import { gammaP, gammaQ, logGammaP, logGammaQ } from './incomplete-gamma.ts';
import { lgamma } from './log-gamma.ts';
import { normalQuantileUpper } from './normal.ts';
import { increasingRoot } from './root.ts';
import { logPoissonTerm } from './saddle-point.ts';

/** ln density of Gamma(shape, rate) at x; shape, rate > 0. */
export function logGammaDensity(x: number, shape: number, rate: number): number {
  if (!(shape > 0) || !(rate > 0) || Number.isNaN(x)) return Number.NaN;
  if (x < 0) return Number.NEGATIVE_INFINITY;
  const y = x * rate;
  if (y === 0) return shape < 1 ? Number.POSITIVE_INFINITY : shape === 1 ? Math.log(rate) : Number.NEGATIVE_INFINITY;
  if (shape < 1) return logPoissonTerm(shape, y) + Math.log(shape / x);
  return logPoissonTerm(shape - 1, y) + Math.log(rate);
}

/** Density of Gamma(shape, rate) at x. */
export const gammaDensity = (x: number, shape: number, rate: number): number =>
  Math.exp(logGammaDensity(x, shape, rate));
/** P(X <= x) for Gamma(shape, rate). */
export const gammaCdf = (x: number, shape: number, rate: number): number => gammaP(shape, Math.max(0, x * rate));
/** P(X > x) for Gamma(shape, rate), accurate in the tail. */
export const gammaUpper = (x: number, shape: number, rate: number): number => gammaQ(shape, Math.max(0, x * rate));
/** ln P(X > x) for Gamma(shape, rate), finite far beyond the range of doubles. */
export const logGammaUpper = (x: number, shape: number, rate: number): number =>
  logGammaQ(shape, Math.max(0, x * rate));

/** x with P(X <= x) = p for Gamma(shape, rate); relative error about 1e-14, 0 where it underflows. NaN for p outside [0, 1]. */
export const gammaQuantile = (p: number, shape: number, rate: number): number =>
  quantile(p, 1 - p, shape, p <= 0.5) / rate;
/** x with P(X > x) = q for Gamma(shape, rate); small q keep their digits. */
export const gammaQuantileUpper = (q: number, shape: number, rate: number): number =>
  quantile(1 - q, q, shape, q > 0.5) / rate;

/** Newton's method on ln x against the logarithm of the smaller tail; `lower` says which of p, q is the exact one. */
function quantile(p: number, q: number, a: number, lower: boolean): number {
  if (!(p >= 0 && p <= 1) || !(a > 0)) return Number.NaN;
  if (p === 0) return 0;
  if (q === 0) return Number.POSITIVE_INFINITY;
  // P(a, x) < x^a / Gamma(a+1): where that alone underflows, so does x
  const floor = (Math.log(p) + lgamma(a + 1)) / a;
  if (floor < -745) return 0;
  const target = Math.log(lower ? p : q);
  const z = lower ? -normalQuantileUpper(p) : normalQuantileUpper(q);
  const cube = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a)); // Wilson & Hilferty (1931)
  const start =
    cube > 0.3 && a > 0.5
      ? Math.log(a) + 3 * Math.log(cube)
      : lower
        ? floor
        : Math.max(floor, Math.log(1 - Math.log(q)));
  const at = (u: number): readonly [number, number] => {
    const x = Math.exp(u);
    const log = lower ? logGammaP(a, x) : logGammaQ(a, x);
    const slope = Math.exp(Math.log(a) + logPoissonTerm(a, x) - log);
    return [lower ? log - target : target - log, slope];
  };
  return Math.exp(increasingRoot(at, floor - 1e-9 * Math.abs(floor) - 1e-9, 710, Math.max(start, floor), 1e-16));
}
