import { PlanningFault } from '../fault.ts';
import { type Toll, tollKeys, type ZonePlan } from '../zones/problem.ts';
import type { SimulatePlan, World, WorldResult } from './world.ts';

export interface Candidate {
  /** What it is best for: the weights and beliefs it was planned with. */
  name: string;
  plan: ZonePlan;
}

/** Middle and the central nine tenths over worlds. */
export interface Band {
  mean: number;
  low: number;
  high: number;
}

export interface Compared {
  name: string;
  /** All of the toll at its weights; the part people bear by measures, and the part of disease. */
  cost: Band;
  social: Band;
  health: Band;
  toll: Record<keyof Toll, Band>;
  weekly: Band[];
  short: { teams: Band; tests: Band; beds: Band };
  /** Cost above the cheapest plan of the same world: mean and largest. */
  regret: { mean: number; largest: number };
  /** Share of worlds in which no other plan is cheaper. */
  bestShare: number;
  /** Cost above the plan of least mean cost, world by world: mean and 95 % interval of that mean. */
  aboveBest: { mean: number; low: number; high: number };
  /** No other plan has both less social and less health cost on average. */
  pareto: boolean;
}

/** The parts of the toll the disease brings; the others are brought by measures. */
const healthKeys: readonly (keyof Toll)[] = ['infections', 'bedWeeks', 'deaths'];

/** Cost of a toll at weights, of all parts or of some. */
export const costOfToll = (toll: Toll, weights: Toll, keys: readonly (keyof Toll)[] = tollKeys): number =>
  keys.reduce((sum, key) => sum + toll[key] * weights[key], 0);

/** Every plan in every world, with the same chance in each; cheapest mean cost first. */
export function comparePlans(
  candidates: readonly Candidate[],
  worlds: readonly World[],
  simulate: SimulatePlan,
  weights: Toll,
): Compared[] {
  if (candidates.length === 0 || worlds.length === 0)
    throw new PlanningFault(
      'plan-compare',
      `${candidates.length} plans in ${worlds.length} worlds. Give at least one of each.`,
    );
  const results = candidates.map(({ plan }) => worlds.map((world) => simulate(plan, world)));
  const costs = results.map((row) => row.map((each) => costOfToll(each.toll, weights)));
  const least = worlds.map((_, w) => Math.min(...costs.map((row) => row[w]!)));
  const means = costs.map(mean);
  const best = means.indexOf(Math.min(...means));
  const social = results.map((row) =>
    row.map((each) =>
      costOfToll(
        each.toll,
        weights,
        tollKeys.filter((key) => !healthKeys.includes(key)),
      ),
    ),
  );
  const health = results.map((row) => row.map((each) => costOfToll(each.toll, weights, healthKeys)));
  const compared = candidates.map(({ name }, p): Compared => {
    const row = results[p]!;
    const regrets = costs[p]!.map((each, w) => each - least[w]!);
    const above = costs[p]!.map((each, w) => each - costs[best]![w]!);
    const half = (1.96 * deviation(above)) / Math.sqrt(above.length);
    return {
      name,
      cost: band(costs[p]!),
      social: band(social[p]!),
      health: band(health[p]!),
      toll: Object.fromEntries(
        tollKeys.map((key) => [key, band(row.map((each) => each.toll[key]))]),
      ) as Compared['toll'],
      weekly: Array.from(row[0]!.infections, (_, week) => band(row.map((each) => each.infections[week]!))),
      short: shortBands(row),
      regret: { mean: mean(regrets), largest: Math.max(...regrets) },
      bestShare: regrets.filter((each) => each <= 0).length / worlds.length,
      aboveBest: { mean: mean(above), low: mean(above) - half, high: mean(above) + half },
      pareto: !candidates.some(
        (_, q) =>
          mean(social[q]!) <= mean(social[p]!) &&
          mean(health[q]!) <= mean(health[p]!) &&
          (mean(social[q]!) < mean(social[p]!) || mean(health[q]!) < mean(health[p]!)),
      ),
    };
  });
  return compared.sort((a, b) => a.cost.mean - b.cost.mean);
}

const shortBands = (row: readonly WorldResult[]): Compared['short'] => ({
  teams: band(row.map((each) => each.short.teams)),
  tests: band(row.map((each) => each.short.tests)),
  beds: band(row.map((each) => each.short.beds)),
});

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (values.length - 1));
}

function band(values: readonly number[]): Band {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (p: number): number => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;
  return { mean: mean(values), low: at(0.05), high: at(0.95) };
}
