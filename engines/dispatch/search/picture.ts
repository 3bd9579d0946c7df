import { pointsOf } from '../model/judge.ts';
import type { Model } from '../model/model.ts';
import { router, totalled } from '../model/route.ts';
import { legsOf } from '../model/sheet.ts';
import type { Call, Problem, Round } from '../problem.ts';
import type { CostSplit, Route, Solution } from '../solution.ts';
import type { Picture } from './links.ts';

/** Rounds from outside as the search pictures them. */
export function pictureOf(problem: Problem, model: Model, rounds: readonly Round[]): Picture {
  const points = pointsOf(problem, model, legsOf(problem, model.order));
  const row: number[] = [];
  for (const { vehicle, calls } of rounds) {
    if (calls.length === 0) continue;
    row.push(-1 - vehicle);
    for (const one of calls) {
      if (one.leg === 'reload')
        row.push(-1 - model.all - model.reloads[vehicle]!.find((place) => points[place] === one.point)!);
      else row.push(model.nodeOf[one.job]! + (one.leg === 'delivery' ? 1 : 0));
    }
  }
  return { row };
}

/** The picture as plain rounds, by vehicle. */
export function roundsOf(problem: Problem, model: Model, { row }: Picture): Round[] {
  const points = pointsOf(problem, model, legsOf(problem, model.order));
  const rounds: Round[] = [];
  for (const item of row) {
    if (item >= 0) rounds.at(-1)!.calls.push(callOf(model, item));
    else if (item >= -model.all) rounds.push({ vehicle: -1 - item, calls: [] });
    else rounds.at(-1)!.calls.push({ leg: 'reload', point: points[-1 - model.all - item]! });
  }
  return rounds.sort((a, b) => a.vehicle - b.vehicle);
}

function callOf(model: Model, node: number): Call {
  const job = model.jobOf[node]!;
  if (model.paired[job] === 0) return { leg: 'visit', job };
  return { leg: model.nodeOf[job] === node ? 'pickup' : 'delivery', job };
}

/** The picture with times and costs. Throws `dispatch-round` when a round does not hold: that would be a fault of the search. */
export function solutionOf(problem: Problem, model: Model, picture: Picture, iterations: number): Solution {
  const route = router(problem);
  const served = new Set<number>();
  const routes = roundsOf(problem, model, picture).map((round): Route => {
    for (const one of round.calls) if (one.leg !== 'reload') served.add(one.job);
    const timed = route(round, boundsOf(model, picture, round));
    if ('rule' in timed)
      throw new Error(
        `dispatch-round: the search left vehicle ${problem.vehicles[round.vehicle]!.id} with a round that breaks ${timed.rule} at call ${timed.call} by ${timed.by}. Report it.`,
      );
    return timed;
  });
  const unserved = problem.jobs.map((_, job) => job).filter((job) => !served.has(job));
  const sum = (of: (cost: CostSplit) => number) => routes.reduce((total, one) => total + of(one.cost), 0);
  const cost = totalled({
    fixed: sum((one) => one.fixed),
    hours: sum((one) => one.hours),
    distance: sum((one) => one.distance),
    outside: sum((one) => one.outside),
    urgency: sum((one) => one.urgency),
    unusual: sum((one) => one.unusual),
    unfair: unfair(problem, routes),
    skipped: unserved.reduce((total, job) => total + (problem.jobs[job]!.skip ?? 0), 0),
  });
  return { routes, unserved, cost, iterations };
}

function boundsOf(model: Model, { opens, closes }: Picture, { calls }: Round) {
  if (!opens || !closes) return undefined;
  const node = (one: Call): number =>
    one.leg !== 'reload' && model.partner[one.job]! >= 0 ? model.nodeOf[one.job]! : -1;
  const bound = (times: Int32Array, none: number) => calls.map((one) => (node(one) >= 0 ? times[node(one)]! : none));
  return { from: bound(opens, -Infinity), to: bound(closes, Infinity) };
}

function unfair({ fair }: Problem, routes: readonly Route[]): number {
  if (!fair || fair.vehicles.length === 0) return 0;
  const work = new Map(
    routes.map((one) => [
      one.vehicle,
      fair.of === 'hours' ? one.duration / 3600 : one.steps.filter((step) => 'job' in step).length,
    ]),
  );
  const all = fair.vehicles.map((v) => work.get(v) ?? 0);
  return (Math.max(...all) - Math.min(...all)) * fair.price;
}
