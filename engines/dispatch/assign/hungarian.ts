/**
 * The cheapest way to give each row a column of its own: shortest augmenting paths with potentials (Kuhn 1955; Jonker & Volgenant
 * 1987). `cost(row, column)`; Infinity where they may not meet. O(rows^2 * columns). Returns for each row its column. Throws
 * `assign-more-rows` with more rows than columns, `assign-impossible` when some row cannot get one.
 */
export function hungarian(rows: number, columns: number, cost: (row: number, column: number) => number): Int32Array {
  if (rows > columns)
    throw new Error(`assign-more-rows: ${rows} rows, ${columns} columns. Add columns for those left out.`);
  // Column 0 is the root of each search; rows and columns count from 1 within.
  const rowOf = new Int32Array(columns + 1);
  const before = new Int32Array(columns + 1);
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  const least = new Float64Array(columns + 1);
  const seen = new Uint8Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    least.fill(Number.POSITIVE_INFINITY);
    seen.fill(0);
    let at = 0;
    while (rowOf[at] !== 0) {
      seen[at] = 1;
      const own = rowOf[at]!;
      let delta = Number.POSITIVE_INFINITY;
      let next = -1;
      for (let column = 1; column <= columns; column++) {
        if (seen[column] === 1) continue;
        const reduced = cost(own - 1, column - 1) - u[own]! - v[column]!;
        if (reduced < least[column]!) {
          least[column] = reduced;
          before[column] = at;
        }
        if (least[column]! < delta) {
          delta = least[column]!;
          next = column;
        }
      }
      if (next === -1)
        throw new Error(`assign-impossible: row ${row - 1} can get no column. Add one for those left out.`);
      for (let column = 0; column <= columns; column++) {
        if (seen[column] === 1) {
          u[rowOf[column]!]! += delta;
          v[column]! -= delta;
        } else least[column]! -= delta;
      }
      at = next;
    }
    for (; at !== 0; at = before[at]!) rowOf[at] = rowOf[before[at]!]!;
  }
  const columnOf = new Int32Array(rows);
  for (let column = 1; column <= columns; column++) if (rowOf[column] !== 0) columnOf[rowOf[column]! - 1] = column - 1;
  return columnOf;
}
