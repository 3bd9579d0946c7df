import { type Problem, type Stop, unreachable, type Vehicle } from '../problem.ts';

/** No time is later. */
const NEVER = 0x3fffffff;

/** A stop of a round, as far as times need it. */
export interface Halt {
  point: number;
  service: number;
  setup: number;
  opens: number;
  closes: number;
}

/** The outermost times of a stop: softness counts as allowed, gaps between windows as open. */
export const haltOf = (stop: Stop): Halt => ({
  point: stop.point,
  service: stop.service,
  setup: stop.setup,
  opens: stop.windows.length > 0 ? stop.windows[0]!.from - (stop.soft?.early ?? 0) : -NEVER,
  closes: stop.windows.length > 0 ? stop.windows.at(-1)!.to + (stop.soft?.late ?? 0) : NEVER,
});

/** Seconds on the way; `NEVER` where there is none, 0 to or from an open end. */
export function way({ points, travel }: Problem, vehicle: Vehicle, from: number | null, to: number | null): number {
  if (from === null || to === null) return 0;
  const seconds = travel[vehicle.travel]!.duration[from * points + to]!;
  return seconds >= unreachable ? NEVER : Math.round(seconds / vehicle.speed);
}

/**
 * Bounds on a round's times that no rule can widen: `free[k]`, the earliest second the vehicle can leave what stands before position
 * k, and `due[k]`, the latest it may be at what stands there (its service beginning), breaks and cleaning left out.
 */
export function reachOf(problem: Problem, vehicle: Vehicle, halts: Halt[]): { free: Float64Array; due: Float64Array } {
  const free = new Float64Array(halts.length + 1);
  const due = new Float64Array(halts.length + 1);
  let now = vehicle.shift.from;
  let here = vehicle.start;
  halts.forEach((halt, k) => {
    free[k] = now;
    now = Math.max(halt.opens, now + way(problem, vehicle, here, halt.point)) + halt.service;
    here = halt.point;
  });
  free[halts.length] = now;
  let late = vehicle.shift.to;
  let next = vehicle.end;
  due[halts.length] = late;
  for (let k = halts.length - 1; k >= 0; k--) {
    const halt = halts[k]!;
    late = Math.min(halt.closes, late - way(problem, vehicle, halt.point, next) - halt.service);
    due[k] = late;
    next = halt.point;
  }
  return { free, due };
}
