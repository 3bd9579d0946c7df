import { hashOf } from '../hash.ts';
import { oneDigit } from './dates.ts';

/** Weights of GB 11643-1999 (ISO 7064 MOD 11-2) for the first 17 digits. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The check character that GB 11643 gives 17 digits. */
export function checkOf(digits: string): string {
  if (!/^\d{17}/.test(digits)) throw new Error(`linkage-id: "${digits}" does not start with 17 digits.`);
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(digits[i]) * (WEIGHTS[i] as number);
  return CHECKS[sum % 11] as string;
}

/** Number of a Chinese identity document with a right check character (GB 11643). */
export const isCitizenId = (text: string): boolean => /^\d{17}[\dX]$/.test(text) && checkOf(text) === text[17];

/** A number of 18 digits in two, since no double holds it; `tail` -1: any other document, by hash; `head` 0: absent. */
export interface Document {
  /** Digits 1 to 14: place and day of birth. */
  head: number;
  /** Digits 15 to 17, times 11 and the check digit; so one digit off is one digit off in one of the two. */
  tail: number;
  valid: boolean;
}
export const NO_DOCUMENT: Document = { head: 0, tail: 0, valid: false };

export function documentOf(text: string | undefined): Document {
  if (text === undefined) return NO_DOCUMENT;
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  if (plain === '') return NO_DOCUMENT;
  if (!/^\d{17}[\dX]$/.test(plain))
    return { head: hashOf(plain) + hashOf(`${plain}#`) * 2 ** 20 + 1, tail: -1, valid: false };
  return {
    head: Number(plain.slice(0, 14)),
    tail: Number(plain.slice(14, 17)) * 11 + 'X0123456789'.indexOf(plain[17] as string),
    valid: isCitizenId(plain),
  };
}

/**
 * Level of two document numbers, from 1: same, digit (one off or neighbours exchanged, and one of the two fails its
 * check: two right numbers are two people), differ.
 */
export function documentLevel(a: Document, b: Document): number {
  if (a.head === b.head && a.tail === b.tail) return 1;
  if (a.tail < 0 || b.tail < 0 || (a.valid && b.valid)) return 3;
  const [p, q] = [Math.floor(a.tail / 11), Math.floor(b.tail / 11)];
  if (a.head === b.head) return p === q || oneDigit(p, q) ? 2 : 3;
  return p === q && oneDigit(a.head, b.head) ? 2 : 3;
}
