/** A seeded stream of chance. The same seed gives the same draws everywhere. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, n). */
  below(n: number): number;
  /** An id of 26 characters that no other draw of the same stream repeats. */
  id(): string;
}

/** 32-bit FNV-1a of a text: turns a seed text into a number. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** sfc32 (PractRand's small fast counter), seeded from a text. */
export function chanceFrom(seed: string): Chance {
  let a = seedOf(seed);
  let b = seedOf(`${seed}/b`);
  let c = seedOf(`${seed}/c`);
  let d = 1;
  const draw = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) draw();
  const word = () => draw().toString(36).padStart(7, '0').slice(-7);
  return {
    next: () => draw() / 4294967296,
    below: (n) => Math.floor((draw() / 4294967296) * n),
    id: () => (word() + word() + word() + word()).slice(0, 26),
  };
}
