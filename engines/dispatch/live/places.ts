import type { Call, Job, Problem, Round, Transfer, Vehicle, Visit } from '../problem.ts';
import { type Halt, haltOf, type Reach, reachOf, way } from './reach.ts';

/** No time is later. */
const NEVER = 0x3fffffff;

/** A place for a job on a round. */
export interface Place {
  vehicle: number;
  /** The call it would stand before; the delivery of a transfer stands before this one of the old round. */
  at: number;
  delivery?: number;
  /** Seconds by which bounds on the times are surely broken there; 0: perhaps none. */
  late: number;
  /** Seconds of driving it adds. */
  detour: number;
}

/**
 * Tells `take` of the places of a job on a round behind its frozen calls: O(1) each for visits, O(1) a pair of positions for transfers.
 * `take` answers with the lateness above which a place is of no use; such places may be left untold.
 */
export function eachPlace(
  problem: Problem,
  { vehicle: index, calls }: Round,
  job: Job,
  frozen: number,
  take: (place: Place) => number,
): void {
  const vehicle = problem.vehicles[index]!;
  const halts = calls.map((call) => haltAt(problem, index, call));
  const reach = reachOf(problem, vehicle, halts);
  if (job.kind === 'visit') visitPlaces(problem, vehicle, halts, reach, job, frozen, index, take);
  else transferPlaces(problem, vehicle, halts, reach, job, frozen, index, take);
}

function visitPlaces(
  problem: Problem,
  vehicle: Vehicle,
  halts: Halt[],
  { free, due, leg }: Reach,
  { stop }: Visit,
  frozen: number,
  index: number,
  take: (place: Place) => number,
): void {
  const halt = haltOf(stop);
  let most = Infinity;
  for (let k = frozen; k <= halts.length; k++) {
    const before = k === 0 ? vehicle.start : halts[k - 1]!.point;
    const after = k === halts.length ? vehicle.end : halts[k]!.point;
    const there = way(problem, vehicle, before, halt.point);
    const begins = Math.max(halt.opens, free[k]! + there);
    let late = Math.max(0, begins - halt.closes);
    if (late > most) continue;
    const on = way(problem, vehicle, halt.point, after);
    late += Math.max(0, Math.min(begins, halt.closes) + halt.service + on - due[k]!);
    if (late > most) continue;
    most = take({ vehicle: index, at: k, late, detour: there + on - leg[k]! });
  }
}

function transferPlaces(
  problem: Problem,
  vehicle: Vehicle,
  halts: Halt[],
  { free, due, leg }: Reach,
  { pickup, delivery, aboard = NEVER }: Transfer,
  frozen: number,
  index: number,
  take: (place: Place) => number,
): void {
  const [up, down] = [haltOf(pickup), haltOf(delivery)];
  const count = halts.length;
  const [toDown, fromDown] = [new Float64Array(count + 1), new Float64Array(count + 1)];
  const beside = (k: number, to: number, from: boolean): number =>
    from
      ? way(problem, vehicle, to, k === count ? vehicle.end : halts[k]!.point)
      : way(problem, vehicle, k === 0 ? vehicle.start : halts[k - 1]!.point, to);
  for (let k = frozen; k <= count; k++) {
    toDown[k] = beside(k, down.point, false);
    fromDown[k] = beside(k, down.point, true);
  }
  const across = way(problem, vehicle, up.point, down.point);
  let most = Infinity;
  for (let k = frozen; k <= count; k++) {
    const there = beside(k, up.point, false);
    const picked = Math.max(up.opens, free[k]! + there);
    let late = Math.max(0, picked - up.closes);
    if (late > most) continue;
    const on = beside(k, up.point, true);
    let now = Math.min(picked, up.closes) + up.service;
    /** Driving and service since the pickup: aboard at least so long. */
    let ridden = 0;
    for (let m = k; m <= count && late <= most; m++) {
      const last = m === k ? across : toDown[m]!;
      const begins = Math.max(down.opens, now + last);
      const own =
        Math.max(0, begins - down.closes) +
        Math.max(0, ridden + last - aboard) +
        Math.max(0, Math.min(begins, down.closes) + down.service + fromDown[m]! - due[m]!);
      const detour =
        m === k ? there + across + fromDown[k]! - leg[k]! : there + on - leg[k]! + toDown[m]! + fromDown[m]! - leg[m]!;
      if (late + own <= most) most = take({ vehicle: index, at: k, delivery: m, late: late + own, detour });
      if (m === count) break;
      const halt = halts[m]!;
      const seconds = m === k ? on : leg[m]!;
      late += Math.max(0, now + seconds - due[m]!);
      now = Math.min(Math.max(halt.opens, now + seconds), halt.closes) + halt.service;
      ridden += seconds + halt.service;
    }
  }
}

function haltAt(problem: Problem, vehicle: number, call: Call): Halt {
  if (call.leg === 'reload')
    return haltOf({
      point: call.point,
      windows: [],
      service: problem.vehicles[vehicle]!.reload?.duration ?? 0,
      setup: 0,
    });
  const job = problem.jobs[call.job]!;
  return haltOf(job.kind === 'visit' ? job.stop : call.leg === 'pickup' ? job.pickup : job.delivery);
}

/** The round with the job at a place. */
export function placed({ vehicle, calls }: Round, job: number, { at, delivery }: Place): Round {
  if (delivery === undefined)
    return { vehicle, calls: [...calls.slice(0, at), { leg: 'visit', job }, ...calls.slice(at)] };
  return {
    vehicle,
    calls: [
      ...calls.slice(0, at),
      { leg: 'pickup', job },
      ...calls.slice(at, delivery),
      { leg: 'delivery', job },
      ...calls.slice(delivery),
    ],
  };
}
