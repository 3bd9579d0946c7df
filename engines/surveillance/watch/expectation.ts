import type { Columns } from './calendar.ts';

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
/** Deviations from this many standard deviations up are taken for past outbreaks (Noufaily et al. 2013). */
const OUTLYING = 2.58;
/** Beyond it a logarithm of a mean is no count. */
const MOST = 50;

/**
 * Anscombe residual of a count with variance phi mu: 1.5 (y^(2/3) - mu^(2/3)) / (mu^(1/6) sqrt(phi)), nearly normal even for small
 * means (Farrington et al. 1996).
 */
const anscombe = (y: number, mu: number, phi: number): number =>
  (1.5 * (Math.cbrt(y) ** 2 - Math.cbrt(mu) ** 2)) / (mu ** (1 / 6) * Math.sqrt(phi));

/**
 * Fits by iterated weighted least squares; a row's weight is (2.58 / s)^2 for a residual s above 2.58. The coefficients are the first
 * group's level, what the others differ from it by, and the smooth columns'. Null with too few rows.
 */
export function fitExpectation({ family, y, columns, from, to, coef: start }: Training): Expectation | null {
  const { groups, s } = columns;
  const p = groups + s;
  const count = family === 'count';
  const { rows, mean } = spread(y, from, to, count);
  if (rows < 2 * p) return null;
  const coef = start?.slice() ?? new Float64Array(p);
  if (!start) startAt(coef, family, y, columns, from, to, mean);
  const sums = newSums(columns);
  const factor = new Float64Array(p * p);
  const step = new Float64Array(p);
  let phi = Number.POSITIVE_INFINITY;
  let weight = rows;
  for (let round = 0; round < ROUNDS; round++) {
    const pearson = addUp(sums, family, y, columns, from, to, coef, phi);
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
    const settled = largest < 1e-3 && Math.abs(next - phi) < 5e-3 * phi;
    phi = next;
    if (settled) break;
  }
  return { family, coef, unscaled: inverse(factor, p), phi, weight };
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

/** Sums of one round: the normal equations, with those of groups and smooth columns apart while they are added up. */
interface Sums {
  /** Lower half, p x p. */
  normal: Float64Array;
  right: Float64Array;
  weight: number;
  level: Float64Array;
  ofGroup: Float64Array;
  pullOfGroup: Float64Array;
  /** groups x s. */
  across: Float64Array;
}

function newSums({ groups, s }: Columns): Sums {
  const p = groups + s;
  return {
    normal: new Float64Array(p * p),
    right: new Float64Array(p),
    weight: 0,
    level: new Float64Array(groups),
    ofGroup: new Float64Array(groups),
    pullOfGroup: new Float64Array(groups),
    across: new Float64Array(groups * s),
  };
}

/** Fills the sums at the coefficients as they stand; returns the weighted sum of Pearson's squares. */
function addUp(
  sums: Sums,
  family: Family,
  y: ArrayLike<number>,
  { group, groups, smooth, s }: Columns,
  from: number,
  to: number,
  coef: Float64Array,
  phi: number,
): number {
  const p = groups + s;
  const count = family === 'count';
  const { normal, right, level, ofGroup, pullOfGroup, across } = sums;
  normal.fill(0);
  right.fill(0);
  ofGroup.fill(0);
  pullOfGroup.fill(0);
  across.fill(0);
  for (let g = 0; g < groups; g++) level[g] = coef[0]! + (g > 0 ? coef[g]! : 0);
  // without smooth columns a group has one mean
  if (s === 0 && count) for (let g = 0; g < groups; g++) level[g] = Math.exp(Math.min(level[g]!, MOST));
  const far = OUTLYING * OUTLYING * phi;
  let pearson = 0;
  let weight = 0;
  for (let i = from, at = from * s; i < to; i++, at += s) {
    const value = y[i]!;
    if (Number.isNaN(value)) continue;
    const g = group[i]!;
    let mu = level[g]!;
    if (s > 0) {
      for (let j = 0; j < s; j++) mu += smooth[at + j]! * coef[groups + j]!;
      if (count) mu = Math.exp(mu < MOST ? mu : MOST);
    }
    const off = value - mu;
    let robust = 1;
    // Anscombe's residual is never above Pearson's, and dear to compute
    if (off > 0 && off * off > far * (count ? mu : 1)) {
      const residual = count ? anscombe(value, mu, phi) : off / Math.sqrt(phi);
      if (residual > OUTLYING) robust = (OUTLYING / residual) ** 2;
    }
    weight += robust;
    pearson += (robust * off * off) / (count ? mu : 1);
    const w = count ? robust * mu : robust;
    const pull = robust * off;
    ofGroup[g]! += w;
    pullOfGroup[g]! += pull;
    for (let j = 0; j < s; j++) {
      const xj = smooth[at + j]!;
      const wx = w * xj;
      right[groups + j]! += pull * xj;
      across[g * s + j]! += wx;
      const row = (groups + j) * p + groups;
      for (let k = 0; k <= j; k++) normal[row + k]! += wx * smooth[at + k]!;
    }
  }
  sums.weight = weight;
  for (let g = 0; g < groups; g++) {
    normal[0]! += ofGroup[g]!;
    right[0]! += pullOfGroup[g]!;
    if (g > 0) {
      normal[g * p] = ofGroup[g]!;
      normal[g * p + g] = ofGroup[g]!;
      right[g] = pullOfGroup[g]!;
    }
    for (let j = 0; j < s; j++) {
      normal[(groups + j) * p]! += across[g * s + j]!;
      if (g > 0) normal[(groups + j) * p + g] = across[g * s + j]!;
    }
  }
  return pearson;
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
  { family, coef, unscaled, phi }: Expectation,
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
  return { mean: family === 'count' ? Math.exp(Math.min(eta, MOST)) : eta, doubt: variance * phi };
}
