import { LONGEST } from './durations.ts';

/**
 * Days to come as chains of chunks in one array: adding and taking cost the same at any size, and an emptied chunk serves another day. The
 * first word of a chunk is where the next one begins, 0 after the last; entries of one or of three words follow. The array grows only when
 * all chunks are in use.
 */
export interface Ring {
  words: Int32Array;
  /** Words given out so far; the first free chunk. */
  used: number;
  free: number;
  /** By day: its first chunk, and where its next entry goes. 0: the day is empty. */
  first: Int32Array;
  end: Int32Array;
}

/** Words of a chunk: a power of two, and one more than a multiple of three. */
export const CHUNK = 1024;
/** Two spans of the longest kind fit: from infection to infectious, and from there to the end. */
const LENGTH = 512;
if (LENGTH <= 2 * LONGEST) throw new Error('simulation-ring: shorter than two spans. This is a bug.');

export const emptyRing = (): Ring => ({
  words: new Int32Array(16 * CHUNK),
  used: CHUNK,
  free: 0,
  first: new Int32Array(LENGTH),
  end: new Int32Array(LENGTH),
});

/** Where the next entry of a day goes; `size` words of it are taken. */
export function take(ring: Ring, day: number, size: 1 | 3): number {
  const slot = day & (LENGTH - 1);
  const end = ring.end[slot]!;
  const at = (end & (CHUNK - 1)) === 0 ? another(ring, slot, end) : end;
  ring.end[slot] = at + size;
  return at;
}

/** Another chunk for a day; its first entry. */
function another(ring: Ring, slot: number, end: number): number {
  let chunk = ring.free;
  if (chunk === 0) {
    chunk = ring.used;
    ring.used += CHUNK;
    if (ring.used > ring.words.length) {
      const longer = new Int32Array(ring.words.length * 2);
      longer.set(ring.words);
      ring.words = longer;
    }
  } else ring.free = ring.words[chunk]!;
  ring.words[chunk] = 0;
  if (end === 0) ring.first[slot] = chunk;
  else ring.words[end - CHUNK] = chunk;
  return chunk + 1;
}

/** The first chunk of a day, the next one after a chunk (0: none), and where the entries of a chunk end as of now. */
export const firstChunk = (ring: Ring, day: number): number => ring.first[day & (LENGTH - 1)]!;
export const nextChunk = (ring: Ring, chunk: number): number => ring.words[chunk]!;
export const endOf = (ring: Ring, day: number, chunk: number): number =>
  ring.words[chunk] === 0 ? ring.end[day & (LENGTH - 1)]! : chunk + CHUNK;

/** Empties a day: its chunks are free. */
export function done(ring: Ring, day: number): void {
  const slot = day & (LENGTH - 1);
  const end = ring.end[slot]!;
  if (end === 0) return;
  ring.words[(end - 1) & -CHUNK] = ring.free;
  ring.free = ring.first[slot]!;
  ring.first[slot] = 0;
  ring.end[slot] = 0;
}
