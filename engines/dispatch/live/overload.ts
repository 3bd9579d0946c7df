import type { Problem, Round } from '../problem.ts';
import type { Blocker } from './blocker.ts';

/** The first dimension of a round's loads that is over what the vehicle holds, and by how much at worst, from each trip's beginning on. */
export function overload(problem: Problem, { vehicle, calls }: Round): Blocker | undefined {
  const { capacity } = problem.vehicles[vehicle]!;
  for (let dimension = 0; dimension < problem.dimensions; dimension++) {
    let aboard = 0;
    let most = 0;
    calls.forEach((call, k) => {
      if (k === 0 || call.leg === 'reload') {
        aboard = 0;
        for (let m = call.leg === 'reload' ? k + 1 : k; m < calls.length && calls[m]!.leg !== 'reload'; m++) {
          const later = calls[m]!;
          const job = later.leg === 'visit' ? problem.jobs[later.job]! : undefined;
          if (job?.kind === 'visit') aboard += job.bring[dimension]!;
        }
        most = Math.max(most, aboard);
      }
      if (call.leg === 'reload') return;
      const job = problem.jobs[call.job]!;
      if (job.kind === 'visit') aboard += job.collect[dimension]! - job.bring[dimension]!;
      else aboard += call.leg === 'pickup' ? job.load[dimension]! : -job.load[dimension]!;
      most = Math.max(most, aboard);
    });
    if (most > capacity[dimension]!) return { rule: 'load', vehicle, dimension, by: most - capacity[dimension]! };
  }
  return undefined;
}
