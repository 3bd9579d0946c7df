import { UsageError } from '../io.ts';
import type { EpiInput } from './input.ts';

/**
 * The algorithms of `tandem epi <algorithm>`. An entry reads `input.params` by the names of the golden tables and gives the tables' arrays
 * (`t` 1-based, null where the method defines nothing). Add one line; the running code stands in cli/epi/ or in the engine.
 */
export interface Algorithm {
  summary: string;
  load(): Promise<(input: EpiInput) => Record<string, unknown>>;
}

const algorithms: Record<string, Algorithm> = {
  earsC: {
    summary: "EARS C1, C2, C3: method, baseline, minSigma, alpha, compatible (R's C3)",
    load: async () => (await import('./ears.ts')).runEars,
  },
  farringtonFlexible: {
    summary:
      'improved Farrington: b, w, noPeriods, pastWeeksNotIncluded, trend, reweight, thresholdMethod, alpha, limit54 ...',
    load: async () => (await import('./farrington.ts')).runFlexible,
  },
  farrington: {
    summary: 'Farrington 1996: b, w, reweight, trend, alpha, limit54, powertrans',
    load: async () => (await import('./farrington.ts')).runOriginal,
  },
};

/** `surveillance::algo.cusum`, `algo.cusum` and `cusum` are one name. */
const bare = (name: string): string => name.replace(/^.*::/, '').replace(/^algo\./, '');

export function algorithmNamed(name: string): Algorithm {
  const found = algorithms[bare(name)];
  if (!found)
    throw new UsageError(`epi-algorithm: ${name} is not known. One of ${Object.keys(algorithms).join(', ')}.`);
  return found;
}

export const algorithmList = (): { name: string; summary: string }[] =>
  Object.entries(algorithms).map(([name, { summary }]) => ({ name, summary }));
