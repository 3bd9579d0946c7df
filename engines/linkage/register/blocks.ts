/**
 * Blocks by 32-bit key: an open-addressed table of chains through flat arrays. Adding is O(1), reading a block is its
 * length, removing walks the block. Two keys of one hash share a block: only more is compared.
 */
export class Blocks {
  readonly #width: number;
  /** First entry of each slot's block, plus one; 0: free. Entry = row x width + place. */
  #heads: Int32Array;
  #counts: Int32Array;
  #used = 0;
  #next: Int32Array;
  #keys: Uint32Array;

  /** `rows` expected; `width`: keys a row has at most. */
  constructor(rows: number, width: number) {
    this.#width = width;
    const slots = 1 << Math.max(10, Math.ceil(Math.log2(rows * width)));
    this.#heads = new Int32Array(slots);
    this.#counts = new Int32Array(slots);
    this.#next = new Int32Array(rows * width);
    this.#keys = new Uint32Array(rows * width);
  }

  #slot(key: number): number {
    const mask = this.#heads.length - 1;
    let slot = key & mask;
    while (this.#heads[slot] !== 0 && this.#keys[(this.#heads[slot] as number) - 1] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  /** Number of rows under a key. */
  sizeOf(key: number): number {
    const slot = this.#slot(key);
    return this.#heads[slot] === 0 ? 0 : (this.#counts[slot] as number);
  }

  /** Calls `visit` with each row under a key. */
  each(key: number, visit: (row: number) => void): void {
    for (let at = this.#heads[this.#slot(key)] as number; at !== 0; at = this.#next[at - 1] as number)
      visit(Math.floor((at - 1) / this.#width));
  }

  add(row: number, place: number, key: number): void {
    const entry = row * this.#width + place;
    if (entry >= this.#next.length) this.#widen(entry + 1);
    if (this.#used * 10 > this.#heads.length * 7) this.#rehash();
    this.#keys[entry] = key;
    const slot = this.#slot(key);
    if (this.#heads[slot] === 0) this.#used++;
    this.#next[entry] = this.#heads[slot] as number;
    this.#heads[slot] = entry + 1;
    this.#counts[slot] = (this.#counts[slot] as number) + 1;
  }

  /** Takes a row out from under a key; the slots behind close up when the block was its last. */
  remove(row: number, key: number): void {
    const slot = this.#slot(key);
    let before = 0;
    for (let at = this.#heads[slot] as number; at !== 0; before = at, at = this.#next[at - 1] as number) {
      if (Math.floor((at - 1) / this.#width) !== row) continue;
      if (before === 0) this.#heads[slot] = this.#next[at - 1] as number;
      else this.#next[before - 1] = this.#next[at - 1] as number;
      this.#counts[slot] = (this.#counts[slot] as number) - 1;
      if (this.#heads[slot] === 0) this.#close(slot);
      return;
    }
  }

  /** Puts the blocks behind a freed slot anew, so that none stands behind a gap (Knuth 1973, 6.4 algorithm R). */
  #close(gap: number): void {
    this.#used--;
    this.#counts[gap] = 0;
    const mask = this.#heads.length - 1;
    for (let slot = (gap + 1) & mask; this.#heads[slot] !== 0; slot = (slot + 1) & mask) {
      const [head, count] = [this.#heads[slot] as number, this.#counts[slot] as number];
      this.#heads[slot] = 0;
      this.#counts[slot] = 0;
      const target = this.#slot(this.#keys[head - 1] as number);
      this.#heads[target] = head;
      this.#counts[target] = count;
    }
  }

  #widen(entries: number): void {
    const size = Math.max(entries, 2 * this.#next.length);
    const [next, keys] = [new Int32Array(size), new Uint32Array(size)];
    next.set(this.#next);
    keys.set(this.#keys);
    [this.#next, this.#keys] = [next, keys];
  }

  #rehash(): void {
    const [heads, counts] = [this.#heads, this.#counts];
    this.#heads = new Int32Array(2 * heads.length);
    this.#counts = new Int32Array(2 * heads.length);
    for (let old = 0; old < heads.length; old++) {
      const head = heads[old] as number;
      if (head === 0) continue;
      const slot = this.#slot(this.#keys[head - 1] as number);
      this.#heads[slot] = head;
      this.#counts[slot] = counts[old] as number;
    }
  }
}
