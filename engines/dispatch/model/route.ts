import type { Call, Problem, Round } from '../problem.ts';
import type { CostSplit, Route, Step } from '../solution.ts';
import { call, clean, type Events, rest } from './events.ts';
import type { Broken } from './pass.ts';
import { type Leg, legsOf, reloadLeg } from './sheet.ts';
import { type Bounds, timetabler } from './timetable.ts';

/** Times rounds one by one. Skills, pairs and order of calls are looked at too, so any round a person may draw up can be asked about. */
export interface Timer {
  /** What breaks the round and where; undefined: it holds. `bounds` binds beginnings of calls. */
  broken(round: Round, bounds?: Bounds): Broken | undefined;
  /** Total cost of the round asked about last, which holds. */
  cost(round: Round): number;
  /** The round asked about last, which holds, as a route. */
  route(round: Round): Route;
}

/** `table`: one to write to, where many small problems are asked about one after the other. */
export function timer(problem: Problem, table?: Events): Timer {
  const { timetable, toll, events } = timetabler(problem, true, table);
  const legs = legsOf(problem);
  const firstLeg: number[] = [];
  legs.forEach((leg, node) => {
    firstLeg[leg.job] ??= node;
  });
  let own: Leg[] = [];

  const splitOf = ({ vehicle, calls }: Round): CostSplit =>
    totalled({
      fixed: toll.fixed,
      hours: toll.hours,
      distance: toll.distance,
      outside: toll.outside,
      urgency: toll.urgency,
      unusual: calls.reduce((sum, one) => sum + unusualCost(problem, one, vehicle), 0),
      unfair: 0,
      skipped: 0,
    });

  return {
    broken(round, bounds) {
      const vehicle = problem.vehicles[round.vehicle]!;
      own = round.calls.map((one): Leg => {
        if (one.leg === 'reload') return reloadLeg(one.point, vehicle.reload?.duration ?? 0, problem.dimensions);
        return legs[firstLeg[one.job]! + (one.leg === 'delivery' ? 1 : 0)]!;
      });
      return misplaced(problem, round) ?? timetable(vehicle, own, bounds);
    },
    cost: (round) => splitOf(round).total,
    route(round) {
      const steps = stepsOf(problem, own, events());
      const sum = (of: (step: Step) => number) => steps.reduce((total, step) => total + of(step), 0);
      return {
        vehicle: round.vehicle,
        steps,
        cost: splitOf(round),
        distance: toll.metres,
        driving: toll.driving,
        duration: toll.duration,
        waiting: sum((step) => step.waiting),
        service: sum((step) => (step.kind === 'break' ? 0 : step.service + step.setup)),
      };
    },
  };
}

/** The timed route of each round, or what breaks it and where. */
export function router(problem: Problem): (round: Round, bounds?: Bounds) => Route | Broken {
  const time = timer(problem);
  return (round, bounds) => time.broken(round, bounds) ?? time.route(round);
}

/** With the total of all parts. */
export function totalled(parts: Omit<CostSplit, 'total'>): CostSplit {
  return { total: Object.values(parts).reduce((sum, part) => sum + part, 0), ...parts };
}

function unusualCost(problem: Problem, one: Call, v: number): number {
  if (one.leg !== 'visit' && one.leg !== 'pickup') return 0;
  const { usual } = problem.jobs[one.job]!;
  return usual && !usual.vehicles.includes(v) ? usual.otherwise : 0;
}

/** Calls that may not stand on this vehicle or in this order, whatever the times. */
function misplaced(problem: Problem, { vehicle, calls }: Round): Broken | undefined {
  const able = problem.vehicles[vehicle]!;
  const aboard = new Set<number>();
  for (const [k, one] of calls.entries()) {
    if (one.leg === 'reload') {
      if (!able.reload?.points.includes(one.point)) return { rule: 'trips', call: k, by: 0 };
      if (aboard.size > 0) return { rule: 'order', call: k, by: aboard.size };
      continue;
    }
    const job = problem.jobs[one.job]!;
    if (job.skills.some((skill) => !able.skills.includes(skill)) || job.only?.includes(vehicle) === false)
      return { rule: 'skills', call: k, by: 0 };
    if (one.leg === 'pickup') aboard.add(one.job);
    if (one.leg === 'delivery' && !aboard.delete(one.job)) return { rule: 'order', call: k, by: 0 };
  }
  return aboard.size > 0 ? { rule: 'order', call: calls.length, by: aboard.size } : undefined;
}

function stepsOf(problem: Problem, legs: readonly Leg[], events: Events): Step[] {
  const bringing = (k: number): number[] => {
    const load = Array.from({ length: problem.dimensions }, () => 0);
    for (let i = k; i < legs.length && legs[i]!.leg !== 'reload'; i++)
      for (let d = 0; d < load.length; d++) load[d]! += legs[i]!.bring[d]!;
    return load;
  };
  let load = bringing(0);
  let [now, distance] = [events.leaves, 0];
  const still = { waiting: 0, setup: 0, service: 0 };
  const steps: Step[] = [{ kind: 'start', point: events.from, arrival: now, begins: now, ...still, load, distance }];
  for (let e = 0; e < events.count; e++) {
    const arrival = now + events.travel[e]!;
    const [begins, setup, service] = [events.begins[e]!, events.setup[e]!, events.service[e]!];
    const what = events.what[e]!;
    distance += events.metres[e]!;
    now = begins + service;
    const leg = events.kind[e] === call ? legs[what]! : undefined;
    if (leg) load = leg.leg === 'reload' ? bringing(what + 1) : load.map((amount, d) => amount + leg.change[d]!);
    const times = {
      point: events.point[e]!,
      arrival,
      waiting: begins - setup - arrival,
      begins,
      setup,
      service,
      load,
      distance,
    };
    if (leg)
      steps.push(leg.leg === 'reload' ? { kind: 'reload', ...times } : { kind: leg.leg, job: leg.job, ...times });
    else if (events.kind[e] === rest) steps.push({ kind: 'break', break: what, ...times });
    else if (events.kind[e] === clean) steps.push({ kind: 'cleaning', ...times });
    else steps.push({ kind: 'end', ...times });
  }
  return steps;
}
