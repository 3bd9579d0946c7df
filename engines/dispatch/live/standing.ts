import type { Call, Problem, Round } from '../problem.ts';
import type { Route, Step } from '../solution.ts';
import { way } from './reach.ts';

/** No time is later, none earlier than its negative. */
const NEVER = 0x3fffffff;

/** A vehicle's round as it stands now: what is fixed, and between which seconds each call may begin. */
export interface Standing {
  round: Round;
  /** Leading calls that are done, begun, or being driven to. */
  frozen: number;
  /** It leaves, or left, no earlier. */
  leaves: number;
  from: number[];
  to: number[];
}

/** The rounds of a plan's routes, without their times. */
export const roundOf = ({ vehicle, steps }: Route): Round => ({ vehicle, calls: steps.flatMap(callOf) });

function callOf(step: Step): Call[] {
  if (step.kind === 'reload') return [{ leg: 'reload', point: step.point }];
  return 'job' in step ? [{ leg: step.kind, job: step.job }] : [];
}

/**
 * Every vehicle of a running plan at the second `now` (absent: before it begins). What is begun keeps its time, what is driven to keeps
 * its place, and a job done by two keeps near its partner.
 */
export function standings(problem: Problem, routes: Route[], now = -NEVER): Standing[] {
  const begins = new Map<number, number>();
  for (const { steps } of routes)
    for (const step of steps) if (step.kind === 'visit') begins.set(step.job, step.begins);
  const near = new Map<number, [number, number]>();
  for (const { jobs, within } of problem.pairs ?? []) {
    jobs.forEach((job, n) => {
      const partner = begins.get(jobs[1 - n]!);
      if (partner !== undefined) near.set(job, [partner - within, partner + within]);
    });
  }
  const known = new Map(routes.map((route) => [route.vehicle, route]));
  return problem.vehicles.map((vehicle, index): Standing => {
    const route = known.get(index);
    const leaves = Math.max(vehicle.shift.from, now);
    if (!route) return { round: { vehicle: index, calls: [] }, frozen: 0, leaves, from: [], to: [] };
    const round = roundOf(route);
    const stops = route.steps.flatMap((step, n) => (callOf(step).length > 0 ? [{ step, n }] : []));
    const left = route.steps[0]!.begins;
    const setOut = ({ step, n }: { step: Step; n: number }): number =>
      step.arrival - way(problem, vehicle, route.steps[n - 1]!.point, step.point);
    let frozen = 0;
    stops.forEach((stop, k) => {
      if (left <= now && setOut(stop) <= now) frozen = k + 1;
    });
    return {
      round,
      frozen,
      leaves: left <= now ? left : leaves,
      from: stops.map(({ step }) => (step.begins <= now ? step.begins : Math.max(now, bound(step, near, 0)))),
      to: stops.map(({ step }) => (step.begins <= now ? step.begins : bound(step, near, 1))),
    };
  });
}

function bound(step: Step, near: Map<number, [number, number]>, side: 0 | 1): number {
  const pair = 'job' in step ? near.get(step.job) : undefined;
  return pair ? pair[side] : side === 0 ? -NEVER : NEVER;
}
