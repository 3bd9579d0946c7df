import { chanceFrom } from '../../../kernel/chance.ts';
import { at, FIELD_NAMES, FIELDS, type Field, type Person, unpacked } from '../person.ts';
import type { Pass } from '../register/keys.ts';
import type { Register } from '../register/register.ts';
import { type Levels, type Model, STARTING } from './model.ts';

export interface EstimateOptions {
  seed: string;
  /** Random pairs drawn for u (default 1,000,000). */
  pairs?: number;
  /** Rows whose blocks are counted whole (default 20,000). */
  rows?: number;
  /** Where estimation starts (default `STARTING`). */
  start?: Model;
  rounds?: number;
}

export interface Estimated {
  model: Model;
  /** Pairs compared in blocks, and how many records have their person in the register by the model. */
  candidates: number;
  expected: number;
  rounds: number;
}

/** The starting model weighs like this many pairs. */
const PSEUDO_SAME = 20;
const PSEUDO_HOME = 50;
const LARGEST_CHANGE = 1e-5;

/** Levels that imply a key of a pass: too rare to meet among random pairs, but each block can be counted whole. */
const COUNTED: [Pass, Field, number[]][] = [
  ['name', 'han', [1, 2, 3]],
  ['name', 'latin', [1, 2]],
  ['phone', 'phone', [1]],
  ['birth', 'birth', [1]],
  ['document', 'id', [1]],
];

/**
 * m, u and the prior without any labelled pair. u: among random pairs of the register, its rare levels from whole
 * blocks; among people who share a telephone or a room. m and the prior: by EM (Dempster, Laird and Rubin 1977; for linkage Jaro 1989)
 * over the candidates of each record of `sample`, u fixed and adjusted to the frequency of the values, fields independent given
 * the kind of pair. The register is taken to hold each person once: a record's candidates compete (Fortini et al.
 * 2001), which keeps the namesakes out. Deterministic by seed. Errors: `linkage-too-few`.
 */
export function estimate(register: Register, sample: readonly Person[], options: EstimateOptions): Estimated {
  const start = options.start ?? STARTING;
  if (register.size < 2 || sample.length === 0)
    throw new Error(
      `linkage-too-few: ${register.size} people and ${sample.length} asked for. Estimate on more, or use STARTING.`,
    );
  const chance = chanceFrom(options.seed);
  const below = (n: number): number => chance.below(n);
  const rows = options.rows ?? 20_000;
  const strangers = strangersOf(register, start, options.pairs ?? 1_000_000, rows, below);

  const home = tally();
  let together = 0;
  const [phone, address] = [at('phone'), at('address')];
  const drawn = register.neighbours(rows, ['phone', 'room'], below, (pattern, levels) => {
    if (levels[phone] !== 1 && levels[address] !== 1) return;
    together++;
    count(home, pattern, 1);
  });
  const model: Model = {
    same: start.same,
    strangers,
    home: inPinyin(shares(home, start.home, PSEUDO_HOME)),
    homes: drawn > 0 ? together / drawn / (register.size - 1) : 0,
    prior: start.prior,
  };

  const places = new Map<number, number>();
  const ends: number[] = [];
  const patternAt: number[] = [];
  const rare: number[] = [];
  for (const person of sample) {
    register.candidates(person, (row, pattern, levels) => {
      let place = places.get(pattern);
      if (place === undefined) {
        place = places.size;
        places.set(pattern, place);
      }
      const rarity = register.rarity(row, levels, model);
      patternAt.push(place);
      rare.push(rarity.name + rarity.phone);
    });
    ends.push(patternAt.length);
  }
  const evidence: Evidence = {
    patterns: [...places.keys()].map((pattern) => unpacked(pattern)),
    ends: Int32Array.from(ends),
    at: Int32Array.from(patternAt),
    rare: Float64Array.from(rare),
  };
  return { ...maximise(model, evidence, register.size, start, options.rounds ?? 60), candidates: patternAt.length };
}

/** u of two people drawn at random. */
function strangersOf(
  register: Register,
  start: Model,
  pairs: number,
  rows: number,
  below: (n: number) => number,
): Levels {
  const sums = tally();
  let met = 0;
  register.randomPairs(pairs, below, (pattern) => {
    met++;
    count(sums, pattern, 1);
  });
  const known = Object.fromEntries(
    FIELD_NAMES.map((field) => [field, sums[field].reduce((sum, each) => sum + each, 0)]),
  ) as Record<Field, number>;
  for (const pass of new Set(COUNTED.map(([each]) => each))) {
    const whole = tally();
    const drawn = register.neighbours(rows, [pass], below, (pattern) => count(whole, pattern, 1));
    if (drawn === 0) continue;
    // Pairs a row stands for: all others of the register, at the rate of the random pairs.
    const scale = met / drawn / (register.size - 1);
    for (const [, field, levels] of COUNTED.filter(([each]) => each === pass))
      for (const level of levels) sums[field][level - 1] = (whole[field][level - 1] as number) * scale;
  }
  for (const field of FIELD_NAMES) {
    const counted = sums[field].slice(0, -1).reduce((sum, each) => sum + each, 0);
    sums[field][sums[field].length - 1] = Math.max(0, known[field] - counted);
  }
  return inPinyin(shares(sums, start.strangers, 1));
}

/**
 * A name in characters against one in pinyin agrees by chance as two names in characters do by sound: a register in
 * characters alone has no such pairs to count.
 */
function inPinyin(levels: Levels): Levels {
  const [same, sound, order, near, slip, given, family, differ] = levels.han as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { ...levels, cross: [same + sound + order, near, slip + given + family, differ] };
}

/** The same for records of one person, of whom a share `otherwise` writes her name in letters by another rule than pinyin. */
function spelt(levels: Levels, otherwise: number): Levels {
  const { cross, ...rest } = inPinyin(levels);
  return { ...rest, cross: cross.map((each, level) => each * (1 - otherwise) + (level === 3 ? otherwise : 0)) };
}

/** The candidates of each record, one after the other. */
interface Evidence {
  patterns: Uint8Array[];
  /** End of each record's candidates in `at` and `rare`. */
  ends: Int32Array;
  /** Place of a candidate's pattern, and its rarity in bits. */
  at: Int32Array;
  rare: Float64Array;
}

/** The EM rounds: who is one person by the model, the model by who is one person. */
function maximise(
  first: Model,
  { patterns, ends, at, rare }: Evidence,
  size: number,
  start: Model,
  most: number,
): { model: Model; expected: number; rounds: number } {
  let model = first;
  let expected = 0;
  let rounds = 0;
  const [strangers, home] = [new Float64Array(patterns.length), new Float64Array(patterns.length)];
  while (rounds < most) {
    rounds++;
    for (const [p, levels] of patterns.entries()) {
      const same = likelihood(model.same, levels);
      strangers[p] = same / likelihood(model.strangers, levels) / (1 - model.homes);
      home[p] = model.homes > 0 ? same / likelihood(model.home, levels) / model.homes : Number.POSITIVE_INFINITY;
    }
    const sure = new Float64Array(patterns.length);
    const odds = model.prior / (1 - model.prior) / size;
    expected = 0;
    for (let r = 0, from = 0; r < ends.length; from = ends[r++] as number) {
      const to = ends[r] as number;
      const ratio = (c: number): number => {
        const p = at[c] as number;
        return odds * Math.min((strangers[p] as number) * 2 ** (rare[c] as number), home[p] as number);
      };
      let all = 1;
      for (let c = from; c < to; c++) all += ratio(c);
      for (let c = from; c < to; c++) {
        const p = at[c] as number;
        sure[p] = (sure[p] as number) + ratio(c) / all;
      }
      expected += (all - 1) / all;
    }
    const sums = tally();
    for (const [p, levels] of patterns.entries()) count(sums, 0, sure[p] as number, levels);
    const next = spelt(shares(sums, start.same, PSEUDO_SAME), start.same.cross[3] as number);
    const change = Math.max(
      ...FIELD_NAMES.flatMap((field) =>
        next[field].map((m, level) => Math.abs(m - (model.same[field][level] as number))),
      ),
    );
    const prior = Math.min(0.99, Math.max(expected, 0.5) / (ends.length + 1));
    model = { ...model, same: next, home: livedIn(model.home, next), prior };
    if (change < LARGEST_CHANGE) break;
  }
  return { model, expected, rounds };
}

/**
 * One home's address is written as variously for two people as for one, and so is a telephone they share: that the
 * writing differs says nothing against a home.
 */
function livedIn(home: Levels, same: Levels): Levels {
  const [whole, digit] = same.phone as [number, number];
  const phone = [...home.phone] as [number, number, number];
  phone[1] = Math.max(phone[1], (phone[0] * digit) / whole);
  const total = phone[0] + phone[1] + phone[2];
  return { ...home, address: same.address, phone: phone.map((each) => each / total) };
}

function likelihood(table: Levels, levels: Uint8Array): number {
  let product = 1;
  for (let f = 0; f < levels.length; f++) {
    const level = levels[f] as number;
    if (level > 0) product *= table[FIELD_NAMES[f] as Field][level - 1] as number;
  }
  return product;
}

const tally = (): Record<Field, number[]> =>
  Object.fromEntries(FIELD_NAMES.map((field) => [field, FIELDS[field].map(() => 0)])) as Record<Field, number[]>;

function count(sums: Record<Field, number[]>, pattern: number, by: number, levels = unpacked(pattern)): void {
  for (let f = 0; f < levels.length; f++) {
    const level = levels[f] as number;
    if (level === 0) continue;
    const row = sums[FIELD_NAMES[f] as Field];
    row[level - 1] = (row[level - 1] as number) + by;
  }
}

/** Counts as probabilities, with `pseudo` pairs of the prior added; a level never met counts half a pair. */
function shares(sums: Record<Field, number[]>, prior: Levels, pseudo: number): Levels {
  return Object.fromEntries(
    FIELD_NAMES.map((field) => {
      const met = sums[field].some((n) => n > 0);
      const row = sums[field].map((n, level) => {
        const most = n + pseudo * (prior[field][level] as number);
        return met && n === 0 ? Math.max(most, 0.5) : most;
      });
      const total = row.reduce((sum, each) => sum + each, 0);
      return [field, row.map((each) => each / total)];
    }),
  ) as Levels;
}
