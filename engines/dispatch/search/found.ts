import type { Dice } from './dice.ts';

/** The best place found so far for a job, and the blinks that overlook one place in so many (Christiaens & Vanden Berghe 2020). */
export interface Found {
  /** Cost units the job adds there; a place must be cheaper to be taken. */
  delta: number;
  /** Node it goes after; -1: none found. For a transfer: the pickup. */
  after: number;
  /** For a transfer: node the delivery goes after. For a visit: 0, or how it opens a trip. */
  second: number;
  vehicle: number;
  /** Place of the reload that comes with it. */
  reload: number;
  /** Idle vehicle of another kind that takes the round over first; -1: none. */
  instead: number;
  /** Of a place on trips: seconds to spare before what comes after it. Of two places that cost the same, the one with more is taken. */
  spare: number;
}

export const nothingFound = (): Found => ({
  delta: 0,
  after: -1,
  second: 0,
  vehicle: -1,
  reload: -1,
  instead: -1,
  spare: 0,
});

/** Counts looks until the next blink: drawn from the geometric distribution, so that most looks cost no draw. */
export interface Eyes {
  untilBlink: number;
  rate: number;
  dice: Dice;
}

export function blinks(eyes: Eyes): boolean {
  if (--eyes.untilBlink > 0) return false;
  eyes.untilBlink = eyes.rate > 0 ? 1 + Math.floor(Math.log(eyes.dice.open()) / Math.log(1 - eyes.rate)) : 0x3fffffff;
  return true;
}

/** Places that slack allows and that only the timetable can price, with what they cost at least. */
export interface Shortlist {
  count: number;
  delta: Float64Array;
  after: Int32Array;
  second: Int32Array;
  vehicle: Int32Array;
  reload: Int32Array;
}

export function shortlistOf(most: number): Shortlist {
  const column = () => new Int32Array(most);
  return {
    count: 0,
    delta: new Float64Array(most),
    after: column(),
    second: column(),
    vehicle: column(),
    reload: column(),
  };
}

/** A full list is thinned to its cheaper half first. */
export function shortlist(
  list: Shortlist,
  delta: number,
  after: number,
  second: number,
  vehicle: number,
  reload: number,
) {
  if (list.count === list.delta.length) thin(list);
  const at = list.count++;
  list.delta[at] = delta;
  list.after[at] = after;
  list.second[at] = second;
  list.vehicle[at] = vehicle;
  list.reload[at] = reload;
}

function thin(list: Shortlist) {
  const half = list.count >> 1;
  const most = list.delta.toSorted()[half]!;
  let kept = 0;
  for (let c = 0; c < list.count; c++) {
    if (list.delta[c]! > most || kept === half) continue;
    list.delta[kept] = list.delta[c]!;
    for (const column of [list.after, list.second, list.vehicle, list.reload]) column[kept] = column[c]!;
    kept++;
  }
  list.count = kept;
}

/** Where the cheapest stands; -1: all are Infinity. */
export function cheapest(list: Shortlist): number {
  let best = -1;
  let least = Infinity;
  for (let c = 0; c < list.count; c++) {
    if (list.delta[c]! >= least) continue;
    least = list.delta[c]!;
    best = c;
  }
  return best;
}
