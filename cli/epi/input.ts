import * as z from 'zod';
import { UsageError } from '../io.ts';

const count = z.number().nonnegative().nullable();

/** What `tandem epi <algorithm>` reads: one series, which positions to test, and the parameters of the golden tables. */
const schema = z.object({
  /** Periods a year: 52 weekly, 12 monthly, 365 daily. */
  freq: z.number().positive().optional(),
  /** Year and period of the first value. */
  start: z.tuple([z.number(), z.number()]).optional(),
  dates: z.array(z.string()).nullish(),
  /** Counts; null where none was reported. */
  observed: z.array(count).min(1),
  population: z.array(count).nullish(),
  /** 1-based positions to test; all that the method can reach when absent. */
  t: z.union([z.array(z.number().int().min(1)), z.number().int().min(1)]).optional(),
  params: z.record(z.string(), z.unknown()).default({}),
});
export type EpiInput = z.infer<typeof schema>;

export function readInput(json: unknown): EpiInput {
  const read = schema.safeParse(json);
  if (read.success) {
    const { observed, dates, population } = read.data;
    for (const [name, list] of [
      ['dates', dates],
      ['population', population],
    ] as const)
      if (list && list.length !== observed.length)
        throw new UsageError(
          `epi-input: ${name} has ${list.length} entries, observed ${observed.length}. Give one for each value.`,
        );
    return read.data;
  }
  const [first] = read.error.issues;
  throw new UsageError(
    `epi-input: ${first?.path.join('.') || 'the input'}: ${first?.message}. Write { freq, start, observed, population?, t, params }.`,
  );
}

/** Numbers with null for a missing value, as a typed array with NaN. */
export const values = (list: readonly (number | null)[]): Float64Array =>
  Float64Array.from(list, (value) => value ?? Number.NaN);

/** Back to JSON: NaN becomes null, -0 becomes 0. */
export const plain = (list: ArrayLike<number>): (number | null)[] =>
  Array.from(list, (value) => (Number.isNaN(value) ? null : value + 0));

/** A number parameter, or what stands for it when it is absent. */
export function numberOf(params: Record<string, unknown>, name: string, otherwise: number): number {
  const value = params[name] ?? otherwise;
  if (typeof value !== 'number')
    throw new UsageError(`epi-parameter: ${name} is ${JSON.stringify(value)}; give a number.`);
  return value;
}

/** A parameter that is one of a few words. */
export function wordOf<Word extends string>(
  params: Record<string, unknown>,
  name: string,
  words: readonly Word[],
  otherwise: Word,
): Word {
  const value = params[name] ?? otherwise;
  const found = words.find((word) => word === value);
  if (found === undefined)
    throw new UsageError(`epi-parameter: ${name} is ${JSON.stringify(value)}; one of ${words.join(', ')}.`);
  return found;
}

export function flagOf(params: Record<string, unknown>, name: string, otherwise: boolean): boolean {
  const value = params[name] ?? otherwise;
  if (typeof value !== 'boolean')
    throw new UsageError(`epi-parameter: ${name} is ${JSON.stringify(value)}; true or false.`);
  return value;
}

/** The positions asked for (1-based), or all from the first one a method can reach. */
export function asked(input: EpiInput, first: number): number[] {
  const n = input.observed.length;
  if (input.t === undefined && first > n)
    throw new UsageError(
      `epi-history: ${n} values; the first position that can be tested is ${first}. Give a longer series or a shorter baseline.`,
    );
  if (input.t === undefined) return Array.from({ length: Math.max(0, n - first + 1) }, (_, i) => first + i);
  const list = typeof input.t === 'number' ? [input.t] : input.t;
  const beyond = list.find((t) => t > n);
  if (beyond !== undefined) throw new UsageError(`epi-t: position ${beyond} is beyond the ${n} values of observed.`);
  return list;
}

/** Periods a year of a method that compares positions a year apart. */
export function wholeFrequency(input: EpiInput): number {
  const freq = input.freq ?? 52;
  if (!Number.isInteger(freq))
    throw new UsageError(
      `epi-frequency: ${freq} periods a year. Give a whole number: 52 weekly, 12 monthly, 365 daily.`,
    );
  return freq;
}

/** A pair of numbers. */
export function pairOf(params: Record<string, unknown>, name: string, otherwise: [number, number]): [number, number] {
  const value = params[name] ?? otherwise;
  if (!Array.isArray(value) || value.length !== 2 || !value.every((each) => typeof each === 'number'))
    throw new UsageError(`epi-parameter: ${name} is ${JSON.stringify(value)}; give two numbers.`);
  return [value[0] as number, value[1] as number];
}
