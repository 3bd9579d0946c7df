import type { SolveProgram } from '../program/linear.ts';
import type { Relaxation } from './generate.ts';
import { type MasterScale, masterProgram, needOf, rowName, unitOf } from './master.ts';
import type { ZoneLimits, ZonePlan, ZoneProblem } from './problem.ts';

export interface Shortage {
  /** In words: "beds in week 3"; or the area without any schedule. */
  what: string;
  need: number;
  have: number;
  short: number;
}

/** No plan: what is short, and by how much. */
export interface Infeasible {
  kind: 'infeasible';
  /** True when proven: no mix of schedules keeps the capacities. False when none was found. */
  proven: boolean;
  shortages: Shortage[];
  /** The plan that falls short least. */
  plan: ZonePlan | null;
}

/** The plan that falls short least in all, as shares of each capacity, and what it lacks. */
export function infeasible(
  problem: ZoneProblem,
  least: Relaxation,
  solve: SolveProgram,
  limits: ZoneLimits,
  proven: boolean,
): Infeasible {
  const areas = problem.areas.length;
  const scale: MasterScale = { cost: 1, shortage: 1, costWeight: 0 };
  const program = masterProgram(least.schedules.all, areas, least.rows, least.rowsOf, scale, true);
  const solution = solve(program, { gap: 1e-3, seconds: limits.seconds });
  const chosen = least.schedules.all.filter((_, j) => solution.values[j]! > 0.5).sort((a, b) => a.area - b.area);
  const whole = chosen.length === areas;
  const shortages = least.rows.flatMap((row, r): Shortage[] => {
    const short = whole ? needOf(least, chosen, r) - row.have : least.shortages[r]! * unitOf(row);
    return short > 1e-6 * unitOf(row) ? [{ what: rowName(row), need: row.have + short, have: row.have, short }] : [];
  });
  return { kind: 'infeasible', proven, shortages, plan: whole ? { levels: chosen.map((each) => each.levels) } : null };
}

/** One area alone has no schedule: the level it must hold is not among those allowed. */
export function noSchedule(problem: ZoneProblem, a: number): Infeasible {
  const area = problem.areas[a]!;
  const [low, high] = [area.mildest ?? 0, area.strictest ?? problem.levels.length - 1];
  const bound = area.level < low ? low : high;
  return {
    kind: 'infeasible',
    proven: true,
    plan: null,
    shortages: [
      {
        what: `${area.area}: level ${problem.levels[area.level]!.name} must be held ${problem.hold - area.heldWeeks} more weeks, outside the levels allowed (${problem.levels[low]!.name} to ${problem.levels[high]!.name})`,
        need: area.level,
        have: bound,
        short: Math.abs(area.level - bound),
      },
    ],
  };
}
