import type { Problem, Vehicle } from '../problem.ts';
import { call, type Events, eventTable } from './events.ts';
import { type Broken, type Manner, passer } from './pass.ts';
import type { Leg } from './sheet.ts';
import { never, outside } from './windows.ts';

/** What a kept round costs, without uneven work and without jobs at unusual vehicles. In the problem's currency. */
export interface Toll {
  fixed: number;
  hours: number;
  distance: number;
  outside: number;
  urgency: number;
  metres: number;
  driving: number;
  duration: number;
  /** Seconds neither driving nor in service, setup, break or cleaning. */
  idle: number;
}

/** Times of calls bound from outside (pairs). */
export interface Bounds {
  from: ArrayLike<number>;
  to: ArrayLike<number>;
}

/**
 * Keeps the buffers of timetables; one for each problem and search. `weighing`: loads are looked at too. `table`: one to write to, where
 * many small problems are asked about one after the other.
 */
export function timetabler(problem: Problem, weighing: boolean, table?: Events) {
  let events = table ?? eventTable(64);
  let low = new Float64Array(64);
  let high: ArrayLike<number> | undefined;
  const pass = passer(problem);
  const toll: Toll = {
    fixed: 0,
    hours: 0,
    distance: 0,
    outside: 0,
    urgency: 0,
    metres: 0,
    driving: 0,
    duration: 0,
    idle: 0,
  };

  /**
   * When everything on a round happens, as early as it can and then leaving as late as that allows. Time on board, length of the shift
   * and times bound by `bounds` are kept by raising the earliest beginning of what is too early until nothing has to be raised (the least
   * solution of a simple temporal problem: Dechter, Meiri & Pearl 1991). `bounds`: earliest and latest beginning of each call, where bound.
   */
  function timetable(vehicle: Vehicle, legs: readonly Leg[], bounds?: Bounds): Broken | undefined {
    const most = 2 * legs.length + 2 * vehicle.breaks.length * (legs.length + 2) + 2;
    if (events.kind.length < most) {
      events = eventTable(2 * most);
      low = new Float64Array(2 * most);
    }
    high = bounds?.to;
    let broken: Broken | undefined;
    for (const manner of mannersOf(vehicle, legs)) {
      for (let k = 0; k < legs.length; k++) low[k] = bounds?.from[k] ?? -never;
      broken = settle(vehicle, legs, manner);
      if (!broken) break;
    }
    if (broken) return broken;
    price(vehicle, legs);
    postpone(vehicle, legs);
    return beyond(vehicle, legs);
  }

  function settle(vehicle: Vehicle, legs: readonly Leg[], manner: Manner): Broken | undefined {
    let leaves = -never;
    for (let round = 0; round <= 3 * legs.length + 3; round++) {
      const broken = pass({ vehicle, legs, low, high }, leaves, manner, events, weighing);
      if (broken) return broken;
      let raised: Broken | undefined;
      const ends = events.begins[events.count - 1]!;
      if (vehicle.limits.duration !== undefined && ends - events.leaves > vehicle.limits.duration) {
        raised = { rule: 'duration', call: legs.length, by: ends - events.leaves - vehicle.limits.duration };
        leaves = ends - vehicle.limits.duration;
      }
      raised = ride(legs) ?? raised;
      if (!raised) return undefined;
      if (round === 3 * legs.length + 3) return raised;
    }
    return undefined;
  }

  /** Raises the earliest pickup of whoever would be aboard too long. */
  function ride(legs: readonly Leg[]): Broken | undefined {
    let raised: Broken | undefined;
    for (let k = 0; k < legs.length; k++) {
      const { aboard, job, leg } = legs[k]!;
      if (leg !== 'delivery' || aboard === never) continue;
      const boarded = legs.findIndex((one) => one.job === job);
      const earliest = beginsOf(k) - aboard - legs[boarded]!.stop.service;
      const by = earliest - beginsOf(boarded);
      if (by <= 0) continue;
      low[boarded] = earliest;
      raised = { rule: 'aboard', call: k, by };
    }
    return raised;
  }

  function beginsOf(k: number): number {
    for (let e = k; ; e++) if (events.kind[e] === call && events.what[e] === k) return events.begins[e]!;
  }

  /** Leaves later where that costs nothing: waiting on the way becomes time before the start. */
  function postpone(vehicle: Vehicle, legs: readonly Leg[]) {
    const last = events.count - 1;
    let late = events.begins[last]!;
    for (let e = last - 1; e >= 0; e--) {
      late = Math.min(events.closes[e]!, late - events.travel[e + 1]! - events.setup[e + 1]! - events.service[e]!);
    }
    const leaves = late - events.travel[0]! - events.setup[0]!;
    if (leaves <= events.leaves) return;
    const before = { ...toll };
    const kept = events.begins.slice(0, events.count);
    const left = events.leaves;
    events.leaves = leaves;
    let now = leaves;
    for (let e = 0; e <= last; e++) {
      events.begins[e] = Math.max(events.begins[e]!, now + events.travel[e]! + events.setup[e]!);
      now = events.begins[e]! + events.service[e]!;
    }
    price(vehicle, legs);
    if (sum(toll) <= sum(before) + 1e-9) return;
    events.begins.set(kept);
    events.leaves = left;
    Object.assign(toll, before);
  }

  const sum = (one: Toll) => one.hours + one.outside + one.urgency;

  function price({ costs }: Vehicle, legs: readonly Leg[]) {
    let [metres, driving, busy, worked, outsideCost, urgency] = [0, 0, 0, 0, 0, 0];
    for (let e = 0; e < events.count; e++) {
      metres += events.metres[e]!;
      driving += events.travel[e]!;
      busy += events.service[e]! + events.setup[e]!;
      if (events.kind[e] !== call) continue;
      const leg = legs[events.what[e]!]!;
      if (leg.leg !== 'reload') worked += events.service[e]! + events.setup[e]!;
      outsideCost += outside(leg.stop, events.begins[e]!);
      if (leg.urgency) urgency += (Math.max(0, events.begins[e]! - leg.urgency.since) * leg.urgency.perHour) / 3600;
    }
    toll.fixed = costs.fixed;
    toll.duration = events.begins[events.count - 1]! - events.leaves;
    toll.hours =
      (toll.duration * costs.perHour + driving * costs.perHourDriving + worked * (costs.perHourService ?? 0)) / 3600;
    toll.distance = (metres * costs.perKm) / 1000;
    toll.outside = outsideCost;
    toll.urgency = urgency;
    toll.metres = metres;
    toll.driving = driving;
    toll.idle = toll.duration - driving - busy;
  }

  function beyond({ limits, reload }: Vehicle, legs: readonly Leg[]): Broken | undefined {
    const over = (rule: Broken['rule'], value: number, limit: number | undefined): Broken | undefined =>
      limit !== undefined && value > limit ? { rule, call: legs.length, by: value - limit } : undefined;
    const reloads = legs.reduce((n, one) => n + (one.leg === 'reload' ? 1 : 0), 0);
    return (
      over('duration', toll.duration, limits.duration) ??
      over('driving', toll.driving, limits.driving) ??
      over('distance', toll.metres, limits.distance) ??
      over('stops', legs.length - reloads, limits.stops) ??
      over('trips', reloads + 1, reload ? reload.trips : 1)
    );
  }

  return { timetable, toll, events: (): Events => events, beginsOf };
}

/** Ways to decide, tried in order until one keeps the rules. */
function mannersOf(vehicle: Vehicle, legs: readonly Leg[]): readonly Manner[] {
  const soft = legs.some((one) => (one.stop.soft?.early ?? 0) > 0);
  return vehicle.breaks.length > 0 ? (soft ? all : resting) : soft ? softly : simply;
}

const simply: readonly Manner[] = [{ eager: false, early: false }];
const resting: readonly Manner[] = [...simply, { eager: true, early: false }];
const softly: readonly Manner[] = [...simply, { eager: false, early: true }];
const all: readonly Manner[] = [...resting, { eager: false, early: true }, { eager: true, early: true }];
