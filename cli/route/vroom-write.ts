import type { Solution, Step } from '../../engines/dispatch/index.ts';
import type { Reason } from '../../engines/dispatch/live/reasons.ts';
import type { VroomProblem } from './vroom-read.ts';

/** A solution in VROOM's words (its API.md, "Output"). `reasons`: for each job left out, why each vehicle cannot take it; our own field. */
export function writeVroom(
  given: VroomProblem,
  solution: Solution,
  reasons: Map<number, Reason[]>,
  solving: number,
): object {
  const { problem, input, of, metres } = given;
  const routes = solution.routes.map((route) => {
    const vehicle = input.vehicles[route.vehicle]!;
    const travel = problem.vehicles[route.vehicle]!.travel;
    const distances = metres[travel];
    const tasks = route.steps.filter((step) => 'job' in step);
    const sum = (value: (step: Step) => number): number => route.steps.reduce((total, step) => total + value(step), 0);
    let driven = 0;
    let far = 0;
    const steps = route.steps.map((step, n) => {
      if (n > 0) {
        const before = route.steps[n - 1]!;
        driven += step.arrival - before.begins - before.service;
        far += distances?.[before.point * problem.points + step.point] ?? 0;
      }
      return {
        ...stepOf(given, step, route.vehicle),
        setup: step.setup,
        service: step.service,
        waiting_time: step.waiting,
        load: step.load,
        arrival: step.arrival + given.origin,
        duration: driven,
        ...(distances ? { distance: far } : {}),
        violations: [],
      };
    });
    return {
      vehicle: vehicle.id,
      ...(vehicle.description === undefined ? {} : { description: vehicle.description }),
      cost: tidy(route.cost.total),
      ...amounts(given, tasks),
      setup: sum((step) => step.setup),
      service: sum((step) => step.service),
      duration: route.driving,
      waiting_time: route.waiting,
      priority: priority(given, tasks),
      ...(distances ? { distance: far } : {}),
      steps,
      violations: [],
    };
  });
  const total = (key: 'setup' | 'service' | 'duration' | 'waiting_time' | 'priority'): number =>
    routes.reduce((sum, route) => sum + route[key], 0);
  const unassigned = solution.unserved.flatMap((job) => {
    const task = of[job]!;
    const why = (reasons.get(job) ?? []).map((reason) => reasonOf(given, reason));
    if (task.kind === 'job') {
      const { id, location, location_index, description } = input.jobs![task.at]!;
      return [{ id, type: 'job', ...known({ location, location_index, description }), reasons: why }];
    }
    const shipment = input.shipments![task.at]!;
    return (['pickup', 'delivery'] as const).map((type) => {
      const { id, location, location_index, description } = shipment[type];
      return { id, type, ...known({ location, location_index, description }), reasons: why };
    });
  });
  return {
    code: 0,
    summary: {
      cost: tidy(solution.cost.total),
      routes: routes.length,
      unassigned: unassigned.length,
      ...amounts(
        given,
        solution.routes.flatMap(({ steps }) => steps),
      ),
      setup: total('setup'),
      service: total('service'),
      duration: total('duration'),
      waiting_time: total('waiting_time'),
      priority: total('priority'),
      ...(metres.every((each) => each)
        ? { distance: routes.reduce((sum, { distance = 0 }) => sum + distance, 0) }
        : {}),
      violations: [],
      computing_times: { loading: 0, solving: Math.round(solving * 1000), routing: 0 },
    },
    unassigned,
    routes,
  };
}

/** A reason with VROOM's ids in place of the engine's numbers. */
function reasonOf({ input, of }: VroomProblem, { vehicle, blockers, words }: Reason): object {
  return {
    vehicle: input.vehicles[vehicle]!.id,
    words,
    blockers: blockers.map((blocker) => {
      const { vehicle: _, job: __, travel: ___, ...rest } = { vehicle: 0, job: 0, travel: 0, ...blocker };
      if (!('job' in blocker) || blocker.rule === 'skill' || blocker.rule === 'barred') return rest;
      const task = of[blocker.job]!;
      const id =
        task.kind === 'job'
          ? input.jobs![task.at]!.id
          : input.shipments![task.at]![blocker.rule === 'window' && blocker.leg === 'pickup' ? 'pickup' : 'delivery']
              .id;
      return { ...rest, task: { type: task.kind, id } };
    }),
  };
}

/** VROOM's costs are whole where the inputs are. */
const tidy = (cost: number): number => Number(cost.toFixed(6));

const known = (fields: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** What a step is in the input: type, id, place, description. */
function stepOf({ input, of, problem }: VroomProblem, step: Step, index: number): object {
  const vehicle = input.vehicles[index]!;
  if (step.kind === 'break') {
    const { id, description } = vehicle.breaks![step.break]!;
    return { type: 'break', id, ...known({ description }) };
  }
  if ('job' in step) {
    const task = of[step.job]!;
    const type = step.kind === 'visit' ? 'job' : step.kind;
    const one =
      task.kind === 'job'
        ? input.jobs![task.at]!
        : input.shipments![task.at]![step.kind === 'pickup' ? 'pickup' : 'delivery'];
    return {
      type,
      id: one.id,
      ...known({ location: one.location, location_index: one.location_index, description: one.description }),
    };
  }
  const own = step.kind === 'start' ? [vehicle.start, vehicle.start_index] : [vehicle.end, vehicle.end_index];
  // An open end stands where the last stop is, which VROOM writes down as its place.
  const at =
    problem.vehicles[index]![step.kind === 'start' ? 'start' : 'end'] === null
      ? placeOf(input, step.point)
      : { location: own[0], location_index: own[1] };
  return { type: step.kind, ...known(at) };
}

function placeOf(input: VroomProblem['input'], point: number): Record<string, unknown> {
  return input.matrices ? { location_index: point } : {};
}

/** Brought by jobs, collected by jobs, carried by shipments. */
function amounts({ problem }: VroomProblem, steps: Step[]): object {
  const zero = (): number[] => Array.from({ length: problem.dimensions }, () => 0);
  const sum = { delivery: zero(), amount: zero(), pickup: zero() };
  for (const step of steps) {
    if (!('job' in step)) continue;
    const job = problem.jobs[step.job]!;
    for (let d = 0; d < problem.dimensions; d++) {
      if (job.kind === 'visit') {
        sum.delivery[d]! += job.bring[d]!;
        sum.pickup[d]! += job.collect[d]!;
      } else if (step.kind === 'pickup') {
        sum.delivery[d]! += job.load[d]!;
        sum.pickup[d]! += job.load[d]!;
        sum.amount[d]! += job.load[d]!;
      }
    }
  }
  return sum;
}

const priority = ({ problem }: VroomProblem, steps: Step[]): number =>
  steps.reduce((sum, step) => sum + ('job' in step && step.kind !== 'delivery' ? problem.jobs[step.job]!.rank : 0), 0);
