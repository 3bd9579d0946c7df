import { arcsOf } from './arcs.ts';

interface Edges {
  junctions: number;
  from: Int32Array;
  to: Int32Array;
  forward: Float64Array;
  backward: Float64Array;
}

/** A part of the network this much smaller than the largest is a mapping fault or a closed yard, not a place to begin at. */
const SMALLEST = 0.01;

/**
 * For each edge 1 when both its ends are in one strongly connected part that has at least a hundredth of the junctions of the
 * largest. Parts by Tarjan (1972), without recursion.
 */
export function connected(graph: Edges): Uint8Array {
  const part = parts(graph);
  const size = new Int32Array(graph.junctions);
  for (const each of part) size[each]!++;
  const least = Math.max(2, SMALLEST * size.reduce((most, each) => Math.max(most, each), 0));
  return Uint8Array.from(graph.from, (from, edge) => {
    const own = part[from]!;
    return own === part[graph.to[edge]!]! && size[own]! >= least ? 1 : 0;
  });
}

function parts(graph: Edges): Int32Array {
  const { start, end } = arcsOf(graph, 'out');
  const count = graph.junctions;
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const part = new Int32Array(count).fill(-1);
  const next = start.slice(0, count);
  const stack: number[] = [];
  const path: number[] = [];
  let visited = 0;
  let found = 0;
  for (let root = 0; root < count; root++) {
    if (index[root] !== -1) continue;
    path.push(root);
    while (path.length > 0) {
      const node = path.at(-1)!;
      if (index[node] === -1) {
        index[node] = low[node] = visited++;
        stack.push(node);
      }
      if (next[node]! < start[node + 1]!) {
        const other = end[next[node]!++]!;
        if (index[other] === -1) path.push(other);
        else if (part[other] === -1) low[node] = Math.min(low[node]!, index[other]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
      if (low[node] !== index[node]) continue;
      for (let member = stack.pop()!; ; member = stack.pop()!) {
        part[member] = found;
        if (member === node) break;
      }
      found++;
    }
  }
  return part;
}
