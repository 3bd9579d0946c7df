import { amount, whole } from '../fault.ts';
import { Course, type Standing } from './course.ts';
import { holds } from './hold.ts';
import { settings, shifts, swaps } from './moves.ts';
import type { PulseProblem } from './problem.ts';
import type { PulseWorld } from './spread.ts';

const SEARCH_STEPS = 2;
const FIGURE_STEPS = 10;

export interface FeedbackPolicy {
  /** What the planner believes: the true world is not told to it. */
  belief: PulseProblem;
  /** Deaths that weigh as much as one unit of money: what the plan may cost to save one life, from the other side. */
  deathsPerMoney: number;
  /** Weeks a mode is kept at least. */
  hold: number;
}

export interface FeedbackRun {
  plan: string;
  deaths: number;
  lost: number;
}

/**
 * Decides week by week as the epidemic shows itself: each week the rest of the horizon is planned anew in the believed model from
 * the standing observed, and only its first week is carried out (receding horizon; Mayne 2000). Nothing is trained.
 */
export function runFeedback(world: PulseWorld, policy: FeedbackPolicy): FeedbackRun {
  amount('pulses-price', 'deathsPerMoney', policy.deathsPerMoney);
  const weeks = world.problem.weeks;
  whole('pulses-hold', 'hold', policy.hold, 1, weeks);
  const truth = new Course(world.problem, world.start, weeks, FIGURE_STEPS);
  const done = new Uint8Array(weeks);
  let ahead: Uint8Array<ArrayBuffer> | undefined;
  for (let week = 0; week < weeks; week++) {
    ahead = planAhead(policy, truth.standing(week), weeks - week, ahead);
    done[week] = ahead[0]!;
    ahead = ahead.slice(1);
    truth.run(done);
  }
  return { plan: done.join(''), deaths: truth.deaths(), lost: truth.lost() };
}

/** The best plan found for the weeks left from a standing: the plan of last week and regular patterns, improved by local search. */
export function planAhead(
  policy: FeedbackPolicy,
  from: Standing,
  weeks: number,
  before?: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const course = new Course(policy.belief, from, weeks, SEARCH_STEPS);
  const mode = from.restricted ? 1 : 0;
  const stood = from.weeksInMode === 0 ? Number.POSITIVE_INFINITY : from.weeksInMode;
  const cost = (plan: Uint8Array): number => {
    if (!holds(plan, policy.hold, mode, stood)) return Number.POSITIVE_INFINITY;
    course.run(plan);
    return course.deaths() + policy.deathsPerMoney * course.lost();
  };
  const best = before ? before.slice() : new Uint8Array(weeks);
  let now = cost(best);
  const better = (plan: Uint8Array): boolean => {
    const found = cost(plan);
    if (found >= now - 1e-6 * (1 + Math.abs(now))) return false;
    now = found;
    return true;
  };
  for (const each of patterns(weeks, policy.hold)) if (better(each)) best.set(each);
  for (;;) {
    if (settings(best, policy.hold, better)) continue;
    if (swaps(best, 1, better)) continue;
    if (shifts(best, better)) continue;
    return best;
  }
}

/** A block, then turns of on and off, over part of the weeks left. */
function* patterns(weeks: number, hold: number): Generator<Uint8Array> {
  const plan = new Uint8Array(weeks);
  for (let start = 0; start <= Math.min(2, weeks); start++)
    for (let block = 0; start + block <= weeks; block++) {
      plan.fill(0).fill(1, start, start + block);
      yield plan;
      for (let at = start + block + hold; at < weeks; at += 2 * hold) {
        plan.fill(1, at, at + hold);
        yield plan;
      }
    }
}
