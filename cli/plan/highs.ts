import loadHighs from 'highs';
import type { LinearProgram, ProgramSolution, SolveProgram } from '../../engines/planning/program/linear.ts';

/** HiGHS (MIT) as WebAssembly, behind the function the planning engine is told. One thread. */
export async function openHighs(): Promise<SolveProgram> {
  // typed as a CommonJS module, loaded as an ES one: its default is the loader itself
  const highs = await (loadHighs as unknown as typeof loadHighs.default)();
  const { infinity, constants } = highs;
  const finite = (value: number): number =>
    value === Number.POSITIVE_INFINITY ? infinity : value === Number.NEGATIVE_INFINITY ? -infinity : value;
  return (program, limits = {}) => {
    const whole = program.columns.some((column) => column.integer);
    const model = highs.createModel({
      numCols: program.columns.length,
      numRows: program.rows.length,
      colCost: Float64Array.from(program.columns, (column) => column.cost),
      colLower: Float64Array.from(program.columns, (column) => finite(column.lower)),
      colUpper: Float64Array.from(program.columns, (column) => finite(column.upper)),
      rowLower: Float64Array.from(program.rows, (row) => finite(row.lower)),
      rowUpper: Float64Array.from(program.rows, (row) => finite(row.upper)),
      matrix: matrixOf(program),
      ...(whole ? { integrality: Int32Array.from(program.columns, (column) => (column.integer ? 1 : 0)) } : {}),
    });
    try {
      model.options.set({ output_flag: false });
      if (limits.gap !== undefined) model.options.set('mip_rel_gap', limits.gap);
      if (limits.seconds !== undefined) model.options.set('time_limit', limits.seconds);
      model.run();
      const status = model.getModelStatus();
      const { modelStatus } = constants;
      const solution = model.getSolution();
      const objective = model.getObjectiveValue();
      return {
        status:
          status === modelStatus.optimal
            ? 'optimal'
            : status === modelStatus.infeasible
              ? 'infeasible'
              : status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible
                ? 'unbounded'
                : 'limit',
        objective,
        bound: whole ? Number(model.info.get('mip_dual_bound')) : objective,
        values: solution.colValue,
        duals: solution.rowDual,
      } satisfies ProgramSolution;
    } finally {
      model.dispose();
    }
  };
}

const matrixOf = (program: LinearProgram) => ({
  format: 'csc' as const,
  numRows: program.rows.length,
  numCols: program.columns.length,
  starts: Int32Array.from(program.starts),
  indices: Int32Array.from(program.rowOf),
  values: Float64Array.from(program.values),
});
