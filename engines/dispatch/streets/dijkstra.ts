import { arcsOf } from './arcs.ts';
import { between, leaving } from './footing.ts';
import type { StreetGraph } from './graph.ts';
import { Heap } from './heap.ts';
import type { Footing } from './snap.ts';

/** One search by Dijkstra (1959) over the whole graph: weights, and for each junction the edge it was entered by. */
export interface Reach {
  weight: Float64Array;
  /** -1 where the search began or never came. */
  by: Int32Array;
}

/** A searcher over the graph as it stands: what needs one row, or a way with its shape, and the measure the matrix is held to. */
export function searcher(graph: StreetGraph): (from: Footing) => Reach {
  const arcs = arcsOf(graph, 'out');
  const heap = new Heap();
  return (from) => {
    const weight = new Float64Array(graph.junctions).fill(Number.POSITIVE_INFINITY);
    const by = new Int32Array(graph.junctions).fill(-1);
    heap.clear();
    for (const seed of leaving(graph, from, 'out')) {
      if (seed.weight >= weight[seed.junction]!) continue;
      weight[seed.junction] = seed.weight;
      heap.push(seed.weight, seed.junction);
    }
    while (heap.size > 0) {
      const key = heap.topKey;
      const node = heap.pop();
      if (key > weight[node]!) continue;
      for (let arc = arcs.start[node]!; arc < arcs.start[node + 1]!; arc++) {
        const end = arcs.end[arc]!;
        const there = key + arcs.weight[arc]!;
        if (there >= weight[end]!) continue;
        weight[end] = there;
        by[end] = arcs.edge[arc]!;
        heap.push(there, end);
      }
    }
    return { weight, by };
  };
}

/** The weight to a point, given the reach of another; Infinity where there is no way. */
export function arriving(graph: StreetGraph, from: Footing, reach: Reach, to: Footing): number {
  let best = between(graph, from, to);
  for (const { junction, weight } of leaving(graph, to, 'in')) best = Math.min(best, reach.weight[junction]! + weight);
  return best;
}
