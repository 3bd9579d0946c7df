import type { ZoneArea, ZoneProblem } from './problem.ts';

/**
 * One area as the planner sees it, made from the problem once: what each level costs and asks for, how infections go on,
 * and who comes in. Infections of week t under level l: S (1 - exp(-g_l ((1-m) J + incoming_t)/N)) + imported, with
 * g_l = (reproduction x contact_l)^(7/generation days): a weekly SIR in which nobody is infected twice.
 */
export interface LocalArea {
  area: ZoneArea;
  /** Weighted social cost of a week at each level, teams and tests it asks for. */
  cost: Float64Array;
  teams: Float64Array;
  tests: Float64Array;
  /** Weekly growth at each level, divided by the population. */
  growth: Float64Array;
  /** Infectious pressure from other areas in each week, taken from a reference plan. */
  incoming: Float64Array;
  /** Share of its transmission that stays in the area. */
  kept: number;
  /** Levels allowed. */
  mildest: number;
  strictest: number;
}

export function localAreas(problem: ZoneProblem): LocalArea[] {
  const { weights } = problem;
  return problem.areas.map((area) => ({
    area,
    cost: Float64Array.from(
      problem.levels,
      (level) =>
        area.population * (level.restrictedDays * weights.restrictedDays + level.money * weights.money) +
        area.workers * level.workDays * weights.workDays +
        area.pupils * level.schoolDays * weights.schoolDays +
        area.patients * level.missedCare * weights.missedCare,
    ),
    teams: Float64Array.from(problem.levels, (level) => (level.teams * area.population) / 1000),
    tests: Float64Array.from(problem.levels, (level) => level.tests * area.population),
    growth: Float64Array.from(problem.levels, (level) => weeklyGrowth(problem, level.contact) / area.population),
    incoming: new Float64Array(problem.weeks),
    kept: problem.areas.length === 1 ? 1 : 1 - problem.mixing,
    mildest: area.mildest ?? 0,
    strictest: area.strictest ?? problem.levels.length - 1,
  }));
}

/** Infections next week for each this week among the susceptible: (R x contact)^(7/generation days). */
export const weeklyGrowth = (problem: ZoneProblem, contact: number): number =>
  (problem.reproduction * contact) ** (7 / problem.generationDays);

/** New infections of a week, given those susceptible and infected the week before. */
export const spread = (
  local: LocalArea,
  level: number,
  week: number,
  susceptible: number,
  infections: number,
): number => {
  const risk = local.growth[level]! * (local.kept * infections + local.incoming[week]!);
  // 1 - exp(-x), by its series where that is exact to nine digits and several times faster
  const caught = risk < 1e-4 ? risk * (1 - risk / 2) : 1 - Math.exp(-risk);
  return Math.min(susceptible, susceptible * caught + local.area.imported);
};

export const susceptibleAtStart = ({ area }: LocalArea): number =>
  Math.max(0, area.population - area.immune - area.infections);
