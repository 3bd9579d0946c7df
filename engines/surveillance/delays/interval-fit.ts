import type { DelayFamily } from '../transmission/generation-time.ts';
import type { DelayFit } from './delay-fit.ts';
import { type DelayParameters, delayMass } from './delay-law.ts';
import { maximize, type Slope } from './newton.ts';

/** A delay known to lie in (low, high]; `most`: it could only be seen at all if at most this (right truncation). */
export interface DelayInterval {
  low: number;
  high: number;
  most?: number;
  /** How many such delays; 1 when absent. */
  count?: number;
}

export interface DelayIntervalFit extends DelayFit {
  /** Place and covariance of the two parameters on the line (logarithms, but for the lognormal's meanlog). */
  place: readonly [number, number];
  covariance: readonly (readonly number[])[];
}

/** Parameters at z standard deviations from the fit, along two uncorrelated directions: the normal law of its uncertainty. */
export function parametersAround(
  { family, place, covariance }: DelayIntervalFit,
  z: readonly [number, number],
): DelayParameters {
  const first = Math.sqrt(covariance[0]![0]!);
  const shared = covariance[0]![1]! / first;
  const rest = Math.sqrt(covariance[1]![1]! - shared ** 2);
  return unbound(family, [place[0] + first * z[0], place[1] + shared * z[0] + rest * z[1]]);
}

/**
 * Maximum likelihood law of delays known as intervals: a count of whole days k is (k, k + 1] when both ends count as their day's start. With `most`
 * each term is P(low < delay <= high) / P(delay <= most), which removes the bias to short delays in a growing outbreak.
 * high = Infinity: not over yet (right censoring). Standard errors from the observed information.
 * Errors `delay-interval` (with its number), `delay-few`, `maximum-none` (the truncation leaves the law open).
 */
export function fitDelayIntervals(family: DelayFamily, intervals: readonly DelayInterval[]): DelayIntervalFit {
  const grouped = groupedBy(intervals);
  let n = 0;
  let [sum, square] = [0, 0];
  for (const { low, high, count } of grouped) {
    const middle = Number.isFinite(high) ? Math.log((Math.max(0, low) + high) / 2) : Math.log(low + 1);
    n += count;
    sum += count * middle;
    square += count * middle * middle;
  }
  if (grouped.length < 2)
    throw new Error(`delay-few: ${n} delays in ${grouped.length} different intervals. Two different ones are needed.`);
  const meanLog = sum / n;
  const sdLog = Math.max(0.1, Math.sqrt(square / n - meanLog ** 2));
  const start = startOf(family, meanLog, sdLog);
  const log = (u: readonly number[]): number => {
    const parameters = unbound(family, u);
    let total = 0;
    for (const { low, high, most, count } of grouped) {
      const seen = most === Number.POSITIVE_INFINITY ? 1 : delayMass(family, 0, most, parameters);
      total += count * Math.log(delayMass(family, low, high, parameters) / seen);
    }
    return total;
  };
  const { at, value, covariance } = maximize((u) => slopeOf(log, u), start);
  const parameters = unbound(family, at);
  const stretch = family === 'lognormal' ? [1, parameters[1]] : parameters;
  const error = (i: 0 | 1): number => Math.sqrt(covariance[i]![i]!) * stretch[i]!;
  return {
    family,
    parameters,
    standardErrors: [error(0), error(1)],
    loglik: value,
    n,
    place: [at[0]!, at[1]!],
    covariance,
  };
}

function groupedBy(intervals: readonly DelayInterval[]): Required<DelayInterval>[] {
  const groups = new Map<string, Required<DelayInterval>>();
  intervals.forEach(({ low, high, most = Number.POSITIVE_INFINITY, count = 1 }, i) => {
    if (
      !(low < high) ||
      !(high > 0) ||
      !(count > 0) ||
      !(high <= most || high === Number.POSITIVE_INFINITY) ||
      !(low < most)
    )
      throw new Error(
        `delay-interval: number ${i + 1} is (${low}, ${high}]${most < Number.POSITIVE_INFINITY ? ` of at most ${most}` : ''}. The end comes after the start and within what could be seen.`,
      );
    const key = `${low} ${high} ${most}`;
    const group = groups.get(key);
    if (group) group.count += count;
    else groups.set(key, { low, high: Math.min(high, most), most, count });
  });
  return [...groups.values()];
}

/** Parameters on the line: logarithms, but for the lognormal's meanlog. */
const unbound = (family: DelayFamily, u: readonly number[]): DelayParameters =>
  family === 'lognormal' ? [u[0]!, Math.exp(u[1]!)] : [Math.exp(u[0]!), Math.exp(u[1]!)];

function startOf(family: DelayFamily, meanLog: number, sdLog: number): number[] {
  if (family === 'lognormal') return [meanLog, Math.log(sdLog)];
  const mean = Math.exp(meanLog + sdLog ** 2 / 2);
  if (family === 'gamma') {
    const shape = 1 / Math.expm1(sdLog ** 2);
    return [Math.log(shape), Math.log(shape / mean)];
  }
  return [Math.log(1.2 / sdLog), Math.log(mean)];
}

/** First and second derivatives by central differences of fourth order: the function is smooth and cheap, its formulas are not. */
function slopeOf(f: (u: readonly number[]) => number, u: readonly number[]): Slope {
  const h = 1e-3;
  const at = (i: number, a: number, j: number = 0, b: number = 0): number => {
    const to = [...u];
    to[i] = to[i]! + a * h;
    to[j] = to[j]! + b * h;
    return f(to);
  };
  const value = f(u);
  const gradient = u.map((_, i) => (8 * (at(i, 1) - at(i, -1)) - (at(i, 2) - at(i, -2))) / (12 * h));
  const hessian = u.map(() => new Array<number>(u.length).fill(0));
  for (let i = 0; i < u.length; i++) {
    hessian[i]![i] = (16 * (at(i, 1) + at(i, -1)) - (at(i, 2) + at(i, -2)) - 30 * value) / (12 * h * h);
    for (let j = 0; j < i; j++) {
      const cross = (s: number): number => at(i, s, j, s) - at(i, s, j, -s) - at(i, -s, j, s) + at(i, -s, j, -s);
      hessian[i]![j] = (16 * cross(1) - cross(2)) / (48 * h * h);
      hessian[j]![i] = hessian[i]![j]!;
    }
  }
  return { value, gradient, hessian };
}
