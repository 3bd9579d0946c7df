import type { SolveProgram } from '../program/linear.ts';
import { demandOf, pricesByArea } from './capacity.ts';
import { priceAll, type Relaxation } from './generate.ts';
import type { LocalArea } from './local.ts';
import { costOf, masterProgram, mostly, type Schedule } from './master.ts';
import { Pricer } from './pricing.ts';
import type { ZoneLimits, ZoneProblem } from './problem.ts';
import { roundMix } from './round.ts';

/** Most schedules the whole-number program is given. */
const MOST_COLUMNS = 20_000;

/**
 * One schedule for each area: by rounding; where that is not close enough by whole numbers over the schedules known; and then, wider and
 * wider, over every schedule whose reduced cost could still be part of a better plan.
 */
export function choose(
  problem: ZoneProblem,
  locals: readonly LocalArea[],
  relaxation: Relaxation,
  solve: SolveProgram,
  limits: ZoneLimits,
  measure: number,
): { plan: Schedule[] | undefined; bound: number } {
  vary(problem, locals, relaxation);
  let { bound } = relaxation;
  let plan = roundMix(relaxation, locals.length);
  const close = (): boolean => plan !== undefined && costOf(plan) - bound <= limits.gap * costOf(plan);
  const take = (other: Schedule[] | undefined): void => {
    if (other && (!plan || costOf(other) < costOf(plan))) plan = other;
  };
  if (close()) return { plan, bound };
  for (let slack = limits.gap * bound; slack < bound && !close(); slack *= 20) {
    const found = wholeNumbers(problem, relaxation, solve, limits, measure, slack);
    take(found.plan);
    if (found.plan) break;
  }
  for (let share = 0.005; share < 1 && !close(); share *= 3) {
    const slack = Math.min(share * Math.abs(bound), plan ? costOf(plan) - bound : Number.POSITIVE_INFINITY);
    if (!widen(problem, locals, relaxation, slack)) break;
    const found = wholeNumbers(problem, relaxation, solve, limits, measure, slack);
    take(found.plan);
    // every schedule that could improve the plan has been in the program: its bound is one for the problem
    if (plan && slack >= costOf(plan) - bound) {
      bound = Math.max(bound, Math.min(found.bound, costOf(plan)));
      break;
    }
  }
  return { plan, bound };
}

/** Adds every schedule within `slack` of the cheapest of its area at the last prices; false when they are too many. */
function widen(problem: ZoneProblem, locals: readonly LocalArea[], relaxation: Relaxation, slack: number): boolean {
  const pricer = new Pricer(problem);
  const { rows, price, least, schedules } = relaxation;
  const prices = pricesByArea(problem, rows, price);
  let left = MOST_COLUMNS;
  for (const [a, local] of locals.entries()) {
    const found = pricer.within(local, prices[a]!, (least[a]! + slack) * (1 + 1e-9), left);
    if (!found) return false;
    left -= found.length;
    for (const levels of found) schedules.add(a, levels);
  }
  return true;
}

/** Schedules cheapest at prices near the last ones: choice for the whole-number program. */
function vary(problem: ZoneProblem, locals: readonly LocalArea[], relaxation: Relaxation): void {
  const pricer = new Pricer(problem);
  const { rows, price, schedules } = relaxation;
  const hints = mostly(relaxation, locals.length).levels;
  const factors = [0.95, 1.05];
  const kinds = [...new Set(rows.map((row) => row.kind))];
  const trials = [
    ...factors.map((factor) => price.map((each) => each * factor)),
    ...kinds.flatMap((kind) => [1.08].map((f) => price.map((each, r) => (rows[r]!.kind === kind ? each * f : each)))),
  ];
  for (const trial of trials)
    priceAll(problem, locals, pricer, rows, trial, 1, hints).levels.forEach(
      (levels, a) => void schedules.add(a, levels),
    );
}

/** One schedule for each area by whole numbers, from the schedules whose reduced cost is at most `slack`, and the bound proven for them. */
function wholeNumbers(
  problem: ZoneProblem,
  relaxation: Relaxation,
  solve: SolveProgram,
  limits: ZoneLimits,
  measure: number,
  slack: number,
): { plan: Schedule[] | undefined; bound: number } {
  const { rows, rowsOf, price, least, schedules } = relaxation;
  const areas = problem.areas.length;
  const near = schedules.all.filter((each) => {
    let cost = each.course.cost;
    for (const r of rowsOf[each.area]!) cost += price[r]! * demandOf(each.course, rows[r]!);
    return cost - least[each.area]! <= slack * (1 + 1e-6);
  });
  const program = masterProgram(near, areas, rows, rowsOf, { cost: measure, shortage: 1, costWeight: 1 }, true);
  for (const column of program.columns) if (!column.integer) column.upper = 0;
  const solution = solve(program, { gap: limits.gap / 4, seconds: limits.seconds });
  const found = near.filter((_, j) => solution.values[j]! > 0.5).sort((a, b) => a.area - b.area);
  const plan = solution.status !== 'infeasible' && found.length === areas ? found : undefined;
  return { plan, bound: plan ? solution.bound * measure : Number.NEGATIVE_INFINITY };
}
