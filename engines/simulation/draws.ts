/**
 * Counter-based chance: a draw is a hash of (seed, day, purpose, id), so it does not depend on who drew before, in which order, or in
 * how many threads. Two runs that differ in one measure therefore meet the same chance everywhere else (common random numbers;
 * Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"). The mixing constants are those of Wellons' lowbias32 (2018).
 */

/** What a draw is for. Every purpose is a stream of its own. */
export const PURPOSE = {
  course: 1,
  factor: 2,
  contact: 3,
  seedCase: 4,
  imported: 5,
  complyIsolation: 6,
  complyQuarantine: 7,
  complyHome: 8,
  seeksTest: 9,
  sensitivity: 10,
  found: 11,
  otherContacts: 12,
  dose: 13,
  immune: 14,
  closing: 15,
  severity: 16,
  mosquito: 17,
  bite: 18,
  screening: 19,
  start: 21,
  infectOfMosquito: 22,
  ages: 30,
  sizes: 31,
  heads: 32,
  attendance: 33,
  employment: 34,
  commute: 35,
  workplaces: 36,
  careHomes: 37,
  replicate: 40,
} as const;
export type Purpose = (typeof PURPOSE)[keyof typeof PURPOSE];

/** Two words that name a stream: one enters by xor, one by addition, so that no two streams are shifts of each other. */
export interface Key {
  readonly a: number;
  readonly b: number;
}

/** A 32-bit word to a 32-bit word, one to one. */
export function mix(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/** The stream of a seed, a day (0 for what does not depend on the day) and a purpose. */
export function keyOf(seed: number, day: number, purpose: Purpose): Key {
  const a = mix(mix(seed | 0) ^ mix(Math.imul(day, 0x9e3779b1) + purpose));
  return { a, b: mix(a + 0x6a09e667) ^ mix(Math.imul(purpose, 0x85ebca6b) ^ (seed + day)) };
}

/** The 32-bit draw of `id` (a person, an area) in a stream. */
export function draw(key: Key, id: number): number {
  let x = id ^ key.a;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d) + key.b;
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  return x ^ (x >>> 15);
}

/** The j-th further draw that follows from one. */
export const further = (drawn: number, j: number): number => mix(drawn + Math.imul(j + 1, 0x9e3779b1));

const UNIT = 2 ** -32;
/** A 32-bit word as a number in [0, 1). */
export const unit = (word: number): number => (word >>> 0) * UNIT;

/** The uniform number in [0, 1) of `id` in a stream. */
export const uniform = (key: Key, id: number): number => unit(draw(key, id));

/** The seed of replicate `n` of a run: any worker may compute it. */
export const replicateSeed = (seed: number, n: number): number =>
  n === 0 ? seed | 0 : draw(keyOf(seed, 0, PURPOSE.replicate), n);
