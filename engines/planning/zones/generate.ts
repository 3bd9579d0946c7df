import type { SolveProgram } from '../program/linear.ts';
import { type CapacityRow, capacityRows, pricesByArea, rowsByArea } from './capacity.ts';
import type { LocalArea } from './local.ts';
import { type MasterScale, masterProgram, Schedules, unitOf } from './master.ts';
import { Pricer } from './pricing.ts';
import type { ZoneProblem } from './problem.ts';

/** Raised inside when one area alone has no schedule; the planner turns it into a finding. */
export class NoSchedule extends Error {
  readonly area: number;
  constructor(area: number) {
    super(`area ${area} has no schedule`);
    this.area = area;
  }
}

export interface Relaxation {
  rows: CapacityRow[];
  rowsOf: number[][];
  schedules: Schedules;
  /** No mix of schedules costs less: a proven bound in the money of the problem (or in shares of capacity short). */
  bound: number;
  /** Cost of the best mix known, shortages included, and those shortages by row as shares. */
  objective: number;
  shortages: Float64Array;
  /** Share of each schedule in that mix, in the order of `schedules.all` when it was found. */
  mix: Float64Array;
  /** Price of one unit of each row at which the bound is proven, and the cost of each area's cheapest schedule at it. */
  price: Float64Array;
  least: Float64Array;
  iterations: number;
}

/** How much of the last price is kept when the next is formed: steadies the search (Wentges 1997). */
const STEADY = 0.4;

/**
 * Column generation: schedules are priced area by area, the master program mixes them, its duals are the next prices. Each round gives
 * a Lagrangian bound, the sum of the cheapest schedules less the capacities at their prices. Ends when bound and mix are within `gap`.
 */
export function generate(
  problem: ZoneProblem,
  locals: readonly LocalArea[],
  solve: SolveProgram,
  options: { scale: MasterScale; gap: number; rounds: number; known?: Iterable<{ area: number; levels: Uint8Array }> },
): Relaxation {
  const rows = capacityRows(problem);
  const rowsOf = rowsByArea(problem, rows);
  const schedules = new Schedules(problem, locals);
  for (const each of options.known ?? []) schedules.add(each.area, each.levels);
  const pricer = new Pricer(problem);
  const { scale } = options;
  const areas = locals.length;
  let price = new Float64Array(rows.length);
  let best = price;
  let bound = Number.NEGATIVE_INFINITY;
  let objective = Number.POSITIVE_INFINITY;
  let shortages = new Float64Array(rows.length);
  let least = new Float64Array(areas);
  let mix = new Float64Array(0);
  let iterations = 0;
  let steady = STEADY;
  // the first schedule known of each area is allowed, and so a first best of the search
  let hints: (Uint8Array | undefined)[] = new Array(areas).fill(undefined);
  for (const each of schedules.all) hints[each.area] ??= each.levels;
  while (iterations < options.rounds) {
    iterations++;
    const trial = iterations === 1 ? price : price.map((each, r) => steady * best[r]! + (1 - steady) * each);
    const priced = priceAll(problem, locals, pricer, rows, trial, scale.costWeight, hints);
    hints = priced.levels;
    let value = priced.total;
    rows.forEach((row, r) => {
      value -= trial[r]! * row.have;
    });
    if (value > bound) {
      bound = value;
      best = trial;
      least = priced.costs;
    }
    let added = false;
    priced.levels.forEach((levels, a) => {
      if (schedules.add(a, levels)) added = true;
    });
    if (!added && steady === 0) break;
    // a smoothed price that finds nothing new is given up for the exact one
    steady = added ? STEADY : 0;
    const solution = solve(masterProgram(schedules.all, areas, rows, rowsOf, scale, false));
    if (solution.status !== 'optimal') throw new Error(`planning-master: the relaxation ended ${solution.status}.`);
    objective = solution.objective * scale.cost;
    price = Float64Array.from(rows, (row, r) => Math.max(0, (-solution.duals[areas + r]! * scale.cost) / unitOf(row)));
    mix = Float64Array.from(schedules.all, (_, j) => solution.values[j]!);
    shortages = Float64Array.from(rows, (_, r) => solution.values[schedules.all.length + r]!);
    if (objective - bound <= options.gap * Math.abs(objective)) break;
  }
  return { rows, rowsOf, schedules, bound, objective, shortages, mix, price: best, least, iterations };
}

/** The cheapest schedule of every area at the prices, and what they cost together. */
export function priceAll(
  problem: ZoneProblem,
  locals: readonly LocalArea[],
  pricer: Pricer,
  rows: readonly CapacityRow[],
  price: ArrayLike<number>,
  costWeight: number,
  hints?: readonly (Uint8Array | undefined)[],
): { levels: Uint8Array[]; costs: Float64Array<ArrayBuffer>; total: number } {
  const prices = pricesByArea(problem, rows, price);
  let total = 0;
  const costs = new Float64Array(locals.length);
  const levels = locals.map((local, a) => {
    const found = pricer.cheapest(local, prices[a]!, costWeight, hints?.[a]);
    if (!found) throw new NoSchedule(a);
    costs[a] = found.cost;
    total += found.cost;
    return found.levels;
  });
  return { levels, costs, total };
}
