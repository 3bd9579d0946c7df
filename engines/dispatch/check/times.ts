import { type Problem, type Stop, unreachable, type Vehicle } from '../problem.ts';
import type { Route, Step } from '../solution.ts';
import type { Report } from './violation.ts';

/** The stop a step serves. */
export function stopOf(problem: Problem, step: Step): Stop | undefined {
  if (!('job' in step)) return undefined;
  const job = problem.jobs[step.job]!;
  if (job.kind === 'visit') return job.stop;
  return step.kind === 'pickup' ? job.pickup : job.delivery;
}

/** Seconds a vehicle needs between two points, `undefined` where there is no way. */
export function drive(problem: Problem, vehicle: Vehicle, from: number, to: number): number | undefined {
  const duration = problem.travel[vehicle.travel]!.duration[from * problem.points + to]!;
  return duration >= unreachable ? undefined : Math.round(duration / vehicle.speed);
}

/** Places, arrivals, setups, services, windows and the shift. */
export function checkTimes(problem: Problem, { vehicle: index, steps }: Route, report: Report): void {
  const vehicle = problem.vehicles[index]!;
  const first = steps[0]!;
  const last = steps.at(-1)!;
  if (first.point !== (vehicle.start ?? steps[1]!.point))
    report('route-shape', `It starts at point ${first.point}, not at its own.`, { step: 0 });
  if (last.point !== (vehicle.end ?? steps.at(-2)!.point))
    report('route-shape', `It ends at point ${last.point}, not at its own.`, { step: steps.length - 1 });
  if (first.begins < vehicle.shift.from)
    report('shift', `It leaves ${vehicle.shift.from - first.begins} s before its shift.`, {
      step: 0,
      by: vehicle.shift.from - first.begins,
    });
  if (last.begins > vehicle.shift.to)
    report('shift', `It ends ${last.begins - vehicle.shift.to} s after its shift.`, {
      step: steps.length - 1,
      by: last.begins - vehicle.shift.to,
    });
  // An open start stands at its first stop: nothing was driven to get there.
  let stood = vehicle.start === null ? -1 : first.point;
  steps.forEach((step, n) => {
    const stop = stopOf(problem, step);
    if (stop && step.point !== stop.point)
      report('route-shape', `The stop is at point ${stop.point}, the step at ${step.point}.`, {
        step: n,
        ...jobOf(step),
      });
    if (n > 0) {
      const before = steps[n - 1]!;
      const leaves = before.begins + before.service;
      const needs = drive(problem, vehicle, before.point, step.point);
      if (needs === undefined)
        report('no-way', `There is no way from point ${before.point} to ${step.point}.`, { step: n, ...jobOf(step) });
      else if (step.arrival !== leaves + needs)
        report('time-wrong', `It leaves at ${leaves}, needs ${needs} s and is said to arrive at ${step.arrival}.`, {
          step: n,
          by: leaves + needs - step.arrival,
        });
    }
    const setup = stop && stood !== stop.point ? stop.setup : 0;
    if (step.setup !== setup)
      report('time-wrong', `A setup of ${step.setup} s; ${setup} s are due.`, { step: n, by: setup - step.setup });
    if (step.waiting < 0 || step.arrival + step.waiting + step.setup !== step.begins)
      report(
        'time-wrong',
        `Arrival ${step.arrival}, waiting ${step.waiting} and setup ${step.setup} do not make ${step.begins}.`,
        { step: n },
      );
    const service = stop?.service ?? (step.kind === 'start' || step.kind === 'end' ? 0 : undefined);
    if (service !== undefined && step.service !== service)
      report('time-wrong', `A service of ${step.service} s; ${service} s are due.`, {
        step: n,
        by: service - step.service,
      });
    if (stop) {
      const off = outside(stop, step.begins);
      const allowed = stop.soft ? (off < 0 ? stop.soft.early : stop.soft.late) : 0;
      if (Math.abs(off) > allowed)
        report(
          'window',
          `It begins ${Math.abs(off)} s ${off < 0 ? 'before' : 'after'} the nearest window; ${allowed} s are allowed.`,
          { step: n, ...jobOf(step), by: Math.abs(off) - allowed },
        );
    }
    if (step.kind !== 'break') stood = step.point;
  });
}

/**
 * Seconds a beginning lies before (negative) or after (positive) its windows, 0 within one. In a gap between two windows no softness
 * helps: that is reported as infinitely late.
 */
export function outside({ windows }: Stop, begins: number): number {
  const first = windows[0];
  const last = windows.at(-1);
  if (!first || !last || windows.some(({ from, to }) => begins >= from && begins <= to)) return 0;
  if (begins < first.from) return begins - first.from;
  if (begins > last.to) return begins - last.to;
  return Number.POSITIVE_INFINITY;
}

const jobOf = (step: Step): { job?: number } => ('job' in step ? { job: step.job } : {});
