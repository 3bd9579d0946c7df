import {
  cusum,
  designCusum,
  likelihoodRatio,
  outbreakP,
  periodicModel,
  periodicTest,
  poissonCusum,
} from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import { asked, type EpiInput, flagOf, numberOf, plain, values, wordOf } from './input.ts';

/** Where monitoring begins (1-based): what lies before teaches the mean. */
function rangeStart(input: EpiInput): number {
  const first = input.params['rangeStart'] ?? (typeof input.t === 'number' ? input.t : input.t?.[0]);
  if (typeof first !== 'number' || first < 2)
    throw new UsageError('epi-parameter: rangeStart is missing. Give the first position to monitor, above 1.');
  return first;
}

/** The positions from the start on, and their counts. */
function monitored(input: EpiInput): { t: number[]; start: number; observed: Float64Array; counts: Float64Array } {
  const start = rangeStart(input) - 1;
  const observed = values(input.observed);
  if (start >= observed.length)
    throw new UsageError(`epi-t: position ${start + 1} is beyond the ${observed.length} values of observed.`);
  const counts = observed.slice(start);
  return { t: Array.from(counts, (_, i) => start + i + 1), start, observed, counts };
}

function meanBefore(observed: Float64Array, until: number): number {
  const known = observed.slice(0, until).filter((count) => !Number.isNaN(count));
  if (known.length === 0) throw new UsageError('epi-history: no value before rangeStart. Begin later.');
  return known.reduce((sum, count) => sum + count, 0) / known.length;
}

const seasonal = (input: EpiInput, family: 'poisson' | 'nbinom', observed: Float64Array, until: number) =>
  periodicModel(
    observed,
    until,
    {
      harmonics: numberOf(input.params, 'S', 1),
      trend: flagOf(input.params, 'timeTrend', false),
      freq: input.freq ?? 52,
    },
    family,
  );

const transforms = ['standard', 'rossi', 'anscombe', 'anscombe2nd', 'pearsonNegBin', 'none'] as const;

/** algo.cusum: m is a number, "glm" (one harmonic, fitted before rangeStart) or the mean before rangeStart. */
export function runCusum(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const { t, start, observed, counts } = monitored(input);
  const trans = wordOf(params, 'trans', transforms, 'standard');
  const byModel = params['m'] === 'glm';
  const level = typeof params['m'] === 'number' ? params['m'] : meanBefore(observed, start);
  const mean = byModel
    ? seasonal(input, 'poisson', observed, start).expected.slice(start)
    : new Float64Array(counts.length).fill(level);
  const alpha = numberOf(params, 'alpha', 0.1);
  const out = cusum(counts, mean, {
    k: numberOf(params, 'k', 1.04),
    h: numberOf(params, 'h', 2.26),
    trans,
    alpha,
    compatible: flagOf(params, 'compatible', false),
  });
  return {
    t,
    cusum: plain(out.cusum),
    upperbound: plain(out.upperbound),
    alarm: Array.from(out.alarm),
    m: byModel ? plain(mean) : level,
    ...(trans === 'pearsonNegBin' ? { alpha } : {}),
  };
}

/** algo.glrnb: alpha 0 is Poisson, a number is used, anything else is estimated; theta "log(1.5)" or a number fixes the rise. */
export function runRatio(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const { t, start, observed, counts } = monitored(input);
  const estimated = typeof params['alpha'] !== 'number';
  const fixed = estimated ? undefined : numberOf(params, 'alpha', 0);
  const model = seasonal(input, estimated ? 'nbinom' : 'poisson', observed, start);
  const alpha = fixed ?? 1 / model.size;
  const mean = model.expected.slice(start);
  const out = likelihoodRatio(counts, mean, {
    alpha,
    limit: numberOf(params, 'c.ARL', 5),
    rise: riseOf(params['theta']),
    direction: wordOf(params, 'dir', ['inc', 'dec'] as const, 'inc'),
    compatible: flagOf(params, 'compatible', false),
  });
  return {
    t,
    statistic: plain(out.statistic),
    alarm: Array.from(out.alarm),
    mu0: plain(mean),
    ...(estimated ? { alpha } : {}),
  };
}

/** A number, "log(1.5)" or nothing. */
function riseOf(theta: unknown): number | undefined {
  if (theta === undefined || theta === null || theta === 'NULL') return undefined;
  if (typeof theta === 'number') return theta;
  const [, factor] = /^log\(([\d.]+)\)$/.exec(String(theta)) ?? [];
  if (factor === undefined)
    throw new UsageError(`epi-parameter: theta is ${JSON.stringify(theta)}; a number, "log(1.5)" or "NULL".`);
  return Math.log(Number(factor));
}

/** A periodic model of the weeks before each week: S harmonics, timeTrend, window, family, alpha. */
export function runPeriodic(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const window = numberOf(params, 'window', 260);
  const options = {
    harmonics: numberOf(params, 'S', 1),
    trend: flagOf(params, 'timeTrend', true),
    freq: input.freq ?? 52,
    window,
    alpha: numberOf(params, 'alpha', 0.01),
  };
  const family = wordOf(params, 'family', ['poisson', 'nbinom'] as const, 'nbinom');
  const observed = values(input.observed);
  const t = asked(input, window + 1);
  const rows = t.map((at) => periodicTest(observed, at - 1, options, family));
  return {
    t,
    upperbound: plain(rows.map((row) => row.upperbound)),
    alarm: rows.map((row) => Number(row.alarm)),
    expected: plain(rows.map((row) => row.expected)),
  };
}

/** algo.outbreakP. */
export function runOutbreakP(input: EpiInput): Record<string, unknown> {
  const { t, start, observed } = monitored(input);
  const out = outbreakP(observed, numberOf(input.params, 'k', 100), flagOf(input.params, 'compatible', false));
  const statistic = Array.from(out.statistic.slice(start));
  return {
    t,
    statistic: plain(statistic),
    alarm: statistic.map((value, i) => (Number.isNaN(value) ? null : out.alarm[start + i]!)),
  };
}

/** algo.rogerson for a constant Poisson mean: the mean before rangeStart unless theta0 is a number. */
export function runRogerson(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const { t, start, observed, counts } = monitored(input);
  const theta0 = numberOf(params, 'theta0', meanBefore(observed, start));
  const fast = flagOf(params, 'FIR', false);
  const design = designCusum(numberOf(params, 'ARL0', 500), theta0, numberOf(params, 's', 1), {
    tolerance: 0.02,
    fast,
  });
  const out = poissonCusum(counts, design, { fast, compatible: flagOf(params, 'compatible', false) });
  return {
    t,
    statistic: plain(out.upperbound),
    alarm: Array.from(out.alarm),
    theta0,
    hValues: [[design.theta0, design.h, design.k, design.arl, design.error]],
  };
}
