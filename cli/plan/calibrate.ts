import type { ZoneProblem } from '../../engines/planning/index.ts';
import { begin, type City, type Disease, type Measure, type Scenario } from '../../engines/simulation/index.ts';
import { UsageError } from '../io.ts';

/** What a level means to people: measures of the simulator without days and areas, which the plan gives. */
export type LevelMeasures = readonly (readonly Measure[])[];

/** First cases of a calibrating run, few beside the city so that nobody's contacts are used up; runs; days until two generations are through. */
const FIRST_PER_MILLION = 1500;
const RUNS = 4;
const DAYS = 35;

/** What the planner's model needs, as the simulator has it. */
export interface Calibration {
  /** Infections caused by one with the scenario's own measures and no level in force; mean days between them. */
  reproduction: number;
  generationDays: number;
  /** By level: infections caused by one, against those without a level. */
  contact: number[];
}

/**
 * Levels measured in the simulator instead of believed: each is put in force everywhere, and the reproduction number is the number of infections
 * by those whom the first cases infected, for each of them (the first cases themselves are drawn evenly and are no typical cases). All runs meet
 * the same chance. Contact never rises from a level to the next, as the planner's list of levels demands.
 */
export function calibrate(
  city: City,
  disease: Disease,
  base: Pick<Scenario, 'hospital' | 'measures'>,
  levels: LevelMeasures,
): Calibration {
  const none = measured(city, disease, base, []);
  let last = 1;
  const contact = levels.map((measures) => {
    if (measures.length > 0)
      last = Math.min(last, measured(city, disease, base, measures).reproduction / none.reproduction);
    return last;
  });
  return { ...none, contact };
}

function measured(
  city: City,
  disease: Disease,
  base: Pick<Scenario, 'hospital' | 'measures'>,
  measures: readonly Measure[],
): { reproduction: number; generationDays: number } {
  let [second, third, days] = [0, 0, 0];
  const cases = Math.max(10, Math.round((city.people * FIRST_PER_MILLION) / 1e6));
  for (let seed = 1; seed <= RUNS; seed++) {
    const run = begin(
      city,
      disease,
      { days: DAYS, seed, seeds: { cases }, importsPerDay: 0, ...base, measures: [...base.measures, ...measures] },
      true,
    );
    const generation = new Map<number, { n: number; day: number }>();
    for (let more = true; more; ) {
      more = run.step();
      for (const person of run.today().infected) {
        const by = generation.get(run.look(person).infector);
        const n = by ? by.n + 1 : 0;
        generation.set(person, { n, day: run.day });
        if (n === 1) second++;
        if (by && n === 2) {
          third++;
          days += run.day - by.day;
        }
      }
    }
  }
  return { reproduction: second > 0 ? third / second : 0, generationDays: third > 0 ? days / third : 1 };
}

/** The problem with reproduction, days between infections and contact of each level as the simulator has them. */
export function calibrated(problem: ZoneProblem, { reproduction, generationDays, contact }: Calibration): ZoneProblem {
  if (!(reproduction > 0))
    throw new UsageError('plan-calibration: the scenario infects nobody. Choose one whose disease spreads.');
  return {
    ...problem,
    reproduction,
    generationDays,
    levels: problem.levels.map((level, i) => ({ ...level, contact: contact[i]! })),
  };
}

/** A level that is to cut contact must say by which measures, or the simulator cannot show it. */
export function checkLevels(problem: ZoneProblem, levels: LevelMeasures): void {
  problem.levels.forEach(({ name, contact }, i) => {
    if (contact < 1 && levels[i]!.length === 0)
      throw new UsageError(
        `plan-level-measures: ${name} leaves a contact of ${contact} and names no measures. Give its measures to simulate it.`,
      );
  });
}
