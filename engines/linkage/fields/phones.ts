import { oneDigit } from './dates.ts';

/** Digits kept of a number, from its end: what a double holds exactly. */
const LONGEST = 15;
/** Shorter numbers are extensions and services: they identify nobody. */
export const SHORTEST = 7;

/** A telephone number as digits without country code 86, trunk and exit zeros; 0 when absent or too short to identify anybody. */
export function phoneOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const digits = text
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
    .replace(/^86(?=0?\d{9,11}$)/, '')
    .replace(/^0+/, '');
  return digits.length < SHORTEST ? 0 : Number(digits.slice(-LONGEST));
}

/** The last eight digits: the same with and without a code before them. */
export const phoneTail = (phone: number): number => phone % 100_000_000;

/** Level of two numbers, from 1: same (also when one lacks its area or country code), digit (one off, or neighbours exchanged), differ. */
export function phoneLevel(a: number, b: number): number {
  if (a === b) return 1;
  const [short, long] = a < b ? [a, b] : [b, a];
  let power = 10 ** SHORTEST;
  while (power <= short) power *= 10;
  if (long >= power) return long % power === short ? 1 : 3;
  return oneDigit(a, b) ? 2 : 3;
}
