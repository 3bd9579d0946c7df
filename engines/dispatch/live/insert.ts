import { eventTable } from '../model/events.ts';
import { type Timer, timer } from '../model/route.ts';
import type { Problem, Round } from '../problem.ts';
import type { Route } from '../solution.ts';
import { overload } from './overload.ts';
import { eachPlace, type Place, placed } from './places.ts';
import { type Reason, reasonOn } from './reasons.ts';
import { boundsAt, type Small, smallOf, whole } from './small.ts';
import { type Standing, standings } from './standing.ts';

/** A place found: the one round that changes, timed, and what it costs more. */
export interface Inserted {
  kind: 'inserted';
  round: Round;
  route: Route;
  more: number;
}

/** No vehicle can take it: why, one reason for each, fewest blockers first. */
export interface Blocked {
  kind: 'blocked';
  reasons: Reason[];
}

/** After the first place that keeps every rule, so many more are priced: driving is most of a cost, not all of it. */
const MORE = 24;
/** No time is earlier. */
const BEFORE = -0x3fffffff;

/**
 * One more job into a running plan, moving no other stop to another vehicle or another place in its round. `now`: the second it is;
 * what is begun or driven to then stays first (absent: the plan has not begun). The job stands in `problem.jobs` and in no route.
 * Throws `insert-paired` for a job that needs a partner: plan those with `solve`.
 */
export function insert(problem: Problem, routes: Route[], job: number, now = BEFORE): Inserted | Blocked {
  if (problem.pairs?.some(({ jobs }) => jobs.includes(job)))
    throw new Error(`insert-paired: job ${problem.jobs[job]!.id} is done by two vehicles at once. Plan it with solve.`);
  const all = standings(problem, routes, now);
  const places: Priced[] = [];
  for (const standing of all) {
    const { round, frozen } = standing;
    if (!able(problem, round.vehicle, job)) continue;
    eachPlace(problem, round, problem.jobs[job]!, frozen, (place) => {
      if (place.late === 0) places.push({ place, price: guess(problem, standing, place) });
      return 0;
    });
  }
  places.sort((a, b) => a.price - b.price);
  const asked = new Map<number, Asked>();
  let best: { place: Place; more: number } | undefined;
  let left = MORE;
  for (const { place } of places) {
    if (best && left-- === 0) break;
    const standing = all[place.vehicle]!;
    const ask = asked.get(place.vehicle) ?? askOf(problem, standing, job);
    asked.set(place.vehicle, ask);
    const tried = placed(ask.small.round, ask.small.job, place);
    if (overload(ask.small.problem, tried) || ask.time.broken(tried, boundsAt(standing, place, now))) continue;
    const more = ask.time.cost(tried) - ask.before;
    if (!best || more < best.more) best = { place, more };
  }
  if (best) return inserted(all[best.place.vehicle]!, asked.get(best.place.vehicle)!, job, best.place, best.more, now);
  return { kind: 'blocked', reasons: reasonsWhere(problem, all, job, now) };
}

interface Priced {
  place: Place;
  price: number;
}

function inserted(
  standing: Standing,
  { small, time }: Asked,
  job: number,
  place: Place,
  more: number,
  now: number,
): Inserted {
  const tried = placed(small.round, small.job, place);
  time.broken(tried, boundsAt(standing, place, now));
  return {
    kind: 'inserted',
    round: placed(standing.round, job, place),
    route: whole(small, place.vehicle, time.route(tried)),
    more,
  };
}

function reasonsWhere(problem: Problem, all: Standing[], job: number, now: number): Reason[] {
  const table = eventTable(128);
  return all
    .map((standing) => reasonOn(problem, standing, job, now, table))
    .sort((a, b) => a.blockers.length - b.blockers.length);
}

/** Why each vehicle cannot take a job a plan leaves out. */
export function reasonsOf(problem: Problem, routes: Route[], job: number, now = BEFORE): Reason[] {
  return reasonsWhere(problem, standings(problem, routes, now), job, now);
}

interface Asked {
  small: Small;
  time: Timer;
  /** What the round costs now. */
  before: number;
}

function askOf(problem: Problem, standing: Standing, job: number): Asked {
  const small = smallOf(problem, standing, job);
  const time = timer(small.problem);
  const stands = small.round.calls.length > 0 && !time.broken(small.round, standing);
  return { small, time, before: stands ? time.cost(small.round) : 0 };
}

const able = ({ vehicles, jobs }: Problem, vehicle: number, job: number): boolean =>
  jobs[job]!.skills.every((skill) => vehicles[vehicle]!.skills.includes(skill)) &&
  jobs[job]!.only?.includes(vehicle) !== false;

/** A cost by driving alone, metres as at 30 km/h; an unused vehicle is paid for. */
function guess(problem: Problem, { round }: Standing, { vehicle, detour }: Place): number {
  const { costs } = problem.vehicles[vehicle]!;
  return (
    (detour * (costs.perHour + costs.perHourDriving + 30 * costs.perKm)) / 3600 +
    (round.calls.length === 0 ? costs.fixed : 0)
  );
}
