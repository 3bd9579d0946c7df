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
 * k, and `due[k]`, the latest it may be at what stands there (its service beginning), breaks and cleaning left out. `leg[k]`: seconds
 * on the way to what stands at position k.
 */
export interface Reach {
  free: Float64Array;
  due: Float64Array;
  leg: Float64Array;
}

export function reachOf(problem: Problem, vehicle: Vehicle, halts: Halt[]): Reach {
  const count = halts.length;
  const free = new Float64Array(count + 1);
  const due = new Float64Array(count + 1);
  const leg = new Float64Array(count + 1);
  let now = vehicle.shift.from;
  let here = vehicle.start;
  for (let k = 0; k < count; k++) {
    const halt = halts[k]!;
    free[k] = now;
    leg[k] = way(problem, vehicle, here, halt.point);
    now = Math.max(halt.opens, now + leg[k]!) + halt.service;
    here = halt.point;
  }
  free[count] = now;
  leg[count] = way(problem, vehicle, here, vehicle.end);
  due[count] = vehicle.shift.to;
  for (let k = count - 1; k >= 0; k--) {
    const halt = halts[k]!;
    due[k] = Math.min(halt.closes, due[k + 1]! - leg[k + 1]! - halt.service);
  }
  return { free, due, leg };
}
