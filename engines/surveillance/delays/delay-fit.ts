import { digamma, lgamma, trigamma } from '../numbers/log-gamma.ts';
import { rootOf } from '../transmission/brent.ts';
import type { DelayFamily } from '../transmission/generation-time.ts';
import { type DelayParameters, logDelayDensity } from './delay-law.ts';

export interface DelayFit {
  family: DelayFamily;
  parameters: DelayParameters;
  /** Standard errors of the parameters from the observed information. */
  standardErrors: DelayParameters;
  loglik: number;
  n: number;
}

/**
 * Maximum likelihood law of exactly known delays (all above 0). Gamma: ln shape - psi(shape) = ln mean - mean ln; Weibull: one equation in
 * the shape; lognormal: moments of the logarithms. Whole days are intervals, not points: prefer `fitDelayIntervals` for them.
 * Errors `delay-positive`, `delay-constant` (all equal: no spread to fit), `delay-few`.
 */
export function fitDelays(family: DelayFamily, delays: ArrayLike<number>): DelayFit {
  const n = delays.length;
  if (n < 2) throw new Error(`delay-few: ${n} delays. Two different ones are needed.`);
  let [sum, logs] = [0, 0];
  for (let i = 0; i < n; i++) {
    const each = delays[i]!;
    if (!(each > 0) || !Number.isFinite(each))
      throw new Error(
        `delay-positive: delay ${i + 1} is ${each}. A continuous law needs delays above 0; use intervals for day 0.`,
      );
    sum += each;
    logs += Math.log(each);
  }
  const mean = sum / n;
  const meanLog = logs / n;
  let square = 0;
  for (let i = 0; i < n; i++) square += (Math.log(delays[i]!) - meanLog) ** 2;
  const sdLog = Math.sqrt(square / n);
  if (!(sdLog > 1e-12))
    throw new Error(`delay-constant: all delays are ${delays[0]}. A law with a spread cannot be fitted.`);
  const done = (parameters: DelayParameters, standardErrors: DelayParameters): DelayFit => {
    let loglik = 0;
    for (let i = 0; i < n; i++) loglik += logDelayDensity(family, delays[i]!, parameters);
    return { family, parameters, standardErrors, loglik, n };
  };
  if (family === 'lognormal') return done([meanLog, sdLog], [sdLog / Math.sqrt(n), sdLog / Math.sqrt(2 * n)]);
  if (family === 'gamma') {
    const gap = Math.log(mean) - meanLog;
    const shape = Math.exp(rootOf((u) => u - digamma(Math.exp(u)) - gap, -20, 40, 1e-13));
    const rate = shape / mean;
    return done([shape, rate], errorsOf([n * trigamma(shape), -n / rate, (n * shape) / rate ** 2]));
  }
  return done(...weibull(delays, meanLog, mean));
}

/** Square roots of the diagonal of the inverse of [[a, b], [b, c]]. */
function errorsOf([a, b, c]: readonly [number, number, number]): DelayParameters {
  const determinant = a * c - b * b;
  return [Math.sqrt(c / determinant), Math.sqrt(a / determinant)];
}

function weibull(delays: ArrayLike<number>, meanLog: number, mean: number): [DelayParameters, DelayParameters] {
  const n = delays.length;
  const powers = (shape: number): [number, number, number] => {
    let [zero, one, two] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const log = Math.log(delays[i]! / mean);
      const power = Math.exp(shape * log);
      zero += power;
      one += power * log;
      two += power * log * log;
    }
    return [zero, one, two];
  };
  const centred = meanLog - Math.log(mean);
  const equation = (u: number): number => {
    const shape = Math.exp(u);
    const [zero, one] = powers(shape);
    return one / zero - 1 / shape - centred;
  };
  let wide = 1;
  while (equation(wide) < 0 && wide < 6) wide += 1;
  const shape = Math.exp(rootOf(equation, -6, wide, 1e-13));
  const [zero] = powers(shape);
  const scale = mean * (zero / n) ** (1 / shape);
  // second derivatives of the log likelihood at the maximum, with t = x / scale and L = ln t
  let [lt, llt] = [0, 0];
  for (let i = 0; i < n; i++) {
    const log = Math.log(delays[i]! / scale);
    const power = Math.exp(shape * log);
    lt += power * log;
    llt += power * log * log;
  }
  const a = n / shape ** 2 + llt;
  const b = -(shape * lt) / scale;
  const c = (n * shape ** 2) / scale ** 2;
  return [[shape, scale], errorsOf([a, b, c])];
}

/** Mean and sd of a fitted law. */
export function delayMoments({ family, parameters: [one, two] }: DelayFit): { mean: number; sd: number } {
  if (family === 'gamma') return { mean: one / two, sd: Math.sqrt(one) / two };
  if (family === 'lognormal') {
    const mean = Math.exp(one + two ** 2 / 2);
    return { mean, sd: mean * Math.sqrt(Math.expm1(two ** 2)) };
  }
  const mean = two * Math.exp(lgamma(1 + 1 / one));
  return { mean, sd: Math.sqrt(Math.max(0, two ** 2 * Math.exp(lgamma(1 + 2 / one)) - mean ** 2)) };
}
