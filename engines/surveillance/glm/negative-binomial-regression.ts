import { digamma, lgamma, trigamma } from '../numbers/log-gamma.ts';
import { type CountFit, type CountModel, fitCounts } from './count-regression.ts';

export interface Dispersed extends CountFit {
  /** Size of the negative binomial: variance mu + mu^2 / size. */
  size: number;
  /** Standard error of size. */
  sizeError: number;
  logLikelihood: number;
  /** False when size ran towards Infinity (no more variance than Poisson) or the steps ran out. */
  settled: boolean;
}

/**
 * Log-linear negative binomial regression with the size by maximum likelihood, alternating between the two (Lawless 1987; the steps and
 * stopping rules of MASS::glm.nb, Venables & Ripley 2002, so that digits agree).
 */
export function fitNegativeBinomial(model: Omit<CountModel, 'size'>): Dispersed {
  const limit = 25;
  const epsilon = 1e-8;
  let fit = fitCounts({ ...model, maxIterations: limit });
  let mu = fit.mu;
  let theta = sizeByLikelihood(model.y, mu, model.weights, limit);
  const d1 = Math.sqrt(2 * Math.max(1, fit.df));
  let last = logLikelihood(model.y, mu, model.weights, theta.size);
  let before = last + 2 * d1;
  let change = 1;
  let round = 0;
  while (++round <= limit && Math.abs(before - last) / d1 + Math.abs(change) > epsilon) {
    fit = fitCounts({ ...model, size: theta.size, start: mu.map(Math.log), maxIterations: limit });
    const old = theta.size;
    theta = sizeByLikelihood(model.y, mu, model.weights, limit);
    mu = fit.mu;
    change = old - theta.size;
    before = last;
    last = logLikelihood(model.y, mu, model.weights, theta.size);
  }
  return {
    ...fit,
    size: theta.size,
    sizeError: theta.error,
    logLikelihood: last,
    settled: round <= limit && theta.settled,
  };
}

/** Newton's method on the likelihood of the size at given means (MASS::theta.ml: at most `limit` steps, to 1.2e-4). */
export function sizeByLikelihood(
  y: Float64Array,
  mu: Float64Array,
  weights: Float64Array | undefined,
  limit: number = 10,
): { size: number; error: number; settled: boolean } {
  const n = y.length;
  let total = 0;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    const w = weights?.[i] ?? 1;
    total += w;
    spread += w * (y[i]! / mu[i]! - 1) ** 2;
  }
  let size = total / spread;
  let step = 1;
  let information = 0;
  let round = 0;
  while (++round < limit && Math.abs(step) > 0.0001220703125) {
    size = Math.abs(size);
    let score = 0;
    information = 0;
    const base = digamma(size);
    const slope = trigamma(size);
    const log = Math.log(size);
    for (let i = 0; i < n; i++) {
      const w = weights?.[i] ?? 1;
      const m = mu[i]!;
      const share = (y[i]! + size) / (m + size);
      score += w * (digamma(size + y[i]!) - base + log + 1 - Math.log(size + m) - share);
      information += w * (slope - trigamma(size + y[i]!) - 1 / size + 2 / (m + size) - share / (m + size));
    }
    step = score / information;
    size += step;
  }
  return { size: Math.max(0, size), error: Math.sqrt(1 / information), settled: round < limit && size > 0 };
}

function logLikelihood(y: Float64Array, mu: Float64Array, weights: Float64Array | undefined, size: number): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const count = y[i]!;
    const m = mu[i]!;
    sum +=
      (weights?.[i] ?? 1) *
      (lgamma(size + count) -
        lgamma(size) -
        lgamma(count + 1) +
        size * Math.log(size) +
        count * Math.log(m + (count === 0 ? 1 : 0)) -
        (size + count) * Math.log(size + m));
  }
  return sum;
}
