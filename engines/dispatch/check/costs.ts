import { nothing } from '../cost.ts';
import type { Problem } from '../problem.ts';
import type { CostSplit, Route, Solution } from '../solution.ts';
import { outside, stopOf } from './times.ts';
import type { Report } from './violation.ts';

const HOUR = 3600;
/** Sums of the same parts in another order differ by this share at most. */
const CLOSE = 1e-9;
const parts = ['fixed', 'hours', 'distance', 'outside', 'urgency', 'unusual', 'unfair', 'skipped'] as const;

/** What a route adds up to: metres, seconds of each kind, and its costs. */
export function checkTotals(problem: Problem, route: Route, report: Report): void {
  const { speed, travel, costs } = problem.vehicles[route.vehicle]!;
  const { duration, distance } = problem.travel[travel]!;
  const sum = { driving: 0, distance: 0, service: 0, waiting: 0 };
  const cost = nothing();
  let worked = 0;
  route.steps.forEach((step, n) => {
    if (n > 0) {
      const cell = route.steps[n - 1]!.point * problem.points + step.point;
      sum.driving += Math.round(duration[cell]! / speed);
      sum.distance += distance?.[cell] ?? 0;
    }
    if (step.distance !== sum.distance)
      report('sum-wrong', `${sum.distance} m so far, ${step.distance} are said.`, {
        step: n,
        by: sum.distance - step.distance,
      });
    sum.waiting += step.waiting;
    // Breaks are no service; cleaning and reloading are.
    if (step.kind !== 'break') sum.service += step.setup + step.service;
    if (!('job' in step)) return;
    const stop = stopOf(problem, step)!;
    worked += step.setup + step.service;
    const off = outside(stop, step.begins);
    if (stop.soft && Number.isFinite(off))
      cost.outside += (Math.abs(off) * (off < 0 ? stop.soft.earlyPerHour : stop.soft.latePerHour)) / HOUR;
    const { urgency, usual } = problem.jobs[step.job]!;
    if (step.kind === 'pickup') return;
    if (urgency) cost.urgency += (urgency.perHour * Math.max(0, step.begins - urgency.since)) / HOUR;
    if (usual && !usual.vehicles.includes(route.vehicle)) cost.unusual += usual.otherwise;
  });
  const away = route.steps.at(-1)!.begins - route.steps[0]!.begins;
  for (const [name, due] of Object.entries({ ...sum, duration: away })) {
    const said = route[name as 'driving' | 'distance' | 'service' | 'waiting' | 'duration'];
    if (said !== due) report('sum-wrong', `${name}: ${due} in the steps, ${said} said.`, { by: due - said });
  }
  cost.fixed = costs.fixed;
  cost.hours =
    (costs.perHour * away + costs.perHourDriving * sum.driving + (costs.perHourService ?? 0) * worked) / HOUR;
  cost.distance = (costs.perKm * sum.distance) / 1000;
  compare(route.cost, cost, report);
}

/** The plan's costs: its routes', uneven work, and optional jobs left out. */
export function checkCosts(problem: Problem, { routes, unserved, cost }: Solution, report: Report): void {
  const due = nothing();
  for (const route of routes) for (const part of parts) due[part] += route.cost[part];
  due.skipped = unserved.reduce((sum, job) => sum + (problem.jobs[job]?.skip ?? 0), 0);
  const { fair } = problem;
  if (fair) {
    const amounts = fair.vehicles.map((vehicle) => {
      const route = routes.find((each) => each.vehicle === vehicle);
      if (!route) return 0;
      return fair.of === 'hours' ? route.duration / HOUR : route.steps.filter((step) => 'job' in step).length;
    });
    due.unfair = amounts.length > 0 ? fair.price * (Math.max(...amounts) - Math.min(...amounts)) : 0;
  }
  compare(cost, due, report);
}

function compare(said: CostSplit, due: CostSplit, report: Report): void {
  due.total = parts.reduce((sum, part) => sum + due[part], 0);
  for (const part of [...parts, 'total'] as const) {
    if (Math.abs(said[part] - due[part]) > CLOSE * Math.max(1, Math.abs(due.total)))
      report('cost-wrong', `${part}: ${due[part]} by the steps, ${said[part]} said.`, { by: due[part] - said[part] });
  }
}
