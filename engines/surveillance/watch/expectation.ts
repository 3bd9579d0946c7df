/** `count`: ln mu = x b, variance phi mu, phi >= 1. `level`: a measurement on a scale of its own, mu = x b, variance phi. */
export type Family = 'count' | 'level';

/**
 * What a series would show if nothing happened: a regression on calendar columns
 * fitted to the past with outbreaks weighted down. Written for hundreds of thousands of series a night: normal equations
 * and a warm start; where R's digits matter use `glm/`.
 */
export interface Expectation {
  family: Family;
  coef: Float64Array;
  /** (X'WX)^-1, p x p; times phi the covariance of coef. */
  unscaled: Float64Array;
  /** Counts: variance over mean, at least 1. Levels: the variance. */
  phi: number;
  /** Sum of the robust weights: what the fit rests on. */
  weight: number;
}

/** Rows to learn from. */
export interface Training {
  family: Family;
  /** Counts or levels by position; NaN where none was reported. */
  y: ArrayLike<number>;
  /** Calendar columns, row-major: x[position * p + j]. */
  x: Float64Array;
  p: number;
  /** Positions [from, to). */
  from: number;
  to: number;
  /** Coefficients to start from, if a fit of yesterday is known. */
  coef?: Float64Array | undefined;
}

const ROUNDS = 30;
/** Ridge on all columns but the first, in rows of information: keeps what the data hardly show from running away. */
const RIDGE = 1e-6;
/** Deviations from this many standard deviations up are taken for past outbreaks (Noufaily et al. 2013). */
const OUTLYING = 2.58;

/**
 * Anscombe residual of a count with variance phi mu: 1.5 (y^(2/3) - mu^(2/3)) / (mu^(1/6) sqrt(phi)), nearly normal even for small
 * means (Farrington et al. 1996).
 */
const anscombe = (y: number, mu: number, phi: number): number =>
  (1.5 * (Math.cbrt(y) ** 2 - Math.cbrt(mu) ** 2)) / (mu ** (1 / 6) * Math.sqrt(phi));

/** Fits by iterated weighted least squares; a row's weight is (2.58 / s)^2 for a residual s above 2.58. Null with too few rows. */
export function fitExpectation({ family, y, x, p, from, to, coef: start }: Training): Expectation | null {
  const count = family === 'count';
  const { rows, mean } = spread(y, from, to, count);
  if (rows < 2 * p) return null;
  const coef = start?.slice() ?? new Float64Array(p);
  if (!start) coef[0] = count ? Math.log(mean + 0.5 / rows) : mean;
  const normal = new Float64Array(p * p);
  const right = new Float64Array(p);
  let phi = Number.POSITIVE_INFINITY;
  let weight = rows;
  let unscaled: Float64Array = normal;
  for (let round = 0; round < ROUNDS; round++) {
    normal.fill(0);
    right.fill(0);
    let pearson = 0;
    weight = 0;
    for (let i = from; i < to; i++) {
      const value = y[i]!;
      if (Number.isNaN(value)) continue;
      let eta = 0;
      for (let j = 0; j < p; j++) eta += x[i * p + j]! * coef[j]!;
      const mu = count ? Math.exp(Math.min(eta, 50)) : eta;
      const pearsonResidual = (value - mu) / Math.sqrt(count ? phi * mu : phi);
      // Anscombe's residual is never above Pearson's, and dear to compute
      const s = count && pearsonResidual > OUTLYING ? anscombe(value, mu, phi) : pearsonResidual;
      const robust = s > OUTLYING ? (OUTLYING / s) ** 2 : 1;
      weight += robust;
      pearson += (robust * (value - mu) ** 2) / (count ? mu : 1);
      const w = count ? robust * mu : robust;
      const pull = robust * (value - mu);
      for (let j = 0; j < p; j++) {
        const xj = x[i * p + j]!;
        // weekdays and holidays are mostly zeros
        if (xj === 0) continue;
        right[j]! += pull * xj;
        const wx = w * xj;
        for (let k = 0; k <= j; k++) normal[j * p + k]! += wx * x[i * p + k]!;
      }
    }
    for (let j = 1; j < p; j++) {
      normal[j * p + j]! += RIDGE * rows;
      right[j]! -= RIDGE * rows * coef[j]!;
    }
    unscaled = inverse(normal, p);
    let largest = 0;
    for (let j = 0; j < p; j++) {
      let step = 0;
      for (let k = 0; k < p; k++) step += unscaled[j * p + k]! * right[k]!;
      coef[j]! += step;
      largest = Math.max(largest, Math.abs(step));
    }
    const next = Math.max(count ? 1 : 1e-12, pearson / Math.max(1, weight - p));
    // the next step would move a mean by less than a thousandth of itself: no verdict changes
    const settled = largest < 1e-3 && Math.abs(next - phi) < 5e-3 * phi;
    phi = next;
    if (settled) break;
  }
  return { family, coef, unscaled, phi, weight };
}

function spread(y: ArrayLike<number>, from: number, to: number, count: boolean): { rows: number; mean: number } {
  let rows = 0;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const value = y[i]!;
    if (Number.isNaN(value)) continue;
    if (count && value < 0)
      throw new Error(`watch-count: position ${i + 1} holds ${value}. Counts are 0 or more; leave missing ones empty.`);
    rows += 1;
    sum += value;
  }
  return { rows, mean: sum / rows };
}

/** Inverse of a symmetric positive matrix given by its lower half (Cholesky). */
function inverse(lower: Float64Array, p: number): Float64Array {
  const l = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * p + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * p + k]! * l[j * p + k]!;
      l[i * p + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j * p + j]!;
    }
  }
  const inv = new Float64Array(p * p);
  for (let c = 0; c < p; c++) {
    for (let i = c; i < p; i++) {
      let sum = i === c ? 1 : 0;
      for (let k = c; k < i; k++) sum -= l[i * p + k]! * inv[k * p + c]!;
      inv[i * p + c] = sum / l[i * p + i]!;
    }
  }
  const out = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < p; k++) sum += inv[k * p + i]! * inv[k * p + j]!;
      out[i * p + j] = sum;
      out[j * p + i] = sum;
    }
  }
  return out;
}

/** Expected value at a position, and its variance from what the fit does not know (counts: of the logarithm). `at`: offset of the row in `x`. */
export function expect(fit: Expectation, x: Float64Array, at: number): { mean: number; doubt: number } {
  const p = fit.coef.length;
  let eta = 0;
  let variance = 0;
  for (let j = 0; j < p; j++) {
    eta += x[at + j]! * fit.coef[j]!;
    for (let k = 0; k < p; k++) variance += x[at + j]! * x[at + k]! * fit.unscaled[j * p + k]!;
  }
  return { mean: fit.family === 'count' ? Math.exp(Math.min(eta, 50)) : eta, doubt: variance * fit.phi };
}
