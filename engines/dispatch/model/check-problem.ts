import type { Problem, Stop, Vehicle, Window } from '../problem.ts';
import { never } from './windows.ts';

/**
 * Refuses a problem that cannot be meant: throws `dispatch-...` with the place, the value and what to do. What merely cannot be
 * served (a window closed, no skilled vehicle, a load above every capacity) is not refused here: the search leaves such a job out.
 */
export function checkProblem(problem: Problem): void {
  const { points, travel, dimensions, vehicles, jobs, hygiene, pairs, fair } = problem;
  count('points', points, 1);
  count('dimensions', dimensions, 0);
  if (travel.length === 0) fault('travel', 'no way to travel', 'give at least one matrix');
  travel.forEach(({ duration, distance }, t) => {
    for (const [name, square] of Object.entries({ duration, distance }))
      if (square && square.length !== points * points)
        fault(
          'matrix',
          `${name} of travel ${t} has ${square.length} entries`,
          `a square of ${points} points has ${points * points}`,
        );
    for (const square of [duration, distance])
      if (square?.some((value) => value < 0))
        fault('matrix', `travel ${t} has a negative entry`, 'use unreachable where there is no way');
  });
  for (const one of vehicles) checkVehicle(problem, one, `vehicle ${one.id}`);
  unique('vehicle', vehicles);
  unique('job', jobs);
  for (const job of jobs) {
    const name = `job ${job.id}`;
    if (job.kind === 'visit') {
      checkStop(problem, job.stop, name);
      amounts(job.bring, dimensions, `${name}, bring`);
      amounts(job.collect, dimensions, `${name}, collect`);
      if (job.release !== undefined) second(job.release, `${name}, release`);
    } else {
      checkStop(problem, job.pickup, `${name}, pickup`);
      checkStop(problem, job.delivery, `${name}, delivery`);
      amounts(job.load, dimensions, `${name}, load`);
      if (job.aboard !== undefined) count(`${name}, aboard`, job.aboard, 0);
    }
    if (!(job.rank >= 0 && job.rank <= 100)) fault('rank', `${name} has rank ${job.rank}`, 'ranks are 0 to 100');
    for (const price of [job.skip, job.usual?.otherwise, job.urgency?.perHour])
      if (price !== undefined && !(price >= 0 && price < Infinity))
        fault('price', `${name} has a price of ${price}`, 'prices are 0 or more');
    for (const v of [...(job.only ?? []), ...(job.usual?.vehicles ?? [])])
      index(v, vehicles.length, `${name} names vehicle`);
    if (job.hygiene !== undefined) index(job.hygiene, hygiene?.classes.length ?? 0, `${name} names hygiene class`);
  }
  for (const { jobs: both, within } of pairs ?? []) {
    for (const job of both) {
      index(job, jobs.length, 'a pair names job');
      if (jobs[job]!.kind !== 'visit') fault('pair', `job ${jobs[job]!.id} is a transfer`, 'pairs are of visits');
    }
    if (both[0] === both[1]) fault('pair', `job ${jobs[both[0]]!.id} is paired with itself`, 'name two jobs');
    count('a pair, within', within, 0);
  }
  const paired = (pairs ?? []).flatMap((pair) => pair.jobs);
  if (new Set(paired).size < paired.length) fault('pair', 'a job is in two pairs', 'a job has one partner');
  for (const v of fair?.vehicles ?? []) index(v, vehicles.length, 'fair names vehicle');
  if (hygiene) checkHygiene(problem);
}

function checkVehicle({ points, travel, dimensions }: Problem, one: Vehicle, name: string) {
  index(one.travel, travel.length, `${name} names travel`);
  if (!(one.speed > 0 && one.speed < Infinity)) fault('speed', `${name} has speed ${one.speed}`, 'speed is above 0');
  amounts(one.capacity, dimensions, `${name}, capacity`);
  if (one.start === null && one.end === null) fault('ends', `${name} has neither start nor end`, 'give one of them');
  for (const point of [one.start, one.end, ...(one.reload?.points ?? [])])
    if (point !== null) index(point, points, `${name} names point`);
  checkWindows([one.shift], `${name}, shift`);
  for (const [what, value] of [...Object.entries(one.costs), ...Object.entries(one.limits)])
    if (value !== undefined && !(value >= 0))
      fault('price', `${name} has ${what} ${value}`, 'costs and limits are 0 or more');
  for (const rest of one.breaks) {
    count(`${name}, break ${rest.id}, duration`, rest.duration, 0);
    if (rest.kind === 'after') count(`${name}, break ${rest.id}, work`, rest.work, 1);
    else if (rest.windows.length === 0)
      fault('break', `${name}, break ${rest.id} has no window`, 'say when it may begin');
    else checkWindows(rest.windows, `${name}, break ${rest.id}`);
    if (rest.kind === 'window' && rest.maxLoad) amounts(rest.maxLoad, dimensions, `${name}, break ${rest.id}, maxLoad`);
  }
  if (one.reload) count(`${name}, reload`, one.reload.duration, 0);
  if (one.reload?.points.length === 0)
    fault('reload', `${name} may reload nowhere`, 'name points, or leave reload out');
}

function checkStop({ points }: Problem, stop: Stop, name: string) {
  index(stop.point, points, `${name} names point`);
  count(`${name}, service`, stop.service, 0);
  count(`${name}, setup`, stop.setup, 0);
  checkWindows(stop.windows, name);
  for (const value of Object.values(stop.soft ?? {}))
    if (!(value >= 0)) fault('price', `${name} has softness ${value}`, 'softness is 0 or more');
  if (stop.soft && stop.windows.length === 0)
    fault('window', `${name} is soft without a window`, 'give the window that may be missed');
}

function checkWindows(windows: readonly Window[], name: string) {
  let last = -Infinity;
  for (const { from, to } of windows) {
    second(from, name);
    second(to, name);
    if (from > to) fault('window', `${name} closes at ${to}, before it opens at ${from}`, 'swap them');
    if (from < last)
      fault('window', `${name} has windows out of order at ${from}`, 'sort them and join those that meet');
    last = to;
  }
}

function checkHygiene({ points, hygiene }: Problem) {
  const { classes, together, follows, cleaning } = hygiene!;
  const size = classes.length;
  if (size > 31) fault('hygiene', `${size} classes`, 'at most 31');
  for (const table of [together, follows])
    if (table.length !== size || table.some((row) => row.length !== size))
      fault('hygiene', `a table is not ${size} by ${size}`, 'one row and column a class');
  for (let a = 0; a < size; a++)
    for (let b = 0; b < a; b++)
      if (together[a]![b] !== together[b]![a])
        fault('hygiene', `${classes[a]} and ${classes[b]} may be together one way only`, 'make it symmetric');
  count('cleaning', cleaning.duration, 0);
  for (const point of cleaning.points ?? []) index(point, points, 'cleaning names point');
  if (cleaning.points?.length === 0)
    fault('hygiene', 'cleaning may be done nowhere', 'name points, or null for anywhere');
}

function unique(what: string, items: readonly { id: string }[]) {
  const known = new Set<string>();
  for (const { id } of items) {
    if (known.has(id)) fault('id', `two of kind ${what} have the id ${id}`, 'ids are unique');
    known.add(id);
  }
}

const amounts = (list: readonly number[], dimensions: number, name: string) => {
  if (list.length !== dimensions)
    fault('load', `${name} has ${list.length} amounts`, `there are ${dimensions} dimensions`);
  for (const amount of list) count(name, amount, 0);
};

const count = (name: string, value: number, least: number) => {
  if (!(Number.isInteger(value) && value >= least && value <= never))
    fault('number', `${name} is ${value}`, `a whole number from ${least} to ${never} is needed`);
};

const second = (value: number, name: string) => {
  if (!(Number.isInteger(value) && Math.abs(value) <= never))
    fault('time', `${name} is ${value}`, `whole seconds up to ${never} are needed`);
};

const index = (value: number, size: number, name: string) => {
  if (!(Number.isInteger(value) && value >= 0 && value < size)) fault('index', `${name} ${value}`, `there are ${size}`);
};

function fault(id: string, what: string, remedy: string): never {
  throw new Error(`dispatch-${id}: ${what}; ${remedy}.`);
}
