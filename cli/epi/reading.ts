import { UsageError } from '../io.ts';
import type { Golden } from './golden.ts';

export const isObject = (value: unknown): value is Golden =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of numbers of a golden table, null where missing. Error `epi-golden` with the name. */
export function numbers(golden: Golden, name: string): (number | null)[] {
  const list = golden[name];
  if (!Array.isArray(list) || !list.every((each) => each === null || typeof each === 'number'))
    throw new UsageError(`epi-golden: ${name} is no list of numbers. The table needs it as an input.`);
  return list;
}

export function number(golden: Golden, name: string, otherwise?: number): number {
  const value = golden[name] ?? otherwise;
  if (typeof value !== 'number')
    throw new UsageError(`epi-golden: ${name} is ${JSON.stringify(value)}; give a number.`);
  return value;
}

export function word(golden: Golden, name: string): string {
  const value = golden[name];
  if (typeof value !== 'string') throw new UsageError(`epi-golden: ${name} is ${JSON.stringify(value)}; give a text.`);
  return value;
}

export function part(golden: Golden, name: string): Golden {
  const value = golden[name];
  if (!isObject(value))
    throw new UsageError(`epi-golden: ${name} is ${JSON.stringify(value)?.slice(0, 60)}; give an object.`);
  return value;
}

/** NaN and infinities have no JSON: null. */
export const jsonNumber = (value: number): number | null => (Number.isFinite(value) ? value + 0 : null);
export const jsonNumbers = (list: ArrayLike<number>): (number | null)[] => Array.from(list, jsonNumber);

/** The outputs in the order in which the golden table has them; outputs it does not hold are left out, notes and inputs stay. */
export function inPlace(golden: Golden, outputs: Golden): Golden {
  return Object.fromEntries(Object.entries(golden).map(([key, value]) => [key, key in outputs ? outputs[key] : value]));
}
