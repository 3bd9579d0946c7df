/** What a person in a list, a register or a laboratory's result is known by. Whatever is absent counts neither for nor against. */
export interface Person {
  id: string;
  /** As written, family name and given name in any order and script. */
  name?: string;
  /** Compared by its first letter (m, f); `unknown` and `other` count as absent. */
  sex?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  birth?: string;
  /** Year of birth reckoned from an age: right within one year. Used where `birth` is absent. */
  bornAbout?: number;
  phone?: string;
  /** Free text, or a place path of the city such as `cn.44.03.04.001.019.e1.b1.u1.h502`. */
  address?: string;
  /** Number of an identity document: GB 11643 (18 digits) is taken apart, any other is compared whole. */
  idNumber?: string;
  /** Day of the event the record tells of, such as onset: `YYYY-MM-DD`. */
  day?: string;
  /** Records of different groups (two diseases, two lists) are never compared. */
  group?: string;
}

/** Fields that are compared, with their levels from the best agreement to none. A level's number is its place, from 1; 0 is "one side is silent". */
export const FIELDS = {
  /** Both names in Chinese characters. */
  han: ['same', 'sound', 'order', 'near', 'slip', 'given', 'family', 'differ'],
  /** Both in letters. */
  latin: ['same', 'order', 'slip', 'short', 'part', 'differ'],
  /** One in characters, one in letters. */
  cross: ['same', 'slip', 'part', 'differ'],
  sex: ['same', 'differ'],
  /** Both births known to the day. */
  birth: ['same', 'swapped', 'digit', 'year', 'differ'],
  /** At least one known only to the year, or by an age. */
  year: ['same', 'about', 'differ'],
  phone: ['same', 'digit', 'differ'],
  address: ['room', 'building', 'numbers', 'street', 'differ'],
  id: ['same', 'digit', 'differ'],
  /** Event days at most a week apart, or not. */
  day: ['near', 'differ'],
} as const;
export type Field = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as Field[];

/** Size of each field's part of a pattern: its levels and silence. */
const RADIX = FIELD_NAMES.map((field) => FIELDS[field].length + 1);

/** Levels of all fields as one number below 2^31 (mixed radix, last field highest). */
export function packed(levels: Uint8Array): number {
  let pattern = 0;
  for (let f = RADIX.length - 1; f >= 0; f--) pattern = pattern * (RADIX[f] as number) + (levels[f] as number);
  return pattern;
}

/** The levels a pattern holds, in the order of `FIELD_NAMES`. */
export function unpacked(pattern: number): Uint8Array {
  const levels = new Uint8Array(RADIX.length);
  let rest = pattern;
  for (let f = 0; f < RADIX.length; f++) {
    const radix = RADIX[f] as number;
    levels[f] = rest % radix;
    rest = Math.floor(rest / radix);
  }
  return levels;
}

/** Place of a field in a pattern. */
export const at = (field: Field): number => FIELD_NAMES.indexOf(field);
