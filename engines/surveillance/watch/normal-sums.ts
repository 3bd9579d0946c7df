import { exponential } from '../numbers/exponential.ts';
import type { Columns } from './calendar.ts';

/** `count`: ln mu = x b, variance phi mu, phi >= 1. `level`: a measurement on a scale of its own, mu = x b, variance phi. */
export type Family = 'count' | 'level';

/** Deviations from this many standard deviations up are taken for past outbreaks (Noufaily et al. 2013). */
const OUTLYING = 2.58;
/** Beyond it a logarithm of a mean is no count. */
export const MOST = 50;

/**
 * Anscombe residual of a count with variance phi mu: 1.5 (y^(2/3) - mu^(2/3)) / (mu^(1/6) sqrt(phi)), nearly normal even for small
 * means (Farrington et al. 1996).
 */
const anscombe = (y: number, mu: number, phi: number): number =>
  (1.5 * (Math.cbrt(y) ** 2 - Math.cbrt(mu) ** 2)) / (mu ** (1 / 6) * Math.sqrt(phi));

/** Sums of one round: the normal equations, with those of groups and smooth columns apart while they are added up. */
export interface Sums {
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

export function newSums({ groups, s }: Columns): Sums {
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

/** What one round reads: a series' rows [from, to) with its calendar columns, at coefficients as they stand. */
export interface Round {
  family: Family;
  y: ArrayLike<number>;
  columns: Columns;
  from: number;
  to: number;
  coef: Float64Array;
  /** Of the round before; infinite in the first. */
  phi: number;
}

/** Fills the sums at the coefficients as they stand; returns the weighted sum of Pearson's squares. */
export function addUp(sums: Sums, round: Round): number {
  const { groups, s } = round.columns;
  const { normal, right, level, ofGroup, pullOfGroup, across } = sums;
  normal.fill(0);
  right.fill(0);
  ofGroup.fill(0);
  pullOfGroup.fill(0);
  across.fill(0);
  const { coef } = round;
  for (let g = 0; g < groups; g++) level[g] = coef[0]! + (g > 0 ? coef[g]! : 0);
  const pearson = s === 3 && round.family === 'count' ? threeColumns(sums, round) : anyColumns(sums, round);
  const p = groups + s;
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

function anyColumns(sums: Sums, { family, y, columns, from, to, coef, phi }: Round): number {
  const { group, groups, smooth, s } = columns;
  const { normal, right, level, ofGroup, pullOfGroup, across } = sums;
  const p = groups + s;
  const count = family === 'count';
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
      if (count) mu = exponential(mu < MOST ? mu : MOST);
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
  return pearson;
}

/**
 * As `anyColumns` for counts with a trend and one wave a year: what daily channels have after a year. A night fits hundreds of thousands of
 * them; sums in variables instead of arrays, and no guess at the sign of a deviation, take a third off.
 */
function threeColumns(sums: Sums, { y, columns, from, to, coef, phi }: Round): number {
  const { group, groups, smooth } = columns;
  const { normal, right, level, ofGroup, pullOfGroup, across } = sums;
  const p = groups + 3;
  const [coef0, coef1, coef2] = [coef[groups]!, coef[groups + 1]!, coef[groups + 2]!];
  // a first round begins at the groups' own means
  const flat = coef0 === 0 && coef1 === 0 && coef2 === 0;
  if (flat) for (let g = 0; g < groups; g++) level[g] = exponential(Math.min(level[g]!, MOST));
  const far = OUTLYING * OUTLYING * phi;
  let [pearson, weight] = [0, 0];
  let [right0, right1, right2] = [0, 0, 0];
  let [n00, n10, n11, n20, n21, n22] = [0, 0, 0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const value = y[i]!;
    if (Number.isNaN(value)) continue;
    const g = group[i]!;
    const x0 = smooth[3 * i]!;
    const x1 = smooth[3 * i + 1]!;
    const x2 = smooth[3 * i + 2]!;
    let mu = level[g]!;
    if (!flat) {
      const eta = mu + x0 * coef0 + x1 * coef1 + x2 * coef2;
      mu = exponential(eta < MOST ? eta : MOST);
    }
    const off = value - mu;
    let robust = 1;
    if (off * off > far * mu && off > 0) {
      const residual = anscombe(value, mu, phi);
      if (residual > OUTLYING) robust = (OUTLYING / residual) ** 2;
    }
    weight += robust;
    pearson += (robust * off * off) / mu;
    const w = robust * mu;
    const pull = robust * off;
    ofGroup[g]! += w;
    pullOfGroup[g]! += pull;
    const wx0 = w * x0;
    const wx1 = w * x1;
    const wx2 = w * x2;
    across[3 * g]! += wx0;
    across[3 * g + 1]! += wx1;
    across[3 * g + 2]! += wx2;
    right0 += pull * x0;
    right1 += pull * x1;
    right2 += pull * x2;
    n00 += wx0 * x0;
    n10 += wx1 * x0;
    n11 += wx1 * x1;
    n20 += wx2 * x0;
    n21 += wx2 * x1;
    n22 += wx2 * x2;
  }
  right.set([right0, right1, right2], groups);
  normal[groups * p + groups] = n00;
  normal.set([n10, n11], (groups + 1) * p + groups);
  normal.set([n20, n21, n22], (groups + 2) * p + groups);
  sums.weight = weight;
  return pearson;
}
