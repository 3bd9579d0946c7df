import { LONGEST } from './durations.ts';

/** What happens to a person on a day to come. */
export const EVENT = {
  /** Infectious, and never ill; ill later; ill later and severely. */
  infectiousSilent: 0,
  infectiousIll: 1,
  infectiousSevere: 2,
  ill: 3,
  severelyIll: 4,
  seekTest: 5,
  positive: 6,
  traced: 7,
  holdEnds: 8,
  admission: 9,
  critical: 10,
  outcome: 11,
  protectedNow: 12,
  contactTest: 13,
} as const;

const KINDS = 16;
const LENGTH = 256;

/** Days to come as a ring of growing lists: adding and taking cost the same at any size. One entry holds a person and a kind. */
export interface EventRing {
  lists: Int32Array[];
  counts: Int32Array;
}

export const eventRing = (): EventRing => ({
  lists: Array.from({ length: LENGTH }, () => new Int32Array(16)),
  counts: new Int32Array(LENGTH),
});

/** Adds an event at most LONGEST days ahead. */
export function push(ring: EventRing, day: number, person: number, kind: number): void {
  const at = day & (LENGTH - 1);
  const count = ring.counts[at]!;
  let list = ring.lists[at]!;
  if (count === list.length) {
    list = new Int32Array(count * 2);
    list.set(ring.lists[at]!);
    ring.lists[at] = list;
  }
  list[count] = person * KINDS + kind;
  ring.counts[at] = count + 1;
}

/** Events of a day: how many, each of them, what and whom; `done` empties the day for its next use. */
export const kindOf = (entry: number): number => entry & (KINDS - 1);
export const personOf = (entry: number): number => entry >> 4;
export const countOn = (ring: EventRing, day: number): number => ring.counts[day & (LENGTH - 1)]!;
export const entryOn = (ring: EventRing, day: number, i: number): number => ring.lists[day & (LENGTH - 1)]![i]!;
export function done(ring: EventRing, day: number): void {
  const at = day & (LENGTH - 1);
  ring.counts[at] = 0;
  if (ring.lists[at]!.length > 65536) ring.lists[at] = new Int32Array(16);
}

/** Refuses a span the ring cannot hold. */
export function checkSpan(name: string, days: number): void {
  if (!Number.isInteger(days) || days < 0 || days > LONGEST)
    throw new Error(`simulation-span: ${name} is ${days} days. Give a whole number from 0 to ${LONGEST}.`);
}
