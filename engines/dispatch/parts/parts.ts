import { nothing } from '../cost.ts';
import type { Problem } from '../problem.ts';
import type { CostSplit, Solution } from '../solution.ts';

/** A piece of a large problem that can be solved by itself: `problem`, and the whole's indexes of its jobs and vehicles. */
export interface Part {
  problem: Problem;
  jobs: number[];
  vehicles: number[];
}

/**
 * Puts solutions of parts together: indexes become the whole's, costs are summed. Uneven work is counted within parts, not between them.
 * Throws `parts-count` when there is not one solution for each part.
 */
export function joined(parts: readonly Part[], solutions: readonly Solution[]): Solution {
  if (parts.length !== solutions.length)
    throw new Error(`parts-count: ${solutions.length} solutions of ${parts.length} parts. Solve each part once.`);
  const cost = nothing();
  const whole: Solution = { routes: [], unserved: [], cost, iterations: 0 };
  parts.forEach(({ jobs, vehicles }, p) => {
    const own = solutions[p]!;
    for (const route of own.routes) {
      const steps = route.steps.map((step) => ('job' in step ? { ...step, job: jobs[step.job]! } : step));
      whole.routes.push({ ...route, vehicle: vehicles[route.vehicle]!, steps });
    }
    for (const job of own.unserved) whole.unserved.push(jobs[job]!);
    for (const key of Object.keys(cost) as (keyof CostSplit)[]) cost[key] += own.cost[key];
    whole.iterations += own.iterations;
  });
  whole.unserved.sort((a, b) => a - b);
  whole.routes.sort((a, b) => a.vehicle - b.vehicle);
  return whole;
}
