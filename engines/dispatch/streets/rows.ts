/**
 * Arcs of the shrinking graph while nodes are taken out of it: linked rows that allow removing and adding. One such list holds
 * the arcs that leave each node, a second the arcs that enter.
 */
export class Rows {
  readonly head: Int32Array;
  next: Int32Array;
  end: Int32Array;
  weight: Float64Array;
  #used = 0;
  #free = -1;

  constructor(nodes: number, arcs: number) {
    this.head = new Int32Array(nodes).fill(-1);
    const room = Math.max(16, arcs * 2);
    this.next = new Int32Array(room);
    this.end = new Int32Array(room);
    this.weight = new Float64Array(room);
  }

  /** Sets the arc to the smaller of its weight and this one. */
  lower(node: number, end: number, weight: number): void {
    for (let arc = this.head[node]!; arc !== -1; arc = this.next[arc]!) {
      if (this.end[arc] !== end) continue;
      if (weight < this.weight[arc]!) this.weight[arc] = weight;
      return;
    }
    let arc = this.#free;
    if (arc === -1) {
      if (this.#used === this.next.length) this.#grow();
      arc = this.#used++;
    } else this.#free = this.next[arc]!;
    this.end[arc] = end;
    this.weight[arc] = weight;
    this.next[arc] = this.head[node]!;
    this.head[node] = arc;
  }

  remove(node: number, end: number): void {
    let before = -1;
    for (let arc = this.head[node]!; arc !== -1; before = arc, arc = this.next[arc]!) {
      if (this.end[arc] !== end) continue;
      if (before === -1) this.head[node] = this.next[arc]!;
      else this.next[before] = this.next[arc]!;
      this.next[arc] = this.#free;
      this.#free = arc;
      return;
    }
  }

  #grow(): void {
    const room = this.next.length * 2;
    const next = new Int32Array(room);
    const end = new Int32Array(room);
    const weight = new Float64Array(room);
    next.set(this.next);
    end.set(this.end);
    weight.set(this.weight);
    this.next = next;
    this.end = end;
    this.weight = weight;
  }
}
