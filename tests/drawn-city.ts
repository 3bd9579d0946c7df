import type { ZoneProblem } from '../engines/planning/zones/problem.ts';
import type { Chance } from '../kernel/chance.ts';

/** A drawn small city for tests: so many areas, weeks and levels, nothing scarce. */
export function drawnCity(
  chance: Chance,
  count: number,
  weeks: number,
  levels: number,
  hold: number,
  mixing: number,
): ZoneProblem {
  const contacts = Array.from({ length: levels }, () => 0.15 + 0.85 * chance.next()).sort((a, b) => b - a);
  return {
    weeks,
    hold,
    reproduction: 1.2 + 2 * chance.next(),
    generationDays: 4 + 4 * chance.next(),
    mixing,
    bedShare: 0.05,
    stayWeeks: 2,
    fatality: 0.005,
    testsPerInfection: 10,
    teamsPerInfection: 0.01,
    after: 1,
    levels: contacts.map((contact, i) => ({
      name: `level ${i}`,
      contact,
      restrictedDays: (7 * i) / levels,
      workDays: (5 * i) / levels,
      schoolDays: i > 1 ? 5 : 0,
      missedCare: 0.1 * i,
      money: 2 * i,
      teams: 0.2 * i,
      tests: 0.3 * i,
    })),
    areas: Array.from({ length: count }, (_, i) => {
      const population = 5000 + chance.below(20_000);
      return {
        area: `area ${i}`,
        population,
        workers: Math.round(population / 2),
        pupils: Math.round(population / 7),
        patients: Math.round(population / 20),
        infections: 1 + chance.below(40),
        immune: chance.below(500),
        imported: 0,
        level: 0,
        heldWeeks: 9,
      };
    }),
    capacities: [],
    weights: {
      restrictedDays: 1,
      workDays: 10,
      schoolDays: 5,
      missedCare: 10,
      money: 1,
      infections: 200 + 2000 * chance.next(),
      bedWeeks: 3000,
      deaths: 300_000,
    },
  };
}
