import { fitOffspring, intervalSummary } from '../../engines/surveillance/index.ts';
import type { Golden } from './golden.ts';
import { inPlace, isObject, jsonNumber, numbers, part } from './reading.ts';

/** Chains: { offspring: { counts, n, R, k, loglik, seLogR, seLogK }, serialIntervals, siMean, siSd, siMedian, nPairs }. */
export const matches = (golden: Golden): boolean =>
  isObject(golden['offspring']) && isObject(golden['offspring']['counts']);

export function rerun(golden: Golden): Golden {
  const offspring = part(golden, 'offspring');
  const table = new Map(
    Object.entries(part(offspring, 'counts')).map(([count, cases]) => [Number(count), cases as number]),
  );
  const { n, R, k, loglik, seLogR, seLogK } = fitOffspring(table);
  const outputs: Golden = {
    offspring: inPlace(offspring, { n, R, k: jsonNumber(k), loglik, seLogR, seLogK: jsonNumber(seLogK) }),
  };
  if (Array.isArray(golden['serialIntervals'])) {
    const intervals = numbers(golden, 'serialIntervals');
    const { mean, sd, median } = intervalSummary(intervals);
    Object.assign(outputs, {
      siMean: jsonNumber(mean),
      siSd: jsonNumber(sd),
      siMedian: jsonNumber(median),
      nPairs: intervals.length,
    });
  }
  return inPlace(golden, outputs);
}
