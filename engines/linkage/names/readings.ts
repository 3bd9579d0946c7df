import { hashOf, mix } from '../hash.ts';

/**
 * Pinyin of one Chinese character in plain letters without tone (`xiao`, `lv`); '' when it has none. `family`: as a
 * family name, where some are read otherwise (单 shan, 曾 zeng). The table of readings is the caller's.
 */
export type Reading = (character: string, family: boolean) => string;

/** Sounds that hands and ears confuse in pinyin: retroflex and flat, n and l, front and back nasal (南方口音). */
const loose = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^[lr]/, 'n')
    .replace(/^hu/, 'f')
    .replace(/([aei])ng$/, '$1n');

/** Commutative over letters: a name has the same sum in any order of its parts, in characters and in pinyin. */
export function letterSum(letters: string): number {
  let sum = 0;
  for (let i = 0; i < letters.length; i++) sum = (sum + mix(letters.charCodeAt(i), 0x51ed270b)) | 0;
  return sum;
}

/** A syllable, numbered from 1 as met. */
export interface Syllable {
  id: number;
  letters: string;
  /** Number of the first syllable met that sounds alike to a careless ear. */
  loose: number;
  sum: number;
  hash: number;
}

/** Readings asked for once per character, kept in flat tables. */
export class Sounds {
  readonly #reading: Reading;
  readonly #syllables: Syllable[] = [];
  readonly #known = new Map<string, number>();
  readonly #looser = new Map<string, number>();
  /** Syllable by character, as a given and as a family name; 0: not asked. Characters beyond the first plane in a map. */
  readonly #given = new Int16Array(65_536);
  readonly #family = new Int16Array(65_536);
  readonly #rare = new Map<string, number>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** The syllable a character is read as. A character without a reading sounds only like itself. */
  of(code: number, family: boolean): Syllable {
    const table = family ? this.#family : this.#given;
    let id = code < 65_536 ? (table[code] as number) : (this.#rare.get(`${code}${family}`) ?? 0);
    if (id === 0) {
      const character = String.fromCodePoint(code);
      id = this.#number(this.#reading(character, family).toLowerCase().replace(/ü/g, 'v') || character);
      if (code < 65_536) table[code] = id;
      else this.#rare.set(`${code}${family}`, id);
    }
    return this.#syllables[id - 1] as Syllable;
  }

  #number(letters: string): number {
    const known = this.#known.get(letters);
    if (known !== undefined) return known;
    const id = this.#syllables.length + 1;
    const wide = loose(letters);
    const looser = this.#looser.get(wide) ?? id;
    this.#looser.set(wide, looser);
    this.#syllables.push({ id, letters, loose: looser, sum: letterSum(letters), hash: hashOf(letters) });
    this.#known.set(letters, id);
    return id;
  }
}
