import { checkProblem } from '../model/check-problem.ts';
import { compile } from '../model/compile.ts';
import { judgeOf } from '../model/judge.ts';
import type { Model } from '../model/model.ts';
import type { Problem, SolveOptions } from '../problem.ts';
import type { Solution } from '../solution.ts';
import { anneal, type Turns } from './anneal.ts';
import { type Changer, changerOf } from './changer.ts';
import { type Dice, diceFrom } from './dice.ts';
import { unfairness } from './fair.ts';
import { shrinkFleet } from './fleet.ts';
import { besides, nearest } from './near.ts';
import { orderer } from './order.ts';
import { pictureOf, solutionOf } from './picture.ts';
import { emptyRounds } from './rounds.ts';
import { ruiner } from './ruin.ts';
import { compare, stand, standingOf } from './standing.ts';
import { tailsOf } from './tails.ts';
import { type Terms, termsFor } from './terms.ts';

/**
 * Solves a problem by slack induction by string removals (Christiaens & Vanden Berghe 2020). Deterministic for a seed, a
 * start and a number of iterations; with `spent`, for the same answers of `spent`. Throws `dispatch-budget` without a budget and
 * `dispatch-start` when the rounds to start from are not feasible, and what `checkProblem` refuses.
 */
export function solve(problem: Problem, options: SolveOptions): Solution {
  return solveBy(problem, options, termsFor);
}

/** The same with other terms: for tuning. */
export function solveBy(problem: Problem, options: SolveOptions, tuned: (model: Model) => Terms): Solution {
  if (options.iterations === undefined && !options.spent)
    throw new Error('dispatch-budget: neither iterations nor spent. Say how long the search may go on.');
  checkProblem(problem);
  const model = compile(problem);
  const terms = tuned(model);
  const dice = diceFrom(options.seed);
  const { home, frozen } = standing(problem, model, options);
  const rounds = emptyRounds(model, frozen, home, options.keep ? options.keep.changes : 0);
  if (model.judged) rounds.judge = judgeOf(problem, model, rounds.place, rounds.opens, rounds.closes);
  const width = Math.min(Math.max(0, model.nodes - 1), 300);
  const near = nearest(model, width);
  const eyes = { untilBlink: 0x3fffffff, rate: 0, dice };
  const beside = besides(model, near, width, Math.min(width, terms.beside));
  const changer = changerOf(rounds, eyes, beside);
  const after = terms.beside > 0 ? beside : besides(model, near, width, Math.min(width, terms.ahead));
  const tails = tailsOf(changer, after, dice);
  const ruin = ruiner(changer, near, width, dice, terms);
  const order = orderer(model, dice);
  /** All jobs that were just removed, and some of those that had been left out before, drawn anew each time; not the last of them where the plan costs `most` before they are put. */
  const recreate = (before: number, most: number) => {
    const { absent } = rounds;
    const list = Array.from(absent.subarray(before, rounds.absents));
    const outside = Math.min(before, terms.retried);
    for (let k = 0; k < outside; k++) list.push(absent[outside === before ? k : dice.below(before)]!);
    order(list, dice.below(2) === 0);
    const thorough = before === 0 || dice.below(10) === 0;
    if (dice.open() < opening) open(list);
    for (const job of list) {
      if (plain && before === 0 && rounds.cost > most) return;
      changer.put(job, thorough);
    }
  };

  /** Whether a plan that costs too much already cannot be saved by what is still to be put. */
  const plain = options.first !== 'vehicles' && !problem.fair && isPlain(problem, model);
  const opening = model.timed && plain ? terms.opening : 0;
  /** One of several jobs gets an idle vehicle of its own: alone it never pays, with what then joins it it may. */
  const open = (list: number[]) => {
    const v = rounds.idle[dice.below(rounds.idle.length)]!;
    if (v >= 0 && rounds.inUse < rounds.most && list.length >= 5) changer.putWith(list[dice.below(list.length)]!, v);
  };

  const turns: Turns = {
    done: 0,
    every: 100,
    better: (cost) =>
      options.progress?.({
        cost: cost / model.unit,
        unserved: rounds.absents,
        vehicles: rounds.inUse,
        iteration: turns.done,
      }),
  };
  const spent = (): number => {
    if (options.cancel?.()) return 1;
    const counted =
      options.iterations === undefined ? 0 : options.iterations <= 0 ? 1 : turns.done / options.iterations;
    return Math.max(counted, options.spent?.() ?? 0);
  };

  if (options.start && !changer.restore(pictureOf(problem, model, options.start)))
    throw new Error(
      'dispatch-start: the rounds to start from are not feasible. Start from nothing, or ask the timetable what breaks them.',
    );
  const fair = unfairness(problem, rounds);
  const surcharge = fair ?? (() => 0);
  const given = rounds.cost + surcharge();
  const [was, now] = [standingOf(rounds), standingOf(rounds)];
  stand(rounds, was, false);
  changer.begin();
  if (!options.start && plain) seed(changer, dice, terms.seeds);
  const all = Array.from(rounds.absent.subarray(0, rounds.absents));
  order(all, true);
  for (const job of all) changer.put(job);
  stand(rounds, now, false);
  const served = compare(now, was);
  if (options.start && (rounds.broken || served > 0 || (served === 0 && rounds.cost + surcharge() > given)))
    changer.undo();
  eyes.rate = terms.blink;
  eyes.untilBlink = 1;
  let fixed = 0;
  for (let u = 0; u < rounds.inUse; u++) fixed += model.fixed[rounds.used[u]!]!;
  const each = Math.max(1e-6, (rounds.cost - rounds.skipped - fixed) / Math.max(1, model.jobs - rounds.absents));
  if (options.first === 'vehicles' && model.jobs > 0) {
    const warmth = 0.1 * each;
    const accept = (more: number) => more < -warmth * Math.log(dice.open());
    shrinkFleet(changer, turns, () => spent() / terms.forFleet, ruin, recreate, accept, 1);
  }
  if (model.jobs === 0 || spent() >= 1) return solutionOf(problem, model, changer.picture(), turns.done);
  const begun = spent();
  const part = () => (spent() - begun) / (1 - begun);
  const heat = { from: each * terms.hot, to: each * terms.cold };
  const best = anneal(
    changer,
    dice,
    heat,
    turns,
    part,
    ruin,
    recreate,
    surcharge,
    options.first === 'vehicles',
    tails,
    terms.tails,
  );
  return solutionOf(problem, model, best.picture, turns.done);
}

/** Whether rounds cost nothing but their arcs, all jobs matter alike, and slack alone decides. */
const isPlain = (problem: Problem, model: Model) =>
  !model.judged &&
  !model.tripped &&
  model.partner.length === 0 &&
  model.levels === 1 &&
  !model.level.includes(-1) &&
  problem.vehicles.every(({ costs }) => costs.fixed === 0);

/**
 * A job drawn by lot with each of many vehicles to begin with. Rounds too many dissolve by themselves, but a search that begins with too few
 * seldom opens more: where rounds are long, that is where it gets stuck.
 */
function seed({ rounds, putWith }: Changer, dice: Dice, share: number) {
  const { vehicles, jobs } = rounds.model;
  const count = Math.floor(jobs * share);
  // With fewer vehicles than seeds every one is wanted anyway, and seeds drawn by lot only stand in the way.
  if (count > vehicles) return;
  for (let n = 0; n < count && rounds.absents > 0; n++) {
    const v = Math.floor((n * vehicles) / count);
    for (let tries = 0; tries < 20 && rounds.at[v]! < 0; tries++)
      putWith(rounds.absent[dice.below(rounds.absents)]!, v);
  }
}

/** Nodes that stand as they are, and the vehicle each job was announced with. */
function standing(problem: Problem, model: Model, { start, frozen: leading, keep }: SolveOptions) {
  const home = new Int32Array(keep ? model.jobs : 0).fill(-1);
  for (const { vehicle, calls } of keep?.rounds ?? [])
    for (const one of calls) if (one.leg !== 'reload') home[one.job] = vehicle;
  const frozen = new Uint8Array(leading?.some((count) => count > 0) ? model.all : 0);
  if (frozen.length === 0 || !leading) return { home, frozen };
  for (const { vehicle, calls } of start ?? []) {
    for (const one of calls.slice(0, leading[vehicle] ?? 0)) {
      if (one.leg === 'reload')
        throw new Error(
          `dispatch-frozen: vehicle ${problem.vehicles[vehicle]!.id} has a reload among its frozen calls. Begin its shift after it.`,
        );
      frozen[model.nodeOf[one.job]! + (one.leg === 'delivery' ? 1 : 0)] = 1;
    }
  }
  return { home, frozen };
}
