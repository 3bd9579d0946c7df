import { type Arcs, mirrored } from './arcs.ts';
import { between, leaving } from './footing.ts';
import type { StreetGraph } from './graph.ts';
import { Heap } from './heap.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Footing } from './snap.ts';
import { metresOf, secondsOf } from './weight.ts';

/** From each source to each target, row-major; Infinity where there is no way. Seconds to the millisecond, metres of the fastest way. */
export interface StreetMatrix {
  seconds: Float64Array;
  metres: Float64Array;
}

/**
 * Travel times between points of the network by buckets (Knopp, Sanders, Schultes, Schulz, Wagner 2007): one search upward from
 * each target leaves its distance at every junction on the way, one from each source picks them up. Where every street takes the same
 * in both directions (on foot), one search a point is enough for both, and half of the cells. Equal to Dijkstra in every cell.
 */
export function streetMatrix(
  graph: StreetGraph,
  ranks: Hierarchy,
  sources: Footing[],
  targets: Footing[] = sources,
): StreetMatrix {
  const search = new Upward(graph.junctions);
  const left = leave(graph, ranks, targets, search);
  const { start, target, weight } = sorted(graph, left);
  const halved = sources === targets && mirrored(graph);
  const columns = targets.length;
  const seconds = new Float64Array(sources.length * columns);
  const metres = new Float64Array(sources.length * columns);
  const onEdge = new Map<number, number[]>();
  targets.forEach((target, n) => {
    const known = onEdge.get(target.edge);
    if (known) known.push(n);
    else onEdge.set(target.edge, [n]);
  });
  const row = new Float64Array(columns);

  /** Targets, the last first, from `least` on whose searches came by a junction that is `here` away. */
  const pick = (node: number, here: number, least: number) => {
    for (let each = start[node + 1]! - 1; each >= start[node]!; each--) {
      const to = target[each]!;
      if (to < least) return;
      const whole = here + weight[each]!;
      if (whole < row[to]!) row[to] = whole;
    }
  };

  sources.forEach((source, n) => {
    const least = halved ? n : 0;
    row.fill(Number.POSITIVE_INFINITY, least);
    if (halved)
      for (let at = left.first[n]!; at < left.first[n + 1]!; at++) pick(left.nodes[at]!, left.weights[at]!, n);
    else {
      const settled = search.run(leaving(graph, source, 'out'), ranks.rank, ranks.up, ranks.down);
      for (let at = 0; at < settled; at++) pick(search.nodes[at]!, search.reached[search.nodes[at]!]!, 0);
    }
    for (const target of onEdge.get(source.edge) ?? [])
      row[target] = Math.min(row[target]!, between(graph, source, targets[target]!));
    for (let to = least; to < columns; to++) {
      const found = row[to]!;
      const known = found < Number.POSITIVE_INFINITY;
      const cell = n * columns + to;
      seconds[cell] = known ? secondsOf(found) : found;
      metres[cell] = known ? metresOf(found) : found;
    }
  });
  if (halved) for (const cells of [seconds, metres]) mirror(cells, columns);
  return { seconds, metres };
}

/** Below the diagonal what is above it, block by block: column after column would miss the cache at every cell. */
function mirror(cells: Float64Array, size: number): void {
  const block = 32;
  for (let top = 0; top < size; top += block)
    for (let side = top; side < size; side += block)
      for (let i = top; i < Math.min(size, top + block); i++)
        for (let j = Math.max(i + 1, side); j < Math.min(size, side + block); j++)
          cells[j * size + i] = cells[i * size + j]!;
}

/** What the searches from all targets left behind, target by target: those of target n from `first[n]` on. */
interface Left {
  first: Int32Array;
  nodes: Int32Array;
  weights: Float64Array;
}

/** The same by junction; targets ascend. */
interface Buckets {
  start: Int32Array;
  target: Int32Array;
  weight: Float64Array;
}

function leave(graph: StreetGraph, ranks: Hierarchy, targets: Footing[], search: Upward): Left {
  const first = new Int32Array(targets.length + 1);
  let count = 0;
  let nodes = new Int32Array(1024);
  let weights = new Float64Array(1024);
  targets.forEach((target, n) => {
    const settled = search.run(leaving(graph, target, 'in'), ranks.rank, ranks.down, ranks.up);
    if (count + settled > nodes.length) {
      const room = 2 * (count + settled);
      nodes = wider(nodes, new Int32Array(room));
      weights = wider(weights, new Float64Array(room));
    }
    for (let at = 0; at < settled; at++) {
      const node = search.nodes[at]!;
      nodes[count] = node;
      weights[count++] = search.reached[node]!;
    }
    first[n + 1] = count;
  });
  return { first, nodes, weights };
}

function sorted(graph: StreetGraph, { first, nodes, weights }: Left): Buckets {
  const start = new Int32Array(graph.junctions + 1);
  const count = first[first.length - 1]!;
  for (let n = 0; n < count; n++) start[nodes[n]! + 1]!++;
  for (let node = 0; node < graph.junctions; node++) start[node + 1]! += start[node]!;
  const at = start.slice();
  const target = new Int32Array(count);
  const weight = new Float64Array(count);
  for (let owner = 0; owner + 1 < first.length; owner++) {
    for (let n = first[owner]!; n < first[owner + 1]!; n++) {
      const to = at[nodes[n]!]!++;
      target[to] = owner;
      weight[to] = weights[n]!;
    }
  }
  return { start, target, weight };
}

function wider<T extends Int32Array | Float64Array>(old: T, room: T): T {
  room.set(old);
  return room;
}

/** Searches upward in a hierarchy; a junction reached faster from above is on no fastest way (stall on demand) and is left out. */
class Upward {
  readonly reached: Float64Array;
  /** Ranks settled by the last search. */
  readonly nodes: Int32Array;
  readonly #stamp: Int32Array;
  #search = 0;
  readonly #heap = new Heap();

  constructor(junctions: number) {
    this.reached = new Float64Array(junctions);
    this.nodes = new Int32Array(junctions);
    this.#stamp = new Int32Array(junctions);
  }

  /** Returns how many junctions were settled: `nodes[0 .. count - 1]`, their weights in `reached`. */
  run(seeds: { junction: number; weight: number }[], rank: Int32Array, along: Arcs, against: Arcs): number {
    const { reached, nodes } = this;
    const stamp = this.#stamp;
    const heap = this.#heap;
    const search = ++this.#search;
    heap.clear();
    for (const { junction, weight } of seeds) {
      const node = rank[junction]!;
      if (stamp[node] === search && reached[node]! <= weight) continue;
      stamp[node] = search;
      reached[node] = weight;
      heap.push(weight, node);
    }
    let count = 0;
    while (heap.size > 0) {
      const key = heap.topKey;
      const node = heap.pop();
      if (key > reached[node]!) continue;
      let stalled = false;
      for (let arc = against.start[node]!; arc < against.start[node + 1]!; arc++) {
        const above = against.end[arc]!;
        if (stamp[above] === search && reached[above]! + against.weight[arc]! < key) {
          stalled = true;
          break;
        }
      }
      if (stalled) continue;
      nodes[count++] = node;
      for (let arc = along.start[node]!; arc < along.start[node + 1]!; arc++) {
        const end = along.end[arc]!;
        const there = key + along.weight[arc]!;
        if (stamp[end] === search && reached[end]! <= there) continue;
        stamp[end] = search;
        reached[end] = there;
        heap.push(there, end);
      }
    }
    return count;
  }
}
