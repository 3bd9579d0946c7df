import type { Columns } from './calendar.ts';
import { addUp, type Family, MOST, newSums } from './normal-sums.ts';

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
  /** Counts: the largest that was learnt from, at least 1. A trend drawn on beyond all that was seen is none (Farrington et al. 1996). */
  most: number;
}

/** Rows to learn from. */
export interface Training {
  family: Family;
  /** Counts or levels by position; NaN where none was reported. */
  y: ArrayLike<number>;
  columns: Columns;
  /** Positions [from, to). */
  from: number;
  to: number;
  /** Coefficients to start from, if a fit of yesterday is known. */
  coef?: Float64Array | undefined;
}

const ROUNDS = 30;
/** Ridge on all columns but the first, in rows of information: keeps what the data hardly show from running away. */
const RIDGE = 1e-6;

/**
 * Fits by iterated weighted least squares; a row's weight is (2.58 / s)^2 for a residual s above 2.58. The coefficients are the first
 * group's level, what the others differ from it by, and the smooth columns'. Null with too few rows.
 */
export function fitExpectation(training: Training): Expectation | null {
  const learnt = spread(training);
  if (learnt.rows < 2 * (training.columns.groups + training.columns.s)) return null;
  const fit = fitted(training, learnt);
  // yesterday's coefficients of a series that was all but zero lie too far from today's: begin at its means
  return fit.settled || !training.coef ? fit : fitted({ ...training, coef: undefined }, learnt);
}

type Learnt = ReturnType<typeof spread>;

function fitted(
  { family, y, columns, from, to, coef: start }: Training,
  { rows, mean, most }: Learnt,
): Expectation & { settled: boolean } {
  const { groups, s } = columns;
  const p = groups + s;
  const count = family === 'count';
  const coef = start?.slice() ?? new Float64Array(p);
  if (!start) startAt(coef, family, y, columns, from, to, mean);
  const sums = newSums(columns);
  const factor = new Float64Array(p * p);
  const step = new Float64Array(p);
  let phi = Number.POSITIVE_INFINITY;
  let weight = rows;
  let settled = false;
  for (let round = 0; round < ROUNDS; round++) {
    const pearson = addUp(sums, { family, y, columns, from, to, coef, phi });
    weight = sums.weight;
    const { normal, right } = sums;
    for (let j = 1; j < p; j++) {
      normal[j * p + j]! += RIDGE * rows;
      right[j]! -= RIDGE * rows * coef[j]!;
    }
    cholesky(normal, p, factor);
    solve(factor, right, p, step);
    let largest = 0;
    for (let j = 0; j < p; j++) {
      coef[j]! += step[j]!;
      largest = Math.max(largest, Math.abs(step[j]!));
    }
    const next = Math.max(count ? 1 : 1e-12, pearson / Math.max(1, weight - p));
    // the next step would move a mean by less than a thousandth of itself: no verdict changes
    settled = largest < 1e-3 && Math.abs(next - phi) < 5e-3 * phi;
    phi = next;
    if (settled) break;
  }
  return { family, coef, unscaled: inverse(factor, p), phi, weight, most: Math.max(1, most), settled };
}

/** Coefficients to begin at: each group's own mean, drawn to the mean of all by one row of it. */
function startAt(
  coef: Float64Array,
  family: Family,
  y: ArrayLike<number>,
  { group, groups }: Columns,
  from: number,
  to: number,
  mean: number,
): void {
  const sums = new Float64Array(groups).fill(mean);
  const rows = new Float64Array(groups).fill(1);
  for (let i = from; i < to; i++) {
    const value = y[i]!;
    if (Number.isNaN(value)) continue;
    sums[group[i]!]! += value;
    rows[group[i]!]! += 1;
  }
  const level = (g: number): number => {
    const own = sums[g]! / rows[g]!;
    return family === 'count' ? Math.log(Math.max(own, 0.5 / (to - from))) : own;
  };
  coef[0] = level(0);
  for (let g = 1; g < groups; g++) coef[g] = level(g) - coef[0]!;
}

function spread({ y, from, to, family }: Training): { rows: number; mean: number; most: number } {
  const count = family === 'count';
  let rows = 0;
  let sum = 0;
  let most = 0;
  for (let i = from; i < to; i++) {
    const value = y[i]!;
    if (Number.isNaN(value)) continue;
    if (count && value < 0)
      throw new Error(`watch-count: position ${i + 1} holds ${value}. Counts are 0 or more; leave missing ones empty.`);
    rows += 1;
    sum += value;
    if (value > most) most = value;
  }
  return { rows, mean: sum / rows, most };
}

/** Factor L, L L' the symmetric positive matrix given by its lower half. */
function cholesky(lower: Float64Array, p: number, l: Float64Array): void {
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * p + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * p + k]! * l[j * p + k]!;
      l[i * p + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j * p + j]!;
    }
  }
}

/** The x of L L' x = right. */
function solve(l: Float64Array, right: Float64Array, p: number, x: Float64Array): void {
  for (let i = 0; i < p; i++) {
    let sum = right[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * p + k]! * x[k]!;
    x[i] = sum / l[i * p + i]!;
  }
  for (let i = p - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < p; k++) sum -= l[k * p + i]! * x[k]!;
    x[i] = sum / l[i * p + i]!;
  }
}

/** Inverse of L L'. */
function inverse(l: Float64Array, p: number): Float64Array {
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

/** Expected value at a position, and its variance from what the fit does not know (counts: of the logarithm). */
export function expect(
  { family, coef, unscaled, phi, most }: Expectation,
  { group, groups, smooth, s }: Columns,
  position: number,
): { mean: number; doubt: number } {
  const p = groups + s;
  const g = group[position]!;
  const at = position * s - groups;
  // the columns that are not zero: the first, the group's own, the smooth ones
  const value = (j: number): number => (j < groups ? 1 : smooth[at + j]!);
  let eta = 0;
  let variance = 0;
  for (let j = 0; j < p; j = j === 0 && g > 0 ? g : Math.max(groups, j + 1)) {
    eta += value(j) * coef[j]!;
    for (let k = 0; k < p; k = k === 0 && g > 0 ? g : Math.max(groups, k + 1))
      variance += value(j) * value(k) * unscaled[j * p + k]!;
  }
  return { mean: family === 'count' ? Math.min(Math.exp(Math.min(eta, MOST)), most) : eta, doubt: variance * phi };
}
