/** A linear program with whole-number columns, as plain data; minimised. The matrix is stored by column (compressed sparse). */
export interface LinearProgram {
  columns: { name: string; cost: number; lower: number; upper: number; integer: boolean }[];
  rows: { name: string; lower: number; upper: number }[];
  /** Column j holds positions starts[j] to starts[j+1] of rowOf and values. */
  starts: number[];
  rowOf: number[];
  values: number[];
}

export interface ProgramLimits {
  /** Stop when the solution is proven within this share of the optimum. */
  gap?: number;
  seconds?: number;
}

export interface ProgramSolution {
  status: 'optimal' | 'infeasible' | 'unbounded' | 'limit';
  /** Objective and best proven bound; the bound is the objective where the program has no whole-number column. */
  objective: number;
  bound: number;
  /** Value of each column, and dual of each row (NaN where whole numbers leave none). */
  values: ArrayLike<number>;
  duals: ArrayLike<number>;
}

/** Solves a linear program. The engine is told this function; a solver stands behind it in the shell. */
export type SolveProgram = (program: LinearProgram, limits?: ProgramLimits) => ProgramSolution;

export const emptyProgram = (): LinearProgram => ({ columns: [], rows: [], starts: [0], rowOf: [], values: [] });

/** Adds a row and returns its number. */
export function addRow(program: LinearProgram, name: string, lower: number, upper: number): number {
  return program.rows.push({ name, lower, upper }) - 1;
}

/** Adds a column with its entries [row, value] and returns its number. */
export function addColumn(
  program: LinearProgram,
  column: LinearProgram['columns'][number],
  entries: Iterable<readonly [row: number, value: number]>,
): number {
  for (const [row, value] of entries) {
    if (value === 0) continue;
    program.rowOf.push(row);
    program.values.push(value);
  }
  program.starts.push(program.rowOf.length);
  return program.columns.push(column) - 1;
}
