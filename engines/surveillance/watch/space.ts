import type { Circles } from '../scan/circles.ts';

/** Evidence around one place: its circle's joint score and how many places make it. */
export interface Around {
  score: number;
  size: number;
}

/**
 * Joins the scores of neighbouring places on one day: for each place the largest of sum(z) / sqrt(k) over its circles of k places
 * (Stouffer in space). What the whole area shares, a hot day or a holiday nobody told, is taken out first: the median over all
 * places. Places without a score (NaN) neither add nor count.
 */
export function joinNeighbours(z: ArrayLike<number>, circles: Circles, most: number): Around[] {
  const shared = median(z);
  return Array.from({ length: z.length }, (_, centre) => {
    let best: Around = { score: Number.NaN, size: 0 };
    let sum = 0;
    let counted = 0;
    const end = Math.min(circles.start[centre + 1]!, circles.start[centre]! + most);
    for (let k = circles.start[centre]!; k < end; k++) {
      const value = z[circles.members[k]!]!;
      if (Number.isNaN(value)) continue;
      sum += value - shared;
      counted += 1;
      const score = sum / Math.sqrt(counted);
      if (!(score <= best.score)) best = { score, size: k - circles.start[centre]! + 1 };
    }
    return best;
  });
}

/** The median of the numbers among `values`; 0 when there are fewer than eight: too few places to tell what they share. */
function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values)
    .filter((each) => !Number.isNaN(each))
    .sort();
  if (sorted.length < 8) return 0;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * One signal for one cluster: the places above `bound`, the strongest first, leaving out those whose circle shares a place with the circle
 * of a stronger one. Returns centres.
 */
export function peaks(around: readonly Around[], circles: Circles, bound: number): number[] {
  const ranked = around
    .map(({ score, size }, centre) => ({ score, size, centre }))
    .filter(({ score }) => score > bound)
    .sort((a, b) => b.score - a.score || a.centre - b.centre);
  const taken = new Set<number>();
  return ranked.flatMap(({ centre, size }) => {
    const first = circles.start[centre]!;
    const members = Array.from(circles.members.subarray(first, first + size));
    if (members.some((place) => taken.has(place))) return [];
    for (const place of members) taken.add(place);
    return [centre];
  });
}
