import type { Disease, Scenario } from '../../engines/simulation/index.ts';
import { type ScenarioText, scaled } from '../../protocols/scenario.ts';
import { diseaseOf, loadCity, loadScenario } from '../../server/simulation.ts';

/** What the command line changes of a scenario. */
export interface Changes {
  people?: number;
  days?: number;
  seed?: number;
}

/** A scenario read and changed: plain values that any worker makes the same city of. */
export interface Plan {
  text: ScenarioText;
  tables: Awaited<ReturnType<typeof loadCity>>;
  disease: Disease;
  scenario: Scenario;
}

/** Reads a scenario by name or path with its disease and city, and scales it. */
export async function planOf(nameOrPath: string, changes: Changes): Promise<Plan> {
  const read = await loadScenario(nameOrPath);
  const text = scaled(
    { ...read, days: changes.days ?? read.days, seed: changes.seed ?? read.seed },
    changes.people ?? read.city.people,
  );
  const [disease, tables] = await Promise.all([diseaseOf(text), loadCity(text.city.tables, text.city.areas)]);
  const { days, seed, seeds, importsPerDay, hospital, measures, vaccinated, start } = text;
  const scenario = {
    days,
    seed,
    seeds,
    importsPerDay,
    hospital,
    measures,
    ...(vaccinated ? { vaccinated } : {}),
    ...(start ? { start } : {}),
  };
  return { text, tables, disease, scenario };
}
