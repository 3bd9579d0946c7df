import { router } from '../model/route.ts';
import type { Problem, SolveOptions } from '../problem.ts';
import { solve } from '../search/solve.ts';
import type { Route, Solution } from '../solution.ts';
import { type Difference, difference } from './difference.ts';
import { promised } from './promise.ts';
import { costOf, standfast } from './standfast.ts';
import { roundOf, type Standing, standings } from './standing.ts';

/** A better plan near a running one, and what changed. */
export interface Repaired {
  solution: Solution;
  changes: Difference[];
}

/**
 * Improves a running plan, and serves what it leaves out, while at most `changes` of its jobs go to another vehicle or are left out.
 * What is begun at `now` keeps its time, what is driven to its place. Budget, seed and progress as for `solve`. Should its answer change
 * more than it may, nothing is moved and what is left out is put in where it fits.
 */
export function repair(
  problem: Problem,
  routes: Route[],
  changes: number,
  options: Omit<SolveOptions, 'start' | 'keep' | 'frozen'>,
  now?: number,
): Repaired {
  const rounds = routes.map(roundOf);
  const keep = { rounds, changes };
  let solution: Solution;
  if (now === undefined) solution = solve(problem, { ...options, start: rounds, keep });
  else {
    const all = standings(problem, routes, now);
    const frozen = all.map((standing) => standing.frozen);
    solution = retimed(
      problem,
      all,
      solve(under(problem, routes, all, now), { ...options, start: rounds, frozen, keep }),
      now,
    );
  }
  const found = difference(routes, solution.routes);
  if (found.filter(({ kind }) => kind === 'moved' || kind === 'left-out').length <= changes)
    return { solution, changes: found };
  const still = standfast(problem, routes, now);
  return { solution: still, changes: difference(routes, still.routes) };
}

/** The problem of a running plan: what is begun is promised to the second, and nothing else begins before now. */
function under(problem: Problem, routes: Route[], all: Standing[], now: number): Problem {
  const begun = routes.map((route) => ({ ...route, steps: route.steps.filter((step) => step.begins <= now) }));
  return { ...promised(problem, begun, 0, 0), vehicles: leaving(problem, all) };
}

const leaving = ({ vehicles }: Problem, all: Standing[]): Problem['vehicles'] =>
  vehicles.map((one, n) => ({ ...one, shift: { ...one.shift, from: all[n]!.leaves } }));

/** The rounds found, timed and priced by the problem's own words: a promise kept is no window of the stop. */
function retimed(problem: Problem, all: Standing[], found: Solution, now: number): Solution {
  const time = router({ ...problem, vehicles: leaving(problem, all) });
  const routes = found.routes.map((route) => {
    const round = roundOf(route);
    const { from, to, frozen } = all[route.vehicle]!;
    const own = route.steps.filter((step) => 'job' in step || step.kind === 'reload');
    const again = time(round, {
      from: own.map((_, k) => (k < frozen ? from[k]! : now)),
      to: own.map((step, k) => (k < frozen && from[k] === to[k] ? to[k]! : step.begins)),
    });
    return 'rule' in again ? route : again;
  });
  return { ...found, routes, cost: costOf(problem, routes, found.unserved) };
}
