import { type EarsMethod, ears } from '../../engines/surveillance/index.ts';
import { asked, type EpiInput, flagOf, numberOf, plain, values, wordOf } from './input.ts';

const methods: EarsMethod[] = ['C1', 'C2', 'C3'];

/** earsC: t from the first position the method can reach. */
export function runEars(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const method = wordOf(params, 'method', methods, 'C1');
  const baseline = numberOf(params, 'baseline', 7);
  const { upperbound, alarm } = ears(values(input.observed), {
    method,
    baseline,
    minSigma: numberOf(params, 'minSigma', 0),
    alpha: numberOf(params, 'alpha', method === 'C3' ? 0.025 : 0.001),
    compatible: flagOf(params, 'compatible', false),
  });
  const first = baseline + (method === 'C1' ? 1 : method === 'C2' ? 3 : 5);
  const t = asked(input, first);
  const bounds = plain(t.map((at) => upperbound[at - 1]!));
  return { t, upperbound: bounds, alarm: t.map((at, i) => (bounds[i] === null ? null : alarm[at - 1]!)) };
}
