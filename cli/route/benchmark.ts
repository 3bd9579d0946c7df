import type { Job, Problem, Travel, Vehicle } from '../../engines/dispatch/index.ts';

/** How distances and times of a benchmark are made whole: the convention its best-known values are in. */
export type Rounding = 'dimacs' | 'nearest' | 'exact';

/** A benchmark instance, and how its objective is told. */
export interface Benchmark {
  name: string;
  problem: Problem;
  /** `objective = cost / unit`, in the instance's own units. */
  unit: number;
  first: 'cost' | 'vehicles';
  /** Numbers the file gives the jobs' stops: for each job its stop, or pickup and delivery. */
  stops: number[][];
}

/** What all readers have in common: points in the plane, and the scale that makes them whole. */
interface Plane {
  x: number[];
  y: number[];
  rounding: Rounding;
}

export const factorOf: Record<Rounding, number> = { dimacs: 10, nearest: 1, exact: 1000 };

/** `floor(10 d)` (DIMACS 2022 rule), nearest whole (TSPLIB), or `round(1000 d)`. */
export function scaled(value: number, rounding: Rounding): number {
  const whole = value * factorOf[rounding];
  return rounding === 'dimacs' ? Math.floor(whole + 1e-9) : Math.round(whole);
}

/** Euclidean travel: one unit of distance takes one of time. */
export function planeTravel({ x, y, rounding }: Plane): Travel {
  const points = x.length;
  const duration = new Int32Array(points * points);
  for (let a = 0; a < points; a++)
    for (let b = 0; b < points; b++)
      duration[a * points + b] = scaled(Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!), rounding);
  return { duration, distance: duration };
}

/** A vehicle of a benchmark: costs its distance, counted in thousands because costs are per kilometre. */
export const plainVehicle = (id: string, capacity: number[], shift: Vehicle['shift'], depot = 0): Vehicle => ({
  id,
  travel: 0,
  speed: 1,
  capacity,
  start: depot,
  end: depot,
  shift,
  skills: [],
  costs: { fixed: 0, perHour: 0, perHourDriving: 0, perKm: 1000 },
  limits: {},
  breaks: [],
});

/** Solomon's and Gehring and Homberger's text form. Throws `benchmark-broken` with the line. */
export function readSolomon(text: string, rounding: Rounding): Benchmark {
  const rows = rowsOf(text);
  const head = rows.findIndex((row) => /^NUMBER$/i.test(row.words[0] ?? ''));
  const [count, capacity] = numbers(rows[head + 1], 2);
  const customers = rows
    .slice(rows.findLastIndex((row) => /^CUST/i.test(row.words[0] ?? '')) + 1)
    .map((row) => numbers(row, 7));
  const name = rows[0]?.words.join(' ') ?? 'solomon';
  if (customers.length < 2) throw new Error(`benchmark-broken: ${name} has no customers.`);
  const depot = customers[0]!;
  const shift = windowOf(depot[4]!, depot[5]!, rounding);
  const jobs = customers
    .slice(1)
    .map(
      (row): Job =>
        visit(
          row[0]!,
          customers.indexOf(row),
          row[3]!,
          windowOf(row[4]!, row[5]!, rounding),
          scaled(row[6]!, rounding),
        ),
    );
  return {
    name,
    problem: {
      points: customers.length,
      travel: [planeTravel({ x: customers.map((row) => row[1]!), y: customers.map((row) => row[2]!), rounding })],
      dimensions: 1,
      vehicles: Array.from({ length: count! }, (_, n) => plainVehicle(`vehicle ${n + 1}`, [capacity!], shift)),
      jobs,
    },
    unit: factorOf[rounding],
    first: 'cost',
    stops: customers.slice(1).map((row) => [row[0]!]),
  };
}

/** Li and Lim's pickup and delivery form: vehicles first, then distance. */
export function readLilim(text: string, name: string, rounding: Rounding): Benchmark {
  const rows = rowsOf(text);
  const [count, capacity] = numbers(rows[0], 2);
  const tasks = rows.slice(1).map((row) => numbers(row, 9));
  const depot = tasks[0];
  if (!depot || tasks.length < 3) throw new Error(`benchmark-broken: ${name} has no pickups.`);
  const shift = windowOf(depot[4]!, depot[5]!, rounding);
  const index = new Map(tasks.map((row, n) => [row[0]!, n]));
  const stopOf = (row: number[]) => ({
    point: index.get(row[0]!)!,
    windows: [windowOf(row[4]!, row[5]!, rounding)],
    service: scaled(row[6]!, rounding),
    setup: 0,
  });
  const pairs = tasks.slice(1).flatMap((row): [number[], number[]][] => {
    const [, , , demand, , , , , delivery] = row;
    if (delivery === 0) return [];
    const partner = tasks[index.get(delivery!) ?? -1];
    if (!partner || partner[3] !== -demand!)
      throw new Error(`benchmark-broken: ${name}: pickup ${row[0]} and delivery ${delivery} do not match.`);
    return [[row, partner]];
  });
  return {
    name,
    problem: {
      points: tasks.length,
      travel: [planeTravel({ x: tasks.map((row) => row[1]!), y: tasks.map((row) => row[2]!), rounding })],
      dimensions: 1,
      vehicles: Array.from({ length: count! }, (_, n) => plainVehicle(`vehicle ${n + 1}`, [capacity!], shift)),
      jobs: pairs.map(
        ([row, partner]): Job => ({
          id: `${row[0]}-${partner[0]}`,
          kind: 'transfer',
          skills: [],
          rank: 0,
          pickup: stopOf(row),
          delivery: stopOf(partner),
          load: [row[3]!],
        }),
      ),
    },
    unit: factorOf[rounding],
    first: 'vehicles',
    stops: pairs.map(([row, partner]) => [row[0]!, partner[0]!]),
  };
}

export const windowOf = (from: number, to: number, rounding: Rounding) => ({
  from: scaled(from, rounding),
  to: scaled(to, rounding),
});

export const visit = (
  id: number,
  point: number,
  demand: number,
  window: { from: number; to: number } | undefined,
  service: number,
): Job => ({
  id: String(id),
  kind: 'visit',
  skills: [],
  rank: 0,
  stop: { point, windows: window ? [window] : [], service, setup: 0 },
  bring: [demand],
  collect: [0],
});

interface Row {
  line: number;
  words: string[];
}

function rowsOf(text: string): Row[] {
  return text
    .split(/\r?\n/)
    .flatMap((line, n) => (line.trim() === '' ? [] : [{ line: n + 1, words: line.trim().split(/\s+/) }]));
}

function numbers(row: Row | undefined, least: number): number[] {
  const values = row?.words.map(Number) ?? [];
  if (values.length < least || values.some((value) => !Number.isFinite(value)))
    throw new Error(
      `benchmark-broken: line ${row?.line ?? 'missing'}: "${row?.words.join(' ') ?? ''}" is not ${least} numbers or more.`,
    );
  return values;
}
