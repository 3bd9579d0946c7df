import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bestPools,
  holdEffect,
  perfect,
  planZones,
  pulseFront,
  type ZoneProblem,
} from '../../engines/planning/index.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import type { Io } from '../io.ts';
import { openHighs } from '../plan/highs.ts';
import { feedbackRuns, readPulses, summary } from '../plan/pulses.ts';
import { type Figure, rounded } from './figure.ts';

const GOLDEN = join(dirnameOf(import.meta.url), '..', '..', 'tests', 'golden', 'planning');
const WORLDS = 60;

function dirnameOf(url: string): string {
  return fileURLToPath(new URL('.', url));
}

/** CPU seconds of some work: user and system, so that a busy machine does not show. */
async function timed<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const before = process.cpuUsage();
  const result = await work();
  const used = process.cpuUsage(before);
  return [result, rounded((used.user + used.system) / 1e6, 1)];
}

/** Planning: golden tables, the front and the feedback planner of the on/off problem, zones of 500 areas. */
export async function planning(io: Io): Promise<Figure[]> {
  return [...(await tables()), ...(await pulses(io)), ...(await zones(io))];
}

async function tables(): Promise<Figure[]> {
  const golden = JSON.parse(await readFile(join(GOLDEN, 'tables.json'), 'utf8')) as {
    pooling: { p: number; dorfman_tests_per_person: number; three_stage_tests: number }[];
    quarantine: Record<string, number>;
  };
  let pools = 0;
  for (const row of golden.pooling)
    for (const best of bestPools(row.p, perfect, 400)) {
      if (best.scheme === 'two-stage')
        pools = Math.max(pools, Math.abs(best.testsPerPerson - row.dorfman_tests_per_person));
      if (best.scheme === 'three-stage') pools = Math.max(pools, Math.abs(best.testsPerPerson - row.three_stage_tests));
    }
  const timing = { shape: 3.277, scale: 6.127, missed: [[0, 1]] as [number, number][] };
  const group = { exposures: [0], infected: 0.1, isolatedUntil: 10, of: 'all' as const };
  const hold = Object.entries(golden.quarantine).map(([until, value]) =>
    Math.abs(holdEffect(timing, { from: 3, until: Number(until) }, group).prevented - value),
  );
  return [
    {
      name: 'pools: largest error against the table',
      value: Number(pools.toExponential(1)),
      unit: 'tests/person',
      limit: '1e-6',
      holds: pools < 1e-6,
    },
    {
      name: 'quarantine: largest error against the table',
      value: Number(Math.max(...hold).toExponential(1)),
      unit: 'share',
      limit: '1e-6',
      holds: Math.max(...hold) < 1e-6,
    },
  ];
}

async function pulses(io: Io): Promise<Figure[]> {
  const input = await readPulses(undefined);
  const { spread: _, feedback: __, ...problem } = input;
  const known = (await readFile(join(GOLDEN, 'front.csv'), 'utf8')).trim().split('\n').slice(1);
  const [front, seconds] = await timed(() => pulseFront(problem, { rounds: 1 }));
  const against = front.map((each) => each.deaths - Number(known[each.restrictedWeeks]?.split(',')[1]));
  const worse = against.filter((each) => each > 0.06).length + (known.length - front.length);
  const sixteen = front.find((each) => each.restrictedWeeks === 16);
  io.err('feedback planner ...');
  const [runs, feedbackSeconds] = await timed(() => feedbackRuns(input, 'tandem', 1, 0, WORLDS));
  const deaths = summary(runs.map((each) => each.deaths));
  const lost = summary(runs.map((each) => each.lost));
  const better = against.filter((each) => each < -0.06).length;
  return [
    {
      name: 'on/off front: numbers of weeks worse than the best known',
      value: worse,
      unit: 'of 53',
      limit: '0',
      holds: worse === 0,
      note: `${better} better; 16 weeks ${sixteen?.deaths.toFixed(1)} deaths, best known 5,175.1`,
    },
    { name: 'on/off front: CPU', value: seconds, unit: 's', limit: '300', holds: seconds < 300 },
    {
      name: `feedback planner, ${WORLDS} worlds: deaths`,
      value: rounded(deaths.mean),
      unit: `(sd ${rounded(deaths.sd)})`,
      limit: '4,100',
      holds: deaths.mean <= 4100,
      note: 'DQN after a million training steps 4,124 at 58.8; NSGA-II 8,985 at 74.7 (30 runs each)',
    },
    {
      name: 'feedback planner: output lost',
      value: rounded(lost.mean, 1),
      unit: 'bn EUR',
      limit: '58.8',
      holds: lost.mean <= 58.8,
    },
    {
      name: 'feedback planner: CPU',
      value: feedbackSeconds,
      unit: 's',
      limit: '600 (5 minutes of two cores)',
      holds: feedbackSeconds < 600,
      note: 'no training',
    },
  ];
}

async function zones(io: Io): Promise<Figure[]> {
  const solve = await openHighs();
  const figures: Figure[] = [];
  for (const hold of [2, 1]) {
    io.err(`zones, hold ${hold} ...`);
    const problem = tightened(bigCity(500, 8, hold, 'bench'), solve);
    const [outcome, seconds] = await timed(() => planZones(problem, solve, { gap: 0.001, seconds: 20 }));
    const gap = outcome.kind === 'plan' ? outcome.gap : Number.NaN;
    const full = outcome.kind === 'plan' ? outcome.use.filter((each) => each.need > 0.99 * each.have).length : 0;
    figures.push({
      name: `zones 500 x 8 x 4, hold ${hold}: gap`,
      value: rounded(100 * gap, 4),
      unit: '%',
      limit: '0.1',
      holds: gap <= 0.001,
      note: `${full} of 24 capacities full`,
    });
    figures.push({
      name: `zones 500 x 8 x 4, hold ${hold}: CPU`,
      value: seconds,
      unit: 's',
      limit: '30',
      holds: seconds < 30,
    });
  }
  return figures;
}

/** A drawn city with four levels; capacities are set by `tightened`. */
function bigCity(count: number, weeks: number, hold: number, seed: string): ZoneProblem {
  const chance = chanceFrom(seed);
  const areas = Array.from({ length: count }, (_, i) => {
    const population = 2000 + chance.below(60_000);
    return {
      area: `area ${i}`,
      population,
      workers: Math.round(population * 0.5),
      pupils: Math.round(population * 0.15),
      patients: Math.round(population * 0.05),
      infections: chance.next() < 0.5 ? 0 : Math.round(1 + Math.exp(6 * chance.next())),
      immune: Math.round(population * 0.1 * chance.next()),
      imported: chance.next() < 0.2 ? 2 * chance.next() : 0,
      level: 0,
      heldWeeks: 5,
    };
  });
  const level = (
    name: string,
    contact: number,
    days: [number, number, number],
    care: number,
    money: number,
    teams: number,
    tests: number,
  ) => ({
    name,
    contact,
    restrictedDays: days[0],
    workDays: days[1],
    schoolDays: days[2],
    missedCare: care,
    money,
    teams,
    tests,
  });
  return {
    weeks,
    hold,
    reproduction: 2.5,
    generationDays: 5,
    mixing: 0.1,
    bedShare: 0.05,
    stayWeeks: 2,
    fatality: 0.005,
    testsPerInfection: 20,
    teamsPerInfection: 0.005,
    after: 1,
    levels: [
      level('open', 1, [0, 0, 0], 0, 0, 0, 0),
      level('light', 0.7, [0.5, 0.3, 0], 0.02, 0.5, 0.1, 0.1),
      level('firm', 0.45, [2, 1.5, 5], 0.1, 3, 0.3, 0.5),
      level('closed', 0.2, [7, 4, 5], 0.3, 20, 0.8, 2),
    ],
    areas,
    capacities: [],
    weights: {
      restrictedDays: 5,
      workDays: 60,
      schoolDays: 25,
      missedCare: 100,
      money: 1,
      infections: 300,
      bedWeeks: 3000,
      deaths: 300_000,
    },
  };
}

/** The same city with seven tenths of the teams, tests and beds it would take without limits. */
function tightened(problem: ZoneProblem, solve: Parameters<typeof planZones>[1]): ZoneProblem {
  const people = problem.areas.reduce((sum, area) => sum + area.population, 0);
  const kinds = ['teams', 'tests', 'beds'] as const;
  const free = planZones(
    { ...problem, capacities: kinds.map((kind) => ({ kind, amount: kind === 'beds' ? people : 1e12 })) },
    solve,
    { gap: 0.001, seconds: 20 },
  );
  if (free.kind !== 'plan') throw new Error('bench-planning: the city without limits has no plan.');
  return {
    ...problem,
    capacities: kinds.map((kind) => ({
      kind,
      amount: 0.7 * Math.max(...free.use.filter((each) => each.kind === kind).map((each) => each.need)),
    })),
  };
}
