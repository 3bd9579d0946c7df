import type { Rounds } from './rounds.ts';

/** How many jobs are left out of each rank, highest first, and last how many vehicles are in use (0 when their number does not count). */
type Standing = Int32Array;

export const standingOf = ({ model }: Rounds): Standing => new Int32Array(model.levels + 1);

/** Writes how the rounds stand now. */
export function stand({ missing, inUse }: Rounds, to: Standing, vehicles: boolean) {
  for (let r = 0; r < missing.length; r++) to[r] = missing[r]!;
  to[missing.length] = vehicles ? inUse : 0;
}

/**
 * Compares two plans before their costs: below 0 when `a` is better. One job of a higher rank outweighs any number of lower ones, and
 * one job any number of vehicles, whatever they cost.
 */
export function compare(a: Standing, b: Standing): number {
  for (let r = 0; r < a.length; r++) if (a[r] !== b[r]) return a[r]! - b[r]!;
  return 0;
}
