import {
  begin,
  type City,
  type CityTables,
  type Disease,
  type Ensemble,
  ensembleOf,
  type Measure,
  makeCity,
  replicateOf,
  type Scenario,
  type Start,
  seedOfReplicate,
} from '../../engines/simulation/index.ts';
import type { PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Day } from '../../kernel/time.ts';
import type { WhatIfText } from '../../protocols/what-if.ts';

export type { WhatIfText } from '../../protocols/what-if.ts';

/** What the server reads from the protocols for it. */
export interface WhatIfSource {
  text(): Promise<WhatIfText>;
  tables(id: string, areas: { code: string; people: number; district?: string }[]): Promise<CityTables>;
  /** Throws when there are no parameters for the disease. */
  nature(disease: string): Promise<Disease>;
}

export interface Lever {
  id: string;
  names: Words;
  choices: { id: string; names: Words; measures: Measure[] }[];
}
/** One choice of every lever, by lever. */
export type Choices = Record<string, string>;

/** Today's situation as a simulated city can begin with it, and what may be done. Plain JSON. */
export interface WhatIf {
  area: PlacePath;
  today: Day;
  disease: string;
  tables: CityTables;
  /** `dispersion` null: no superspreading. */
  nature: Omit<Disease, 'dispersion'> & { dispersion: number | null };
  people: number;
  /** Cases reported in the recent days, and infected people who must be about. */
  known: number;
  infected: number;
  start: Start;
  hospital: { beds: number; intensive: number };
  days: number;
  replicates: number;
  seed: number;
  importsPerDay: number;
  weights: { restrictedDays: number; workDays: number; schoolDays: number; infections: number; deaths: number };
  levers: Lever[];
  plans: Choices[];
}

/** Lower bound, middle and upper bound of each day: 5, 50 and 95 % of the runs. */
export interface Curve {
  low: number[];
  median: number[];
  high: number[];
}
export const COSTS = [
  'infections',
  'deaths',
  'peakWard',
  'restrictedDays',
  'schoolDays',
  'workDays',
  'tests',
  'total',
] as const;
export type CostName = (typeof COSTS)[number];

/** What a plan comes to: curves with bands, and each cost in every run, in the order of the seeds. */
export interface Outcome {
  infections: Curve;
  ward: Curve;
  restricted: Curve;
  lost: Curve;
  costs: Record<CostName, number[]>;
  hash: string;
}

export interface WhatIfWatch {
  progress?(done: number, all: number): void;
}

/** Measures of a plan, in the order of the levers. Throws `what-if-choice` for a choice that does not exist. */
export function measuresOf(levers: readonly Lever[], choices: Choices): Measure[] {
  return levers.flatMap((lever) => {
    const choice = lever.choices.find(({ id }) => id === choices[lever.id]);
    if (choice) return choice.measures;
    throw new Error(
      `what-if-choice: ${lever.id} ${String(choices[lever.id])}. One of ${lever.choices.map(({ id }) => id).join(', ')}.`,
    );
  });
}

/**
 * Both plans from today's situation, run by run with the same seeds, so that they differ only by what was changed. Days
 * restricted are those held apart and those ordered to stay at home; lost are school days and work days together.
 */
export function compare(what: WhatIf, plans: readonly Choices[], watch: WhatIfWatch = {}): Outcome[] {
  const city = makeCity(what.tables, what.people, what.seed);
  const disease: Disease = { ...what.nature, dispersion: what.nature.dispersion ?? Number.POSITIVE_INFINITY };
  const all = plans.length * what.replicates;
  let done = 0;
  return plans.map((choices) => {
    const measures = measuresOf(what.levers, choices);
    const replicates = Array.from({ length: what.replicates }, (_, n) => {
      const result = runOnce(city, disease, what, measures, n);
      watch.progress?.(++done, all);
      return replicateOf(n, result);
    });
    return outcomeOf(ensembleOf(replicates), replicates, what.weights);
  });
}

function runOnce(city: City, disease: Disease, what: WhatIf, measures: Measure[], n: number) {
  const scenario: Scenario = {
    days: what.days,
    seed: seedOfReplicate(what.seed, n),
    seeds: { cases: 0 },
    importsPerDay: what.importsPerDay,
    hospital: what.hospital,
    measures,
    start: what.start,
  };
  const run = begin(city, disease, scenario);
  while (run.step());
  return run.result();
}

function outcomeOf(
  ensemble: Ensemble,
  replicates: readonly ReturnType<typeof replicateOf>[],
  weights: WhatIf['weights'],
): Outcome {
  const perRun = (of: (series: (typeof replicates)[number]['series']) => number): number[] =>
    replicates.map(({ series }) => of(series));
  const total = (list: Int32Array): number => list.reduce((sum, n) => sum + n, 0);
  const restricted = replicates.map(({ series }) => plus(series.quarantined, series.isolated, series.homeDays));
  const lost = replicates.map(({ series }) => plus(series.schoolDays, series.workDays));
  const plain = {
    infections: perRun(({ infections }) => total(infections)),
    deaths: perRun(({ deaths }) => total(deaths)),
    peakWard: perRun(({ inWard, inIntensive }) => Math.max(...plus(inWard, inIntensive))),
    restrictedDays: restricted.map((days) => days.reduce((sum, n) => sum + n, 0)),
    schoolDays: perRun(({ schoolDays }) => total(schoolDays)),
    workDays: perRun(({ workDays }) => total(workDays)),
    tests: perRun(({ tests }) => total(tests)),
  };
  return {
    infections: ensemble.bands.infections,
    ward: bandOf(replicates.map(({ series }) => plus(series.inWard, series.inIntensive))),
    restricted: bandOf(restricted),
    lost: bandOf(lost),
    costs: {
      ...plain,
      total: replicates.map(
        (_, n) =>
          weights.infections * at(plain.infections, n) +
          weights.deaths * at(plain.deaths, n) +
          weights.restrictedDays * at(plain.restrictedDays, n) +
          weights.schoolDays * at(plain.schoolDays, n) +
          weights.workDays * at(plain.workDays, n),
      ),
    },
    hash: ensemble.hash,
  };
}

const at = (values: readonly number[], n: number): number => values[n] ?? 0;
const plus = (...lists: Int32Array[]): number[] =>
  Array.from(lists[0] ?? [], (_, day) => lists.reduce((sum, list) => sum + (list[day] ?? 0), 0));

const LOW = 0.05;
const HIGH = 0.95;
/** Sorted values, linear between ranks (type 7 of Hyndman and Fan 1996). */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const value = at(sorted, below);
  return value + (place - below) * ((sorted[below + 1] ?? value) - value);
}

function bandOf(runs: readonly number[][]): Curve {
  const days = runs[0]?.length ?? 0;
  const of = (p: number): number[] =>
    Array.from({ length: days }, (_, day) =>
      quantile(
        runs.map((run) => at(run, day)),
        p,
      ),
    );
  return { low: of(LOW), median: of(0.5), high: of(HIGH) };
}
