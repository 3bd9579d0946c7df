import { covariance, type LeastSquares, leastSquares, solve } from './least-squares.ts';

/** A log-linear model of counts: ln mu = x coef + offset. */
export interface CountModel {
  /** Counts >= 0; fractions are allowed (quasi-likelihood). */
  y: Float64Array;
  /** Design, column-major: column j is x[j n .. (j + 1) n - 1]. */
  x: Float64Array;
  p: number;
  /** Prior weights >= 0; 1 when absent. A weight of 0 leaves the row out of the fit. */
  weights?: Float64Array;
  /** Known part of ln mu, e.g. ln population; 0 when absent. */
  offset?: Float64Array;
  /** Variance mu + mu^2 / size; Infinity or absent: variance phi mu (Poisson and quasi-Poisson). */
  size?: number;
  /** ln mu to start from, instead of the counts themselves. */
  start?: Float64Array;
  /** Stop when the deviance changes by less than this share; 1e-8 as R, less for a fully converged fit. */
  epsilon?: number;
  maxIterations?: number;
}

export interface CountFit {
  n: number;
  p: number;
  /** NaN for columns that depend on others. */
  coef: Float64Array;
  /** ln mu, with offset. */
  eta: Float64Array;
  mu: Float64Array;
  /** Weights of the last least squares step, 0 for rows without prior weight. */
  working: Float64Array;
  /** Leverages. */
  hat: Float64Array;
  /** (X'WX)^-1, p x p; times the dispersion it is the covariance of coef. */
  unscaled: Float64Array;
  deviance: number;
  /** Rows with weight less rank. */
  df: number;
  /** Pearson's sum of squares over df: phi of a quasi-Poisson model. NaN when df is 0. */
  dispersion: number;
  iterations: number;
  converged: boolean;
}

/**
 * Iteratively reweighted least squares (Nelder & Wedderburn 1972) by the steps, start and stopping rule of R's glm.fit, so that even its
 * unconverged digits agree. Throws `glm-counts` for a negative or missing count.
 */
export function fitCounts(model: CountModel): CountFit {
  const { y, x, p, weights, offset } = model;
  const n = y.length;
  const size = model.size ?? Number.POSITIVE_INFINITY;
  const poisson = size === Number.POSITIVE_INFINITY;
  const eta = new Float64Array(n);
  const mu = new Float64Array(n);
  const working = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const count = y[i]!;
    if (!(count >= 0))
      throw new Error(`glm-counts: value ${i + 1} is ${count}. Give counts >= 0, and leave missing ones out.`);
    eta[i] = model.start?.[i] ?? Math.log(poisson ? count + 0.1 : count + (count === 0 ? 1 / 6 : 0));
    mu[i] = Math.exp(eta[i]!);
  }
  const work = leastSquares(n, p);
  let deviance = devianceOf(y, mu, weights, size);
  let converged = false;
  let iterations = 0;
  let rank = 0;
  const limit = model.maxIterations ?? 25;
  const epsilon = model.epsilon ?? 1e-8;
  while (iterations < limit && !converged) {
    iterations++;
    weigh(model, eta, mu, working, work, poisson ? 0 : 1 / size);
    rank = solve(work);
    for (let i = 0; i < n; i++) {
      let sum = offset?.[i] ?? 0;
      for (let j = 0; j < p; j++) if (!work.aliased[j]) sum += x[j * n + i]! * work.coef[j]!;
      eta[i] = sum;
      mu[i] = Math.exp(sum);
    }
    const next = devianceOf(y, mu, weights, size);
    converged = Math.abs(next - deviance) / (Math.abs(next) + 0.1) < epsilon;
    deviance = next;
    if (!Number.isFinite(next)) break;
  }
  return summary(work, { n, p, eta, mu, working, deviance, iterations, converged }, y, rank);
}

/** Fills the weighted design and response of the next step. */
function weigh(
  { y, x, p, weights, offset }: CountModel,
  eta: Float64Array,
  mu: Float64Array,
  working: Float64Array,
  work: LeastSquares,
  excess: number,
): void {
  const n = y.length;
  for (let i = 0; i < n; i++) {
    const m = mu[i]!;
    const prior = weights === undefined ? 1 : weights[i]!;
    const w = prior > 0 && m > 0 ? (prior * m) / (1 + m * excess) : 0;
    working[i] = w;
    work.z[i] = w === 0 ? 0 : Math.sqrt(w) * (eta[i]! - (offset?.[i] ?? 0) + (y[i]! - m) / m);
  }
  for (let j = 0; j < p; j++) {
    for (let i = 0; i < n; i++) work.q[j * n + i] = Math.sqrt(working[i]!) * x[j * n + i]!;
  }
}

/** Twice the log likelihood ratio against the saturated model, prior weights included. */
function devianceOf(y: Float64Array, mu: Float64Array, weights: Float64Array | undefined, size: number): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const w = weights === undefined ? 1 : weights[i]!;
    if (w === 0) continue;
    const count = y[i]!;
    const m = mu[i]!;
    const part = count > 0 ? count * Math.log((size === Number.POSITIVE_INFINITY ? count : Math.max(1, count)) / m) : 0;
    sum +=
      w *
      (size === Number.POSITIVE_INFINITY
        ? part - (count - m)
        : part - (count + size) * Math.log((count + size) / (m + size)));
  }
  return 2 * sum;
}

type Run = Pick<CountFit, 'n' | 'p' | 'eta' | 'mu' | 'working' | 'deviance' | 'iterations' | 'converged'>;

function summary(work: LeastSquares, run: Run, y: Float64Array, rank: number): CountFit {
  const { n, p, mu, working } = run;
  const hat = new Float64Array(n);
  for (let j = 0; j < p; j++) {
    if (!work.aliased[j]) for (let i = 0; i < n; i++) hat[i]! += work.q[j * n + i]! ** 2;
  }
  let rows = 0;
  let pearson = 0;
  for (let i = 0; i < n; i++) {
    const w = working[i]!;
    if (w === 0) continue;
    rows++;
    pearson += w * ((y[i]! - mu[i]!) / mu[i]!) ** 2;
  }
  const df = rows - rank;
  return {
    ...run,
    coef: work.coef,
    hat,
    unscaled: covariance(work),
    df,
    dispersion: df > 0 ? pearson / df : Number.NaN,
  };
}

/**
 * Anscombe residuals of a Poisson-like model, standardised: 1.5 (y^(2/3) mu^(-1/6) - mu^(1/2)) / sqrt(phi (1 - h))
 * (Anscombe 1953; Farrington et al. 1996).
 */
export function anscombe(y: Float64Array, { mu, hat }: CountFit, phi: number): Float64Array {
  return y.map((count, i) => {
    const m = mu[i]!;
    return (1.5 * (count ** (2 / 3) * m ** (-1 / 6) - Math.sqrt(m))) / Math.sqrt(phi * (1 - hat[i]!));
  });
}

/** Standard error of x coef for one row x of the design, dispersion included (NaN columns taken as absent). */
export function linearError({ p, unscaled, coef }: CountFit, row: ArrayLike<number>, dispersion: number): number {
  let sum = 0;
  for (let a = 0; a < p; a++)
    for (let b = 0; b < p; b++)
      if (!Number.isNaN(coef[a]!) && !Number.isNaN(coef[b]!)) sum += row[a]! * row[b]! * unscaled[b * p + a]!;
  return Math.sqrt(sum * dispersion);
}
