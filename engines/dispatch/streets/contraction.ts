import type { Arcs } from './arcs.ts';
import { Heap } from './heap.ts';
import { Rows } from './rows.ts';

/** Arcs a search for a detour looks at before it gives up and a shortcut is made: when weighing, and when taking. */
const WEIGHING = 30;
const TAKING = 300;

/**
 * The graph while junctions are taken out one by one, each replaced by the shortcuts that fastest ways need. With `both`, every arc is
 * there in both directions at one weight and stays so: one list of arcs does, and each pair of neighbours is looked at once.
 */
export class Contraction {
  /** For each junction taken, the arcs to (`up`) and from (`down`) junctions that were still there. */
  readonly up = { node: [] as number[], end: [] as number[], weight: [] as number[] };
  readonly down = { node: [] as number[], end: [] as number[], weight: [] as number[] };
  shortcuts = 0;
  readonly #out: Rows;
  readonly #in: Rows;
  readonly #depth: Int32Array;
  /** 1 where a neighbour went since the junction was weighed. */
  readonly stale: Uint8Array;
  readonly #reached: Float64Array;
  readonly #stamp: Int32Array;
  /** By junction: what a detour to it may weigh at most; -1: none is looked for. */
  readonly #goal: Float64Array;
  #search = 0;
  readonly #heap = new Heap();
  readonly #both: boolean;

  constructor(nodes: number, arcs: Arcs, both: boolean) {
    this.#both = both;
    this.#out = new Rows(nodes, arcs.end.length);
    this.#in = both ? this.#out : new Rows(nodes, arcs.end.length);
    this.#depth = new Int32Array(nodes);
    this.stale = new Uint8Array(nodes);
    this.#reached = new Float64Array(nodes);
    this.#stamp = new Int32Array(nodes);
    this.#goal = new Float64Array(nodes).fill(-1);
    for (let node = 0; node < nodes; node++) {
      for (let arc = arcs.start[node]!; arc < arcs.start[node + 1]!; arc++) {
        this.#out.lower(node, arcs.end[arc]!, arcs.weight[arc]!);
        if (!both) this.#in.lower(arcs.end[arc]!, node, arcs.weight[arc]!);
      }
    }
  }

  /** Edge quotient with depth (Batz, Delling, Sanders & Vetter 2009, section 3.3): small for what can go first. */
  importance(node: number): number {
    this.stale[node] = 0;
    let arcs = 0;
    for (let arc = this.#out.head[node]!; arc !== -1; arc = this.#out.next[arc]!) arcs++;
    for (let arc = this.#in.head[node]!; arc !== -1; arc = this.#in.next[arc]!) arcs++;
    return (3 * this.#around(node, false)) / Math.max(1, arcs) + this.#depth[node]!;
  }

  take(node: number): void {
    this.#around(node, true);
    const depth = this.#depth[node]! + 1;
    for (let arc = this.#out.head[node]!; arc !== -1; arc = this.#out.next[arc]!) {
      const end = this.#out.end[arc]!;
      this.up.node.push(node);
      this.up.end.push(end);
      this.up.weight.push(this.#out.weight[arc]!);
      this.#in.remove(end, node);
      this.#depth[end] = Math.max(this.#depth[end]!, depth);
      this.stale[end] = 1;
    }
    if (this.#both) return;
    for (let arc = this.#in.head[node]!; arc !== -1; arc = this.#in.next[arc]!) {
      const end = this.#in.end[arc]!;
      this.down.node.push(node);
      this.down.end.push(end);
      this.down.weight.push(this.#in.weight[arc]!);
      this.#out.remove(end, node);
      this.#depth[end] = Math.max(this.#depth[end]!, depth);
      this.stale[end] = 1;
    }
  }

  /** Counts the shortcuts around a junction, and makes them when it is being taken. */
  #around(node: number, make: boolean): number {
    const [out, into] = [this.#out, this.#in];
    let made = 0;
    for (let arrival = into.head[node]!; arrival !== -1; arrival = into.next[arrival]!) {
      const from = into.end[arrival]!;
      const first = into.weight[arrival]!;
      const begin = this.#both ? out.next[arrival]! : out.head[node]!;
      if (!this.#detours(from, node, first, begin, make ? TAKING : WEIGHING)) continue;
      // Adding shortcuts may move the rows: they are read anew.
      for (let arc = begin; arc !== -1; arc = out.next[arc]!) {
        const to = out.end[arc]!;
        if (to === from) continue;
        const through = first + out.weight[arc]!;
        if (this.#stamp[to] === this.#search && this.#reached[to]! <= through) continue;
        made += this.#both ? 2 : 1;
        if (!make) continue;
        out.lower(from, to, through);
        into.lower(to, from, through);
      }
    }
    if (make) this.shortcuts += made;
    return made;
  }

  /**
   * Fastest ways from a junction that avoid another, until each of its arcs from `begin` on has a detour, up to the weight of the longest and
   * a number of arcs looked at. False when every one has its detour.
   */
  #detours(from: number, without: number, first: number, begin: number, budget: number): boolean {
    const { head, next, end, weight } = this.#out;
    const reached = this.#reached;
    const stamp = this.#stamp;
    const goal = this.#goal;
    const heap = this.#heap;
    const search = ++this.#search;
    let most = -1;
    let left = 0;
    for (let arc = begin; arc !== -1; arc = next[arc]!) {
      if (end[arc] === from) continue;
      const through = first + weight[arc]!;
      goal[end[arc]!] = through;
      if (through > most) most = through;
      left++;
    }
    const wanted = left;
    heap.clear();
    stamp[from] = search;
    reached[from] = 0;
    heap.push(0, from);
    while (heap.size > 0 && budget > 0 && left > 0) {
      const key = heap.topKey;
      if (key > most) break;
      const node = heap.pop();
      if (key > reached[node]!) continue;
      for (let arc = head[node]!; arc !== -1; arc = next[arc]!) {
        const to = end[arc]!;
        budget--;
        if (to === without) continue;
        const there = key + weight[arc]!;
        if (there > most || (stamp[to] === search && reached[to]! <= there)) continue;
        stamp[to] = search;
        reached[to] = there;
        heap.push(there, to);
        if (there > goal[to]!) continue;
        goal[to] = -1;
        left--;
      }
    }
    // What had no detour must not be taken for one of the next search's.
    if (left > 0) for (let arc = begin; arc !== -1; arc = next[arc]!) goal[end[arc]!] = -1;
    return wanted > 0 && left > 0;
  }
}
