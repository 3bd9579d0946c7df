import { type Arcs, arcsOf, mirrored } from './arcs.ts';
import { Contraction } from './contraction.ts';
import type { StreetGraph } from './graph.ts';
import { Heap } from './heap.ts';

/**
 * A contraction hierarchy (Geisberger, Sanders, Schultes, Delling 2008): junctions in order of importance and, for each, the arcs
 * and shortcuts that lead upward. Every fastest way of the graph goes up `up` from its beginning and up `down` from its end to one
 * common junction. Nodes of `up` and `down` are ranks, 0 the most important; `rank[junction]` is a junction's.
 */
export interface Hierarchy {
  rank: Int32Array;
  up: Arcs;
  down: Arcs;
  shortcuts: number;
}

/**
 * Builds the hierarchy of a graph. With `order` (the ranks of an earlier hierarchy of the same junctions) nothing is weighed:
 * that is how closures are taken in, several times faster and just as exact.
 */
export function hierarchy(graph: StreetGraph, order?: Int32Array): Hierarchy {
  const both = mirrored(graph);
  const contraction = new Contraction(graph.junctions, arcsOf(graph, 'out'), both);
  const rank = new Int32Array(graph.junctions);
  if (order) {
    if (order.length !== graph.junctions)
      throw new Error(
        `hierarchy-order: ${order.length} ranks for ${graph.junctions} junctions. Give the ranks of the same graph.`,
      );
    const byRank = new Int32Array(graph.junctions);
    order.forEach((each, junction) => {
      byRank[each] = junction;
    });
    for (let n = graph.junctions - 1; n >= 0; n--) contraction.take(byRank[n]!);
    rank.set(order);
  } else weighed(contraction, rank);
  const up = ranked(contraction.up, rank);
  return { rank, up, down: both ? up : ranked(contraction.down, rank), shortcuts: contraction.shortcuts };
}

/** Least important first; a node's importance is looked at again before it is taken, as its neighbours' going changes it. */
function weighed(contraction: Contraction, rank: Int32Array): void {
  const queue = new Heap();
  const count = rank.length;
  for (let node = 0; node < count; node++) queue.push(contraction.importance(node), node);
  for (let left = count - 1; left >= 0; left--) {
    let node = queue.pop();
    while (contraction.stale[node] === 1) {
      queue.push(contraction.importance(node), node);
      node = queue.pop();
    }
    contraction.take(node);
    rank[node] = left;
  }
}

/** Rows of arcs by rank, so that what a search touches last, and every search touches, lies together. */
function ranked(taken: { node: number[]; end: number[]; weight: number[] }, rank: Int32Array): Arcs {
  const start = new Int32Array(rank.length + 1);
  for (const node of taken.node) start[rank[node]! + 1]!++;
  for (let n = 0; n < rank.length; n++) start[n + 1]! += start[n]!;
  const at = start.slice();
  const size = taken.node.length;
  const arcs = { start, end: new Int32Array(size), weight: new Float64Array(size), edge: new Int32Array(0) };
  for (let n = 0; n < size; n++) {
    const to = at[rank[taken.node[n]!]!]!++;
    arcs.end[to] = rank[taken.end[n]!]!;
    arcs.weight[to] = taken.weight[n]!;
  }
  return arcs;
}
