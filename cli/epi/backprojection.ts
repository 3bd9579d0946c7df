import { backProjection } from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import type { Golden } from './golden.ts';
import { inPlace, jsonNumbers, number, numbers, part } from './reading.ts';

/** surveillance's backprojNP: { params: { k, eps, iter.max }, incubationPmf, onsets, lambdaHat }. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['incubationPmf']) && Array.isArray(golden['onsets']);

export function rerun(golden: Golden): Golden {
  const params = part(golden, 'params');
  const incubation = numbers(golden, 'incubationPmf').map((each) => each ?? 0);
  const { exposures } = backProjection(numbers(golden, 'onsets'), incubation, {
    smooth: number(params, 'k'),
    tolerance: second(params, 'eps'),
    iterations: second(params, 'iter.max'),
  });
  return inPlace(golden, { lambdaHat: jsonNumbers(exposures) });
}

/** The package takes two values: the first for its bootstrap, the second for the estimate. */
function second(params: Golden, name: string): number {
  const value = params[name];
  const chosen: unknown = Array.isArray(value) ? (value[1] ?? value[0]) : value;
  if (typeof chosen !== 'number')
    throw new UsageError(`epi-golden: ${name} is ${JSON.stringify(value)}; give a number.`);
  return chosen;
}
