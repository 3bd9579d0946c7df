import type { Job, Problem, Vehicle } from '../../engines/dispatch/index.ts';
import { type Benchmark, plainVehicle, type Rounding, scaled, visit, windowOf } from './benchmark.ts';
import { type Sheet, travelOf } from './vrplib-travel.ts';

const knownKeys = [
  'NAME',
  'COMMENT',
  'TYPE',
  'DIMENSION',
  'EDGE_WEIGHT_TYPE',
  'EDGE_WEIGHT_FORMAT',
  'NODE_COORD_TYPE',
  'CAPACITY',
  'VEHICLES',
  'SERVICE_TIME',
  'DISTANCE',
  'VEHICLES_MAX_DURATION',
  'VEHICLES_MAX_DISTANCE',
  'VEHICLES_MAX_RELOADS',
  'DISPLAY_DATA_TYPE',
];
const knownSections = [
  'NODE_COORD',
  'DEMAND',
  'DEPOT',
  'EDGE_WEIGHT',
  'SERVICE_TIME',
  'TIME_WINDOW',
  'RELEASE_TIME',
  'PRIZE',
  'CAPACITY',
  'VEHICLES_DEPOT',
  'VEHICLES_FIXED_COST',
  'VEHICLES_UNIT_DISTANCE_COST',
  'VEHICLES_MAX_DURATION',
  'VEHICLES_MAX_DISTANCE',
  'VEHICLES_ALLOWED_CLIENTS',
  'VEHICLES_RELOAD_DEPOT',
  'BACKHAUL',
  'DISPLAY_DATA',
];
/** Costs per unit of distance are in hundredths in the heterogeneous fleet set. */
const HUNDREDTHS = 100;
const ENDLESS = 0x1fffffff;
/** A fleet without a stated size: so many more than the least that could carry everything. */
const SPARE = 1.3;

/**
 * CVRPLIB's files and PyVRP's dialect of them: capacities, time windows, release times, several trips and depots, kinds of vehicles, sites not
 * every vehicle may serve, optional customers. Throws `benchmark-unsupported` on anything else: nothing is passed over.
 */
export function readVrplib(text: string, rounding?: Rounding): Benchmark {
  const sheet = sheetOf(text);
  const { keys, sections } = sheet;
  for (const key of keys.keys())
    if (!knownKeys.includes(key)) throw new Error(`benchmark-unsupported: ${key}. Known are ${knownKeys.join(', ')}.`);
  for (const name of sections.keys())
    if (!knownSections.includes(name))
      throw new Error(`benchmark-unsupported: ${name}_SECTION. Known are ${knownSections.join(', ')}.`);
  const name = keys.get('NAME') ?? 'vrplib';
  const round = rounding ?? usualRounding(sheet);
  const whole = (value: number): number => scaled(value, round);
  const size = Number(keys.get('DIMENSION') ?? sections.get('NODE_COORD')?.length ?? 0);
  if (!(size >= 2)) throw new Error(`benchmark-broken: ${name} has dimension ${keys.get('DIMENSION')}.`);
  const travel = travelOf(sheet, size, round);
  const column = (section: string): Map<number, number[]> =>
    new Map((sections.get(section) ?? []).map(([id, ...values]) => [id!, values]));
  const depots = (sections.get('DEPOT') ?? [[1]]).flat().filter((each) => each !== -1);
  if (depots.length === 0 || depots.some((each) => !Number.isInteger(each) || each < 1 || each > size))
    throw new Error(`benchmark-broken: ${name} has depots ${depots.join(', ')}; points are numbered 1 to ${size}.`);
  const demand = column('DEMAND');
  const windows = column('TIME_WINDOW');
  const release = column('RELEASE_TIME');
  const services = column('SERVICE_TIME');
  const prizes = column('PRIZE');
  const backhauls = column('BACKHAUL');
  const clients = Array.from({ length: size }, (_, n) => n + 1).filter((id) => !depots.includes(id));
  const windowAt = (id: number) => {
    const [from, to] = windows.get(id) ?? [];
    return from === undefined || to === undefined ? undefined : windowOf(from, to, round);
  };
  const jobs = clients.map((id): Job => {
    const service = whole(services.get(id)?.[0] ?? Number(keys.get('SERVICE_TIME') ?? 0));
    const job = visit(id, id - 1, demand.get(id)?.[0] ?? 0, windowAt(id), service);
    const released = whole(release.get(id)?.[0] ?? 0);
    const back = backhauls.get(id)?.[0] ?? 0;
    return {
      ...job,
      ...(job.kind === 'visit' && back > 0 ? { collect: [back] } : {}),
      ...(released > 0 ? { release: released } : {}),
      ...(prizes.has(id) ? { skip: whole(prizes.get(id)![0]!) } : {}),
    };
  });
  const vehicles = vehiclesOf(sheet, jobs, depots, windowAt, whole);
  const allowed = column('VEHICLES_ALLOWED_CLIENTS');
  if (allowed.size > 0) {
    jobs.forEach((job, n) => {
      job.only = vehicles.flatMap((_, v) => (allowed.get(v + 1)?.includes(clients[n]!) === false ? [] : [v]));
    });
  }
  const problem: Problem = { points: size, travel: [travel], dimensions: 1, vehicles, jobs };
  const priced = sections.has('VEHICLES_UNIT_DISTANCE_COST');
  return {
    name,
    problem,
    unit: priced ? HUNDREDTHS : 1,
    first: 'cost',
    stops: clients.map((id) => [id]),
  };
}

/** The convention the best-known values of such a file are in. */
function usualRounding({ keys, sections }: Sheet): Rounding {
  if (keys.get('EDGE_WEIGHT_TYPE') === 'EXPLICIT') return 'nearest';
  if (/^(MDVRPTW|SDVRPTW|MDVRP|SDVRP)$/.test(keys.get('TYPE') ?? '')) return 'exact';
  return sections.has('TIME_WINDOW') ? 'dimacs' : 'nearest';
}

function vehiclesOf(
  { keys, sections }: Sheet,
  jobs: Job[],
  depots: number[],
  windowAt: (id: number) => { from: number; to: number } | undefined,
  whole: (value: number) => number,
): Vehicle[] {
  const values = (section: string, vehicle: number): number[] | undefined => sections.get(section)?.[vehicle]?.slice(1);
  const total = jobs.reduce((sum, job) => sum + (job.kind === 'visit' ? job.bring[0]! : 0), 0);
  const one = Number(keys.get('CAPACITY') ?? total);
  const enough = /TSP/.test(keys.get('TYPE') ?? '')
    ? 1
    : Math.min(jobs.length, Math.ceil((SPARE * total) / Math.max(1, one)) + 3);
  const stated = keys.get('VEHICLES') ?? sections.get('CAPACITY')?.length ?? sections.get('VEHICLES_DEPOT')?.length;
  // A fleet without a stated size is there at each depot.
  const count = Number(stated ?? enough * depots.length);
  if (!(Number.isInteger(count) && count > 0)) throw new Error(`benchmark-broken: VEHICLES ${count}. One at least.`);
  return Array.from({ length: count }, (_, n): Vehicle => {
    const depot = values('VEHICLES_DEPOT', n)?.[0] ?? depots[stated === undefined ? n % depots.length : 0]!;
    const shift = windowAt(depot) ?? { from: 0, to: ENDLESS };
    const vehicle = plainVehicle(`vehicle ${n + 1}`, values('CAPACITY', n) ?? [one], shift, depot - 1);
    const fixed = values('VEHICLES_FIXED_COST', n)?.[0];
    const perUnit = values('VEHICLES_UNIT_DISTANCE_COST', n)?.[0];
    // In CVRPLIB's files DISTANCE counts service times along (Christofides, Mingozzi & Toth 1979).
    const length = numberAt(keys, 'DISTANCE');
    const served = keys.has('SERVICE_TIME') || sections.has('SERVICE_TIME');
    const duration =
      values('VEHICLES_MAX_DURATION', n)?.[0] ??
      numberAt(keys, 'VEHICLES_MAX_DURATION') ??
      (served ? length : undefined);
    const distance =
      values('VEHICLES_MAX_DISTANCE', n)?.[0] ??
      numberAt(keys, 'VEHICLES_MAX_DISTANCE') ??
      (served ? undefined : length);
    const reload = values('VEHICLES_RELOAD_DEPOT', n);
    const trips = numberAt(keys, 'VEHICLES_MAX_RELOADS');
    vehicle.costs = { ...vehicle.costs, fixed: fixed === undefined ? 0 : whole(fixed), perKm: 1000 * (perUnit ?? 1) };
    vehicle.limits = {
      ...(duration === undefined ? {} : { duration: whole(duration) }),
      ...(distance === undefined ? {} : { distance: whole(distance) }),
    };
    if (reload)
      vehicle.reload = {
        points: reload.map((point) => point - 1),
        duration: 0,
        ...(trips === undefined ? {} : { trips: trips + 1 }),
      };
    return vehicle;
  });
}

const numberAt = (keys: Map<string, string>, key: string): number | undefined =>
  keys.has(key) ? Number(keys.get(key)) : undefined;

function sheetOf(text: string): Sheet {
  const keys = new Map<string, string>();
  const sections = new Map<string, number[][]>();
  let open: number[][] | undefined;
  text.split(/\r?\n/).forEach((raw, n) => {
    const line = raw.trim();
    if (line === '' || line === 'EOF') return;
    const [, section] = /^([A-Z_]+)_SECTION\b/.exec(line) ?? [];
    const [, key, value] = /^([A-Z_]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (section) {
      open = [];
      sections.set(section, open);
    } else if (key !== undefined) {
      keys.set(key, value!.trim());
      open = undefined;
    } else {
      const values = line.split(/\s+/).map(Number);
      if (!open || values.some((each) => !Number.isFinite(each)))
        throw new Error(`benchmark-broken: line ${n + 1}: "${line.slice(0, 60)}" stands in no section.`);
      open.push(values);
    }
  });
  return { keys, sections };
}
