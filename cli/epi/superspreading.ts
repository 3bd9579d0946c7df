import { extinctionBySearch, shareBehind, shareInClusters } from '../../engines/surveillance/index.ts';
import type { Golden } from './golden.ts';
import { inPlace, isObject, number } from './reading.ts';

const rowsOf = (golden: Golden): unknown[] => (Array.isArray(golden['rows']) ? golden['rows'] : []);

/** superspreading: rows of { R, k, pExtinctA<cases>, pEpidemicA<cases>, pContain_c<control>, propTransmission<percent>, clusterGE<size> }. */
export const matches = (golden: Golden): boolean =>
  rowsOf(golden).length > 0 && rowsOf(golden).every((row) => isObject(row) && 'R' in row && 'k' in row);

export function rerun(golden: Golden): Golden {
  return { ...golden, rows: (rowsOf(golden) as Golden[]).map(rerunRow) };
}

function rerunRow(row: Golden): Golden {
  const [R, k] = [number(row, 'R'), number(row, 'k')];
  const outputs: Golden = {};
  for (const [key, value] of Object.entries(row)) {
    const [, what, digits] = /^(pExtinctA|pEpidemicA|pContain_c|propTransmission|clusterGE)(\d+)$/.exec(key) ?? [];
    if (what === undefined || digits === undefined) continue;
    if (what === 'pExtinctA') outputs[key] = extinctionBySearch(R, k) ** Number(digits);
    // the complement as the package takes it
    else if (what === 'pEpidemicA') outputs[key] = 1 - extinctionBySearch(R, k) ** Number(digits);
    else if (what === 'pContain_c') outputs[key] = extinctionBySearch(R, k, decimal(digits));
    else {
      const share =
        what === 'clusterGE' ? shareInClusters(Number(digits), R, k) : shareBehind(Number(digits) / 100, R, k);
      outputs[key] = isObject(value)
        ? { R, k, [Object.keys(value).find((name) => name.startsWith('prop_')) ?? `prop_${Number(digits)}`]: share }
        : share;
    }
  }
  return inPlace(row, outputs);
}

/** 03 is 0.3, 025 is 0.25, 1 is 1. */
const decimal = (digits: string): number => Number(digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits);
