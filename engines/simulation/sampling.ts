import { further, unit } from './draws.ts';

/**
 * A Poisson count from one uniform number by inversion; small numbers give large counts, so `u >= rate` always means none and a caller
 * may skip the exponential. Rates above 30 are cut into pieces, each with a further draw.
 */
export function poisson(rate: number, drawn: number): number {
  let count = 0;
  let left = rate;
  let word = drawn;
  for (let piece = 0; left > 0; piece++) {
    const mean = left > 30 ? 30 : left;
    left -= mean;
    const u = unit(word);
    let p = Math.exp(-mean);
    let tail = 1 - p;
    for (let n = 1; u < tail; n++) {
      count++;
      p *= mean / n;
      tail -= p;
      if (n > mean && p < 1e-12) break;
    }
    if (left > 0) word = further(drawn, 1000 + piece);
  }
  return count;
}

/** A Poisson count for rates of any size: by inversion below 60, by the rounded normal above (error below 1e-2 in each quantile). */
export function poissonWide(rate: number, drawn: number): number {
  if (rate < 60) return poisson(rate, drawn);
  return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal(drawn)));
}

/** A standard normal number (Box and Muller 1958) from one draw and its follower. */
export function normal(drawn: number): number {
  const u = 1 - unit(drawn);
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * unit(further(drawn, 77)));
}

/** Entries of a table of factors. */
export const FACTORS = 4096;
const tabled = new Map<number, Float32Array>();

/**
 * Gamma numbers with this shape and mean 1 as 4,096 equally likely values, each the mean of its part of the distribution, so that the mean
 * is exact and the variance less by under 1 % for shapes from 0.1 on. Infinity gives ones. Made by summing the density over logarithms of x.
 */
export function gammaFactors(shape: number): Float32Array {
  const known = tabled.get(shape);
  if (known) return known;
  const factors = new Float32Array(FACTORS).fill(1);
  if (shape !== Number.POSITIVE_INFINITY) fillFactors(factors, shape);
  tabled.set(shape, factors);
  return factors;
}

function fillFactors(factors: Float32Array, shape: number): void {
  const steps = 40_000;
  // below the first x lies less than a hundredth of an entry; above the last less than 1e-12
  const low = Math.max(-600, Math.log(1e-6) / shape - 1);
  const high = Math.log(1 + 40 / shape);
  const width = (high - low) / steps;
  const mass = new Float64Array(steps);
  const at = new Float64Array(steps);
  let all = 0;
  for (let i = 0; i < steps; i++) {
    const log = low + (i + 0.5) * width;
    at[i] = Math.exp(log);
    mass[i] = Math.exp(shape * (log - at[i]! + 1));
    all += mass[i]!;
  }
  const share = all / FACTORS;
  let entry = 0;
  let room = share;
  let sum = 0;
  let total = 0;
  for (let i = 0; i < steps; i++) {
    const x = at[i]!;
    let left = mass[i]!;
    while (left > room && entry < FACTORS - 1) {
      factors[entry++] = (sum + room * x) / share;
      left -= room;
      room = share;
      sum = 0;
    }
    sum += left * x;
    room -= left;
  }
  factors[entry] = sum / share;
  for (const factor of factors) total += factor;
  for (let i = 0; i < FACTORS; i++) factors[i]! *= FACTORS / total;
}

/** Weighted choice in constant time (Walker 1977; Vose 1991). */
export interface Alias {
  readonly share: Float64Array;
  readonly other: Uint16Array;
}

/** The table for weights >= 0 of which one is positive; throws `alias-weights` else. */
export function aliasOf(weights: ArrayLike<number>): Alias {
  const n = weights.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0)) throw new Error(`alias-weights: weight ${i} is ${weight}. Give numbers of 0 or more.`);
    sum += weight;
  }
  if (!(sum > 0)) throw new Error('alias-weights: all weights are 0. Give one above 0.');
  const share = Float64Array.from({ length: n }, (_, i) => (weights[i]! * n) / sum);
  const other = Uint16Array.from({ length: n }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < n; i++) (share[i]! < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const less = small.pop()!;
    const more = large.at(-1)!;
    other[less] = more;
    share[more] = share[more]! - (1 - share[less]!);
    if (share[more]! < 1) small.push(large.pop()!);
  }
  for (const i of [...small, ...large]) share[i] = 1;
  return { share, other };
}

/** The index chosen by one draw. */
export function choose(table: Alias, drawn: number): number {
  const x = unit(drawn) * table.share.length;
  const i = Math.floor(x);
  return x - i < table.share[i]! ? i : table.other[i]!;
}
