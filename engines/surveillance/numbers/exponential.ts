const PARTS = 128;
const PER_PART = PARTS / Math.LN2;
/** ln 2 / 128 in two pieces, with what a double leaves of ln 2: the first ends in zeros, so that k times it is exact (Cody and Waite 1980). */
const HIGH = Math.fround(Math.LN2 / PARTS);
const LOW = Math.LN2 / PARTS - HIGH + 2.3190468138462996e-17 / PARTS;
/** 2^(i/128), and 2^e for e = -128 ... 127. */
const ROOTS = Float64Array.from({ length: PARTS }, (_, i) => 2 ** (i / PARTS));
const POWERS = Float64Array.from({ length: 256 }, (_, i) => 2 ** (i - 128));
const FURTHEST = 80;
/** Adding and taking away rounds to a whole number. */
const ROUNDER = 6755399441055744;

/**
 * e^x to within 2 units in the last place, by a table of 128 roots of two and a polynomial of the rest (Tang 1989) in two thirds of the time of
 * Math.exp, where hundreds of millions are asked for a night. Beyond +-80 it is Math.exp.
 */
export function exponential(x: number): number {
  if (!(x > -FURTHEST && x < FURTHEST)) return Math.exp(x);
  const k = x * PER_PART + ROUNDER - ROUNDER;
  const r = x - k * HIGH - k * LOW;
  const whole = k | 0;
  const rest = r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))));
  const root = ROOTS[whole & (PARTS - 1)]! * POWERS[(whole >> 7) + 128]!;
  return root + root * rest;
}
