import type { Problem, Round } from '../problem.ts';
import type { Route } from '../solution.ts';
import type { Place } from './places.ts';
import type { Standing } from './standing.ts';

/** No time is later. */
const NEVER = 0x3fffffff;

/** One vehicle's part of a problem, so that asking about one round costs no more than the round. Jobs and vehicle are numbered anew. */
export interface Small {
  problem: Problem;
  /** Small job number to the whole problem's. */
  jobs: number[];
  round: Round;
  /** The job asked about, by its small number. */
  job: number;
}

/** The problem of one round and one more job. */
export function smallOf(problem: Problem, { round: { vehicle, calls }, leaves }: Standing, job: number): Small {
  const jobs: number[] = [];
  const small = new Map<number, number>();
  const number = (whole: number): number => {
    const known = small.get(whole);
    if (known !== undefined) return known;
    small.set(whole, jobs.push(whole) - 1);
    return jobs.length - 1;
  };
  const own = calls.map((call) => (call.leg === 'reload' ? call : { ...call, job: number(call.job) }));
  const asked = number(job);
  const { pairs: _, fair: __, ...rest } = problem;
  const driver = problem.vehicles[vehicle]!;
  return {
    problem: {
      ...rest,
      vehicles: [{ ...driver, shift: { ...driver.shift, from: leaves } }],
      jobs: jobs.map((whole) => {
        const asIs = problem.jobs[whole]!;
        if (!asIs.usual && !asIs.only) return asIs;
        const { usual, ...one } = asIs;
        return {
          ...one,
          ...(one.only ? { only: one.only.includes(vehicle) ? [0] : [] } : {}),
          ...(usual ? { usual: { ...usual, vehicles: usual.vehicles.includes(vehicle) ? [0] : [] } } : {}),
        };
      }),
    },
    jobs,
    round: { vehicle: 0, calls: own },
    job: asked,
  };
}

/** The bounds of a standing round with a job at a place; the new calls begin no earlier than what stands before them allows. */
export function boundsAt(
  { from, to, frozen }: Standing,
  { at, delivery }: Place,
  now: number,
): { from: number[]; to: number[] } {
  const widen = (values: number[], free: number): number[] => {
    const with1 = [...values.slice(0, at), free, ...values.slice(at)];
    return delivery === undefined ? with1 : [...with1.slice(0, delivery + 1), free, ...with1.slice(delivery + 1)];
  };
  return { from: widen(from, frozen > 0 || now > -NEVER ? now : -NEVER), to: widen(to, NEVER) };
}

/** A small route in the whole problem's numbers. */
export const whole = (small: Small, vehicle: number, route: Route): Route => ({
  ...route,
  vehicle,
  steps: route.steps.map((step) => ('job' in step ? { ...step, job: small.jobs[step.job]! } : step)),
});
