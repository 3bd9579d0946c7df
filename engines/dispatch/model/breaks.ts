import type { Vehicle } from '../problem.ts';
import { never } from './windows.ts';

/** Breaks still to be taken on a round. `since`: for breaks after so much work, when the work began. */
export interface Rest {
  pending: number[];
  since: number[];
}

/** A break chosen: which, when it begins, and whether where the vehicle stands (else where it arrives). */
export interface Chosen {
  break: number;
  begins: number;
  here: boolean;
}

export function restOf(vehicle: Vehicle, leaves: number): Rest {
  const pending = vehicle.breaks.map((_, b) => b).filter((b) => vehicle.breaks[b]!.kind === 'window');
  const first = (b: number): number => {
    const one = vehicle.breaks[b]!;
    return one.kind === 'window' ? one.windows.at(-1)!.to : 0;
  };
  pending.sort((a, b) => first(a) - first(b));
  return { pending, since: vehicle.breaks.map(() => leaves) };
}

/**
 * The break to be taken before the next stop, if any: one that could not begin any more after it, one that waiting there has room
 * for, or, when `eager`, one that is allowed now. `now`: free where it stands; `arrives`: at the next stop; `begins`, `leaves`: the
 * next stop's, were no break taken.
 */
export function nextBreak(
  vehicle: Vehicle,
  rest: Rest,
  now: number,
  arrives: number,
  begins: number,
  leaves: number,
  last: boolean,
  eager: boolean,
): Chosen | undefined | 'late' {
  for (const b of rest.pending) {
    const one = vehicle.breaks[b]!;
    if (one.kind !== 'window') continue;
    const there = open(one.windows, arrives);
    const due = last || open(one.windows, leaves) === never;
    const fits = there + one.duration <= begins;
    if (!due && !fits && !(eager && there === arrives)) continue;
    const stay = open(one.windows, now);
    if (there < never && (fits || there - arrives <= stay - now)) return { break: b, begins: there, here: false };
    return stay < never ? { break: b, begins: stay, here: true } : 'late';
  }
  for (let b = 0; b < vehicle.breaks.length; b++) {
    const one = vehicle.breaks[b]!;
    if (one.kind !== 'after') continue;
    const latest = rest.since[b]! + one.work;
    const due = (last ? arrives : leaves) > latest;
    const fits =
      !last &&
      arrives + one.duration <= begins &&
      arrives <= latest &&
      begins - arrives > 0 &&
      leaves - rest.since[b]! > one.work / 2;
    if (!due && !fits) continue;
    const since = rest.since[b]!;
    if (arrives <= latest && arrives > since && !last) return { break: b, begins: arrives, here: false };
    return now <= latest && now > since ? { break: b, begins: now, here: true } : 'late';
  }
  return undefined;
}

function open(windows: readonly { from: number; to: number }[], t: number): number {
  for (const { from, to } of windows) if (t <= to) return t > from ? t : from;
  return never;
}
