import type { StreetGraph } from './graph.ts';
import type { Footing } from './snap.ts';
import { part } from './weight.ts';

/** A junction next to a point of an edge, the weight between, and which end of the edge it is. */
export interface Seed {
  junction: number;
  weight: number;
  end: 0 | 1;
}

/**
 * The junctions one comes to first from a point of a street (`out`), or last before it (`in`), and the weight in between.
 * The two parts of an edge add up to the edge exactly.
 */
export function leaving(graph: StreetGraph, { edge, share }: Footing, side: 'out' | 'in'): Seed[] {
  const forward = graph.forward[edge]!;
  const backward = graph.backward[edge]!;
  const back = part(backward, share);
  const ahead = forward - part(forward, share);
  const seeds: Seed[] =
    side === 'out'
      ? [
          { junction: graph.to[edge]!, weight: ahead, end: 1 },
          { junction: graph.from[edge]!, weight: back, end: 0 },
        ]
      : [
          { junction: graph.from[edge]!, weight: part(forward, share), end: 0 },
          { junction: graph.to[edge]!, weight: backward - back, end: 1 },
        ];
  // A closed direction: Infinity, or Infinity - Infinity.
  return seeds.filter(({ weight }) => weight < Number.POSITIVE_INFINITY);
}

/** The weight between two points of one edge without leaving it; Infinity against a closed direction. */
export function between(graph: StreetGraph, a: Footing, b: Footing): number {
  if (a.edge !== b.edge) return Number.POSITIVE_INFINITY;
  if (a.share === b.share) return 0;
  const weight = a.share < b.share ? graph.forward[a.edge]! : graph.backward[a.edge]!;
  if (weight === Number.POSITIVE_INFINITY) return weight;
  return Math.abs(part(weight, b.share) - part(weight, a.share));
}
