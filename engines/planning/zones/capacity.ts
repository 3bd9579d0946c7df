import type { ScheduleCourse } from './course.ts';
import type { AreaPrices } from './pricing.ts';
import type { CapacityKind, ZoneProblem } from './problem.ts';

/** One capacity in one week: a row of the master program. */
export interface CapacityRow {
  kind: CapacityKind;
  pool: string | undefined;
  week: number;
  have: number;
}

export function capacityRows(problem: ZoneProblem): CapacityRow[] {
  return problem.capacities.flatMap(({ kind, pool, amount }) =>
    Array.from({ length: problem.weeks }, (_, week) => ({
      kind,
      pool,
      week,
      have: typeof amount === 'number' ? amount : amount[week]!,
    })),
  );
}

/** Numbers of the rows an area draws on: the city's and those of its pool. */
export function rowsByArea(problem: ZoneProblem, rows: readonly CapacityRow[]): number[][] {
  const byPool = new Map<string | undefined, number[]>();
  return problem.areas.map(({ pool }) => {
    let found = byPool.get(pool);
    if (!found) {
      found = rows.flatMap((row, r) => (row.pool === undefined || row.pool === pool ? [r] : []));
      byPool.set(pool, found);
    }
    return found;
  });
}

/** What a schedule asks of a row. */
export const demandOf = (course: ScheduleCourse, row: CapacityRow): number => course[row.kind][row.week]!;

/** Prices as the areas of each pool see them. */
export function pricesByArea(
  problem: ZoneProblem,
  rows: readonly CapacityRow[],
  price: ArrayLike<number>,
): AreaPrices[] {
  const byPool = new Map<string | undefined, AreaPrices>();
  return problem.areas.map(({ pool }) => {
    let prices = byPool.get(pool);
    if (!prices) {
      prices = {
        teams: new Float64Array(problem.weeks),
        tests: new Float64Array(problem.weeks),
        beds: new Float64Array(problem.weeks),
      };
      rows.forEach((row, r) => {
        if (row.pool === undefined || row.pool === pool) prices![row.kind][row.week]! += price[r]!;
      });
      byPool.set(pool, prices);
    }
    return prices;
  });
}
