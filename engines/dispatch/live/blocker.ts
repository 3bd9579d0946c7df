import type { Job, Problem, Stop, Vehicle } from '../problem.ts';

/**
 * One rule that keeps a job off a vehicle at the place where it fits best, and by how much. Vehicles, jobs and points by index.
 * Seconds for times, load units for loads, metres for distance, stops for stops.
 */
export type Blocker =
  | { rule: 'skill'; vehicle: number; job: number; missing: string[] }
  | { rule: 'barred'; vehicle: number; job: number }
  | { rule: 'load'; vehicle: number; dimension: number; by: number }
  /** The new stop, or one that stands already, would begin this much too late. */
  | { rule: 'window'; job: number; leg: 'visit' | 'pickup' | 'delivery'; by: number }
  | { rule: 'aboard'; job: number; by: number }
  | { rule: 'shift'; vehicle: number; by: number }
  | { rule: 'duration' | 'driving' | 'distance' | 'stops'; vehicle: number; by: number }
  /** No room for this vehicle's breaks. */
  | { rule: 'break'; vehicle: number }
  /** This job may not meet what is or was aboard. */
  | { rule: 'hygiene'; job: number }
  | { rule: 'pair'; job: number; by: number }
  /** There is no way; how long it would take is not known, so what follows counts it as nothing. */
  | { rule: 'no-way'; travel: number; from: number; to: number };

/** The problem with one reason taken away: more room, a later window, the skill learned, the bridge open. Nothing else changes. */
export function lift(problem: Problem, blocker: Blocker): Problem {
  switch (blocker.rule) {
    case 'skill':
      return withVehicle(problem, blocker.vehicle, (one) => ({ ...one, skills: [...one.skills, ...blocker.missing] }));
    case 'barred':
      return withJob(problem, blocker.job, (one) => ({ ...one, only: [...(one.only ?? []), blocker.vehicle] }));
    case 'load':
      return withVehicle(problem, blocker.vehicle, (one) => ({
        ...one,
        capacity: one.capacity.map((room, d) => (d === blocker.dimension ? room + blocker.by : room)),
      }));
    case 'window':
      return withJob(problem, blocker.job, (one) => withStop(one, blocker.leg, (stop) => later(stop, blocker.by)));
    case 'aboard':
      return withJob(problem, blocker.job, (one) =>
        one.kind === 'transfer' && one.aboard !== undefined ? { ...one, aboard: one.aboard + blocker.by } : one,
      );
    case 'shift':
      return withVehicle(problem, blocker.vehicle, (one) => ({
        ...one,
        shift: { ...one.shift, to: one.shift.to + blocker.by },
      }));
    case 'duration':
    case 'driving':
    case 'distance':
    case 'stops':
      return withVehicle(problem, blocker.vehicle, (one) => ({
        ...one,
        limits: { ...one.limits, [blocker.rule]: (one.limits[blocker.rule] ?? 0) + blocker.by },
      }));
    case 'break':
      return withVehicle(problem, blocker.vehicle, (one) => ({ ...one, breaks: [] }));
    case 'hygiene':
      return withJob(problem, blocker.job, ({ hygiene: _, ...one }) => one as Job);
    case 'pair':
      return {
        ...problem,
        pairs: (problem.pairs ?? []).map((pair) =>
          pair.jobs.includes(blocker.job) ? { ...pair, within: pair.within + blocker.by } : pair,
        ),
      };
    case 'no-way':
      return {
        ...problem,
        travel: problem.travel.map((one, n) =>
          n === blocker.travel
            ? { ...one, duration: opened(one.duration, blocker.from * problem.points + blocker.to) }
            : one,
        ),
      };
  }
}

const withVehicle = (problem: Problem, at: number, change: (one: Vehicle) => Vehicle): Problem => ({
  ...problem,
  vehicles: problem.vehicles.map((one, n) => (n === at ? change(one) : one)),
});
const withJob = (problem: Problem, at: number, change: (one: Job) => Job): Problem => ({
  ...problem,
  jobs: problem.jobs.map((one, n) => (n === at ? change(one) : one)),
});

function withStop(job: Job, leg: 'visit' | 'pickup' | 'delivery', change: (stop: Stop) => Stop): Job {
  if (job.kind === 'visit') return { ...job, stop: change(job.stop) };
  return leg === 'pickup' ? { ...job, pickup: change(job.pickup) } : { ...job, delivery: change(job.delivery) };
}

/** The last window ends later; what softness follows it moves along. */
const later = (stop: Stop, by: number): Stop => ({
  ...stop,
  windows: stop.windows.map(({ from, to }, n) =>
    n === stop.windows.length - 1 ? { from, to: to + by } : { from, to },
  ),
});

function opened(duration: Int32Array, cell: number): Int32Array {
  const copy = duration.slice();
  copy[cell] = 0;
  return copy;
}

/** A blocker in words. Names are ids; times are rounded up to minutes. */
export function say({ vehicles, jobs }: Problem, blocker: Blocker): string {
  const minutes = (seconds: number): string => `${Math.ceil(seconds / 60)} min`;
  switch (blocker.rule) {
    case 'skill':
      return `${vehicles[blocker.vehicle]!.id} lacks the skill ${blocker.missing.join(', ')}.`;
    case 'barred':
      return `${jobs[blocker.job]!.id} is not for ${vehicles[blocker.vehicle]!.id}.`;
    case 'load':
      return `${vehicles[blocker.vehicle]!.id} is ${blocker.by} short of room (dimension ${blocker.dimension}).`;
    case 'window':
      return `${jobs[blocker.job]!.id} (${blocker.leg}) would begin ${minutes(blocker.by)} too late.`;
    case 'aboard':
      return `${jobs[blocker.job]!.id} would be aboard ${minutes(blocker.by)} too long.`;
    case 'shift':
      return `The shift of ${vehicles[blocker.vehicle]!.id} would end ${minutes(blocker.by)} too late.`;
    case 'duration':
      return `${vehicles[blocker.vehicle]!.id} would be out ${minutes(blocker.by)} too long.`;
    case 'driving':
      return `${vehicles[blocker.vehicle]!.id} would drive ${minutes(blocker.by)} too long.`;
    case 'distance':
      return `${vehicles[blocker.vehicle]!.id} would drive ${blocker.by} m too far.`;
    case 'stops':
      return `${vehicles[blocker.vehicle]!.id} would have ${blocker.by} stops too many.`;
    case 'break':
      return `${vehicles[blocker.vehicle]!.id} could not take its breaks.`;
    case 'hygiene':
      return `${jobs[blocker.job]!.id} may not meet what is or was aboard.`;
    case 'pair':
      return `${jobs[blocker.job]!.id} and its partner would begin ${minutes(blocker.by)} too far apart.`;
    case 'no-way':
      return `There is no way from point ${blocker.from} to point ${blocker.to}.`;
  }
}
