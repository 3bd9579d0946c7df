import { LONGEST } from './durations.ts';
import { type Ring, take } from './ring.ts';

/** What happens to a person on a day to come. */
export const EVENT = {
  infectious: 0,
  /** The infectious time is over. */
  immune: 1,
  ill: 2,
  severelyIll: 3,
  seekTest: 4,
  positive: 5,
  traced: 6,
  holdEnds: 7,
  admission: 8,
  critical: 9,
  outcome: 10,
  protectedNow: 11,
  contactTest: 12,
} as const;

const KINDS = 16;

/** Adds an event to a day to come; one word holds the person and the kind. */
export function push(ring: Ring, day: number, person: number, kind: number): void {
  const at = take(ring, day, 1);
  ring.words[at] = person * KINDS + kind;
}

export const kindOf = (entry: number): number => entry & (KINDS - 1);
export const personOf = (entry: number): number => entry >> 4;

/** Refuses a span the ring cannot hold. */
export function checkSpan(name: string, days: number): void {
  if (!Number.isInteger(days) || days < 0 || days > LONGEST)
    throw new Error(`simulation-span: ${name} is ${days} days. Give a whole number from 0 to ${LONGEST}.`);
}
