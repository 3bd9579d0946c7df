import { writeFile } from 'node:fs/promises';
import * as z from 'zod';
import {
  candidatePlans,
  comparePlans,
  drawWorlds,
  type LinearProgram,
  liftings,
  lpText,
  surrogateSimulation,
  type ZoneOutcome,
  type ZoneProblem,
} from '../../engines/planning/index.ts';
import type { Measure } from '../../engines/simulation/index.ts';
import { calibrated } from './calibrate.ts';
import { openHighs } from './highs.ts';
import { individualSimulation } from './individuals.ts';
import { columns, figure, numberOf } from './options.ts';
import type { Planned } from './planned.ts';
import { readProblem } from './read.ts';

const toll = z.strictObject({
  restrictedDays: z.number(),
  workDays: z.number(),
  schoolDays: z.number(),
  missedCare: z.number(),
  money: z.number(),
  infections: z.number(),
  bedWeeks: z.number(),
  deaths: z.number(),
});

export const Zones = z.strictObject({
  weeks: z.number(),
  hold: z.number(),
  reproduction: z.number(),
  generationDays: z.number(),
  mixing: z.number(),
  bedShare: z.number(),
  stayWeeks: z.number(),
  fatality: z.number(),
  testsPerInfection: z.number(),
  teamsPerInfection: z.number(),
  after: z.number(),
  weights: toll,
  levels: z.array(
    z.strictObject({
      name: z.string(),
      contact: z.number(),
      restrictedDays: z.number(),
      workDays: z.number(),
      schoolDays: z.number(),
      missedCare: z.number(),
      money: z.number(),
      teams: z.number(),
      tests: z.number(),
      /** What the level is in the simulator: measures without days and areas. */
      measures: z.array(z.looseObject({ kind: z.string() })).optional(),
    }),
  ),
  capacities: z.array(
    z.strictObject({
      kind: z.enum(['teams', 'tests', 'beds']),
      pool: z.string().optional(),
      amount: z.union([z.number(), z.array(z.number())]),
    }),
  ),
  areas: z.array(
    z.strictObject({
      area: z.string(),
      population: z.number(),
      workers: z.number(),
      pupils: z.number(),
      patients: z.number(),
      infections: z.number(),
      immune: z.number(),
      imported: z.number(),
      level: z.number(),
      heldWeeks: z.number(),
      mildest: z.number().optional(),
      strictest: z.number().optional(),
      pool: z.string().optional(),
    }),
  ),
  uncertainty: z.strictObject({ reproduction: z.number(), contact: z.number(), start: z.number() }),
  dispersion: z.number(),
});

/** `tandem plan zones`: levels by area and week, certificate, easing, and the best plans in the same drawn worlds. */
export async function planZoneFile(
  file: string | undefined,
  options: { gap?: string; plans?: string; worlds?: string; seed?: string; lp?: string; simulate?: string },
): Promise<Planned> {
  const { uncertainty, dispersion, ...given } = await readProblem(file, 'zones.yaml', Zones);
  const people =
    options.simulate === undefined
      ? undefined
      : await individualSimulation(
          given,
          options.simulate,
          given.levels.map((level) => (level.measures ?? []) as unknown as Measure[]),
        );
  const problem: ZoneProblem = people ? calibrated(given, people.calibration) : given;
  const limits = { gap: numberOf('gap', options.gap, 0.001), seconds: 30 };
  const seed = options.seed ?? 'tandem';
  const open = await openHighs();
  let last: LinearProgram | undefined;
  const solve: typeof open = (program, told) => {
    last = program;
    return open(program, told);
  };
  const { stated, candidates } = candidatePlans(problem, solve, limits, numberOf('plans', options.plans, 5));
  if (options.lp && last) await writeFile(options.lp, lpText(last));
  if (stated.kind === 'infeasible') return refused(stated);
  const eases = liftings(problem, stated.locals, stated.plan, stated.use);
  const worlds = drawWorlds(
    numberOf('worlds', options.worlds, options.simulate === undefined ? 50 : 10),
    uncertainty,
    seed,
  );
  const simulation = people?.simulate ?? surrogateSimulation(problem, dispersion);
  const compared = comparePlans(candidates, worlds, simulation, problem.weights);
  const areas = problem.areas.map(({ area }, a) => ({
    area,
    levels: [...stated.plan.levels[a]!].map((level) => problem.levels[level]!.name),
  }));
  return {
    result: {
      advice: true,
      cost: stated.cost,
      bound: stated.bound,
      gap: stated.gap,
      areas,
      capacities: stated.use,
      easing: eases,
      seed,
      worlds: worlds.length,
      simulation: options.simulate ?? 'surrogate',
      reproduction: problem.reproduction,
      generationDays: problem.generationDays,
      levels: problem.levels.map(({ name, contact }, i) => ({ name, contact, given: given.levels[i]!.contact })),
      played: compared.find(({ name }) => name === candidates[0]!.name)!.cost.mean,
      compared: compared.map((each) => ({
        ...each,
        areas: candidates
          .find(({ name }) => name === each.name)!
          .plan.levels.map((levels, a) => ({ area: problem.areas[a]!.area, levels: [...levels] })),
      })),
    },
    lines: [
      ...(people ? told(problem) : []),
      ...describe(problem, stated, areas, eases, compared),
      modelAgainstPlay(
        stated.cost,
        compared.find(({ name }) => name === candidates[0]!.name)!.cost.mean,
        worlds.length,
      ),
      '',
      "Advice, not an order: the model is a sketch, its weights are the city's choice, and people decide.",
    ],
  };
}

/** What was measured in the simulator, in words. */
const told = ({ levels, reproduction, generationDays }: ZoneProblem): string[] => [
  `Measured in the simulator: ${figure(reproduction)} cases of one, ${figure(generationDays, 1)} days apart; left by ${levels
    .map(({ name, contact }) => `${name} ${(100 * contact).toFixed(0)} %`)
    .join(', ')}.`,
  '',
];

function refused(outcome: ZoneOutcome & { kind: 'infeasible' }): Planned {
  return {
    result: { infeasible: true, proven: outcome.proven, shortages: outcome.shortages },
    refused: true,
    lines: [
      `zones-infeasible: ${outcome.proven ? 'no plan can keep the capacities and holds' : 'no plan was found that keeps them'}. The plan that falls short least lacks:`,
      ...outcome.shortages.map(
        ({ what, need, have, short }) =>
          `  ${what}: needs ${figure(need)}, has ${figure(have)}: ${figure(short)} too few`,
      ),
      'Raise these, shorten the hold, or allow other levels.',
    ],
  };
}

function describe(
  problem: ZoneProblem,
  stated: ZoneOutcome & { kind: 'plan' },
  areas: { area: string; levels: string[] }[],
  eases: ReturnType<typeof liftings>,
  compared: ReturnType<typeof comparePlans>,
): string[] {
  const weeks = Array.from({ length: problem.weeks }, (_, w) => String(w + 1));
  const scarce = stated.use.filter((each) => each.price > 0);
  const shown = areas.slice(0, 40);
  return [
    ...columns([['area', ...weeks], ...shown.map(({ area, levels }) => [area, ...levels])]),
    ...(areas.length > shown.length ? [`and ${areas.length - shown.length} more areas: --json has them all`] : []),
    '',
    `Cost ${figure(stated.cost, 0)}; no plan of this model costs less than ${figure(stated.bound, 0)} (gap ${(100 * stated.gap).toFixed(3)} %).`,
    scarce.length === 0
      ? 'Teams, tests and beds suffice in every week.'
      : `Scarce: ${scarce.map((each) => `${each.kind}${each.pool ? ` of ${each.pool}` : ''} in week ${each.week + 1} (one more saves ${figure(each.price)})`).join('; ')}.`,
    ...eases
      .slice(0, 12)
      .map(
        (each) =>
          `${each.area}: ${each.from} to ${each.to} in week ${each.week}, with ${figure(each.expected, 0)} infections expected the week before${each.easeBelow === null ? '' : `; wait if there are more than ${figure(each.easeBelow, 0)}`}.`,
      ),
    '',
    ...columns([
      ['plan', 'cost', '5 %', '95 %', 'social', 'health', 'deaths', 'mean regret', 'best in', ''],
      ...compared.map((each) => [
        each.name,
        figure(each.cost.mean, 0),
        figure(each.cost.low, 0),
        figure(each.cost.high, 0),
        figure(each.social.mean, 0),
        figure(each.health.mean, 0),
        figure(each.toll.deaths.mean, 1),
        figure(each.regret.mean, 0),
        `${(100 * each.bestShare).toFixed(0)} %`,
        each.pareto ? 'Pareto' : '',
      ]),
    ]),
    '',
  ];
}

/** How far the planner's model is off for its own plan: it knows no chance, so an outbreak never dies out in it. */
function modelAgainstPlay(stated: number, played: number, worlds: number): string {
  const off = played === 0 ? 0 : Math.round(100 * (stated / played - 1));
  const how =
    off === 0 ? 'as much' : `${Math.abs(off)} % ${off > 0 ? 'more: it is pessimistic' : 'less: it is optimistic'}`;
  return `For this plan the model without chance states ${figure(stated, 0)}; played in ${worlds} worlds it costs ${figure(played, 0)} on average. The model states ${how}. Regret is taken from the play.`;
}
