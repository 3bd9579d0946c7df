import { whole } from '../fault.ts';
import type { SolveProgram } from '../program/linear.ts';
import { planZones, type ZoneOutcome } from '../zones/plan.ts';
import type { ZoneLimits, ZoneProblem } from '../zones/problem.ts';
import type { Candidate } from './compare.ts';

/** How a problem is tilted to find plans worth comparing: health weighs more or less, the disease spreads faster or slower. */
const tilts: readonly (readonly [health: number, reproduction: number])[] = [
  [1, 1],
  [2, 1],
  [0.5, 1],
  [1, 1.1],
  [1, 0.9],
  [4, 1],
  [0.25, 1],
  [2, 1.1],
  [0.5, 0.9],
  [1, 1.2],
  [1, 0.8],
  [8, 1],
  [0.125, 1],
  [2, 1.2],
  [0.5, 0.8],
  [4, 1.2],
  [0.25, 0.8],
  [16, 1],
  [1.4, 1],
  [0.7, 1],
];

/**
 * Up to `count` different plans (at most 20), the first for the problem as stated. Tilted problems that cannot be kept, or whose plan is
 * one already found, give none. The outcome of the problem as stated comes with them: when it is infeasible there is no candidate.
 */
export function candidatePlans(
  problem: ZoneProblem,
  solve: SolveProgram,
  limits: ZoneLimits,
  count: number,
): { stated: ZoneOutcome; candidates: Candidate[] } {
  whole('plan-count', 'plans', count, 1, tilts.length);
  const stated = planZones(problem, solve, limits);
  if (stated.kind === 'infeasible') return { stated, candidates: [] };
  const candidates: Candidate[] = [{ name: 'as stated', plan: stated.plan }];
  const seen = new Set([keyOf(stated)]);
  for (const [health, reproduction] of tilts.slice(1)) {
    if (candidates.length >= count) break;
    const { weights } = problem;
    const tilted: ZoneProblem = {
      ...problem,
      reproduction: problem.reproduction * reproduction,
      weights: {
        ...weights,
        infections: weights.infections * health,
        bedWeeks: weights.bedWeeks * health,
        deaths: weights.deaths * health,
      },
    };
    const outcome = planZones(tilted, solve, { ...limits, gap: Math.max(limits.gap, 0.005), passes: 2 });
    if (outcome.kind === 'infeasible' || seen.has(keyOf(outcome))) continue;
    seen.add(keyOf(outcome));
    const words = [
      ...(health === 1 ? [] : [`health weighs ${health} times`]),
      ...(reproduction === 1 ? [] : [`spread ${reproduction} times`]),
    ];
    candidates.push({ name: words.join(', '), plan: outcome.plan });
  }
  return { stated, candidates };
}

const keyOf = (outcome: ZoneOutcome & { kind: 'plan' }): string =>
  outcome.plan.levels.map((each) => each.join('')).join();
