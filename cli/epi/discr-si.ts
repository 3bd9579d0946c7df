import { serialInterval } from '../../engines/surveillance/index.ts';
import type { Golden } from './golden.ts';
import { inPlace, isObject, number, numbers } from './reading.ts';

const rowsOf = (golden: Golden): unknown[] => (Array.isArray(golden['rows']) ? golden['rows'] : []);

/** EpiEstim's discr_si on a grid: rows of { mu, sigma, k, w }. */
export const matches = (golden: Golden): boolean =>
  rowsOf(golden).length > 0 &&
  rowsOf(golden).every((row) => isObject(row) && 'mu' in row && 'sigma' in row && Array.isArray(row['k']));

export function rerun(golden: Golden): Golden {
  const rows = (rowsOf(golden) as Golden[]).map((row) => {
    const k = numbers(row, 'k') as number[];
    const pmf = serialInterval(number(row, 'mu'), number(row, 'sigma'), Math.max(...k));
    return inPlace(row, { w: k.map((each) => pmf[each]!) });
  });
  return { ...golden, rows };
}
