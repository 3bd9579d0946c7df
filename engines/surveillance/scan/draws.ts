import type { Chance } from '../../../kernel/chance.ts';

/** Draws an index in proportion to weights, in constant time (Walker 1977, set up after Vose 1991). */
export function alias(weights: ArrayLike<number>): (chance: Chance) => number {
  const n = weights.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0) || weight === Number.POSITIVE_INFINITY)
      throw new Error(`draw-weight: weight ${i} is ${weight}. Give finite weights of 0 or more.`);
    sum += weight;
  }
  if (!(sum > 0)) throw new Error(`draw-weight: the ${n} weights sum to ${sum}. At least one must be above 0.`);
  const keep = new Float64Array(n);
  const other = new Int32Array(n);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < n; i++) {
    keep[i] = (weights[i]! * n) / sum;
    (keep[i]! < 1 ? small : large).push(i);
  }
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!;
    const high = large.at(-1)!;
    other[low] = high;
    keep[high] = keep[high]! - (1 - keep[low]!);
    if (keep[high]! < 1) small.push(large.pop()!);
  }
  for (const rest of [...small, ...large]) keep[rest] = 1;
  return (chance) => {
    const u = chance.next() * n;
    const i = Math.floor(u);
    return u - i < keep[i]! ? i : other[i]!;
  };
}
