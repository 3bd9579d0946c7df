import { addColumn, addRow, emptyProgram, type LinearProgram } from '../program/linear.ts';
import { type CapacityRow, demandOf } from './capacity.ts';
import { type ScheduleCourse, scheduleCourse } from './course.ts';
import type { LocalArea } from './local.ts';
import type { ZonePlan, ZoneProblem } from './problem.ts';

export interface Schedule {
  area: number;
  levels: Uint8Array;
  course: ScheduleCourse;
}

/** The schedules known of each area, each once. */
export class Schedules {
  readonly all: Schedule[] = [];
  readonly #problem: ZoneProblem;
  readonly #locals: readonly LocalArea[];
  readonly #seen: Set<string>[];

  constructor(problem: ZoneProblem, locals: readonly LocalArea[]) {
    this.#problem = problem;
    this.#locals = locals;
    this.#seen = locals.map(() => new Set<string>());
  }

  /** Adds a schedule; false when it is known. */
  add(area: number, levels: Uint8Array): boolean {
    const key = levels.join('');
    if (this.#seen[area]!.has(key)) return false;
    this.#seen[area]!.add(key);
    this.all.push({ area, levels, course: scheduleCourse(this.#problem, this.#locals[area]!, levels) });
    return true;
  }
}

/** Schedules in a mix, and the rows they draw on. */
interface Mixed {
  rows: readonly CapacityRow[];
  rowsOf: readonly (readonly number[])[];
  schedules: Schedules;
  mix: Float64Array;
}

export interface MasterScale {
  /** Cost that counts as one in the program, and what one whole capacity too little costs in that measure. */
  cost: number;
  shortage: number;
  /** 0 when only shortages count. */
  costWeight: number;
}

/**
 * The master program: one schedule of those known for each area, each capacity kept in each week or its shortage paid
 * (Dantzig and Wolfe 1960). Rows: areas first, then capacities as shares of what there is. Columns: schedules, then shortages.
 */
export function masterProgram(
  schedules: readonly Schedule[],
  areas: number,
  rows: readonly CapacityRow[],
  rowsOf: readonly (readonly number[])[],
  scale: MasterScale,
  integer: boolean,
): LinearProgram {
  const program = emptyProgram();
  for (let a = 0; a < areas; a++) addRow(program, `area ${a}`, 1, 1);
  for (const row of rows) addRow(program, rowName(row), Number.NEGATIVE_INFINITY, row.have > 0 ? 1 : 0);
  schedules.forEach((schedule, j) => {
    addColumn(
      program,
      {
        name: `schedule ${j}`,
        cost: (scale.costWeight * schedule.course.cost) / scale.cost,
        lower: 0,
        upper: 1,
        integer,
      },
      entries(schedule, areas, rows, rowsOf[schedule.area]!),
    );
  });
  rows.forEach((row, r) => {
    const name = `short of ${rowName(row)}`;
    addColumn(program, { name, cost: scale.shortage, lower: 0, upper: Number.POSITIVE_INFINITY, integer: false }, [
      [areas + r, -1],
    ]);
  });
  return program;
}

/** The unit a row is counted in: what there is, or one where there is nothing. */
export const unitOf = (row: CapacityRow): number => (row.have > 0 ? row.have : 1);

export const rowName = (row: CapacityRow): string =>
  `${row.kind}${row.pool === undefined ? '' : ` of ${row.pool}`} in week ${row.week + 1}`;

function* entries(
  schedule: Schedule,
  areas: number,
  rows: readonly CapacityRow[],
  of: readonly number[],
): Generator<readonly [number, number]> {
  yield [schedule.area, 1];
  for (const r of of) yield [areas + r, demandOf(schedule.course, rows[r]!) / unitOf(rows[r]!)];
}

/** What all schedules chosen cost together, and what they ask of a row. */
export const costOf = (chosen: readonly Schedule[]): number => chosen.reduce((sum, each) => sum + each.course.cost, 0);
export function needOf(
  { rows, rowsOf }: Pick<Mixed, 'rows' | 'rowsOf'>,
  chosen: readonly Schedule[],
  r: number,
): number {
  return chosen.reduce((sum, each) => sum + (rowsOf[each.area]!.includes(r) ? demandOf(each.course, rows[r]!) : 0), 0);
}

/** The schedule each area mostly follows in a mix. */
export function mostly({ schedules, mix }: Pick<Mixed, 'schedules' | 'mix'>, areas: number): ZonePlan {
  const best = new Float64Array(areas).fill(-1);
  const levels: Uint8Array[] = [];
  for (const [j, each] of schedules.all.entries())
    if ((mix[j] ?? 0) > best[each.area]!) {
      best[each.area] = mix[j] ?? 0;
      levels[each.area] = each.levels;
    }
  return { levels };
}
