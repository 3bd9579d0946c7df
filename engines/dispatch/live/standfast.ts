import { nothing } from '../cost.ts';
import type { Problem } from '../problem.ts';
import type { CostSplit, Route, Solution } from '../solution.ts';
import { insert } from './insert.ts';

const parts = ['fixed', 'hours', 'distance', 'outside', 'urgency', 'unusual'] as const;

/** The running plan with as many left-out jobs put in as fit without moving anything: by rank, then in their order. */
export function standfast(problem: Problem, routes: Route[], now?: number): Solution {
  let plan = routes;
  const served = new Set(routes.flatMap(({ steps }) => steps.flatMap((step) => ('job' in step ? [step.job] : []))));
  const paired = new Set((problem.pairs ?? []).flatMap(({ jobs }) => jobs));
  const open = problem.jobs.flatMap((_, job) => (served.has(job) || paired.has(job) ? [] : [job]));
  for (const job of open.sort((a, b) => problem.jobs[b]!.rank - problem.jobs[a]!.rank || a - b)) {
    const answer = insert(problem, plan, job, now);
    if (answer.kind === 'blocked') continue;
    const { skip } = problem.jobs[job]!;
    if (skip !== undefined && answer.more > skip) continue;
    plan = [...plan.filter(({ vehicle }) => vehicle !== answer.route.vehicle), answer.route];
    served.add(job);
  }
  const unserved = problem.jobs.flatMap((_, job) => (served.has(job) ? [] : [job]));
  return { routes: plan, unserved, cost: costOf(problem, plan, unserved), iterations: 0 };
}

/** What a plan costs: its routes, uneven work, and optional jobs left out. */
export function costOf({ fair, jobs }: Problem, routes: Route[], unserved: number[]): CostSplit {
  const cost = nothing();
  for (const route of routes) for (const part of parts) cost[part] += route.cost[part];
  cost.skipped = unserved.reduce((sum, job) => sum + (jobs[job]!.skip ?? 0), 0);
  if (fair && fair.vehicles.length > 0) {
    const amounts = fair.vehicles.map((vehicle) => {
      const route = routes.find((each) => each.vehicle === vehicle);
      if (!route) return 0;
      return fair.of === 'hours' ? route.duration / 3600 : route.steps.filter((step) => 'job' in step).length;
    });
    cost.unfair = fair.price * (Math.max(...amounts) - Math.min(...amounts));
  }
  cost.total = parts.reduce((sum, part) => sum + cost[part], cost.skipped + cost.unfair);
  return cost;
}
