import { logGammaDensity } from '../numbers/gamma.ts';
import { gammaP, gammaQ } from '../numbers/incomplete-gamma.ts';
import { LN_SQRT_2PI } from '../numbers/log-gamma.ts';
import { normalCdf, normalUpper } from '../numbers/normal.ts';
import type { DelayFamily } from '../transmission/generation-time.ts';

/** The two parameters: gamma (shape, rate), weibull (shape, scale), lognormal (meanlog, sdlog); time unit of the delays. */
export type DelayParameters = readonly [number, number];

/** ln density at x > 0. */
export function logDelayDensity(family: DelayFamily, x: number, [one, two]: DelayParameters): number {
  if (family === 'gamma') return logGammaDensity(x, one, two);
  if (family === 'weibull') return Math.log(one / two) + (one - 1) * Math.log(x / two) - (x / two) ** one;
  const z = (Math.log(x) - one) / two;
  return -0.5 * z * z - LN_SQRT_2PI - Math.log(two * x);
}

/** P(low < delay <= high), from the nearer tail so that far intervals keep their digits. */
export function delayMass(family: DelayFamily, low: number, high: number, parameters: DelayParameters): number {
  const [one, two] = parameters;
  if (family === 'weibull') {
    const passed = (x: number): number => (x === Number.POSITIVE_INFINITY ? x : (Math.max(0, x) / two) ** one);
    return Math.exp(-passed(low)) * -Math.expm1(passed(low) - passed(high));
  }
  const lower = (x: number): number =>
    x <= 0 ? 0 : family === 'gamma' ? gammaP(one, x * two) : normalCdf((Math.log(x) - one) / two);
  const upper = (x: number): number =>
    x <= 0
      ? 1
      : x === Number.POSITIVE_INFINITY
        ? 0
        : family === 'gamma'
          ? gammaQ(one, x * two)
          : normalUpper((Math.log(x) - one) / two);
  return lower(low) > 0.5 ? upper(low) - upper(high) : lower(high) - lower(low);
}
