/** Directed arcs in rows: arcs of node v are at `start[v] .. start[v + 1] - 1`. */
export interface Arcs {
  start: Int32Array;
  /** The other end. */
  end: Int32Array;
  weight: Float64Array;
  /** Edge the arc goes along. */
  edge: Int32Array;
}

interface Edges {
  junctions: number;
  from: Int32Array;
  to: Int32Array;
  forward: Float64Array;
  backward: Float64Array;
}

/** True when every street takes the same in both directions. */
export const mirrored = ({ forward, backward }: Edges): boolean =>
  forward.every((weight, edge) => weight === backward[edge]);

/** The open arcs of a graph by the node they leave (`out`) or enter (`in`). */
export function arcsOf({ junctions, from, to, forward, backward }: Edges, side: 'out' | 'in'): Arcs {
  const start = new Int32Array(junctions + 1);
  const each = (take: (node: number, end: number, weight: number, edge: number) => void): void => {
    for (let edge = 0; edge < from.length; edge++) {
      const a = from[edge]!;
      const b = to[edge]!;
      if (a === b) continue;
      if (forward[edge]! < Number.POSITIVE_INFINITY)
        side === 'out' ? take(a, b, forward[edge]!, edge) : take(b, a, forward[edge]!, edge);
      if (backward[edge]! < Number.POSITIVE_INFINITY)
        side === 'out' ? take(b, a, backward[edge]!, edge) : take(a, b, backward[edge]!, edge);
    }
  };
  each((node) => {
    start[node + 1]!++;
  });
  for (let node = 0; node < junctions; node++) start[node + 1]! += start[node]!;
  const at = start.slice();
  const arcs = {
    start,
    end: new Int32Array(start[junctions]!),
    weight: new Float64Array(start[junctions]!),
    edge: new Int32Array(start[junctions]!),
  };
  each((node, end, weight, edge) => {
    const n = at[node]!++;
    arcs.end[n] = end;
    arcs.weight[n] = weight;
    arcs.edge[n] = edge;
  });
  return arcs;
}
