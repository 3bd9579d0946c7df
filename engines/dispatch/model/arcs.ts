import { type Job, type Problem, type Stop, unreachable, type Vehicle } from '../problem.ts';
import { never } from './windows.ts';

/** Square matrices over places for one kind of vehicle, and the same turned over ([to * places + from]; the same array when symmetric). */
export interface Arcs {
  /** Cost units. */
  cost: Int32Array;
  costInto: Int32Array;
  /** Seconds, with the setup of the stop arrived at. */
  time: Int32Array;
  timeInto: Int32Array;
  /** Metres, and seconds without setup; empty when no limit asks for them. */
  metres: Int32Array;
  driving: Int32Array;
}

/** A visit's stop, or a transfer's pickup and delivery. */
export const stopsOf = (job: Job): Stop[] => (job.kind === 'visit' ? [job.stop] : [job.pickup, job.delivery]);

const perMetre = ({ costs }: Vehicle) => costs.perKm / 1000;
const perSecond = ({ costs }: Vehicle) => (costs.perHourDriving + costs.perHour) / 3600;

/** Units for one of currency: 1 where arcs cost whole numbers already; else the power of two that lets the dearest arc fill 26 bits. */
export function unitOf(problem: Problem, vehicles: readonly Vehicle[]): number {
  const scans = vehicles.map((one) => scan(problem, one));
  const dearest = Math.max(0, ...scans.map((one) => one.dearest));
  return dearest === 0 || (scans.every((one) => one.whole) && dearest < 2 ** 26)
    ? 1
    : 2 ** Math.floor(26 - Math.log2(dearest));
}

function scan(problem: Problem, vehicle: Vehicle): { dearest: number; whole: boolean } {
  const { duration, distance } = problem.travel[vehicle.travel]!;
  const [metre, second] = [perMetre(vehicle), perSecond(vehicle)];
  const worked = (vehicle.costs.perHourService ?? 0) / 3600;
  let dearest = 0;
  let whole = worked === 0;
  for (let arc = 0; arc < duration.length; arc++) {
    if (duration[arc]! >= unreachable) continue;
    const cost = (distance ? distance[arc]! * metre : 0) + Math.round(duration[arc]! / vehicle.speed) * second;
    if (cost > dearest) dearest = cost;
    if (whole && cost !== Math.floor(cost)) whole = false;
  }
  const longest = problem.jobs
    .flatMap(stopsOf)
    .reduce((most, { service, setup }) => Math.max(most, service + setup), 0);
  return { dearest: dearest + worked * longest, whole };
}

/** Arcs between places: `points` of each (-1: open, to and from anywhere at once); the first of them are the `stops`. What a stop's own work costs is on the arcs to it. */
export function arcsOf(
  problem: Problem,
  vehicle: Vehicle,
  points: number[],
  stops: readonly Stop[],
  unit: number,
  limited: boolean,
): Arcs {
  const size = points.length;
  const { duration, distance } = problem.travel[vehicle.travel]!;
  const cost = new Int32Array(size * size);
  const time = new Int32Array(size * size);
  const metres = new Int32Array(limited ? size * size : 0);
  const driving = new Int32Array(limited ? size * size : 0);
  const [metre, second] = [perMetre(vehicle) * unit, perSecond(vehicle) * unit];
  const worked = ((vehicle.costs.perHourService ?? 0) * unit) / 3600;
  let same = true;
  for (let i = 0; i < size; i++) {
    const from = points[i]!;
    for (let j = 0; j < size; j++) {
      const to = points[j]!;
      const at = i * size + j;
      const stop = stops[j];
      if (from < 0 || to < 0) {
        if (stop) cost[at] = Math.round(stop.service * worked);
        continue;
      }
      const arc = from * problem.points + to;
      const reached = duration[arc]! < unreachable;
      const seconds = reached ? Math.round(duration[arc]! / vehicle.speed) : never;
      const length = distance ? distance[arc]! : 0;
      const setup = from === to || !stop ? 0 : stop.setup;
      const work = stop ? (setup + stop.service) * worked : 0;
      cost[at] = reached ? Math.round(length * metre + seconds * second + work) : never;
      time[at] = reached ? seconds + setup : seconds;
      if (limited) {
        metres[at] = length;
        driving[at] = seconds;
      }
      if (cost[at] !== time[at]) same = false;
    }
  }
  const timeInto = turned(time, size);
  return same
    ? { cost: time, costInto: timeInto, time, timeInto, metres, driving }
    : { cost, costInto: turned(cost, size), time, timeInto, metres, driving };
}

function turned(square: Int32Array, size: number): Int32Array {
  let symmetric = true;
  for (let i = 0; i < size && symmetric; i++)
    for (let j = 0; j < i; j++) if (square[i * size + j] !== square[j * size + i]) symmetric = false;
  if (symmetric) return square;
  const other = new Int32Array(square.length);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) other[j * size + i] = square[i * size + j]!;
  return other;
}
