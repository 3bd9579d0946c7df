import type { Job, Problem, Round, Stop, Vehicle } from '../../engines/dispatch/index.ts';
import { type FindTravel, placed } from './vroom-places.ts';
import type { VroomInput, VroomStop, VroomVehicle } from './vroom-schema.ts';
import { boundsOf, narrowed } from './vroom-steps.ts';

/** What a VROOM problem is to the engine, and what is needed to speak of it in VROOM's words again. */
export interface VroomProblem {
  problem: Problem;
  input: VroomInput;
  /** Seconds of VROOM at the engine's second 0: the engine counts in 30 bits. */
  origin: number;
  /** For each job of the engine, the VROOM jobs or shipments entry it is of. */
  of: ({ kind: 'job'; at: number } | { kind: 'shipment'; at: number })[];
  /** `location_index` was given, not coordinates. */
  indexed: boolean;
  /** Metres, where the engine's distances are VROOM's costs instead. */
  metres: (Int32Array | undefined)[];
  start?: Round[];
}

/** Times from here on are those of a calendar, not of a day. */
const CALENDAR = 1e8;
const WEEK = 7 * 86400;
/** A shift without end, in the engine's 30 bits. */
const ENDLESS = 0x1fffffff;
const DEFAULT_PER_HOUR = 3600;

/** Turns checked VROOM input into a problem. Throws `vroom-...` with what is wrong and what to do. */
export async function readVroom(
  input: VroomInput,
  find: FindTravel,
  setups: 'within' | 'either' = 'within',
): Promise<VroomProblem> {
  if (input.vehicles.length === 0) throw new Error('vroom-no-vehicles: the problem has no vehicle. Give one at least.');
  unique('vehicles', input.vehicles);
  unique('jobs', input.jobs ?? []);
  unique(
    'shipments.pickup',
    (input.shipments ?? []).map(({ pickup }) => pickup),
  );
  unique(
    'shipments.delivery',
    (input.shipments ?? []).map(({ delivery }) => delivery),
  );
  const profiles = [...new Set(input.vehicles.map(profileOf))];
  const { pointOf, travel, points, indexed, costed, metres } = await placed(input, profiles, find);
  const dimensions = dimensionsOf(input);
  const origin = originOf(input);
  const windows = (given: [number, number][] | undefined) =>
    (given ?? []).map(([from, to]) => ({ from: from - origin, to: to - origin }));
  const load = (given: number[] | undefined): number[] => given ?? Array.from({ length: dimensions }, () => 0);
  const bounds = boundsOf(input, origin);
  /** The one value for the types of all vehicles. */
  const typed = (name: string, plain: number | undefined, perType: Record<string, number> | undefined): number => {
    const values = new Set(input.vehicles.map(({ type }) => perType?.[type ?? ''] ?? plain ?? 0));
    if (values.size > 1)
      throw new Error(
        `vroom-types-differ: ${name} takes ${[...values].join(' or ')} s by the type of vehicle. Give it one time, or plan each type by itself.`,
      );
    return [...values][0]!;
  };
  const stop = (type: 'job' | 'pickup' | 'delivery', one: VroomStop): Stop => {
    const name = `${type} ${one.id}`;
    const setup = typed(`the setup of ${name}`, one.setup, one.setup_per_type);
    const own = windows(one.time_windows).map(({ from, to }) => {
      // VROOM's windows hold before the setup, ours after it: within what keeps both, or, to check, within either.
      if (setups === 'either') return { from, to: to + setup };
      return to - from >= setup ? { from: from + setup, to } : { from, to };
    });
    return {
      point: pointOf(one.location, one.location_index),
      windows: narrowed(name, own, bounds.tasks.get(name)),
      service: typed(`the service of ${name}`, one.service, one.service_per_type),
      setup,
    };
  };
  const terms = (one: { skills?: number[]; priority?: number }) => ({
    skills: (one.skills ?? []).map(String),
    rank: one.priority ?? 0,
  });
  const jobs: Job[] = [
    ...(input.jobs ?? []).map(
      (one): Job => ({
        ...terms(one),
        id: `job ${one.id}`,
        kind: 'visit',
        stop: stop('job', one),
        bring: load(one.delivery),
        collect: load(one.pickup),
      }),
    ),
    ...(input.shipments ?? []).map(
      (one): Job => ({
        ...terms(one),
        id: `shipment ${one.pickup.id}`,
        kind: 'transfer',
        pickup: stop('pickup', one.pickup),
        delivery: stop('delivery', one.delivery),
        load: load(one.amount),
      }),
    ),
  ];
  const of = [
    ...(input.jobs ?? []).map((_, at) => ({ kind: 'job' as const, at })),
    ...(input.shipments ?? []).map((_, at) => ({ kind: 'shipment' as const, at })),
  ];
  const vehicles = input.vehicles.map((one, v): Vehicle => {
    const start = one.start ?? one.start_index;
    const end = one.end ?? one.end_index;
    if (start === undefined && end === undefined)
      throw new Error(`vroom-nowhere: vehicle ${one.id} has neither start nor end. Give one of them.`);
    const profile = profiles.indexOf(profileOf(one));
    const priced = costed[profile] === true;
    if (priced && one.max_distance !== undefined)
      throw new Error(
        `vroom-costs-distance: vehicle ${one.id} has max_distance and a costs matrix. Leave one of them out.`,
      );
    if (priced && one.costs && (one.costs.per_hour !== undefined || one.costs.per_km !== undefined))
      throw new Error(
        `vroom-costs-twice: vehicle ${one.id} has per_hour or per_km and a costs matrix. Leave one of them out.`,
      );
    return {
      id: `vehicle ${one.id}`,
      travel: profile,
      speed: one.speed_factor ?? 1,
      capacity: one.capacity ?? Array.from({ length: dimensions }, () => 0),
      start: start === undefined ? null : pointOf(one.start, one.start_index),
      end: end === undefined ? null : pointOf(one.end, one.end_index),
      shift: narrowed(
        `vehicle ${one.id}`,
        [one.time_window ? windows([one.time_window])[0]! : { from: 0, to: ENDLESS }],
        bounds.shifts[v],
      )[0]!,
      skills: (one.skills ?? []).map(String),
      costs: {
        fixed: one.costs?.fixed ?? 0,
        perHour: 0,
        perHourDriving: priced ? 0 : (one.costs?.per_hour ?? DEFAULT_PER_HOUR),
        perKm: priced ? 1000 : (one.costs?.per_km ?? 0),
        ...(one.costs?.per_task_hour ? { perHourService: one.costs.per_task_hour } : {}),
      },
      limits: {
        ...(one.max_travel_time === undefined ? {} : { driving: one.max_travel_time }),
        ...(one.max_distance === undefined ? {} : { distance: one.max_distance }),
        ...(one.max_tasks === undefined ? {} : { stops: one.max_tasks }),
      },
      breaks: (one.breaks ?? []).map((rest) => ({
        kind: 'window' as const,
        id: String(rest.id),
        windows: narrowed(
          `break ${rest.id} of vehicle ${one.id}`,
          rest.time_windows ? windows(rest.time_windows) : [{ from: 0, to: ENDLESS }],
          bounds.breaks.get(`${v} ${rest.id}`),
        ),
        duration: rest.service ?? 0,
        ...(rest.max_load ? { maxLoad: rest.max_load } : {}),
      })),
    };
  });
  const start = startOf(input);
  return {
    problem: { points, travel, dimensions, vehicles, jobs },
    input,
    origin,
    of,
    indexed,
    metres,
    ...(start ? { start } : {}),
  };
}

const profileOf = (vehicle: VroomVehicle): string => vehicle.profile ?? 'car';

function unique(where: string, all: { id: number }[]): void {
  const seen = new Set<number>();
  for (const { id } of all) {
    if (seen.has(id)) throw new Error(`vroom-id-twice: ${where} has id ${id} twice. Ids are unique.`);
    seen.add(id);
  }
}

/** All amounts of a problem have one length. */
function dimensionsOf(input: VroomInput): number {
  const amounts: [string, number[] | undefined][] = [
    ...input.vehicles.map((one): [string, number[] | undefined] => [`vehicle ${one.id} capacity`, one.capacity]),
    ...(input.jobs ?? []).flatMap((one): [string, number[] | undefined][] => [
      [`job ${one.id} delivery`, one.delivery],
      [`job ${one.id} pickup`, one.pickup],
    ]),
    ...(input.shipments ?? []).map((one): [string, number[] | undefined] => [
      `shipment ${one.pickup.id} amount`,
      one.amount,
    ]),
    ...input.vehicles.flatMap((one) =>
      (one.breaks ?? []).map((rest): [string, number[] | undefined] => [`break ${rest.id} max_load`, rest.max_load]),
    ),
  ];
  const [first] = amounts.filter(([, amount]) => amount !== undefined);
  if (!first) return 0;
  const dimensions = first[1]!.length;
  for (const [name, amount] of amounts) {
    if (amount && amount.length !== dimensions)
      throw new Error(
        `vroom-amount-length: ${name} has ${amount.length} numbers, ${first[0]} has ${dimensions}. All amounts have one length.`,
      );
  }
  return dimensions;
}

function originOf(input: VroomInput): number {
  let first = Number.POSITIVE_INFINITY;
  const look = (windows: [number, number][] | undefined): void => {
    for (const [from] of windows ?? []) first = Math.min(first, from);
  };
  for (const { time_window, breaks } of input.vehicles) {
    if (time_window) look([time_window]);
    for (const { time_windows } of breaks ?? []) look(time_windows);
  }
  for (const { time_windows } of input.jobs ?? []) look(time_windows);
  for (const { pickup, delivery } of input.shipments ?? [])
    for (const { time_windows } of [pickup, delivery]) look(time_windows);
  return Number.isFinite(first) && first >= CALENDAR ? first - WEEK : 0;
}

/** The rounds that vehicles' `steps` describe, when any has them. */
function startOf(input: VroomInput): Round[] | undefined {
  const jobs = new Map((input.jobs ?? []).map(({ id }, n) => [id, n]));
  const base = jobs.size;
  const legs = {
    job: jobs,
    pickup: new Map((input.shipments ?? []).map(({ pickup }, n) => [pickup.id, base + n])),
    delivery: new Map((input.shipments ?? []).map(({ delivery }, n) => [delivery.id, base + n])),
  };
  if (!input.vehicles.some(({ steps }) => steps)) return undefined;
  return input.vehicles.flatMap((vehicle, index): Round[] => {
    const calls = (vehicle.steps ?? []).flatMap(({ type, id }): Round['calls'] => {
      if (type === 'start' || type === 'end' || type === 'break') return [];
      const job = id === undefined ? undefined : legs[type].get(id);
      if (job === undefined)
        throw new Error(
          `vroom-step-unknown: vehicle ${vehicle.id} has a step ${type} ${id}, and there is no such task.`,
        );
      return [{ leg: type === 'job' ? 'visit' : type, job }];
    });
    return calls.length > 0 ? [{ vehicle: index, calls }] : [];
  });
}
