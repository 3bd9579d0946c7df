import type { Events } from '../model/events.ts';
import type { Broken } from '../model/pass.ts';
import { timer } from '../model/route.ts';
import type { Problem, Round } from '../problem.ts';
import { type Blocker, lift, say } from './blocker.ts';
import { overload } from './overload.ts';
import { eachPlace, type Place, placed } from './places.ts';
import { boundsAt, smallOf } from './small.ts';
import type { Standing } from './standing.ts';

/** Why one vehicle cannot take a job as things stand. */
export interface Reason {
  vehicle: number;
  /** In the order they were met at the vehicle's nearest miss; with all of them taken away (`lift`) the job fits there. */
  blockers: Blocker[];
  /** The first of them in words. */
  words: string;
}

/** A round has at most so many rules that one job can break; more would be a fault of this program. */
const MOST = 400;

/**
 * Why a round cannot take a job: its nearest miss (the place whose times are broken least, of those the place that adds least driving),
 * and rule after rule until it fits there. An empty list of blockers: it does fit. `table`: to time rounds with.
 */
export function reasonOn(problem: Problem, standing: Standing, job: number, now: number, table: Events): Reason {
  const { vehicle } = standing.round;
  const blockers: Blocker[] = [...unable(problem, vehicle, job)];
  const part = smallOf(problem, standing, job);
  let small = part.problem;
  for (const one of blockers) small = lift(small, translated(one, part.job, 0));
  const place = nearest(small, part.round, part.job, standing.frozen);
  const tried = placed(part.round, part.job, place);
  const bounds = boundsAt(standing, place, now);
  const lifted = (own: Blocker, of: number): void => {
    if (blockers.length === MOST)
      throw new Error(
        `reason-endless: job ${problem.jobs[job]!.id} on vehicle ${problem.vehicles[vehicle]!.id}: ${own.rule} again and again.`,
      );
    small = lift(small, own);
    blockers.push(translated(own, of, vehicle));
  };
  for (let over = overload(small, tried); over; over = overload(small, tried)) lifted(over, 0);
  for (;;) {
    const broken = timer(small, table).broken(tried, bounds);
    if (!broken) break;
    const own = named(small, tried, broken);
    if (own.rule === 'pair') bounds.to[broken.call]! += own.by;
    lifted(own, 'job' in own ? part.jobs[own.job]! : 0);
  }
  const first = blockers[0];
  return { vehicle, blockers, words: first ? say(problem, first) : 'It fits.' };
}

/** What no place on the vehicle can mend. */
function unable({ vehicles, jobs }: Problem, vehicle: number, job: number): Blocker[] {
  const { skills, only } = jobs[job]!;
  const missing = skills.filter((skill) => !vehicles[vehicle]!.skills.includes(skill));
  return [
    ...(missing.length > 0 ? [{ rule: 'skill' as const, vehicle, job, missing }] : []),
    ...(only && !only.includes(vehicle) ? [{ rule: 'barred' as const, vehicle, job }] : []),
  ];
}

/** The place least late, of those the one with the least driving. */
function nearest(problem: Problem, round: Round, job: number, frozen: number): Place {
  let best: Place | undefined;
  eachPlace(problem, round, problem.jobs[job]!, frozen, (place) => {
    if (!best || place.late < best.late || (place.late === best.late && place.detour < best.detour)) best = place;
    return best.late;
  });
  return best!;
}

function translated(blocker: Blocker, job: number, vehicle: number): Blocker {
  return { ...blocker, ...('job' in blocker ? { job } : {}), ...('vehicle' in blocker ? { vehicle } : {}) };
}

/** A broken rule of a timetable, with what is needed to take it away. */
function named(problem: Problem, round: Round, broken: Broken): Blocker {
  const call = round.calls[broken.call];
  const vehicle = round.vehicle;
  const { by } = broken;
  switch (broken.rule) {
    case 'load':
      break;
    case 'window':
    case 'pair':
      if (!call || call.leg === 'reload') break;
      return broken.rule === 'pair'
        ? { rule: 'pair', job: call.job, by }
        : { rule: 'window', job: call.job, leg: call.leg, by };
    case 'aboard':
    case 'hygiene':
      if (!call || call.leg === 'reload') break;
      return broken.rule === 'aboard' ? { rule: 'aboard', job: call.job, by } : { rule: 'hygiene', job: call.job };
    case 'shift':
      return { rule: 'shift', vehicle, by };
    case 'duration':
    case 'driving':
    case 'distance':
    case 'stops':
      return { rule: broken.rule, vehicle, by };
    case 'break':
      return { rule: 'break', vehicle };
    case 'unreachable':
      return missingWay(problem, round, broken.call);
    default:
  }
  throw new Error(`reason-unknown: ${broken.rule} at call ${broken.call}.`);
}

/** The leg without a way: between the stops themselves, or to or from where the vehicle is cleaned. */
function missingWay(problem: Problem, { vehicle, calls }: Round, at: number): Blocker {
  const own = problem.vehicles[vehicle]!;
  const pointOf = (k: number): number | null => {
    if (k < 0) return own.start;
    const call = calls[k];
    if (!call) return own.end;
    if (call.leg === 'reload') return call.point;
    const job = problem.jobs[call.job]!;
    return (job.kind === 'visit' ? job.stop : call.leg === 'pickup' ? job.pickup : job.delivery).point;
  };
  return { rule: 'no-way', travel: own.travel, from: pointOf(at - 1) ?? -1, to: pointOf(at) ?? -1 };
}
