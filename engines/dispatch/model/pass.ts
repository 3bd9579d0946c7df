import { type Problem, unreachable, type Vehicle } from '../problem.ts';
import { nextBreak, type Rest, restOf } from './breaks.ts';
import { back, call, clean, type Events, rest } from './events.ts';
import type { Leg } from './sheet.ts';
import { closing, never, opening } from './windows.ts';

/** Why a round cannot be kept: the rule, at which call (its count: at the end), and by how much in the rule's unit. */
export interface Broken {
  rule:
    | 'unreachable'
    | 'window'
    | 'shift'
    | 'load'
    | 'break'
    | 'hygiene'
    | 'trips'
    | 'aboard'
    | 'duration'
    | 'driving'
    | 'distance'
    | 'stops'
    | 'order'
    | 'skills'
    | 'pair';
  call: number;
  by: number;
}

/** A round to be timed. */
export interface Asked {
  vehicle: Vehicle;
  legs: readonly Leg[];
  low: ArrayLike<number>;
  high: ArrayLike<number> | undefined;
}

/** How a pass decides where there is a choice. */
export interface Manner {
  /** Breaks as soon as they are allowed, not as late as they must. */
  eager: boolean;
  /** Soft beginnings before the first window. */
  early: boolean;
}

/**
 * Makes forward passes: everything as early as it can be, but leaving the start no earlier than `leaves` and beginning each call no earlier
 * than its `low` (nor later than its `high`). A pass places breaks and cleaning, fills `events`, and returns what was broken. `weighing`:
 * loads are looked at too.
 */
export function passer(problem: Problem) {
  const { points, hygiene, dimensions } = problem;
  let vehicle: Vehicle = problem.vehicles[0]!;
  let legs: readonly Leg[] = [];
  let low: ArrayLike<number> = [];
  let high: ArrayLike<number> | undefined;
  let manner: Manner = { eager: false, early: false };
  let events: Events;
  let duration = new Int32Array(0);
  let distance: Int32Array | undefined;
  let breaks: Rest | undefined;
  let carried: number[] = [];
  let [now, here, stood, riders, traces] = [0, -1, -1, 0, 0];
  // `here`: where the vehicle is; `stood`: where it last did anything but rest.
  const aboardClasses = new Int32Array(hygiene?.classes.length ?? 0);

  function pass(round: Asked, leaves: number, how: Manner, table: Events, weighing: boolean): Broken | undefined {
    ({ vehicle, legs, low, high } = round);
    manner = how;
    events = table;
    ({ duration, distance } = problem.travel[vehicle.travel]! as {
      duration: Int32Array<ArrayBuffer>;
      distance?: Int32Array;
    });
    now = Math.max(vehicle.shift.from, leaves, released(legs, 0));
    here = stood = vehicle.start ?? legs[0]?.stop.point ?? -1;
    breaks = vehicle.breaks.length > 0 ? restOf(vehicle, now) : undefined;
    const weighs = dimensions > 0 && (weighing || vehicle.breaks.some((one) => one.kind === 'window' && one.maxLoad));
    carried = weighs ? broughtFrom(legs, 0, dimensions) : [];
    riders = traces = 0;
    aboardClasses.fill(0);
    for (let d = 0; d < carried.length; d++)
      if (carried[d]! > vehicle.capacity[d]!) return { rule: 'load', call: 0, by: carried[d]! - vehicle.capacity[d]! };
    events.count = 0;
    events.leaves = now;
    events.from = here;
    for (let k = 0; k < legs.length; k++) {
      const leg = legs[k]!;
      const broken = (hygiene && leg.hygiene >= 0 ? meet(leg.hygiene, k) : undefined) ?? goTo(leg.stop.point, k, leg);
      if (broken) return broken;
      if (leg.leg === 'pickup') riders++;
      if (leg.leg === 'delivery') riders--;
      if (hygiene) mark(leg);
      if (!weighs) continue;
      if (leg.leg === 'reload') carried = broughtFrom(legs, k + 1, dimensions);
      else carried = carried.map((amount, d) => amount + leg.change[d]!);
      for (let d = 0; d < dimensions; d++)
        if (carried[d]! > vehicle.capacity[d]!)
          return { rule: 'load', call: k, by: carried[d]! - vehicle.capacity[d]! };
    }
    return goTo(vehicle.end ?? here, legs.length, undefined);
  }

  /** Travels, rests, waits, begins and leaves. */
  function goTo(point: number, k: number, leg: Leg | undefined): Broken | undefined {
    for (;;) {
      const seconds = way(here, point);
      if (seconds === never) return { rule: 'unreachable', call: k, by: 0 };
      const arrives = now + seconds;
      const setup = leg && stood !== point ? leg.stop.setup : 0;
      let begins = arrives;
      if (leg) {
        begins = opening(leg.stop, Math.max(arrives + setup, low[k]!), manner.early);
        if (begins === never) {
          const last = leg.stop.windows.at(-1)!.to + (leg.stop.soft?.late ?? 0);
          return { rule: 'window', call: k, by: Math.max(arrives + setup, low[k]!) - last };
        }
        if (high && begins > high[k]!) return { rule: 'pair', call: k, by: begins - high[k]! };
        if (leg.leg === 'reload') begins = Math.max(begins, released(legs, k + 1) - leg.stop.service);
      }
      const over = begins + (leg?.stop.service ?? 0);
      if (breaks) {
        const chosen = nextBreak(vehicle, breaks, now, arrives, begins - setup, over, !leg, manner.eager);
        if (chosen === 'late') return { rule: 'break', call: k, by: 0 };
        if (chosen) {
          const one = vehicle.breaks[chosen.break]!;
          if (one.kind === 'window' && one.maxLoad?.some((most, d) => carried[d]! > most))
            return { rule: 'break', call: k, by: 0 };
          add(
            rest,
            chosen.break,
            chosen.here ? here : point,
            chosen.here ? 0 : seconds,
            0,
            chosen.begins,
            one.duration,
            chosen.here,
          );
          events.closes[events.count - 1] =
            one.kind === 'after'
              ? breaks.since[chosen.break]! + one.work
              : one.windows.find((w) => chosen.begins <= w.to)!.to;
          if (one.kind === 'window') breaks.pending.splice(breaks.pending.indexOf(chosen.break), 1);
          breaks.since[chosen.break] = now;
          continue;
        }
      }
      if (over > vehicle.shift.to) return { rule: 'shift', call: k, by: over - vehicle.shift.to };
      add(leg ? call : back, leg ? k : 0, point, seconds, setup, begins, leg?.stop.service ?? 0, false);
      events.closes[events.count - 1] = leg
        ? Math.min(closing(leg.stop, begins), high?.[k] ?? never)
        : vehicle.shift.to;
      stood = point;
      return undefined;
    }
  }

  function way(from: number, to: number): number {
    if (from === to || from < 0 || to < 0)
      return from === to && from >= 0 ? Math.round(duration[from * points + to]! / vehicle.speed) : 0;
    const seconds = duration[from * points + to]!;
    return seconds >= unreachable ? never : Math.round(seconds / vehicle.speed);
  }

  function add(
    kind: number,
    what: number,
    point: number,
    travel: number,
    setup: number,
    begins: number,
    service: number,
    stay: boolean,
  ) {
    const e = events.count++;
    events.kind[e] = kind;
    events.what[e] = what;
    events.point[e] = point;
    events.travel[e] = travel;
    events.setup[e] = setup;
    events.begins[e] = begins;
    events.service[e] = service;
    events.metres[e] = stay || here < 0 || point < 0 || !distance ? 0 : distance[here * points + point]!;
    now = begins + service;
    here = point;
  }

  /** Cleaning before the call when its class may not follow a trace. */
  function meet(arriving: number, k: number): Broken | undefined {
    const { follows, together, cleaning, classes } = hygiene!;
    if (legs[k]!.leg === 'pickup')
      for (let c = 0; c < classes.length; c++)
        if (aboardClasses[c]! > 0 && !together[c]![arriving]) return { rule: 'hygiene', call: k, by: 0 };
    let must = false;
    for (let c = 0; c < classes.length; c++) if (traces & (1 << c) && !follows[c]![arriving]) must = true;
    if (!must) return undefined;
    if (riders > 0) return { rule: 'hygiene', call: k, by: riders };
    let best = here;
    if (cleaning.points) {
      let least = Infinity;
      for (const point of cleaning.points) {
        const detour = way(here, point) + way(point, legs[k]!.stop.point);
        if (detour < least) {
          least = detour;
          best = point;
        }
      }
      if (least >= never) return { rule: 'hygiene', call: k, by: 0 };
    }
    const seconds = way(here, best);
    if (now + seconds + cleaning.duration > vehicle.shift.to)
      return { rule: 'shift', call: k, by: now + seconds + cleaning.duration - vehicle.shift.to };
    add(clean, 0, best, seconds, 0, now + seconds, cleaning.duration, best === here);
    events.closes[events.count - 1] = never;
    stood = best;
    traces = 0;
    return undefined;
  }

  function mark(leg: Leg) {
    if (leg.hygiene >= 0) traces |= 1 << leg.hygiene;
    if (leg.leg === 'pickup' && leg.hygiene >= 0) aboardClasses[leg.hygiene]!++;
    if (leg.leg === 'delivery' && leg.rider >= 0) aboardClasses[leg.rider]!--;
  }

  return pass;
}

/** When the trip whose first call is at `k` may leave. */
function released(legs: readonly Leg[], k: number): number {
  let at = -never;
  for (let i = k; i < legs.length && legs[i]!.leg !== 'reload'; i++) if (legs[i]!.release > at) at = legs[i]!.release;
  return at;
}

function broughtFrom(legs: readonly Leg[], k: number, dimensions: number): number[] {
  const sum = Array.from({ length: dimensions }, () => 0);
  for (let i = k; i < legs.length && legs[i]!.leg !== 'reload'; i++)
    for (let d = 0; d < dimensions; d++) sum[d]! += legs[i]!.bring[d] ?? 0;
  return sum;
}
