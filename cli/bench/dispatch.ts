import { check } from '../../engines/dispatch/check/check.ts';
import type { Solution } from '../../engines/dispatch/index.ts';
import { solve } from '../../engines/dispatch/index.ts';
import type { Io } from '../io.ts';
import type { Benchmark } from '../route/benchmark.ts';
import { cityInParts } from './dispatch/city.ts';
import { districtPlan } from './dispatch/district.ts';
import { type Instance, instancesOf } from './dispatch/instances.ts';
import { type Figure, rounded } from './figure.ts';

interface Class {
  set: string;
  name: string;
  /** Seconds of processor an instance. */
  seconds: number;
  /** Most per cent above the best known, on average and at worst. */
  mean: number;
  worst?: number;
  /** Classes of instances within the set with a limit of their own. */
  part?: { name: RegExp; called: string; mean: number };
  note: string;
}

const classes: Class[] = [
  { set: 'vrptw-solomon-100', name: 'Solomon 100, 1 s', seconds: 1, mean: 1.2, note: 'VROOM -x1: 3.65 % in 1.02 s' },
  {
    set: 'vrptw-solomon-100',
    name: 'Solomon 100, 5 s',
    seconds: 5,
    mean: 0.5,
    worst: 2.5,
    part: { name: /^R(C)?2/i, called: 'R2 and RC2', mean: 1 },
    note: 'VROOM default: 1.61 % in 4.55 s, worst 9.8 %; R2 3.87 %, RC2 3.43 %',
  },
  {
    set: 'vrptw-gh-200',
    name: 'Gehring-Homberger 200, 10 s',
    seconds: 10,
    mean: 0.8,
    note: 'VROOM default: 2.64 % in 11 s',
  },
  {
    set: 'vrptw-gh-1000',
    name: 'Gehring-Homberger 1,000, 60 s',
    seconds: 60,
    mean: 3,
    note: 'VROOM -x1: 6.71 % in 69 s',
  },
  {
    set: 'cvrp-x',
    name: 'CVRP X, 60 s',
    seconds: 60,
    mean: 1,
    note: 'VROOM default, n up to 303: 1.61 % in 52 s; HGS-CVRP (C++) 0.4 % in 30 s',
  },
  {
    set: 'mtvrptw-release',
    name: 'several trips with release times, 10 s',
    seconds: 10,
    mean: 2,
    note: 'VROOM: cannot; PyVRP: 0.58 % in 600 s',
  },
];

/** Search: gaps to the best values known, by class. `TANDEM_ROUTING`: a folder with more instances of the same shape; all are run. */
export async function dispatch(io: Io): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const one of classes) figures.push(...gaps(one, await instancesOf(one.set), io));
  figures.push(...fleets(await instancesOf('pdptw-lilim-100'), io));
  figures.push(...districtPlan(io));
  if (process.env['TANDEM_ROUTING']) figures.push(await cityInParts(io));
  return figures;
}

/** The best plan of so many seconds of processor; throws when the checker finds fault. */
function planned({ problem, first, name }: Benchmark, seconds: number): Solution {
  const begun = process.cpuUsage();
  const spent = (): number => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6 / seconds;
  };
  const plan = solve(problem, { seed: name, first, spent });
  const faults = check(problem, plan);
  if (faults.length > 0 || plan.unserved.length > 0)
    throw new Error(
      `bench-infeasible: ${name}: ${plan.unserved.length} left out, ${faults[0]?.words ?? 'no fault'}. A fault of the search.`,
    );
  return plan;
}

function gaps({ set, name, seconds, mean, worst, part, note }: Class, instances: Instance[], io: Io): Figure[] {
  const found = instances.map(({ benchmark, best }) => {
    const plan = planned(benchmark, seconds);
    const gap = (plan.cost.total / benchmark.unit / best - 1) * 100;
    io.err(`${benchmark.name}: ${rounded(gap, 2)} % above the best known, ${plan.iterations} iterations`);
    return { name: benchmark.name, gap };
  });
  if (found.length === 0) throw new Error(`bench-empty: no instance of ${set}. Restore tests/golden/routing.`);
  const figure = (what: string, value: number, limit: number, n: number): Figure => ({
    name: `${name}: ${what}`,
    value: rounded(value, 2),
    unit: '% above best known',
    limit: `${limit} %`,
    holds: value <= limit,
    note: `${n} instances; ${note}`,
  });
  const average = (some: { gap: number }[]) => some.reduce((sum, { gap }) => sum + gap, 0) / some.length;
  const own = part ? found.filter((one) => part.name.test(one.name)) : [];
  return [
    figure('mean', average(found), mean, found.length),
    ...(worst === undefined ? [] : [figure('worst', Math.max(...found.map(({ gap }) => gap)), worst, found.length)]),
    ...(part && own.length > 0 ? [figure(part.called, average(own), part.mean, own.length)] : []),
  ];
}

function fleets(instances: Instance[], io: Io): Figure[] {
  const found = instances.map(({ benchmark, best, vehicles }) => {
    const plan = planned(benchmark, 5);
    const gap = (plan.cost.total / benchmark.unit / best - 1) * 100;
    io.err(`${benchmark.name}: ${plan.routes.length} vehicles (best known ${vehicles}), ${rounded(gap, 2)} %`);
    return { least: plan.routes.length <= vehicles, gap };
  });
  const least = found.filter((one) => one.least);
  const share = (least.length / found.length) * 100;
  const gap = least.reduce((sum, one) => sum + one.gap, 0) / Math.max(1, least.length);
  const note = `${found.length} instances; VROOM default: 11 of 20, 0.73 % there, in 1.6 s`;
  return [
    {
      name: 'Li-Lim 100, 5 s: fewest vehicles known',
      value: rounded(share),
      unit: '% of instances',
      limit: 'at least 90',
      holds: share >= 90,
      note,
    },
    {
      name: 'Li-Lim 100, 5 s: distance there',
      value: rounded(gap, 2),
      unit: '% above best known',
      limit: '0.7 %',
      holds: gap <= 0.7,
      note,
    },
  ];
}
