import { pricesByArea } from './capacity.ts';
import { scheduleCourse } from './course.ts';
import type { LocalArea } from './local.ts';
import type { CapacityUse } from './plan.ts';
import { type AreaPrices, Pricer } from './pricing.ts';
import type { ZonePlan, ZoneProblem } from './problem.ts';

/** When an area's measures ease, and what must be true by then. */
export interface Lifting {
  area: string;
  /** First week (1 is the first of the plan) at a milder level than the week before; the levels by name. */
  week: number;
  from: string;
  to: string;
  /** Infections expected the week before, and the most at which easing is still the cheapest; above it, wait. Null: no such limit was met. */
  expected: number;
  easeBelow: number | null;
}

/** Looks no further than this many times the infections expected. */
const FARTHEST = 32;

/**
 * The first easing of each area that eases, with the weekly infections below which it stays right: the largest multiple of the
 * expected ones at which the cheapest way on from that week, at the plan's prices of capacities, still begins milder (bisection).
 */
export function liftings(
  problem: ZoneProblem,
  locals: readonly LocalArea[],
  plan: ZonePlan,
  use: readonly CapacityUse[],
): Lifting[] {
  const prices = pricesByArea(
    problem,
    use,
    use.map((each) => each.price),
  );
  return locals.flatMap((local, a): Lifting[] => {
    const levels = plan.levels[a]!;
    const before = (week: number): number => (week === 0 ? local.area.level : levels[week - 1]!);
    const week = levels.findIndex((level, w) => level < before(w));
    if (week < 0) return [];
    const course = scheduleCourse(problem, local, levels);
    const infections = week === 0 ? local.area.infections : course.infections[week - 1]!;
    const gone = course.infections.subarray(0, week).reduce((sum, each) => sum + each, 0);
    const eases = (times: number): boolean => {
      const rest = { ...problem, weeks: problem.weeks - week };
      const later: LocalArea = {
        ...local,
        incoming: local.incoming.subarray(week),
        area: {
          ...local.area,
          infections: infections * times,
          immune: local.area.immune + local.area.infections + gone - infections * times,
          level: before(week),
          heldWeeks: problem.hold,
        },
      };
      const found = new Pricer(rest).cheapest(later, laterPrices(prices[a]!, week));
      return found !== undefined && found.levels[0]! < before(week);
    };
    return [
      {
        area: local.area.area,
        week: week + 1,
        from: problem.levels[before(week)]!.name,
        to: problem.levels[levels[week]!]!.name,
        expected: infections,
        easeBelow: limit(eases, infections),
      },
    ];
  });
}

const laterPrices = (prices: AreaPrices, week: number): AreaPrices => ({
  teams: prices.teams.subarray(week),
  tests: prices.tests.subarray(week),
  beds: prices.beds.subarray(week),
});

function limit(eases: (times: number) => boolean, infections: number): number | null {
  if (infections <= 0 || eases(FARTHEST)) return null;
  let [low, high] = [0, FARTHEST];
  if (eases(1)) low = 1;
  else high = 1;
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    if (eases(middle)) low = middle;
    else high = middle;
  }
  return low * infections;
}
