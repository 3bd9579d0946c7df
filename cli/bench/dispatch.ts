import type { Io } from '../io.ts';
import { cityInParts } from './dispatch/city.ts';
import { crew } from './dispatch/crew.ts';
import { type Instance, instancesOf } from './dispatch/instances.ts';
import type { Done, Task } from './dispatch/work.ts';
import { type Figure, rounded } from './figure.ts';

interface Class {
  set: string;
  name: string;
  /** Seconds of processor an instance. */
  seconds: number;
  /** Most per cent above the best known, on average and at worst; absent: told only. */
  mean?: number;
  worst?: number;
  /** Fewest vehicles first: so many per cent of the instances at the best count, and the mean is of those. */
  fewest?: number;
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
  {
    set: 'pdptw-lilim-100',
    name: 'Li-Lim 100, 5 s',
    seconds: 5,
    mean: 0.7,
    fewest: 90,
    note: 'VROOM default: fewest on 11 of 20, 0.73 % there, in 1.6 s',
  },
  { set: 'hfvrp', name: 'kinds of vehicles, 10 s', seconds: 10, note: 'PyVRP: 0.51 % in its own budget' },
];

/** 2,000 stops and 100 volunteers: seconds for the first plan, the one in earnest, and the one it is measured by. */
const districtSeconds = [0.9, 10, 60] as const;

/**
 * Search: gaps to the best values known, by class, on two threads by their seconds of processor. `TANDEM_ROUTING`: a folder with more
 * instances of the same shape; all are run.
 */
export async function dispatch(io: Io): Promise<Figure[]> {
  const sets = await Promise.all(classes.map(({ set }) => instancesOf(set)));
  const tasks: Task[] = classes.flatMap(({ set, seconds }, c) =>
    sets[c]!.map(({ name }): Task => ({ kind: 'instance', set, name, seconds })),
  );
  const district = districtSeconds.map((seconds): Task => ({ kind: 'district', seconds }));
  const done = await crew([...tasks, ...district], (task, { cost, unserved, iterations }) =>
    io.err(
      `${task.kind === 'instance' ? task.name : task.kind}, ${task.seconds} s: ${rounded(cost, 1)}, ${unserved} left out, ${iterations} iterations`,
    ),
  );
  const figures: Figure[] = [];
  let from = 0;
  classes.forEach((one, c) => {
    figures.push(...gaps(one, sets[c]!, done.slice(from, from + sets[c]!.length)));
    from += sets[c]!.length;
  });
  figures.push(...districtPlan(done.slice(from)), await cityInParts());
  return figures;
}

const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function gaps({ name, mean, worst, fewest, part, note, set }: Class, instances: Instance[], done: Done[]): Figure[] {
  if (instances.length === 0) throw new Error(`bench-empty: no instance of ${set}. Restore tests/golden/routing.`);
  const found = instances.map(({ name: own, best, vehicles }, n) => {
    const { cost, unserved, vehicles: used } = done[n]!;
    if (unserved > 0) throw new Error(`bench-unserved: ${own}: ${unserved} left out. A fault of the search.`);
    return { name: own, gap: (cost / best - 1) * 100, least: used <= vehicles };
  });
  const figure = (what: string, values: number[], value: number, limit: number | undefined): Figure => ({
    name: `${name}: ${what}`,
    value: rounded(value, 2),
    unit: '% above best known',
    ...(limit === undefined ? {} : { limit: `${limit} %`, holds: value <= limit }),
    note: `${values.length} instances; ${note}`,
  });
  const counted = (fewest === undefined ? found : found.filter(({ least }) => least)).map(({ gap }) => gap);
  const own = part ? found.filter((one) => part.name.test(one.name)).map(({ gap }) => gap) : [];
  const share = (100 * counted.length) / found.length;
  return [
    ...(fewest === undefined
      ? []
      : [
          {
            name: `${name}: fewest vehicles known`,
            value: rounded(share),
            unit: '% of instances',
            limit: `at least ${fewest}`,
            holds: share >= fewest,
            note: `${found.length} instances; ${note}`,
          },
        ]),
    ...(counted.length > 0 ? [figure('mean', counted, average(counted), mean)] : []),
    ...(worst === undefined ? [] : [figure('worst', counted, Math.max(...counted), worst)]),
    ...(part && own.length > 0 ? [figure(part.called, own, average(own), part.mean)] : []),
  ];
}

function districtPlan([first, short, long]: Done[]): Figure[] {
  const more = (short!.cost / long!.cost - 1) * 100;
  return [
    {
      name: '2,000 stops, 100 volunteers: first feasible plan',
      value: rounded(first!.seconds, 2),
      unit: 's of processor',
      limit: '1 s, no more left out than after 60 s',
      holds: first!.seconds <= 1 && first!.unserved <= long!.unserved,
      note: `${first!.unserved} of 2,000 left out, ${long!.unserved} after 60 s`,
    },
    {
      name: '2,000 stops, 100 volunteers: 10 s beside 60 s',
      value: rounded(more, 2),
      unit: '% dearer',
      limit: '3 %, no more left out',
      holds: more <= 3 && short!.unserved <= long!.unserved,
      note: `${rounded(short!.cost, 1)} and ${rounded(long!.cost, 1)} km; left out: ${short!.unserved} and ${long!.unserved}`,
    },
  ];
}
