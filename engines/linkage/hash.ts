/** Mixes two 32-bit words into one (the finalizer of MurmurHash3 by A. Appleby over their sum). */
export function mix(a: number, b: number): number {
  let h = (Math.imul(a, 0x9e3779b1) + b) | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 32-bit FNV-1a of a text. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Counts of values by hash in a fixed table: two values that fall together only make each look more common. */
export class Counts {
  readonly #counts: Int32Array;
  constructor(bits: number) {
    this.#counts = new Int32Array(1 << bits);
  }
  add(hash: number, step: 1 | -1): void {
    const slot = hash & (this.#counts.length - 1);
    this.#counts[slot] = (this.#counts[slot] as number) + step;
  }
  of(hash: number): number {
    return this.#counts[hash & (this.#counts.length - 1)] as number;
  }
}
