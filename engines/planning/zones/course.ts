import { type LocalArea, spread, susceptibleAtStart } from './local.ts';
import type { Toll, ZoneProblem } from './problem.ts';

/** What one area's schedule of levels leads to in the surrogate: infections, and what is asked of each capacity, week by week. */
export interface ScheduleCourse {
  infections: Float64Array;
  teams: Float64Array;
  tests: Float64Array;
  beds: Float64Array;
  cost: number;
}

/** Cost of one infection in a week: itself, its bed-weeks and deaths, and for the last week those it leaves behind. */
export function infectionCost(problem: ZoneProblem, week: number): number {
  const { weights } = problem;
  const one =
    weights.infections + problem.bedShare * problem.stayWeeks * weights.bedWeeks + problem.fatality * weights.deaths;
  return week === problem.weeks - 1 ? one * (1 + problem.after) : one;
}

export function scheduleCourse(problem: ZoneProblem, local: LocalArea, levels: ArrayLike<number>): ScheduleCourse {
  const { weeks } = problem;
  const course: ScheduleCourse = {
    infections: new Float64Array(weeks),
    teams: new Float64Array(weeks),
    tests: new Float64Array(weeks),
    beds: new Float64Array(weeks),
    cost: 0,
  };
  let infections = local.area.infections;
  let susceptible = susceptibleAtStart(local);
  for (let week = 0; week < weeks; week++) {
    const level = levels[week]!;
    infections = spread(local, level, week, susceptible, infections);
    susceptible -= infections;
    course.infections[week] = infections;
    course.cost += local.cost[level]! + infectionCost(problem, week) * infections;
    course.teams[week] = local.teams[level]! + problem.teamsPerInfection * infections;
    course.tests[week] = local.tests[level]! + problem.testsPerInfection * infections;
    for (let stay = week; stay < Math.min(weeks, week + problem.stayWeeks); stay++)
      course.beds[stay]! += problem.bedShare * infections;
  }
  return course;
}

/** The toll of a schedule in its own units. */
export function scheduleToll(
  problem: ZoneProblem,
  local: LocalArea,
  levels: ArrayLike<number>,
  infections: ArrayLike<number>,
): Toll {
  const { area } = local;
  const toll: Toll = {
    restrictedDays: 0,
    workDays: 0,
    schoolDays: 0,
    missedCare: 0,
    money: 0,
    infections: 0,
    bedWeeks: 0,
    deaths: 0,
  };
  for (let week = 0; week < problem.weeks; week++) {
    const level = problem.levels[levels[week]!]!;
    toll.restrictedDays += area.population * level.restrictedDays;
    toll.workDays += area.workers * level.workDays;
    toll.schoolDays += area.pupils * level.schoolDays;
    toll.missedCare += area.patients * level.missedCare;
    toll.money += area.population * level.money;
    toll.infections += infections[week]!;
  }
  toll.bedWeeks = toll.infections * problem.bedShare * problem.stayWeeks;
  toll.deaths = toll.infections * problem.fatality;
  return toll;
}
