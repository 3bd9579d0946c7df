import type { Outlook } from './surprise.ts';
import { tail } from './surprise.ts';

/** A fault of a channel's data, named so that it is repaired instead of investigated as an outbreak. */
export type Fault =
  /** Nothing came for longer than usual. */
  | { kind: 'silence'; steps: number; usual: number }
  /** Value and neighbours are those of an earlier step, again. */
  | { kind: 'stale'; steps: number }
  /** About twice what is expected, exactly the sum or the double of what one sending held. */
  | { kind: 'doubled'; factor: number }
  /** A power of ten too much or too little: another unit or a slipped point. */
  | { kind: 'scale'; factor: number }
  /** Negative, or a fraction where counts are reported. */
  | { kind: 'impossible'; value: number };

export interface FaultInput {
  /** Values by step up to now; NaN where none was reported. */
  y: ArrayLike<number>;
  now: number;
  /** What is expected now. */
  outlook: Outlook;
  /** Identities of the sending of each step, if the channel has them; equal ones are the same message. */
  message?: ArrayLike<string | null>;
}

/** Tail probability below which chance is no explanation for a value. */
const BEYOND_CHANCE = 1e-9;
/** A run of equal values this unlikely is a channel that sends one value again. */
const UNLIKELY_RUN = 1e-6;
/** All places of a sending equal to the one before by chance: judged once a sending, so that a daily channel is asked in vain once in 27 years. */
const UNLIKELY_SENDING = 1e-4;

/** Longest gap between reports in the past, in steps. */
function usualGap(y: ArrayLike<number>, now: number): number {
  let last = -1;
  let longest = 1;
  for (let i = 0; i < now; i++) {
    if (Number.isNaN(y[i]!)) continue;
    if (last >= 0) longest = Math.max(longest, i - last);
    last = i;
  }
  return longest;
}

/**
 * The fault a value looks like, or null. In order: impossible values; silence longer than any gap before; a repeated message; a
 * value repeated so often that chance is no explanation; ten, a hundred or a thousand times the expectation (or as many times
 * less) within a third, when chance is no explanation and the value before was as expected; twice the expectation within a tenth
 * under the same conditions. An outbreak grows; a unit jumps at once and by a round factor.
 */
export function fault({ y, now, outlook, message }: FaultInput): Fault | null {
  const value = y[now]!;
  if (Number.isNaN(value)) {
    let steps = 0;
    while (steps <= now && Number.isNaN(y[now - steps]!)) steps += 1;
    const usual = usualGap(y, now - steps + 1);
    // `steps` missing ones make a gap of one more
    return steps + 1 > usual ? { kind: 'silence', steps, usual } : null;
  }
  if (outlook.family === 'count' && (value < 0 || !Number.isInteger(value))) return { kind: 'impossible', value };
  const same = repeated(y, now, outlook, message);
  if (same > 0) return { kind: 'stale', steps: same };
  if (outlook.family === 'level' || outlook.mean <= 0) return null;
  if (!settledBefore(y, now, outlook)) return null;
  const times = value / outlook.mean;
  const high = tail(outlook, value) < BEYOND_CHANCE;
  const low = outlook.mean > 20 && 1 - tail(outlook, value) < BEYOND_CHANCE;
  if (high) {
    for (const factor of [10, 100, 1000])
      if (Math.abs(Math.log(times / factor)) < Math.log(4 / 3)) return { kind: 'scale', factor };
    if (Math.abs(times - 2) < 0.2 && outlook.mean > 50) return { kind: 'doubled', factor: 2 };
  }
  if (low && value > 0)
    for (const factor of [0.1, 0.01, 0.001])
      if (Math.abs(Math.log(times / factor)) < Math.log(4 / 3)) return { kind: 'scale', factor };
  return null;
}

/** The value before was within what is expected, so the jump came at once. */
function settledBefore(y: ArrayLike<number>, now: number, { mean, spread }: Outlook): boolean {
  let before = now - 1;
  while (before >= 0 && Number.isNaN(y[before]!)) before -= 1;
  if (before < 0) return false;
  // weekdays differ by at most a few times; three means and a wide margin hold quiet days
  return y[before]! <= 3 * mean + 6 * Math.sqrt(spread * mean);
}

/** Steps for which the same message or, by less than chance, the same value came; 0 if it is new. */
function repeated(y: ArrayLike<number>, now: number, outlook: Outlook, message?: ArrayLike<string | null>): number {
  const id = message?.[now];
  if (id !== undefined && id !== null) {
    let steps = 0;
    while (now - steps - 1 >= 0 && message![now - steps - 1] === id) steps += 1;
    if (steps > 0) return steps;
  }
  if (y[now] === 0) return 0;
  let steps = 0;
  while (now - steps - 1 >= 0 && y[now - steps - 1] === y[now]) steps += 1;
  const sd = Math.sqrt(outlook.family === 'count' ? Math.max(outlook.mean, 1) * outlook.spread : outlook.spread);
  // chance that the next value is the same one: at most the height of the normal density times the grid of counts
  const same = outlook.family === 'count' ? Math.min(1, 0.4 / sd) : 1e-3;
  return steps > 0 && same ** steps < UNLIKELY_RUN ? steps : 0;
}

/**
 * The fault a whole sending looks like: all places of one channel on one step, against the sending before and what was expected. One
 * place that repeats its value is nothing; all of them at once are yesterday's file. Every value even and the sum twice
 * the expected is a file added to itself; a sum off by a power of ten is another unit. Null when none of it.
 */
export function sendingFault(
  values: ArrayLike<number>,
  before: ArrayLike<number>,
  outlooks: readonly Outlook[],
): Fault | null {
  let equal = 0;
  let compared = 0;
  let even = 0;
  let counted = 0;
  let chanceOfEqual = 1;
  let sum = 0;
  let mean = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const outlook = outlooks[i]!;
    if (Number.isNaN(value)) continue;
    sum += value;
    mean += outlook.mean;
    if (value > 0) {
      counted += 1;
      if (value % 2 === 0) even += 1;
    }
    if (Number.isNaN(before[i]!)) continue;
    compared += 1;
    if (value === before[i]) equal += 1;
    chanceOfEqual *= Math.min(0.9, 0.4 / Math.sqrt(Math.max(0.2, outlook.mean * outlook.spread)));
  }
  if (compared > 1 && equal === compared && sum > 0 && chanceOfEqual < UNLIKELY_SENDING)
    return { kind: 'stale', steps: 1 };
  if (mean <= 0) return null;
  const times = sum / mean;
  if (even === counted && 2 ** -counted < UNLIKELY_RUN && times > 1.5 && times < 2.5)
    return { kind: 'doubled', factor: 2 };
  for (const factor of [10, 100, 1000, 0.1, 0.01, 0.001])
    if (Math.abs(Math.log(times / factor)) < Math.log(4 / 3) && mean * Math.max(1, times) > 50)
      return { kind: 'scale', factor };
  return null;
}
