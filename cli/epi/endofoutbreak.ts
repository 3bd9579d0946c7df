import { endProbability, serialInterval } from '../../engines/surveillance/index.ts';
import type { Golden } from './golden.ts';
import { inPlace, number, numbers } from './reading.ts';

/** End of an outbreak: { incidence, siMean, siSd, si, R, k, daysAfterLast, pEndNB, pEndPoisson }. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['incidence']) && Array.isArray(golden['daysAfterLast']);

/** Days of the serial interval in the tables ("lag 1..100"). */
const LAST = 100;

export function rerun(golden: Golden): Golden {
  const cases = numbers(golden, 'incidence');
  const last = Number(/lag\s*1\s*\.\.\s*(\d+)/.exec(String(golden['formula'] ?? ''))?.[1] ?? LAST);
  const interval = serialInterval(number(golden, 'siMean'), number(golden, 'siSd'), last);
  const quiet = numbers(golden, 'daysAfterLast') as number[];
  const [R, k] = [number(golden, 'R'), number(golden, 'k')];
  return inPlace(golden, {
    si: [...interval.slice(1)],
    pEndNB: quiet.map((s) => endProbability(cases, interval, R, k, s)),
    pEndPoisson: quiet.map((s) => endProbability(cases, interval, R, Number.POSITIVE_INFINITY, s)),
  });
}
