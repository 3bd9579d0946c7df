import type { Problem } from '../problem.ts';
import type { Route, Solution } from '../solution.ts';
import { checkBreaks } from './breaks.ts';
import { checkCosts, checkTotals } from './costs.ts';
import { checkHygiene } from './hygiene.ts';
import { checkLoads } from './loads.ts';
import { checkTimes } from './times.ts';
import type { Report, Violation } from './violation.ts';
import { checkWho } from './who.ts';

/**
 * Verifies a solution against its problem from the words of problem.ts alone; shares no line with the search. Returns every promise
 * broken, in the order of the routes; an empty list is a plan that may be shown. Not checked: that it is a good plan.
 */
export function check(problem: Problem, solution: Solution): Violation[] {
  const found: Violation[] = [];
  const reportOf =
    (vehicle?: number): Report =>
    (rule, words, more = {}) =>
      found.push(vehicle === undefined ? { rule, ...more, words } : { rule, vehicle, ...more, words });
  const used = new Set<number>();
  const sound: Route[] = [];
  for (const route of solution.routes) {
    const report = reportOf(route.vehicle);
    if (!problem.vehicles[route.vehicle]) {
      report('vehicle-unknown', `There is no vehicle ${route.vehicle}; there are ${problem.vehicles.length}.`);
      continue;
    }
    if (used.has(route.vehicle)) report('vehicle-twice', `Vehicle ${route.vehicle} has two routes.`);
    used.add(route.vehicle);
    if (!shaped(problem, route, report)) continue;
    sound.push(route);
    checkTimes(problem, route, report);
    checkLoads(problem, route, report);
    checkWho(problem, route, report);
    checkBreaks(problem, route, report);
    checkHygiene(problem, route, report);
    checkTotals(problem, route, report);
  }
  checkServed(problem, sound, solution.unserved, reportOf());
  checkPairs(problem, sound, reportOf());
  checkCosts(problem, solution, reportOf());
  return found;
}

/** A route begins with its start, ends with its end, knows its jobs, and does something. */
function shaped(problem: Problem, { steps }: Route, report: Report): boolean {
  if (steps.length < 3 || steps[0]!.kind !== 'start' || steps.at(-1)!.kind !== 'end') {
    report(
      'route-shape',
      `A route is a start, what is done, and an end; it has ${steps.map(({ kind }) => kind).join(', ')}.`,
    );
    return false;
  }
  let good = true;
  const refuse = (step: number, words: string, rule: 'route-shape' | 'job-unknown' = 'route-shape'): void => {
    report(rule, words, { step });
    good = false;
  };
  steps.forEach((step, n) => {
    if (n > 0 && n < steps.length - 1 && (step.kind === 'start' || step.kind === 'end'))
      refuse(n, `A ${step.kind} stands in the middle.`);
    if (!(step.point >= 0 && step.point < problem.points)) refuse(n, `There is no point ${step.point}.`);
    if (step.load.length !== problem.dimensions)
      refuse(n, `A load has ${problem.dimensions} dimensions, this one ${step.load.length}.`);
    if (step.kind !== 'visit' && step.kind !== 'pickup' && step.kind !== 'delivery') return;
    const job = problem.jobs[step.job];
    if (!job) refuse(n, `There is no job ${step.job}.`, 'job-unknown');
    else if ((job.kind === 'visit') !== (step.kind === 'visit'))
      refuse(n, `Job ${job.id} is a ${job.kind}, not a ${step.kind}.`);
  });
  return good;
}

/** Every job is served once and whole, or said to be left out. */
function checkServed(problem: Problem, routes: Route[], unserved: number[], report: Report): void {
  const legs = problem.jobs.map(() => [] as { vehicle: number; at: number; kind: string }[]);
  for (const { vehicle, steps } of routes) {
    steps.forEach((step, at) => {
      if ('job' in step) legs[step.job]!.push({ vehicle, at, kind: step.kind });
    });
  }
  const left = new Set(unserved);
  if (left.size !== unserved.length || unserved.some((job, n) => n > 0 && job < unserved[n - 1]!))
    report('sum-wrong', 'Jobs left out are listed once each, ascending.');
  for (const job of unserved) if (!problem.jobs[job]) report('job-unknown', `There is no job ${job}.`, { job });
  problem.jobs.forEach(({ id, kind }, job) => {
    const here = legs[job]!;
    if (here.length === 0) {
      if (!left.has(job)) report('job-lost', `Job ${id} is neither served nor said to be left out.`, { job });
      return;
    }
    if (left.has(job)) report('job-lost', `Job ${id} is served and said to be left out.`, { job });
    const whole = kind === 'visit' ? 1 : 2;
    if (here.length > whole)
      report('job-twice', `Job ${id} is served ${here.length} times.`, { job, by: here.length - whole });
    if (kind !== 'transfer') return;
    const pickup = here.find((leg) => leg.kind === 'pickup');
    const delivery = here.find((leg) => leg.kind === 'delivery');
    if (!pickup || !delivery) report('job-split', `Job ${id} has only its ${here[0]!.kind}.`, { job });
    else if (pickup.vehicle !== delivery.vehicle)
      report('job-split', `Job ${id} is picked up by vehicle ${pickup.vehicle} and delivered by ${delivery.vehicle}.`, {
        job,
      });
    else if (pickup.at > delivery.at) report('job-split', `Job ${id} is delivered before it is picked up.`, { job });
  });
}

function checkPairs({ pairs = [], jobs }: Problem, routes: Route[], report: Report): void {
  const visits = new Map<number, { vehicle: number; begins: number }>();
  for (const { vehicle, steps } of routes)
    for (const step of steps) if (step.kind === 'visit') visits.set(step.job, { vehicle, begins: step.begins });
  for (const { jobs: both, within } of pairs) {
    const [a, b] = both.map((job) => visits.get(job));
    const names = both.map((job) => jobs[job]!.id).join(' and ');
    if (!a && !b) continue;
    if (!a || !b) {
      report('pair', `${names} are done together or not at all; one is left out.`, { job: both[0] });
      continue;
    }
    if (a.vehicle === b.vehicle)
      report('pair', `${names} need two vehicles; both are on vehicle ${a.vehicle}.`, { job: both[0] });
    const apart = Math.abs(a.begins - b.begins);
    if (apart > within)
      report('pair', `${names} begin ${apart} s apart; ${within} s are allowed.`, { job: both[0], by: apart - within });
  }
}
