import { positive } from '../fault.ts';
import { capacityRows, demandOf, rowsByArea } from '../zones/capacity.ts';
import { scheduleToll } from '../zones/course.ts';
import { localAreas, susceptibleAtStart, weeklyGrowth } from '../zones/local.ts';
import { type Toll, tollKeys, type ZonePlan, type ZoneProblem } from '../zones/problem.ts';
import { casesDrawn, uniformAt } from './draws.ts';
import type { SimulatePlan, WorldResult } from './world.ts';

/**
 * A stochastic city of areas that infect one another: the planner's own surrogate with chance. New infections of an area and week are
 * negative binomial about the surrogate's mean, with the dispersion of one case (Lloyd-Smith 2005) times the cases before.
 */
export function surrogateSimulation(problem: ZoneProblem, dispersion: number): SimulatePlan {
  positive('plan-dispersion', 'dispersion', dispersion);
  const people = problem.areas.reduce((sum, area) => sum + area.population, 0);
  return (plan, world) => {
    const locals = localAreas(problem);
    // measures leave more or less contact than believed, never more than no measures do
    const growth = problem.levels.map((level) =>
      weeklyGrowth(
        problem,
        world.reproduction * (level.contact === 1 ? 1 : Math.min(1, level.contact * world.contact)),
      ),
    );
    const now = Float64Array.from(locals, ({ area }) => area.infections * world.start);
    const susceptible = Float64Array.from(locals, susceptibleAtStart);
    const infections = locals.map(() => new Float64Array(problem.weeks));
    for (let week = 0; week < problem.weeks; week++) {
      const share = (a: number): number =>
        locals.length === 1 ? 0 : (problem.mixing * now[a]!) / (people - locals[a]!.area.population);
      let away = 0;
      for (let a = 0; a < locals.length; a++) away += share(a);
      locals.forEach((local, a) => {
        const { population, imported } = local.area;
        const pressure = local.kept * now[a]! + population * (away - share(a));
        const risk = (growth[plan.levels[a]![week]!]! / population) * pressure;
        const mean = susceptible[a]! * -Math.expm1(-risk) + imported;
        const drawn = casesDrawn(mean, dispersion * (pressure + imported), uniformAt(world.seed, a, week));
        infections[a]![week] = Math.min(Math.floor(susceptible[a]!), drawn);
      });
      for (let a = 0; a < locals.length; a++) {
        now[a] = infections[a]![week]!;
        susceptible[a]! -= now[a]!;
      }
    }
    return planCourseToll(problem, plan, infections);
  };
}

/** The toll of a plan given the infections of each area (row) and week, the city's infections by week, and what it asked too much of. */
export function planCourseToll(problem: ZoneProblem, plan: ZonePlan, infections: readonly Float64Array[]): WorldResult {
  const locals = localAreas(problem);
  const rows = capacityRows(problem);
  return {
    toll: tollOf(problem, locals, plan.levels, infections),
    infections: Float64Array.from({ length: problem.weeks }, (_, w) =>
      infections.reduce((sum, each) => sum + each[w]!, 0),
    ),
    short: shortOf(problem, locals, plan.levels, infections, rows, rowsByArea(problem, rows)),
  };
}

function tollOf(
  problem: ZoneProblem,
  locals: ReturnType<typeof localAreas>,
  levels: readonly Uint8Array[],
  infections: readonly Float64Array[],
): Toll {
  const total = scheduleToll(problem, locals[0]!, levels[0]!, infections[0]!);
  for (let a = 1; a < locals.length; a++) {
    const each = scheduleToll(problem, locals[a]!, levels[a]!, infections[a]!);
    for (const key of tollKeys) total[key] += each[key];
  }
  return total;
}

function shortOf(
  problem: ZoneProblem,
  locals: ReturnType<typeof localAreas>,
  levels: readonly Uint8Array[],
  infections: readonly Float64Array[],
  rows: ReturnType<typeof capacityRows>,
  rowsOf: readonly number[][],
): { teams: number; tests: number; beds: number } {
  const used = new Float64Array(rows.length);
  locals.forEach((local, a) => {
    const beds = new Float64Array(problem.weeks);
    infections[a]!.forEach((each, week) => {
      for (let stay = week; stay < Math.min(problem.weeks, week + problem.stayWeeks); stay++)
        beds[stay]! += problem.bedShare * each;
    });
    const course = {
      infections: infections[a]!,
      teams: infections[a]!.map((each, w) => local.teams[levels[a]![w]!]! + problem.teamsPerInfection * each),
      tests: infections[a]!.map((each, w) => local.tests[levels[a]![w]!]! + problem.testsPerInfection * each),
      beds,
      cost: 0,
    };
    for (const r of rowsOf[a]!) used[r]! += demandOf(course, rows[r]!);
  });
  const short = { teams: 0, tests: 0, beds: 0 };
  rows.forEach((row, r) => {
    short[row.kind] += Math.max(0, used[r]! - row.have);
  });
  return short;
}
