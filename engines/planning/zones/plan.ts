import { PlanningFault } from '../fault.ts';
import type { SolveProgram } from '../program/linear.ts';
import { demandOf, pricesByArea } from './capacity.ts';
import { checkZones } from './check.ts';
import { linearise } from './coupled.ts';
import { scheduleCourse } from './course.ts';
import { generate, NoSchedule, priceAll, type Relaxation } from './generate.ts';
import type { LocalArea } from './local.ts';
import { type MasterScale, masterProgram, rowName, type Schedule, unitOf } from './master.ts';
import { Pricer } from './pricing.ts';
import type { CapacityKind, ZonePlan, ZoneProblem } from './problem.ts';
import { roundMix } from './round.ts';

export interface CapacityUse {
  kind: CapacityKind;
  pool: string | undefined;
  week: number;
  need: number;
  have: number;
  /** What one more would save: the price of the capacity in that week. */
  price: number;
}

export interface Shortage {
  /** In words: "beds in week 3"; or the area without any schedule. */
  what: string;
  need: number;
  have: number;
  short: number;
}

export type ZoneOutcome =
  | {
      kind: 'plan';
      plan: ZonePlan;
      /** Cost in the surrogate, no plan's is below `bound`; gap = (cost - bound)/cost. */
      cost: number;
      bound: number;
      gap: number;
      use: CapacityUse[];
      /** The areas as linearised about the last reference: what the certificate speaks of. */
      locals: LocalArea[];
      iterations: number;
      schedules: number;
    }
  | {
      kind: 'infeasible';
      /** True when proven: no mix of schedules keeps the capacities. False when none was found. */
      proven: boolean;
      shortages: Shortage[];
      /** The plan that falls short least. */
      plan: ZonePlan | null;
    };

export interface ZoneLimits {
  /** Gap at which a plan is good enough. */
  gap: number;
  /** Seconds the whole-number program may take. */
  seconds: number;
  /** How often infections between areas are linearised anew; 1 suffices without mixing. */
  passes?: number;
}

/**
 * The cheapest plan by area and week with levels held, and teams, tests and beds kept, with a proven gap in the surrogate
 * (Dantzig-Wolfe; whole numbers on the schedules generated). Infections between areas are taken from a reference plan and
 * taken anew from the plan found, `passes` times. A plan that cannot be is answered by what is short, and by how much.
 */
export function planZones(problem: ZoneProblem, solve: SolveProgram, limits: ZoneLimits): ZoneOutcome {
  checkZones(problem);
  if (!(limits.gap > 0 && limits.gap < 1))
    throw new PlanningFault('zones-gap', `gap ${limits.gap}. Give a share between 0 and 1.`);
  const coupled = problem.mixing > 0 && problem.areas.length > 1;
  const passes = coupled ? (limits.passes ?? 3) : 1;
  try {
    let reference = coupled ? freeReference(problem) : strictest(problem);
    for (let pass = 1; pass < passes; pass++) {
      const locals = linearise(problem, reference);
      const { scale, known } = measured(problem, locals, reference);
      reference = mostly(problem, generate(problem, locals, solve, { scale, gap: 4 * limits.gap, rounds: 50, known }));
    }
    return solveOnce(problem, linearise(problem, reference), solve, limits, reference);
  } catch (error) {
    if (error instanceof NoSchedule) return noSchedule(problem, error.area);
    throw error;
  }
}

const strictest = (problem: ZoneProblem): ZonePlan => ({
  levels: problem.areas.map((area) => new Uint8Array(problem.weeks).fill(area.strictest ?? problem.levels.length - 1)),
});

/** What every area would do by itself without capacities, the others doing the same: a first reference. */
function freeReference(problem: ZoneProblem): ZonePlan {
  const pricer = new Pricer(problem);
  let plan = strictest(problem);
  for (let pass = 0; pass < 2; pass++)
    plan = { levels: priceAll(problem, linearise(problem, plan), pricer, [], [], 1).levels };
  return plan;
}

/** The schedule each area mostly follows in a mix. */
function mostly(problem: ZoneProblem, { schedules, mix }: Relaxation): ZonePlan {
  const best = new Float64Array(problem.areas.length).fill(-1);
  const levels: Uint8Array[] = [];
  for (const [j, each] of schedules.all.entries())
    if ((mix[j] ?? 0) > best[each.area]!) {
      best[each.area] = mix[j] ?? 0;
      levels[each.area] = each.levels;
    }
  return { levels };
}

/** Costs counted in thousandths of what the areas would pay without capacities, and what a whole capacity short weighs. */
function measured(problem: ZoneProblem, locals: readonly LocalArea[], reference: ZonePlan, shortage = 3000) {
  const free = priceAll(problem, locals, new Pricer(problem), [], [], 1);
  const cost = Math.max(1e-9, Math.abs(free.total)) / 1000;
  const known = reference.levels.map((levels, area) => ({ area, levels }));
  return { scale: scaleOf(cost, shortage), known };
}

function solveOnce(
  problem: ZoneProblem,
  locals: LocalArea[],
  solve: SolveProgram,
  limits: ZoneLimits,
  reference: ZonePlan,
): ZoneOutcome {
  const { scale, known } = measured(problem, locals, reference);
  let relaxation: Relaxation | undefined;
  for (let shortage = scale.shortage; ; shortage *= 30) {
    relaxation = generate(problem, locals, solve, {
      scale: { ...scale, shortage },
      gap: limits.gap / 5,
      rounds: 200,
      known: relaxation?.schedules.all ?? known,
    });
    if (relaxation.shortages.every((each) => each <= 1e-7)) break;
    const least = generate(problem, locals, solve, {
      scale: { cost: 1, shortage: 1, costWeight: 0 },
      gap: 1e-3,
      rounds: 100,
      known: relaxation.schedules.all,
    });
    // shares of capacity no mix can do without
    if (least.bound > 1e-6 || shortage > 1e8) return infeasible(problem, least, solve, limits, least.bound > 1e-6);
  }
  const chosen =
    problem.capacities.length > 0
      ? choose(problem, locals, relaxation, solve, limits, scale.cost)
      : roundMix(relaxation, locals.length);
  if (!chosen) {
    const least = generate(problem, locals, solve, {
      scale: { cost: 1, shortage: 1, costWeight: 0 },
      gap: 1e-3,
      rounds: 100,
      known: relaxation.schedules.all,
    });
    return infeasible(problem, least, solve, limits, least.bound > 1e-6);
  }
  const cost = costOf(chosen);
  return {
    kind: 'plan',
    plan: { levels: chosen.map((each) => each.levels) },
    cost,
    bound: relaxation.bound,
    gap: cost > 0 ? Math.max(0, cost - relaxation.bound) / cost : 0,
    use: relaxation.rows.map((row, r) => ({
      ...row,
      need: needOf(relaxation, chosen, r),
      price: relaxation.price[r]!,
    })),
    locals,
    iterations: relaxation.iterations,
    schedules: relaxation.schedules.all.length,
  };
}

const costOf = (chosen: readonly Schedule[]): number => chosen.reduce((sum, each) => sum + each.course.cost, 0);
const scaleOf = (cost: number, shortage: number): MasterScale => ({ cost, shortage, costWeight: 1 });

function needOf({ rows, rowsOf }: Relaxation, chosen: readonly Schedule[], r: number): number {
  return chosen.reduce((sum, each) => sum + (rowsOf[each.area]!.includes(r) ? demandOf(each.course, rows[r]!) : 0), 0);
}

/** Most schedules the whole-number program is given. */
const MOST_COLUMNS = 20_000;

/**
 * One schedule for each area: by rounding; where that is not close enough by whole numbers over the schedules known; and then, wider and
 * wider, over every schedule whose reduced cost could still be part of a better plan.
 */
function choose(
  problem: ZoneProblem,
  locals: readonly LocalArea[],
  relaxation: Relaxation,
  solve: SolveProgram,
  limits: ZoneLimits,
  measure: number,
): Schedule[] | undefined {
  vary(problem, locals, relaxation);
  const { bound } = relaxation;
  const close = (plan: Schedule[] | undefined): boolean =>
    plan !== undefined && costOf(plan) - bound <= limits.gap * costOf(plan);
  const better = (a: Schedule[] | undefined, b: Schedule[] | undefined) =>
    a && (!b || costOf(a) <= costOf(b)) ? a : b;
  let best = roundMix(relaxation, locals.length);
  if (close(best)) return best;
  best = better(wholeNumbers(problem, relaxation, solve, limits, measure), best);
  for (let share = 0.005; share < 1 && !close(best); share *= 3) {
    const slack = Math.min(share * Math.abs(bound), best ? costOf(best) - bound : Number.POSITIVE_INFINITY);
    if (!widen(problem, locals, relaxation, slack)) break;
    best = better(wholeNumbers(problem, relaxation, solve, limits, measure), best);
    // every schedule that could improve the plan has been in the program
    if (best && slack >= costOf(best) - bound) break;
  }
  return best;
}

/** Adds every schedule within `slack` of the cheapest of its area at the last prices; false when they are too many. */
function widen(problem: ZoneProblem, locals: readonly LocalArea[], relaxation: Relaxation, slack: number): boolean {
  const pricer = new Pricer(problem);
  const { rows, price, schedules } = relaxation;
  const prices = pricesByArea(problem, rows, price);
  let left = MOST_COLUMNS;
  for (const [a, local] of locals.entries()) {
    const least = pricer.cheapest(local, prices[a]!);
    const found = least && pricer.within(local, prices[a]!, least.cost + slack, left);
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
  const hints = mostly(problem, relaxation).levels;
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

/** One schedule for each area by whole numbers, from the schedules whose reduced cost leaves them worth a try. */
function wholeNumbers(
  problem: ZoneProblem,
  relaxation: Relaxation,
  solve: SolveProgram,
  limits: ZoneLimits,
  measure: number,
): Schedule[] | undefined {
  const { rows, rowsOf, price, areaValue, schedules } = relaxation;
  const areas = problem.areas.length;
  const reduced = schedules.all.map((each) => {
    let cost = each.course.cost;
    for (const r of rowsOf[each.area]!) cost += price[r]! * demandOf(each.course, rows[r]!);
    return cost / measure - areaValue[each.area]!;
  });
  // a schedule in a plan within the gap has a reduced cost below that gap
  for (let slack = limits.gap * 1000; ; slack *= 20) {
    const near = schedules.all.filter((_, j) => reduced[j]! <= slack);
    const program = masterProgram(near, areas, rows, rowsOf, scaleOf(measure, 1e6), true);
    for (const column of program.columns) if (!column.integer) column.upper = 0;
    const solution = solve(program, { gap: limits.gap / 4, seconds: limits.seconds });
    const found = near.filter((_, j) => solution.values[j]! > 0.5);
    if (solution.status !== 'infeasible' && found.length === areas) return found.sort((a, b) => a.area - b.area);
    if (near.length === schedules.all.length) return undefined;
  }
}

function infeasible(
  problem: ZoneProblem,
  least: Relaxation,
  solve: SolveProgram,
  limits: ZoneLimits,
  proven: boolean,
): ZoneOutcome {
  const areas = problem.areas.length;
  const scale: MasterScale = { cost: 1, shortage: 1, costWeight: 0 };
  const program = masterProgram(least.schedules.all, areas, least.rows, least.rowsOf, scale, true);
  const solution = solve(program, { gap: 1e-3, seconds: limits.seconds });
  const chosen = least.schedules.all.filter((_, j) => solution.values[j]! > 0.5).sort((a, b) => a.area - b.area);
  const whole = chosen.length === areas;
  const shortages = least.rows.flatMap((row, r): Shortage[] => {
    const short = whole ? needOf(least, chosen, r) - row.have : least.shortages[r]! * unitOf(row);
    return short > 1e-6 * unitOf(row) ? [{ what: rowName(row), need: row.have + short, have: row.have, short }] : [];
  });
  return { kind: 'infeasible', proven, shortages, plan: whole ? { levels: chosen.map((each) => each.levels) } : null };
}

function noSchedule(problem: ZoneProblem, a: number): ZoneOutcome {
  const area = problem.areas[a]!;
  const [low, high] = [area.mildest ?? 0, area.strictest ?? problem.levels.length - 1];
  const bound = area.level < low ? low : high;
  return {
    kind: 'infeasible',
    proven: true,
    plan: null,
    shortages: [
      {
        what: `${area.area}: level ${problem.levels[area.level]!.name} must be held ${problem.hold - area.heldWeeks} more weeks, outside the levels allowed (${problem.levels[low]!.name} to ${problem.levels[high]!.name})`,
        need: area.level,
        have: bound,
        short: Math.abs(area.level - bound),
      },
    ],
  };
}

/** The cost of a plan in the linearised surrogate. */
export const planCost = (problem: ZoneProblem, locals: readonly LocalArea[], plan: ZonePlan): number =>
  locals.reduce((sum, local, a) => sum + scheduleCourse(problem, local, plan.levels[a]!).cost, 0);
