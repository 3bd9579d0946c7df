import {
  type DelayFamily,
  type DelayFit,
  fitDelayIntervals,
  fitDelaysBySearch,
} from '../../engines/surveillance/index.ts';
import type { Golden } from './golden.ts';
import { inPlace, isObject, numbers } from './reading.ts';

const isDelay = (value: unknown): value is Golden => isObject(value) && Array.isArray(value['days']);

/** Delays: { name: { days, n, mean, sd, median, q, <family>_plus_half, gammaIntervalCensored } }. */
export const matches = (golden: Golden): boolean => Object.values(golden).some(isDelay);

const FAMILIES: Record<DelayFamily, readonly [string, string]> = {
  gamma: ['shape', 'rate'],
  weibull: ['shape', 'scale'],
  lognormal: ['meanlog', 'sdlog'],
};

export function rerun(golden: Golden): Golden {
  return Object.fromEntries(
    Object.entries(golden).map(([name, value]) => [name, isDelay(value) ? inPlace(value, outputsOf(value)) : value]),
  );
}

function outputsOf(delay: Golden): Golden {
  const days = numbers(delay, 'days').filter((each) => each !== null);
  const n = days.length;
  const mean = days.reduce((all, each) => all + each, 0) / n;
  const sorted = [...days].sort((a, b) => a - b);
  const outputs: Golden = {
    n,
    mean,
    sd: Math.sqrt(days.reduce((all, each) => all + (each - mean) ** 2, 0) / (n - 1)),
    median: quantile(sorted, 0.5),
    q: [0.05, 0.25, 0.75, 0.95].map((p) => quantile(sorted, p)),
  };
  for (const [family, names] of Object.entries(FAMILIES) as [DelayFamily, readonly [string, string]][]) {
    const exact = `${family}_plus_half`;
    const censored = `${family}IntervalCensored`;
    if (isObject(delay[exact])) {
      const fit = fitDelaysBySearch(
        family,
        days.map((each) => each + 0.5),
      );
      outputs[exact] = inPlace(delay[exact], {
        est: pair(names, fit.parameters),
        se: pair(names, fit.standardErrors),
        loglik: fit.loglik,
      });
    }
    if (isObject(delay[censored])) {
      const fit = fitDelayIntervals(
        family,
        days.map((each) => ({ low: each, high: each + 1 })),
      );
      outputs[censored] = inPlace(delay[censored], { ...pair(names, fit.parameters), loglik: fit.loglik });
    }
  }
  return outputs;
}

const pair = ([one, two]: readonly [string, string], values: DelayFit['parameters']): Golden => ({
  [one]: values[0],
  [two]: values[1],
});

/** R's type 7. */
function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const [below, next] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  return below + (at - low) * (next - below);
}
