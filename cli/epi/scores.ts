import { countScores } from '../../engines/surveillance/index.ts';
import type { Golden } from './golden.ts';
import { inPlace, isObject, number } from './reading.ts';

const rowsOf = (golden: Golden): unknown[] => (Array.isArray(golden['rows']) ? golden['rows'] : []);

/** surveillance's scores: rows of { x, mu, size (null: Poisson), logs, rps, dss, ses }. */
export const matches = (golden: Golden): boolean =>
  rowsOf(golden).length > 0 &&
  rowsOf(golden).every((row) => isObject(row) && 'x' in row && 'mu' in row && 'logs' in row);

export function rerun(golden: Golden): Golden {
  const rows = (rowsOf(golden) as Golden[]).map((row) => {
    const size = row['size'] === null ? Number.POSITIVE_INFINITY : number(row, 'size', Number.POSITIVE_INFINITY);
    const { logarithmic, rankedProbability, dawidSebastiani, squaredError } = countScores(
      number(row, 'x'),
      number(row, 'mu'),
      size,
    );
    return inPlace(row, { logs: logarithmic, rps: rankedProbability, dss: dawidSebastiani, ses: squaredError });
  });
  return { ...golden, rows };
}
