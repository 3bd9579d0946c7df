import type { Call, Job, Problem, Round } from '../problem.ts';
import { type Halt, haltOf, reachOf, way } from './reach.ts';

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

/** All places of a job on a round behind its frozen calls: O(1) each for visits, O(1) a pair of positions for transfers. */
export function placesOn(problem: Problem, { vehicle: index, calls }: Round, job: Job, frozen: number): Place[] {
  const vehicle = problem.vehicles[index]!;
  const halts = calls.map((call) => haltAt(problem, index, call));
  const { free, due } = reachOf(problem, vehicle, halts);
  const drive = (from: number | null, to: number | null): number => way(problem, vehicle, from, to);
  const pointBefore = (k: number): number | null => (k === 0 ? vehicle.start : halts[k - 1]!.point);
  const pointAt = (k: number): number | null => (k === halts.length ? vehicle.end : halts[k]!.point);
  const places: Place[] = [];
  /** Begins at a halt after leaving a point at a time; by how much it is late there. */
  const come = (left: number, from: number | null, halt: Halt): { done: number; late: number } => {
    const begins = Math.max(halt.opens, left + drive(from, halt.point));
    return { done: Math.min(begins, halt.closes) + halt.service, late: Math.max(0, begins - halt.closes) };
  };
  const over = (left: number, from: number | null, k: number): number =>
    Math.max(0, left + drive(from, pointAt(k)) - due[k]!);

  if (job.kind === 'visit') {
    const halt = haltOf(job.stop);
    for (let k = frozen; k <= halts.length; k++) {
      const here = pointBefore(k);
      const { done, late } = come(free[k]!, here, halt);
      const detour =
        drive(here, halt.point) +
        drive(halt.point, pointAt(k)) -
        (here === null || pointAt(k) === null ? 0 : drive(here, pointAt(k)));
      places.push({ vehicle: index, at: k, late: late + over(done, halt.point, k), detour });
    }
    return places;
  }
  const up = haltOf(job.pickup);
  const down = haltOf(job.delivery);
  for (let k = frozen; k <= halts.length; k++) {
    const here = pointBefore(k);
    const picked = come(free[k]!, here, up);
    let now = picked.done;
    let at: number | null = up.point;
    let late = picked.late;
    for (let m = k; m <= halts.length; m++) {
      const brought = come(now, at, down);
      const before = pointBefore(m);
      const detour =
        m === k
          ? drive(here, up.point) +
            drive(up.point, down.point) +
            drive(down.point, pointAt(k)) -
            drive(here, pointAt(k))
          : drive(here, up.point) +
            drive(up.point, pointAt(k)) -
            drive(here, pointAt(k)) +
            drive(before, down.point) +
            drive(down.point, pointAt(m)) -
            drive(before, pointAt(m));
      places.push({
        vehicle: index,
        at: k,
        delivery: m,
        late: late + brought.late + over(brought.done, down.point, m),
        detour,
      });
      if (m === halts.length) break;
      const halt = halts[m]!;
      late += Math.max(0, now + drive(at, halt.point) - due[m]!);
      const passed = come(now, at, halt);
      now = passed.done;
      at = halt.point;
    }
  }
  return places;
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
