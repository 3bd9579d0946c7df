import { type Job, type Problem, unreachable, type Vehicle } from '../problem.ts';
import { along } from './along.ts';
import { arcsOf, stopsOf, unitOf } from './arcs.ts';
import type { Model } from './model.ts';

const endless = 0x3fffffff;

/** Lays a checked problem out for the search. Multiple windows, breaks and the other rules of time count in the timetable only. */
export function compile(problem: Problem): Model {
  const { vehicles, jobs, dimensions } = problem;
  const order = along(problem);
  const stops = order.flatMap((j) => stopsOf(jobs[j]!));
  const nodes = stops.length;
  const reloads = vehicles.some((one) => one.reload) ? jobs.length : 0;
  const all = nodes + 2 * vehicles.length + reloads;
  const gates = gatesOf(vehicles);
  const places = nodes + gates.points.length;
  const place = Int32Array.from({ length: all }, (_, node) =>
    node < nodes ? node : nodes + (gates.of[node - nodes] ?? 0),
  );
  const points = [...stops.map((stop) => stop.point), ...gates.points];
  const kinds = grouped(vehicles, (one) => [
    one.travel,
    one.speed,
    one.costs.perKm,
    one.costs.perHourDriving + one.costs.perHour,
    one.costs.perHourService ?? 0,
  ]);
  const longest = longestOf(problem);
  const tripped = reloads > 0 || jobs.some((job) => job.kind === 'visit' && job.release !== undefined);
  const limited = vehicles.some((one) => one.limits.distance !== undefined || one.limits.driving !== undefined);
  const kindVehicles = kinds.first.map((v) => vehicles[v]!);
  const unit = unitOf(problem, kindVehicles);
  const arcs = kindVehicles.map((one) => arcsOf(problem, one, points, stops, unit, limited));
  const jobOf = new Int32Array(nodes);
  const nodeOf = new Int32Array(jobs.length);
  const paired = new Uint8Array(jobs.length);
  const change = new Int32Array(nodes * dimensions);
  const bring = new Int32Array(jobs.length * dimensions);
  const collect = new Int32Array(jobs.length * dimensions);
  let node = 0;
  for (const j of order) {
    const job = jobs[j]!;
    nodeOf[j] = node;
    jobOf[node] = j;
    for (let d = 0; d < dimensions; d++) {
      if (job.kind === 'visit') {
        bring[j * dimensions + d] = job.bring[d]!;
        collect[j * dimensions + d] = job.collect[d]!;
        change[node * dimensions + d] = job.collect[d]! - job.bring[d]!;
      } else {
        change[node * dimensions + d] = job.load[d]!;
        change[(node + 1) * dimensions + d] = -job.load[d]!;
      }
    }
    if (job.kind === 'transfer') {
      paired[j] = 1;
      jobOf[node + 1] = j;
      node++;
    }
    node++;
  }
  const opens = new Int32Array(all);
  const closes = new Int32Array(all);
  const service = new Int32Array(all);
  stops.forEach((stop, i) => {
    const last = stop.windows.at(-1);
    opens[i] = Math.max(-endless, (stop.windows[0]?.from ?? -endless) - (stop.soft?.early ?? 0));
    closes[i] = Math.min(endless, (last?.to ?? endless) + (stop.soft?.late ?? 0));
    service[i] = stop.service;
  });
  vehicles.forEach(({ shift }, v) => {
    for (const i of [nodes + 2 * v, nodes + 2 * v + 1]) {
      opens[i] = shift.from;
      closes[i] = shift.to;
    }
  });
  const personal = jobs.some((job) => job.only || job.usual);
  const group = grouped(vehicles, ({ id: _, ...rest }) => rest, personal);
  const family = grouped(vehicles, ({ id: _, costs: __, capacity: ___, ...rest }) => rest);
  const sums = sumsSuffice(jobs, dimensions);
  const judged = isJudged(problem);
  return {
    jobs: jobs.length,
    nodes,
    vehicles: vehicles.length,
    all,
    places,
    dimensions,
    unit,
    place,
    order,
    jobOf,
    nodeOf,
    paired,
    opens,
    closes,
    service,
    change,
    bring,
    collect,
    sums,
    kind: kinds.of,
    group: group.of,
    family: family.of,
    mixed:
      sums && !judged && !tripped && !personal && !problem.pairs?.length && family.first.length < group.first.length,
    cost: arcs.map((one) => one.cost),
    costInto: arcs.map((one) => one.costInto),
    time: arcs.map((one) => one.time),
    timeInto: arcs.map((one) => one.timeInto),
    metres: arcs.map((one) => one.metres),
    driving: arcs.map((one) => one.driving),
    fixed: Float64Array.from(
      vehicles,
      (one, v) =>
        one.costs.fixed * unit + arcs[kinds.of[v]!]!.cost[place[nodes + 2 * v]! * places + place[nodes + 2 * v + 1]!]!,
    ),
    capacity: Int32Array.from(vehicles.flatMap((one) => one.capacity)),
    limitStops: Int32Array.from(vehicles, (one) => one.limits.stops ?? endless),
    limitDistance: Float64Array.from(vehicles, (one) => one.limits.distance ?? Infinity),
    limitDriving: Float64Array.from(vehicles, (one) => one.limits.driving ?? Infinity),
    limited,
    timed:
      tripped ||
      problem.pairs?.length !== undefined ||
      problem.fair?.of === 'hours' ||
      stops.some((stop) => stop.windows.length > 0) ||
      vehicles.some(({ shift }) => shift.to - shift.from < longest),
    may: mayOf(jobs, vehicles),
    extra: extraOf(jobs, vehicles, unit),
    skip: Float64Array.from(jobs, (job) => (job.skip ?? 0) * unit),
    ...levelsOf(jobs),
    reloads: gates.reloads.map((some) => Int32Array.from(some, (gate) => nodes + gate)),
    reloading: Int32Array.from(vehicles, (one) => one.reload?.duration ?? 0),
    trips: Int32Array.from(vehicles, (one) => (one.reload ? (one.reload.trips ?? endless) : 1)),
    release: Int32Array.from(jobs, (job) =>
      job.kind === 'visit' && job.release !== undefined ? job.release : -endless,
    ),
    tripped,
    ...pairsOf(problem),
    judged,
    waiting: Float64Array.from(vehicles, (one) => (one.costs.perHour / 3600) * unit),
  };
}

/** Seconds that no round can exceed; Infinity where there is not a way everywhere, as times are what bars it. */
function longestOf({ travel, vehicles, jobs }: Problem): number {
  const stops = jobs.flatMap(stopsOf);
  let longest = 0;
  for (const { duration } of travel) for (const seconds of duration) if (seconds > longest) longest = seconds;
  if (longest >= unreachable) return Infinity;
  const slowest = Math.min(1, ...vehicles.map(({ speed }) => speed));
  const work = stops.reduce((sum, { service, setup }) => sum + service + setup, 0);
  return (stops.length + 1) * Math.ceil(longest / slowest) + work;
}

/** Distinct starts, ends and reload points; -1 as a point is an open end. */
function gatesOf(vehicles: readonly Vehicle[]): { points: number[]; of: number[]; reloads: number[][] } {
  const points: number[] = [];
  const known = new Map<number, number>();
  const gate = (point: number): number => {
    if (!known.has(point)) known.set(point, points.push(point) - 1);
    return known.get(point)!;
  };
  const of = vehicles.flatMap((one) => [gate(one.start ?? -1), gate(one.end ?? -1)]);
  return { points, of, reloads: vehicles.map((one) => (one.reload?.points ?? []).map(gate)) };
}

/** Numbers what is alike by `key`; `first` holds one index of each. With `apart`, nothing is alike. */
function grouped<T>(
  items: readonly T[],
  key: (item: T) => unknown,
  apart = false,
): { of: Int32Array; first: number[] } {
  const known = new Map<string, number>();
  const first: number[] = [];
  const of = Int32Array.from(items, (item, i) => {
    const text = apart ? `${i}` : JSON.stringify(key(item));
    if (!known.has(text)) known.set(text, first.push(i) - 1);
    return known.get(text)!;
  });
  return { of, first };
}

/** No transfers, and in each dimension only bringing or only collecting. */
function sumsSuffice(jobs: readonly Job[], dimensions: number): boolean {
  if (jobs.some((job) => job.kind === 'transfer')) return false;
  return Array.from({ length: dimensions }, (_, d) => d).every(
    (d) =>
      jobs.every((job) => job.kind === 'visit' && job.bring[d] === 0) ||
      jobs.every((job) => job.kind === 'visit' && job.collect[d] === 0),
  );
}

function mayOf(jobs: readonly Job[], vehicles: readonly Vehicle[]): Uint8Array {
  if (jobs.every((job) => job.skills.length === 0 && !job.only)) return new Uint8Array(0);
  const able = vehicles.map((vehicle) => new Set(vehicle.skills));
  const may = new Uint8Array(jobs.length * vehicles.length);
  jobs.forEach((job, j) => {
    const only = job.only && new Set(job.only);
    for (let v = 0; v < vehicles.length; v++)
      if ((!only || only.has(v)) && job.skills.every((skill) => able[v]!.has(skill))) may[j * vehicles.length + v] = 1;
  });
  return may;
}

function extraOf(jobs: readonly Job[], vehicles: readonly Vehicle[], unit: number): Float64Array {
  if (jobs.every((job) => !job.usual)) return new Float64Array(0);
  const extra = new Float64Array(jobs.length * vehicles.length);
  jobs.forEach(({ usual }, j) => {
    if (!usual) return;
    extra.fill(usual.otherwise * unit, j * vehicles.length, (j + 1) * vehicles.length);
    for (const v of usual.vehicles) extra[j * vehicles.length + v] = 0;
  });
  return extra;
}

/** Jobs to be served at all, by rank: 0 the highest there is; -1: optional. */
function levelsOf(jobs: readonly Job[]): { level: Int32Array; levels: number } {
  const ranks = [...new Set(jobs.filter((job) => job.skip === undefined).map((job) => job.rank))].sort((a, b) => b - a);
  const level = Int32Array.from(jobs, (job) => (job.skip === undefined ? ranks.indexOf(job.rank) : -1));
  return { level, levels: ranks.length };
}

function pairsOf({ pairs, jobs }: Problem): { partner: Int32Array; apart: Int32Array } {
  if (!pairs?.length) return { partner: new Int32Array(0), apart: new Int32Array(0) };
  const partner = new Int32Array(jobs.length).fill(-1);
  const apart = new Int32Array(jobs.length);
  for (const {
    jobs: [a, b],
    within,
  } of pairs) {
    partner[a] = b;
    partner[b] = a;
    apart[a] = apart[b] = within;
  }
  return { partner, apart };
}

/** Whether a rule or price is in play that slack cannot see. */
function isJudged({ jobs, vehicles, hygiene }: Problem): boolean {
  return (
    hygiene !== undefined ||
    vehicles.some((one) => one.breaks.length > 0 || one.limits.duration !== undefined || one.costs.perHour > 0) ||
    jobs.some(
      (job) =>
        job.urgency !== undefined ||
        (job.kind === 'transfer' && job.aboard !== undefined) ||
        stopsOf(job).some((stop) => stop.windows.length > 1 || stop.soft !== undefined),
    )
  );
}
