import {
  planCourseToll,
  type SimulatePlan,
  type World,
  type ZonePlan,
  type ZoneProblem,
} from '../../engines/planning/index.ts';
import { type City, type Measure, makeCity, type Scenario, simulate } from '../../engines/simulation/index.ts';
import { planOf } from '../simulation/prepare.ts';
import { type Calibration, calibrate, checkLevels, type LevelMeasures } from './calibrate.ts';

/**
 * The individual-based simulator behind the planner's function: a synthetic city with the areas and people of the problem, the disease,
 * tests and hospital of a scenario, and the measures of each level where and when the plan has it. Days and visits lost are those the
 * plan decides; infections, bed-weeks and deaths are counted in the run.
 */
export async function individualSimulation(
  problem: ZoneProblem,
  scenario: string,
  levels: LevelMeasures,
): Promise<{ simulate: SimulatePlan; calibration: Calibration }> {
  checkLevels(problem, levels);
  const people = problem.areas.reduce((sum, area) => sum + area.population, 0);
  const read = await planOf(scenario, { people, days: 7 * problem.weeks });
  const tables = {
    ...read.tables,
    areas: problem.areas.map(({ area, population }) => ({ code: area, people: population })),
  };
  const city = makeCity(tables, people, read.text.city.seed);
  const base = { hospital: read.scenario.hospital, measures: withoutAreas(read.scenario.measures) };
  const calibration = calibrate(city, read.disease, base, levels);
  const run: SimulatePlan = (plan, world) => {
    const told: Scenario = {
      days: 7 * problem.weeks,
      seed: world.seed & 0x7fffffff,
      seeds: { cases: 0 },
      importsPerDay: problem.areas.reduce((sum, { imported }) => sum + imported, 0) / 7,
      hospital: base.hospital,
      measures: [...base.measures, ...measuresOf(problem, plan, levels, world)],
      start: startOf(problem, city, world),
    };
    const result = simulate(city, { ...read.disease, r0: read.disease.r0 * world.reproduction }, told);
    const infections = problem.areas.map((_, a) =>
      Float64Array.from({ length: problem.weeks }, (_, week) => {
        let sum = 0;
        for (let day = 7 * week; day < 7 * week + 7; day++) sum += result.infectedIn[day * result.areas + a]!;
        return sum;
      }),
    );
    const course = planCourseToll(problem, plan, infections);
    const days = (name: 'inWard' | 'inIntensive' | 'deaths'): number =>
      result.series[name].reduce((sum, each) => sum + each, 0);
    return {
      ...course,
      toll: { ...course.toll, bedWeeks: (days('inWard') + days('inIntensive')) / 7, deaths: days('deaths') },
    };
  };
  return { simulate: run, calibration };
}

/** Measures that name areas of the scenario's own city mean nothing in the city of the problem. */
const withoutAreas = (measures: readonly Measure[]): Measure[] => measures.filter((each) => !('areas' in each));

/** The measures of each level in each week, in the areas that have it; a world in which measures leave more contact weakens them. */
function measuresOf(problem: ZoneProblem, plan: ZonePlan, levels: LevelMeasures, world: World): Measure[] {
  const weak = (share: number): number => Math.max(0, Math.min(1, 1 - (1 - share) * world.contact));
  return Array.from({ length: problem.weeks }, (_, week) =>
    levels.flatMap((measures, level) => {
      const areas = problem.areas.filter((_, a) => plan.levels[a]![week] === level).map(({ area }) => area);
      if (areas.length === 0) return [];
      return measures.map((each): Measure => {
        const when = { from: 7 * week, to: 7 * week + 6, areas };
        if (each.kind === 'stay-at-home') return { ...each, ...when, compliance: weak(each.compliance) };
        if (each.kind === 'closing') return { ...each, ...when, share: weak(each.share) };
        if (each.kind === 'distancing') {
          const { community, work, school } = each;
          const cuts = Object.entries({ community, work, school }).filter(([, cut]) => cut !== undefined);
          return { ...each, ...when, ...Object.fromEntries(cuts.map(([name, cut]) => [name, weak(cut!)])) };
        }
        return { ...each, ...when } as Measure;
      });
    }),
  ).flat();
}

/** The infections of the week before the plan, spread evenly over its days, and the immune. */
function startOf(problem: ZoneProblem, city: City, world: World): NonNullable<Scenario['start']> {
  return {
    areas: problem.areas.map(({ area, infections, immune }, a) => {
      const living = city.areaStart[a + 1]! - city.areaStart[a]!;
      const all = Math.min(living, Math.round(infections * world.start));
      return {
        area,
        infectedDaysAgo: Array.from({ length: 7 }, (_, day) => Math.floor(all / 7) + (day < all % 7 ? 1 : 0)),
        immune: Math.min(living - all, Math.round(immune)),
      };
    }),
  };
}
