import type { Problem } from '../problem.ts';
import type { Route } from '../solution.ts';
import type { Report } from './violation.ts';

/** What is aboard after each step, capacities, reloads, and that nothing leaves before it is released. */
export function checkLoads(problem: Problem, { vehicle: index, steps }: Route, report: Report): void {
  const { capacity, reload } = problem.vehicles[index]!;
  /** Aboard for visits of this trip, collected on it, and of transfers. */
  let brought: number[] = [];
  let collected: number[] = [];
  const carried = zeros(problem);
  let trips = 0;
  steps.forEach((step, n) => {
    if (step.kind === 'start' || step.kind === 'reload') {
      trips++;
      brought = zeros(problem);
      collected = zeros(problem);
      const leaves = step.begins + step.service;
      for (let m = n + 1; m < steps.length && steps[m]!.kind !== 'reload'; m++) {
        const later = steps[m]!;
        const job = later.kind === 'visit' ? problem.jobs[later.job]! : undefined;
        if (job?.kind !== 'visit') continue;
        add(brought, job.bring, 1);
        if (job.release !== undefined && leaves < job.release)
          report('release', `Job ${job.id} cannot leave before ${job.release}; its trip leaves at ${leaves}.`, {
            step: m,
            by: job.release - leaves,
          });
      }
    }
    if (step.kind === 'reload') {
      if (!reload) report('reload', 'The vehicle may not reload.', { step: n });
      else {
        if (!reload.points.includes(step.point))
          report('reload', `It may not reload at point ${step.point}.`, { step: n });
        if (step.service !== reload.duration)
          report('reload', `A reload takes ${reload.duration} s, not ${step.service}.`, {
            step: n,
            by: reload.duration - step.service,
          });
        if (reload.trips !== undefined && trips > reload.trips)
          report('reload', `Trip ${trips}; ${reload.trips} are allowed.`, { step: n, by: trips - reload.trips });
      }
    }
    if ('job' in step) {
      const job = problem.jobs[step.job]!;
      if (job.kind === 'visit') {
        add(brought, job.bring, -1);
        add(collected, job.collect, 1);
      } else add(carried, job.load, step.kind === 'pickup' ? 1 : -1);
    }
    for (let d = 0; d < problem.dimensions; d++) {
      const aboard = brought[d]! + collected[d]! + carried[d]!;
      if (step.load[d] !== aboard)
        report('load-wrong', `Dimension ${d}: ${aboard} are aboard, ${step.load[d]} are said to be.`, {
          step: n,
          by: aboard - step.load[d]!,
        });
      if (aboard > capacity[d]!)
        report('capacity', `Dimension ${d}: ${aboard} aboard, room for ${capacity[d]}.`, {
          step: n,
          by: aboard - capacity[d]!,
        });
    }
  });
}

const zeros = ({ dimensions }: Problem): number[] => Array.from({ length: dimensions }, () => 0);

function add(to: number[], what: number[], sign: 1 | -1): void {
  what.forEach((each, d) => {
    to[d]! += sign * each;
  });
}
