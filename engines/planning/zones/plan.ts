import { PlanningFault } from '../fault.ts';
import type { SolveProgram } from '../program/linear.ts';
import { checkZones } from './check.ts';
import { choose } from './choose.ts';
import { linearise } from './coupled.ts';
import { generate, NoSchedule, priceAll, type Relaxation } from './generate.ts';
import type { LocalArea } from './local.ts';
import { costOf, mostly, needOf } from './master.ts';
import { Pricer } from './pricing.ts';
import type { CapacityKind, ZoneLimits, ZonePlan, ZoneProblem } from './problem.ts';
import { roundMix } from './round.ts';
import { type Infeasible, infeasible, noSchedule } from './shortage.ts';

export interface CapacityUse {
  kind: CapacityKind;
  pool: string | undefined;
  week: number;
  need: number;
  have: number;
  /** What one more would save: the price of the capacity in that week. */
  price: number;
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
  | Infeasible;

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
  const passes = coupled ? (limits.passes ?? 2) : 1;
  try {
    let reference = freeReference(problem);
    for (let pass = 1; pass < passes; pass++) {
      const locals = linearise(problem, reference);
      const { scale, known } = measured(problem, locals, reference);
      reference = mostly(
        generate(problem, locals, solve, { scale, gap: 4 * limits.gap, rounds: 50, known }),
        locals.length,
      );
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

/** What every area would do by itself without capacities, the others doing the same: a first reference, its holds kept. */
function freeReference(problem: ZoneProblem): ZonePlan {
  const pricer = new Pricer(problem);
  const first = priceAll(problem, linearise(problem, strictest(problem)), pricer, [], [], 1).levels;
  if (problem.mixing === 0 || problem.areas.length === 1) return { levels: first };
  return { levels: priceAll(problem, linearise(problem, { levels: first }), pricer, [], [], 1, first).levels };
}

/** Costs counted in thousandths of what the areas would pay without capacities, and what a whole capacity short weighs. */
function measured(problem: ZoneProblem, locals: readonly LocalArea[], reference: ZonePlan, shortage = 3000) {
  const free = priceAll(problem, locals, new Pricer(problem), [], [], 1, reference.levels);
  const cost = Math.max(1e-9, Math.abs(free.total)) / 1000;
  const known = reference.levels.map((levels, area) => ({ area, levels }));
  return { scale: { cost, shortage, costWeight: 1 }, known };
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
  const { plan: chosen, bound } =
    problem.capacities.length > 0
      ? choose(problem, locals, relaxation, solve, limits, scale.cost)
      : { plan: roundMix(relaxation, locals.length), bound: relaxation.bound };
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
    bound: Math.min(bound, cost),
    gap: cost > 0 ? Math.max(0, cost - bound) / cost : 0,
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
