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

/** A gamma number with this shape and mean 1 (Marsaglia and Tsang 2000, with their boost below shape 1). Infinity gives 1. */
export function gammaFactor(shape: number, drawn: number): number {
  if (shape === Number.POSITIVE_INFINITY) return 1;
  const boosted = shape < 1;
  const d = (boosted ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let n = 0; ; n++) {
    const word = further(drawn, 3 * n);
    const x = normal(word);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - unit(further(drawn, 3 * n + 1));
    if (Math.log(u) >= 0.5 * x * x + d - d * v + d * Math.log(v)) continue;
    const boost = boosted ? (1 - unit(further(drawn, 3 * n + 2))) ** (1 / shape) : 1;
    return (d * v * boost) / shape;
  }
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
