import { areaOf, type City } from './city/city.ts';
import { checkMeasure, type Measure } from './measures.ts';

/** Today's situation: how the run begins instead of, or besides, `seeds`. */
export interface Start {
  /** People of an area infected 0, 1, 2, ... days ago; how many of them are known; how many others are immune by now. */
  areas: readonly { area: string; infectedDaysAgo: readonly number[]; known?: number; immune?: number }[];
  /** Persons one knows of. */
  persons?: readonly { person: number; infectedDaysAgo: number; known?: boolean }[];
}

/** What happens in a run, besides the city and the disease. */
export interface Scenario {
  days: number;
  seed: number;
  /** People infected on day 0, drawn from an area (or all) and an age range. */
  seeds: { cases: number; area?: string; fromAge?: number; toAge?: number };
  /** Mean number of infected people who arrive from outside each day. */
  importsPerDay: number;
  hospital: { beds: number; intensive: number };
  /** Vaccinated before day 0, by age. */
  vaccinated?: readonly { fromAge: number; toAge: number; share: number }[];
  measures: readonly Measure[];
  start?: Start;
}

const fault = (id: string, what: string, todo: string): Error => new Error(`${id}: ${what}. ${todo}`);
/** The most days of a run: days are held in 16 bits with room for the lead-in of a start. */
const MOST_DAYS = 3650;

/** Throws the first fault of a scenario by name. */
export function checkScenario(scenario: Scenario, city: City): void {
  const { days, seeds, hospital, start } = scenario;
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw fault('simulation-days', `${days} days`, `Give 1 to ${MOST_DAYS}.`);
  if (!Number.isInteger(scenario.seed))
    throw fault('simulation-seed', `the seed is ${scenario.seed}`, 'Give a whole number.');
  if (city.householdStart.length < 2 || city.people < 1)
    throw fault('city-no-households', 'the city has no households', 'Make it from tables with people.');
  if (!Number.isInteger(seeds.cases) || seeds.cases < 0 || seeds.cases > city.people)
    throw fault(
      'simulation-seeds',
      `${seeds.cases} first cases in a city of ${city.people}`,
      'Give a whole number up to its people.',
    );
  if (seeds.area !== undefined) areaOf(city, seeds.area);
  if (!(scenario.importsPerDay >= 0))
    throw fault('simulation-imports', `${scenario.importsPerDay} arrivals a day`, 'Give 0 or more.');
  for (const [name, beds] of Object.entries(hospital)) {
    if (!(beds >= 0)) throw fault('simulation-beds', `${name} is ${beds}`, 'Give 0 or more.');
    if (beds > city.people)
      throw fault('simulation-beds', `${beds} ${name} for ${city.people} people`, 'Give no more beds than people.');
  }
  for (const each of scenario.vaccinated ?? [])
    if (!(each.share >= 0 && each.share <= 1))
      throw fault('simulation-vaccinated', `a share of ${each.share}`, 'Give 0 to 1.');
  for (const measure of scenario.measures) checkMeasure(measure, city);
  if (start) checkStart(start, city);
}

function checkStart(start: Start, city: City): void {
  for (const each of start.areas) {
    const at = areaOf(city, each.area);
    const living = city.areaStart[at + 1]! - city.areaStart[at]!;
    const infected = each.infectedDaysAgo.reduce((sum, n) => sum + n, 0);
    if (each.infectedDaysAgo.some((n) => !Number.isInteger(n) || n < 0) || each.infectedDaysAgo.length > 100)
      throw fault(
        'simulation-start',
        `${each.area}: infected ${each.infectedDaysAgo.join(', ')}`,
        'Give whole numbers for at most 100 days.',
      );
    if (infected + (each.immune ?? 0) > living)
      throw fault(
        'simulation-start',
        `${each.area}: ${infected} infected and ${each.immune ?? 0} immune of ${living} people`,
        'Give no more than live there.',
      );
    if ((each.known ?? 0) > infected)
      throw fault(
        'simulation-start',
        `${each.area}: ${each.known} known of ${infected} infected`,
        'Give no more than are infected.',
      );
  }
  for (const { person, infectedDaysAgo } of start.persons ?? []) {
    if (!(Number.isInteger(person) && person >= 0 && person < city.people))
      throw fault('simulation-start', `person ${person}`, `Give 0 to ${city.people - 1}.`);
    if (!(Number.isInteger(infectedDaysAgo) && infectedDaysAgo >= 0 && infectedDaysAgo <= 100))
      throw fault('simulation-start', `person ${person} infected ${infectedDaysAgo} days ago`, 'Give 0 to 100.');
  }
}

/** Days simulated before day 0 so that the infections of a start run their course. */
export const leadOf = (start: Start | undefined): number =>
  Math.max(
    0,
    ...(start?.areas ?? []).map((each) => each.infectedDaysAgo.length - 1),
    ...(start?.persons ?? []).map((each) => each.infectedDaysAgo),
  );
