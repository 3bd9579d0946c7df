import { logBeta } from './beta.ts';
import { logComplement } from './complement.ts';
import { logBetaI } from './incomplete-beta.ts';
import { normalQuantileUpper } from './normal.ts';
import { increasingRoot } from './root.ts';

/** Density of Student's t with df > 0 degrees of freedom. */
export const studentDensity = (t: number, df: number): number => Math.exp(logDensity(t, df));

const logDensity = (t: number, df: number): number =>
  -0.5 * (df + 1) * (t > 1e100 ? 2 * Math.log(t) - Math.log(df) : Math.log1p((t * t) / df)) -
  0.5 * Math.log(df) -
  logBeta(0.5, df / 2);

/** ln P(T > t). */
function logUpper(t: number, df: number): number {
  if (!(df > 0)) return Number.NaN;
  if (t > 1e100 * Math.max(1, df)) {
    // the leading term alone: the square would overflow
    const a = df / 2;
    return Math.log(0.5) + a * (Math.log(df) - 2 * Math.log(t)) - Math.log(a) - logBeta(a, 0.5);
  }
  const square = t * t;
  const x = df > square ? 1 / (1 + square / df) : df / square / (1 + df / square);
  const y = df > square ? square / df / (1 + square / df) : 1 / (1 + df / square);
  const tail = Math.log(0.5) + logBetaI(df / 2, 0.5, x, y);
  return t >= 0 ? tail : logComplement(tail);
}

/** P(T <= t), Student's t with df > 0 degrees of freedom (real). */
export const studentCdf = (t: number, df: number): number => Math.exp(logUpper(-t, df));
/** P(T > t), accurate in the tail. */
export const studentUpper = (t: number, df: number): number => Math.exp(logUpper(t, df));

/** t with P(T > t) = q. NaN for q outside [0, 1] or df <= 0. */
export function studentQuantileUpper(q: number, df: number): number {
  if (!(q >= 0 && q <= 1) || !(df > 0)) return Number.NaN;
  if (q > 0.5) return -studentQuantileUpper(1 - q, df);
  if (q === 0.5) return 0;
  if (q === 0) return Number.POSITIVE_INFINITY;
  const target = Math.log(q);
  const at = (u: number): readonly [number, number] => {
    const t = Math.exp(u);
    const log = logUpper(t, df);
    return [target - log, t * Math.exp(logDensity(t, df) - log)];
  };
  const normal = normalQuantileUpper(q);
  // beyond the normal start the tail is about t^-df: Newton's steps in ln t settle both regimes
  return Math.exp(increasingRoot(at, -745, 709, Math.log(normal), 1e-16));
}

/** t with P(T <= t) = p. */
export const studentQuantile = (p: number, df: number): number => -studentQuantileUpper(p, df);
