import { phoneOf } from '../fields/phones.ts';
import { Counts } from '../hash.ts';
import type { Model } from '../model/model.ts';
import { AVERAGE, type Rarity, type Weights } from '../model/weights.ts';
import { Names } from '../names/names.ts';
import type { Reading } from '../names/readings.ts';
import { at, FIELD_NAMES, type Field, type Person, packed } from '../person.ts';
import type { Answer } from './answer.ts';
import { Blocks } from './blocks.ts';
import { HELD_KEYS, keysOf, newKeys, PASS_NAMES, type Pass } from './keys.ts';
import { People } from './people.ts';

export interface RegisterOptions {
  /** Pinyin of a character. */
  reading: Reading;
  /** Fields compared (default all but `id`, which needs a legal ground). */
  fields?: readonly Field[];
  passes?: readonly Pass[];
  /** A block of more people is not compared pair by pair (default 1,000): its key tells nobody apart. */
  cap?: number;
  /** People expected. */
  expected?: number;
}

/** Blocks left out and the pairs in them, by pass. */
type Left = Record<Pass, { blocks: number; pairs: number }>;
const [HAN, LATIN, CROSS, PHONE] = [at('han'), at('latin'), at('cross'), at('phone')];
/** A frequency counts like this many people of average frequency more, so that a short list does not make every name common. */
const SMOOTHING = 1000;

/** People held under blocking keys; asked who of them a new record may be. */
export class Register {
  readonly #people: People;
  readonly #asked: People;
  readonly #blocks: Blocks;
  readonly #cap: number;
  readonly #passes: number;
  readonly #ids: string[] = [];
  readonly #rows = new Map<string, number>();
  readonly #free: number[] = [];
  readonly #keys = newKeys();
  readonly #levels = new Uint8Array(FIELD_NAMES.length);
  readonly #spellings: Counts;
  readonly #letters: Counts;
  readonly #families: Counts;
  readonly #phones: Counts;
  #seen: Uint32Array;
  #turn = 0;
  #shortPhones = 0;
  #nameless = 0;
  readonly #left: Left;

  constructor(options: RegisterOptions) {
    const expected = Math.max(64, options.expected ?? 1024);
    const fields = options.fields ?? FIELD_NAMES.filter((field) => field !== 'id');
    const names = new Names(options.reading);
    this.#people = new People(names, fields, expected);
    this.#asked = new People(names, fields, 1);
    this.#blocks = new Blocks(expected, HELD_KEYS);
    this.#cap = options.cap ?? 1000;
    this.#passes = bitsOf(options.passes ?? PASS_NAMES);
    this.#seen = new Uint32Array(expected);
    const bits = Math.min(22, Math.max(12, Math.ceil(Math.log2(expected)) + 2));
    this.#spellings = new Counts(bits);
    this.#letters = new Counts(bits);
    this.#families = new Counts(bits);
    this.#phones = new Counts(bits);
    this.#left = Object.fromEntries(PASS_NAMES.map((pass) => [pass, { blocks: 0, pairs: 0 }])) as Left;
  }

  get size(): number {
    return this.#rows.size;
  }
  has(id: string): boolean {
    return this.#rows.has(id);
  }

  /** Holds a person. Errors: `linkage-id-twice`, `linkage-birth`, `linkage-day`. */
  add(person: Person): void {
    if (this.#rows.has(person.id))
      throw new Error(`linkage-id-twice: ${person.id} is held already. Remove it first, or give another id.`);
    const row = this.#free.at(-1) ?? this.#ids.length;
    this.#people.grow(row + 1);
    this.#people.write(row, person);
    this.#free.pop();
    this.#ids[row] = person.id;
    this.#rows.set(person.id, row);
    keysOf(this.#people, row, false, this.#passes, this.#keys);
    for (let k = 0; k < this.#keys.count; k++) this.#blocks.add(row, k, this.#keys.hash[k] as number);
    this.#count(row, 1);
    if (person.phone !== undefined && phoneOf(person.phone) === 0) this.#shortPhones++;
    if (person.name !== undefined && this.#people.nameOf(row).length === 0) this.#nameless++;
  }

  /** Lets a person go; false when nobody has that id. */
  remove(id: string): boolean {
    const row = this.#rows.get(id);
    if (row === undefined) return false;
    keysOf(this.#people, row, false, this.#passes, this.#keys);
    for (let k = 0; k < this.#keys.count; k++) this.#blocks.remove(row, this.#keys.hash[k] as number);
    this.#count(row, -1);
    this.#rows.delete(id);
    this.#ids[row] = '';
    this.#free.push(row);
    return true;
  }

  #count(row: number, step: 1 | -1): void {
    const names = this.#people.names;
    const name = this.#people.nameOf(row);
    if (name.length > 0) {
      this.#spellings.add(names.spelling(name), step);
      this.#letters.add(names.letters(name), step);
      this.#families.add(names.families(name)[0], step);
    }
    const phone = this.#people.phone[row] as number;
    if (phone > 0) this.#phones.add(phone % 2 ** 31, step);
  }

  /** Who of the register the person may be: everybody who shares a block and weighs `least` or more, heaviest first. */
  ask(person: Person, weights: Weights, least: number, most = 20): Answer {
    const skipped: Answer['skipped'] = [];
    const found: { row: number; pattern: number; rarity: Rarity; weight: number }[] = [];
    const compared = this.candidates(
      person,
      (row, pattern, levels) => {
        // What rarity can add is bounded: most pairs are refused on their pattern alone.
        const { strangers, home } = weights.base(pattern);
        if (Math.min(strangers + MOST_RARE, home) < least) return;
        const rarity = this.rarity(row, levels, weights.model);
        const weight = weights.weight(pattern, rarity);
        if (weight >= least) found.push({ row, pattern, rarity, weight });
      },
      (pass, size) => void skipped.push({ pass, size }),
    );
    found.sort((a, b) => b.weight - a.weight || a.row - b.row);
    const nobody = 1;
    const all = found.reduce((sum, { weight }) => sum + weights.odds(weight, this.size), nobody);
    const matches = found.slice(0, most).map(({ row, pattern, rarity, weight }) => ({
      id: this.#ids[row] as string,
      weight,
      probability: weights.odds(weight, this.size) / all,
      ...weights.explain(pattern, rarity),
    }));
    return { matches, compared, skipped };
  }

  /** Calls `visit` once for everybody who shares a block with the person, with the pattern of agreement; returns how many. */
  candidates(
    person: Person,
    visit: (row: number, pattern: number, levels: Uint8Array) => void,
    skip?: (pass: Pass, size: number) => void,
  ): number {
    const names = this.#people.names;
    const mark = names.mark;
    this.#asked.write(0, person);
    keysOf(this.#asked, 0, true, this.#passes, this.#keys);
    const compared = this.#visit(this.#asked, 0, -1, this.#cap, visit, skip);
    names.release(mark);
    return compared;
  }

  #visit(
    people: People,
    row: number,
    but: number,
    cap: number,
    visit: (row: number, pattern: number, levels: Uint8Array) => void,
    skip?: (pass: Pass, size: number) => void,
  ): number {
    if (this.#seen.length < this.#ids.length) this.#seen = new Uint32Array(2 * this.#ids.length);
    const turn = ++this.#turn;
    const group = people.groupOf(row);
    let compared = 0;
    for (let k = 0; k < this.#keys.count; k++) {
      const key = this.#keys.hash[k] as number;
      const size = this.#blocks.sizeOf(key);
      if (size > cap) {
        const pass = PASS_NAMES[this.#keys.pass[k] as number] as Pass;
        this.#left[pass].blocks++;
        this.#left[pass].pairs += size;
        skip?.(pass, size);
        continue;
      }
      this.#blocks.each(key, (other) => {
        if (this.#seen[other] === turn || other === but || this.#people.groupOf(other) !== group) return;
        this.#seen[other] = turn;
        compared++;
        people.compare(row, this.#people, other, this.#levels);
        visit(other, packed(this.#levels), this.#levels);
      });
    }
    return compared;
  }

  /** Frequency of the values a pair agrees on, against the average of its level (Winkler 1989): log2 of average over own. */
  rarity(row: number, levels: Uint8Array, { strangers }: Model): Rarity {
    const all = this.size + SMOOTHING;
    // Others than the one held: once seen says little, and never that a value is rarer than one in all.
    const bits = (counted: number, average: number): number => {
      const own = Math.max((counted - 1 + SMOOTHING * average) / all, Math.min(average, 1 / all));
      return Math.min(MOST_RARE / 2, Math.log2(average / own));
    };
    const [han, latin] = [levels[HAN] as number, levels[LATIN] as number];
    const names = this.#people.names;
    let name = 0;
    if (levels[CROSS] === 1)
      name = bits(this.#letters.of(names.letters(this.#people.nameOf(row))), strangers.cross[0] as number);
    if (han > 0 || latin > 0) {
      const held = this.#people.nameOf(row);
      const average = (han > 0 ? strangers.han[han - 1] : strangers.latin[latin - 1]) as number;
      if (han === 1 || latin === 1) name = bits(this.#spellings.of(names.spelling(held)), average);
      else if (han === 2 || han === 3 || latin === 2) name = bits(this.#letters.of(names.letters(held)), average);
      else if (han === 5 || han === 7) name = bits(this.#families.of(names.families(held)[0]), FAMILIES_AGREE);
    }
    if (levels[PHONE] !== 1) return name === 0 ? AVERAGE : { name, phone: 0 };
    const phone = this.#people.phone[row] as number;
    return { name, phone: bits(this.#phones.of(phone % 2 ** 31), strangers.phone[0] as number) };
  }

  /** Pairs of two different rows: `count` drawn at random by `below`, each with its pattern. For estimation. */
  randomPairs(count: number, below: (n: number) => number, visit: (pattern: number) => void): void {
    for (let n = 0; n < count; n++) {
      const [i, j] = [below(this.#ids.length), below(this.#ids.length)];
      if (i === j || this.#ids[i] === '' || this.#ids[j] === '') continue;
      this.#people.compare(i, this.#people, j, this.#levels);
      visit(packed(this.#levels));
    }
  }

  /**
   * Everybody who shares a key of `passes` with a row drawn at random, `count` times and whatever the cap; returns how many rows
   * were drawn. For estimation: what is too rare among random pairs is counted here whole.
   */
  neighbours(
    count: number,
    passes: readonly Pass[],
    below: (n: number) => number,
    visit: (pattern: number, levels: Uint8Array) => void,
  ): number {
    const wanted = bitsOf(passes) & this.#passes;
    let drawn = 0;
    for (let n = 0; n < count; n++) {
      const row = below(this.#ids.length);
      if (this.#ids[row] === '') continue;
      drawn++;
      keysOf(this.#people, row, false, wanted, this.#keys);
      this.#visit(this.#people, row, row, this.size, (_other, pattern, levels) => visit(pattern, levels));
    }
    return drawn;
  }

  /** What was not compared or not used, so that nothing is silent: blocks over the cap by pass, since the register was made. */
  report(): {
    people: number;
    skipped: Left;
    /** Telephones of fewer than seven digits, and names without a letter: held, but never compared. */
    unused: { phones: number; names: number };
  } {
    return {
      people: this.size,
      skipped: Object.fromEntries(PASS_NAMES.map((pass) => [pass, { ...this.#left[pass] }])) as Left,
      unused: { phones: this.#shortPhones, names: this.#nameless },
    };
  }
}

const bitsOf = (passes: readonly Pass[]): number =>
  passes.reduce((bits, pass) => bits | (1 << PASS_NAMES.indexOf(pass)), 0);

/** Bits that rarity may add at most; the rarest value of a million adds about ten. */
const MOST_RARE = 40;
/** Chance that two people bear one family name where the one is drawn by its own frequency: the usual share of the commonest ones. */
const FAMILIES_AGREE = 0.035;
