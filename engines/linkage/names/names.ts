import { hashOf, mix } from '../hash.ts';
import { jaroWinkler, oneSlip } from './jaro-winkler.ts';
import { letterSum, type Reading, Sounds } from './readings.ts';
import { familyLength, written } from './written.ts';

/** Words at least this alike (Jaro-Winkler) count as one word mistyped; below, MARTHA meets MARIA. */
const ALIKE = 0.9;
const HAN = 1;
const LETTERS = 2;

/** A name in the table: where its units start, how many they are. Units are code points of characters, or numbers of words. */
export interface NameAt {
  script: 0 | 1 | 2;
  start: number;
  length: number;
  /** Characters of the family name; 0 in letters, where the order is not known. */
  family: number;
}
const NONE: NameAt = { script: 0, start: 0, length: 0, family: 0 };

/** Names as numbers in one pool, compared without making a text. */
export class Names {
  readonly sounds: Sounds;
  #units = new Int32Array(1024);
  #end = 0;
  readonly #ids = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #sums: number[] = [];
  readonly #hashes: number[] = [];

  constructor(reading: Reading) {
    this.sounds = new Sounds(reading);
  }

  /** Where the pool ends: `release(mark)` forgets what was held since. */
  get mark(): number {
    return this.#end;
  }
  release(mark: number): void {
    this.#end = mark;
  }

  /** Takes a name into the pool; script 0 when it has neither character nor letter. */
  hold(name: string | undefined): NameAt {
    const parts = name === undefined ? undefined : written(name);
    if (!parts) return NONE;
    const units = parts.han
      ? Array.from(parts.characters, (character) => character.codePointAt(0) as number)
      : parts.words.map((word) => this.#word(word));
    const length = Math.min(units.length, 255);
    if (this.#end + length > this.#units.length) {
      const wider = new Int32Array(Math.max(2 * this.#units.length, this.#end + length));
      wider.set(this.#units);
      this.#units = wider;
    }
    const start = this.#end;
    for (let i = 0; i < length; i++) this.#units[start + i] = units[i] as number;
    this.#end += length;
    return {
      script: parts.han ? HAN : LETTERS,
      start,
      length,
      family: parts.han ? Math.min(length, familyLength(parts.characters)) : 0,
    };
  }

  #word(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    const id = this.#words.length;
    this.#words.push(word);
    this.#sums.push(letterSum(word));
    this.#hashes.push(hashOf(word));
    this.#ids.set(word, id);
    return id;
  }

  #unit(name: NameAt, i: number): number {
    return this.#units[name.start + i] as number;
  }
  #syllable(name: NameAt, i: number) {
    return this.sounds.of(this.#unit(name, i), i < name.family);
  }
  word(name: NameAt, i: number): string {
    return this.#words[this.#unit(name, i)] as string;
  }

  /** The same for all ways to write a name: order of its parts, characters or pinyin. */
  letters(name: NameAt): number {
    let sum = 0;
    for (let i = 0; i < name.length; i++)
      sum =
        (sum + (name.script === HAN ? this.#syllable(name, i).sum : (this.#sums[this.#unit(name, i)] as number))) | 0;
    return sum;
  }
  /** First letters of its syllables or words, in any order. */
  initials(name: NameAt): number {
    let sum = 0;
    for (let i = 0; i < name.length; i++) {
      const first = (name.script === HAN ? this.#syllable(name, i).letters : this.word(name, i)).charCodeAt(0);
      sum = (sum + mix(first, 0x2545f491)) | 0;
    }
    return sum;
  }
  /** The same only for the very name, as written. */
  spelling(name: NameAt): number {
    let hash: number = name.script;
    for (let i = 0; i < name.length; i++)
      hash = mix(hash, name.script === HAN ? this.#unit(name, i) : (this.#hashes[this.#unit(name, i)] as number));
    return hash;
  }
  /** What may be the family name, by sound: of characters the first, of words the first and the last. */
  families(name: NameAt): [number, number] {
    if (name.script !== HAN) {
      const first = this.#hashes[this.#unit(name, 0)] as number;
      return [first, name.length > 1 ? (this.#hashes[this.#unit(name, name.length - 1)] as number) : first];
    }
    let letters = '';
    if (name.family === 1) {
      const { hash } = this.#syllable(name, 0);
      return [hash, hash];
    }
    for (let i = 0; i < name.family; i++) letters += this.#syllable(name, i).letters;
    const hash = hashOf(letters);
    return [hash, hash];
  }

  /** Level of two names in characters, from 1: same, sound, order, near, slip, given, family, differ (see `FIELDS.han`). */
  han(a: NameAt, b: NameAt): number {
    const shorter = a.length <= b.length ? a : b;
    const longer = a.length <= b.length ? b : a;
    const n = shorter.length;
    if (n === longer.length) {
      let [equal, sound, near] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        if (this.#unit(a, i) === this.#unit(b, i)) {
          equal++;
          sound++;
          near++;
          continue;
        }
        const [x, y] = [this.#syllable(a, i), this.#syllable(b, i)];
        if (x.id === y.id) sound++;
        if (x.loose === y.loose) near++;
      }
      if (equal === n) return 1;
      if (sound === n) return 2;
      if (this.letters(a) === this.letters(b)) return 3;
      if (near === n) return 4;
      if (n >= 3 && sound === n - 1 && this.#sameFamily(a, b)) return 5;
    } else if (longer.length === n + 1 && n >= 2 && this.#within(shorter, longer)) return 4;
    if (this.#sameGiven(a, b)) return 6;
    return this.#sameFamily(a, b) ? 7 : 8;
  }
  #sameFamily(a: NameAt, b: NameAt): boolean {
    if (a.family !== b.family) return false;
    for (let i = 0; i < a.family; i++) if (this.#syllable(a, i).id !== this.#syllable(b, i).id) return false;
    return true;
  }
  /** Two given names of one sound; one character alone is too common to say anything. */
  #sameGiven(a: NameAt, b: NameAt): boolean {
    const n = a.length - a.family;
    if (n < 2 || n !== b.length - b.family) return false;
    for (let i = 0; i < n; i++)
      if (this.#syllable(a, a.family + i).id !== this.#syllable(b, b.family + i).id) return false;
    return true;
  }
  /** The longer name is the shorter one with one character put in, after the same first. */
  #within(shorter: NameAt, longer: NameAt): boolean {
    if (this.#syllable(shorter, 0).id !== this.#syllable(longer, 0).id) return false;
    let skipped = 0;
    for (let i = 1; i < shorter.length; i++) {
      while (this.#syllable(shorter, i).id !== this.#syllable(longer, i + skipped).id) if (++skipped > 1) return false;
    }
    return true;
  }

  /** Level of two names in letters, from 1: same, order, slip, short, part, differ (see `FIELDS.latin`). */
  latin(a: NameAt, b: NameAt): number {
    const shorter = a.length <= b.length ? a : b;
    const longer = a.length <= b.length ? b : a;
    const n = shorter.length;
    if (n === longer.length) {
      let i = 0;
      while (i < n && this.#unit(a, i) === this.#unit(b, i)) i++;
      if (i === n) return 1;
    }
    if (this.letters(a) === this.letters(b)) return this.#sameWords(a, b) ? 2 : 3;
    let [full, brief, used] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      let best = 0;
      let bestAt = -1;
      for (let j = 0; j < longer.length && best < 3; j++) {
        if (used & (1 << j)) continue;
        const like = this.#likeWords(this.#unit(shorter, i), this.#unit(longer, j));
        if (like > best) {
          best = like;
          bestAt = j;
        }
      }
      if (bestAt >= 0) used |= 1 << bestAt;
      if (best >= 2) full++;
      else if (best === 1) brief++;
    }
    if (full === n && n === longer.length) return 3;
    if (full + brief === n && full > 0) return 4;
    return full > 0 ? 5 : 6;
  }
  /** The same words in any order, or the same letters divided otherwise, from any of its words on. */
  #sameWords(a: NameAt, b: NameAt): boolean {
    const words = (name: NameAt): string[] => Array.from({ length: name.length }, (_, i) => this.word(name, i));
    const [x, y] = [words(a), words(b)];
    return [...x].sort().join(' ') === [...y].sort().join(' ') || turned(x, y.join('')) || turned(y, x.join(''));
  }
  /** 3 the same, 2 one mistyped, 1 an initial or short form of the other, 0 another word. */
  #likeWords(a: number, b: number): number {
    if (a === b) return 3;
    const [x, y] = [this.#words[a] as string, this.#words[b] as string];
    if (x.charCodeAt(0) === y.charCodeAt(0) && (x.length === 1 || y.length === 1)) return 1;
    if (Math.min(x.length, y.length) >= 4 && oneSlip(x, y)) return 2;
    if (jaroWinkler(x, y) >= ALIKE) return Math.min(x.length, y.length) >= 3 ? 2 : 0;
    return x.length >= 3 && y.length >= 3 && (x.startsWith(y) || y.startsWith(x)) ? 1 : 0;
  }

  /** Level of a name in characters and one in letters, read as pinyin, from 1: same, slip, part, differ (see `FIELDS.cross`). */
  cross(a: NameAt, b: NameAt): number {
    const [han, latin] = a.script === HAN ? [a, b] : [b, a];
    let [family, given] = ['', ''];
    for (let i = 0; i < han.length; i++)
      if (i < han.family) family += this.#syllable(han, i).letters;
      else given += this.#syllable(han, i).letters;
    const words: string[] = [];
    let part = false;
    for (let i = 0; i < latin.length; i++) {
      const word = this.word(latin, i);
      words.push(word);
      if (word === family || (given.length > 3 && word === given)) part = true;
    }
    if (turned(words, family + given) || turned(words, given + family)) return 1;
    const joined = words.join('');
    if (oneSlip(family + given, joined) || oneSlip(given + family, joined)) return 2;
    return part ? 3 : 4;
  }
}

/** Whether the words, read from any of them on and round, make the letters. */
const turned = (words: string[], letters: string): boolean =>
  words.some((_word, from) => [...words.slice(from), ...words.slice(0, from)].join('') === letters);
