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
  watch: {
    summary: "Tandem's default, weekly (freq 52) or daily (365): guard, weekday of the first value, level",
    load: async () => (await import('./watch.ts')).runWatch,
  },
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
  rki: { summary: 'RKI 1, 2, 3: b, w, actY', load: async () => (await import('./past.ts')).runRki },
  bayes: { summary: 'Bayes 1, 2, 3: b, w, actY, alpha', load: async () => (await import('./past.ts')).runBayes },
  cdc: {
    summary: 'four-week sums against past years: b, m, alpha',
    load: async () => (await import('./past.ts')).runCdc,
  },
  cusum: {
    summary: 'CUSUM: k, h, m (a number or glm), trans, alpha, rangeStart',
    load: async () => (await import('./control.ts')).runCusum,
  },
  glrnb: {
    summary:
      'likelihood ratio, Poisson or negative binomial: alpha, theta, c.ARL, dir, M, mu0 or S and timeTrend, rangeStart',
    load: async () => (await import('./control.ts')).runRatio,
  },
  periodic: {
    summary: 'periodic Poisson or negative binomial model: S, timeTrend, window, family, alpha',
    load: async () => (await import('./control.ts')).runPeriodic,
  },
  outbreakP: {
    summary: 'onset of a rise: k, ret (value or cases), rangeStart',
    load: async () => (await import('./control.ts')).runOutbreakP,
  },
  ewma: { summary: 'daily moving averages: B, g, w1, w2', load: async () => (await import('./daily.ts')).runEwma },
  regression: {
    summary: 'daily regression on trend and weekday: B, g; needs dates',
    load: async () => (await import('./daily.ts')).runRegression,
  },
  switch: {
    summary: 'regression where it explains enough, else moving averages: B, g, w1, w2; needs dates',
    load: async () => (await import('./daily.ts')).runSwitch,
  },
  mem: {
    summary: 'moving epidemic method: firstWeek, weeks, seasons, param, level, intensities; needs start',
    load: async () => (await import('./moving-epidemic.ts')).runMovingEpidemic,
  },
  rogerson: {
    summary: 'Poisson CUSUM designed for a run length: ARL0, s, theta0t, FIR, rangeStart',
    load: async () => (await import('./control.ts')).runRogerson,
  },
  estimate_R: {
    summary: 'Rt by window (Cori): mean_si, std_si or si_distr, window, mean_prior, std_prior, cv_posterior, missing',
    load: async () => (await import('./spread.ts')).runReproduction,
  },
  wallinga_teunis: {
    summary: 'case reproduction number: mean_si, std_si or si_distr, window, least_seen',
    load: async () => (await import('./spread.ts')).runCaseReproduction,
  },
  backprojNP: {
    summary: 'exposures behind onsets: incubationPmf, k, eps, iter.max',
    load: async () => (await import('./spread.ts')).runBackProjection,
  },
  growth: {
    summary: 'exponential growth and doubling: level',
    load: async () => (await import('./spread.ts')).runGrowth,
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
