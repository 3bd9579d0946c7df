import { type StreetGraph, type StreetMap, streetGraph } from './graph.ts';
import { type Hierarchy, hierarchy } from './hierarchy.ts';
import type { Mode } from './modes.ts';
import { type Snapper, snapper } from './snap.ts';

/** Streets of one mode, ready to be asked. */
export interface Network {
  graph: StreetGraph;
  ranks: Hierarchy;
  snap: Snapper;
}

/** Builds a network from a map. Throws `streets-none` or `streets-unconnected`. */
export function network(map: StreetMap, mode: Mode): Network {
  const graph = streetGraph(map, mode);
  return { graph, ranks: hierarchy(graph), snap: snapper(graph) };
}
