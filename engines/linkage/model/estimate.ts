import { chanceFrom } from '../../../kernel/chance.ts';
import { at, FIELD_NAMES, FIELDS, type Field, type Person, unpacked } from '../person.ts';
import type { Register } from '../register/register.ts';
import { type Levels, type Model, STARTING } from './model.ts';

export interface EstimateOptions {
  seed: string;
  /** Random pairs drawn for u (default 1,000,000). */
  pairs?: number;
  /** Rows asked for the people of their home (default 20,000). */
  homes?: number;
  /** Where estimation starts (default `STARTING`). */
  start?: Model;
  rounds?: number;
}

export interface Estimated {
  model: Model;
  /** Pairs compared in blocks, and how many of them are one person by the model. */
  candidates: number;
  expected: number;
  rounds: number;
}

/** Patterns weigh like this many pairs of the starting model more. */
const PSEUDO_SAME = 20;
const PSEUDO_HOME = 50;
const LARGEST_CHANGE = 1e-5;

/**
 * m, u and the prior without any labelled pair. u: among random pairs of the register, and of people who share a
 * telephone or a room. m and the prior: by EM (Dempster, Laird and Rubin 1977; for linkage Jaro 1989) over the
 * candidate pairs of `sample`, u fixed, fields independent given the kind of pair; the prior counts all pairs, so that
 * u need not be conditioned on blocking. The register is taken to hold each person once. Deterministic by seed.
 */
export function estimate(register: Register, sample: readonly Person[], options: EstimateOptions): Estimated {
  const start = options.start ?? STARTING;
  if (register.size < 2 || sample.length === 0)
    throw new Error(
      `linkage-too-few: ${register.size} people and ${sample.length} asked for. Estimate on more, or use STARTING.`,
    );
  const chance = chanceFrom(options.seed);
  const below = (n: number): number => chance.below(n);

  const strangers = tally();
  register.randomPairs(options.pairs ?? 1_000_000, below, (pattern) => count(strangers, pattern, 1));
  const home = tally();
  let together = 0;
  const [phone, address] = [at('phone'), at('address')];
  const asked = register.neighbours(options.homes ?? 20_000, below, (pattern, levels) => {
    if (levels[phone] !== 1 && levels[address] !== 1) return;
    together++;
    count(home, pattern, 1);
  });
  const homes = asked > 0 ? together / asked / (register.size - 1) : 0;

  const patterns = new Map<number, number>();
  let candidates = 0;
  for (const person of sample)
    candidates += register.candidates(
      person,
      (_row, pattern) => void patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1),
    );
  const model: Model = {
    same: start.same,
    strangers: shares(strangers, start.strangers, 1),
    home: shares(home, start.home, PSEUDO_HOME),
    homes,
    prior: 0.5 / register.size,
  };
  return { ...maximise(model, patterns, sample.length * register.size, start, options.rounds ?? 60), candidates };
}

/** The EM rounds: who is one person by the model, the model by who is one person. */
function maximise(
  first: Model,
  patterns: Map<number, number>,
  allPairs: number,
  start: Model,
  most: number,
): { model: Model; expected: number; rounds: number } {
  const list = [...patterns].map(([pattern, n]) => ({ n, pattern, levels: unpacked(pattern) }));
  const innocent = list.map(({ levels }) =>
    Math.max(likelihood(first.strangers, levels) * (1 - first.homes), likelihood(first.home, levels) * first.homes),
  );
  let model = first;
  let expected = 0;
  let rounds = 0;
  while (rounds < most) {
    rounds++;
    const sums = tally();
    expected = 0;
    for (let i = 0; i < list.length; i++) {
      const { n, pattern, levels } = list[i] as (typeof list)[number];
      const same = model.prior * likelihood(model.same, levels);
      const sure = same / (same + (1 - model.prior) * (innocent[i] as number));
      expected += n * sure;
      count(sums, pattern, n * sure, levels);
    }
    const next = shares(sums, start.same, PSEUDO_SAME);
    const change = Math.max(
      ...FIELD_NAMES.flatMap((field) =>
        next[field].map((m, level) => Math.abs(m - (model.same[field][level] as number))),
      ),
    );
    model = { ...model, same: next, prior: Math.min(0.5, Math.max(expected, 0.5) / allPairs) };
    if (change < LARGEST_CHANGE) break;
  }
  return { model, expected, rounds };
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

/** Counts as probabilities, with `pseudo` pairs of the prior added, half a pair at least in every level that was looked for. */
function shares(sums: Record<Field, number[]>, prior: Levels, pseudo: number): Levels {
  return Object.fromEntries(
    FIELD_NAMES.map((field) => {
      const row = sums[field].map((n, level) => n + Math.max(pseudo * (prior[field][level] as number), pseudo * 1e-3));
      const total = row.reduce((sum, each) => sum + each, 0);
      return [field, row.map((each) => each / total)];
    }),
  ) as Levels;
}
