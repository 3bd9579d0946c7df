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

/** Where monitoring begins (1-based): what lies before teaches the mean. `rangeStart`, or the first of `t`. */
function rangeStart(input: EpiInput): number {
  const first = input.params['rangeStart'] ?? (typeof input.t === 'number' ? input.t : input.t?.[0]);
  if (typeof first !== 'number' || !Number.isInteger(first) || first < 1)
    throw new UsageError(
      `epi-parameter: rangeStart is ${JSON.stringify(first) ?? 'missing'}. Give the first position to monitor, a whole number from 1 on.`,
    );
  return first;
}

interface Monitored {
  t: number[];
  start: number;
  observed: Float64Array;
  counts: Float64Array;
  /** Values at the positions asked for, out of those from the start on. */
  at<Value>(list: ArrayLike<Value>): Value[];
}

/** The counts from the start on, and the positions asked for: a list `t`, else all from the start on. */
function monitored(input: EpiInput): Monitored {
  const start = rangeStart(input) - 1;
  const observed = values(input.observed);
  if (start >= observed.length)
    throw new UsageError(`epi-t: position ${start + 1} is beyond the ${observed.length} values of observed.`);
  const counts = observed.slice(start);
  const from = input.params['rangeStart'] === undefined && typeof input.t === 'number';
  const t = input.t === undefined || from ? Array.from(counts, (_, i) => start + i + 1) : asked(input, start + 1);
  const before = t.find((each) => each <= start);
  if (before !== undefined)
    throw new UsageError(
      `epi-t: position ${before} lies before rangeStart ${start + 1}. Begin earlier or leave it out.`,
    );
  return { t, start, observed, counts, at: (list) => t.map((each) => list[each - 1 - start]!) };
}

function meanBefore(observed: Float64Array, until: number): number {
  const known = observed.slice(0, until).filter((count) => !Number.isNaN(count));
  if (known.length === 0)
    throw new UsageError('epi-history: no value before rangeStart to take a mean of. Begin later, or give the mean.');
  return known.reduce((sum, count) => sum + count, 0) / known.length;
}

const seasonal = (
  input: EpiInput,
  family: 'poisson' | 'nbinom',
  observed: Float64Array,
  until: number,
  { S, trend }: { S?: number; trend?: boolean } = {},
) =>
  periodicModel(
    observed,
    until,
    {
      harmonics: numberOf(input.params, 'S', S ?? 1),
      trend: flagOf(input.params, 'timeTrend', trend ?? false),
      freq: input.freq ?? 52,
    },
    family,
  );

/** A mean in words, as the golden tables have it: "GLM Poisson S=1 harmonics, no trend", "NB GLM S=2, trend". */
function modelInWords(mu0: string): { S?: number; trend?: boolean } {
  const [, harmonics] = /\bS\s*=\s*(\d+)/.exec(mu0) ?? [];
  const trend = /\btrend\b/i.test(mu0) && !/\bno (time ?)?trend\b/i.test(mu0);
  return { trend, ...(harmonics === undefined ? {} : { S: Number(harmonics) }) };
}

/** Means from the start on that are given as numbers: one for all, or one each. */
function givenMeans(mu0: unknown, length: number): Float64Array | undefined {
  if (typeof mu0 !== 'number' && !Array.isArray(mu0)) return undefined;
  const list: unknown[] = Array.isArray(mu0) ? mu0 : new Array<number>(length).fill(mu0);
  const wrong = list.find((each) => !(typeof each === 'number' && each > 0));
  if (list.length !== length || wrong !== undefined)
    throw new UsageError(
      `epi-parameter: mu0 has ${list.length} values${wrong === undefined ? '' : `, one of them ${JSON.stringify(wrong)}`}. Give one above 0 for each of the ${length} positions from rangeStart on, or a single one.`,
    );
  return Float64Array.from(list as number[]);
}

const transforms = ['standard', 'rossi', 'anscombe', 'anscombe2nd', 'pearsonNegBin', 'none'] as const;

/** algo.cusum: m is a number, "glm" (one harmonic, fitted before rangeStart) or the mean before rangeStart. */
export function runCusum(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const { t, start, observed, counts, at } = monitored(input);
  const trans = wordOf(params, 'trans', transforms, 'standard');
  const byModel = params['m'] === 'glm';
  const { m } = params;
  if (!(m === undefined || m === null || typeof m === 'number' || /^(glm$|NULL)/.test(String(m))))
    throw new UsageError(`epi-parameter: m is ${JSON.stringify(m)}; a number, "glm" or "NULL".`);
  const level = typeof m === 'number' ? m : byModel ? Number.NaN : meanBefore(observed, start);
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
    cusum: plain(at(out.cusum)),
    upperbound: plain(at(out.upperbound)),
    alarm: at(out.alarm),
    m: byModel ? plain(at(mean)) : level,
    ...(trans === 'pearsonNegBin' ? { alpha } : {}),
  };
}

/**
 * algo.glrnb: alpha 0 is Poisson, a number is used, anything else is estimated; theta "log(1.5)" or a number fixes the rise; mu0 gives the means as
 * numbers or the model in words; M looks back so many positions at most, -1 at all of them.
 */
export function runRatio(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const { t, start, observed, counts, at } = monitored(input);
  const estimated = typeof params['alpha'] !== 'number';
  const fixed = estimated ? undefined : numberOf(params, 'alpha', 0);
  const { mu0 } = params;
  const given = givenMeans(mu0, counts.length);
  if (given && estimated)
    throw new UsageError('epi-parameter: mu0 is given in numbers, alpha is not. Give alpha, 0 for Poisson.');
  const words = typeof mu0 === 'string' ? modelInWords(mu0) : {};
  const model = given ? undefined : seasonal(input, estimated ? 'nbinom' : 'poisson', observed, start, words);
  const alpha = fixed ?? 1 / (model?.size ?? Number.POSITIVE_INFINITY);
  const mean = given ?? (model as NonNullable<typeof model>).expected.slice(start);
  const back = numberOf(params, 'M', -1);
  const out = likelihoodRatio(counts, mean, {
    alpha,
    limit: numberOf(params, 'c.ARL', 5),
    rise: riseOf(params['theta']),
    direction: wordOf(params, 'dir', ['inc', 'dec'] as const, 'inc'),
    ...(back < 0 ? {} : { window: back + 1 }),
    compatible: flagOf(params, 'compatible', false),
  });
  return {
    t,
    statistic: plain(at(out.statistic)),
    alarm: at(out.alarm),
    mu0: plain(at(mean)),
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

/** algo.outbreakP. ret "cases" adds the smallest count of each position that would alarm. */
export function runOutbreakP(input: EpiInput): Record<string, unknown> {
  const { t, observed } = monitored(input);
  const limit = numberOf(input.params, 'k', 100);
  const compatible = flagOf(input.params, 'compatible', false);
  const out = outbreakP(observed, limit, compatible);
  const statistic = t.map((each) => out.statistic[each - 1]!);
  return {
    t,
    statistic: plain(statistic),
    alarm: statistic.map((value, i) => (Number.isNaN(value) ? null : out.alarm[t[i]! - 1]!)),
    ...(wordOf(input.params, 'ret', ['value', 'cases'] as const, 'value') === 'cases'
      ? { upperbound: plain(t.map((each) => leastAlarm(observed.slice(0, each), limit, compatible))) }
      : {}),
  };
}

/** Counts that are tried for an alarm, as R's maxUpperboundCases. */
const MOST_CASES = 1e5;

/** The smallest last count that alarms; NaN when none up to the largest tried does. */
function leastAlarm(counts: Float64Array, limit: number, compatible: boolean): number {
  const alarms = (count: number): boolean => {
    counts[counts.length - 1] = count;
    return outbreakP(counts, limit, compatible).alarm[counts.length - 1] === 1;
  };
  if (!alarms(MOST_CASES)) return Number.NaN;
  let [low, high] = [-1, MOST_CASES];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (alarms(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** algo.rogerson for a constant Poisson mean: the mean before rangeStart unless theta0 is a number. */
export function runRogerson(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const { t, start, observed, counts, at } = monitored(input);
  const { theta0t } = params;
  const theta0 =
    typeof theta0t === 'number'
      ? theta0t
      : typeof params['theta0'] === 'number'
        ? params['theta0']
        : meanBefore(observed, start);
  const fast = flagOf(params, 'FIR', false);
  const design = designCusum(numberOf(params, 'ARL0', 500), theta0, numberOf(params, 's', 1), {
    tolerance: 0.02,
    fast,
  });
  const out = poissonCusum(counts, design, { fast, compatible: flagOf(params, 'compatible', false) });
  return {
    t,
    statistic: plain(at(out.upperbound)),
    alarm: at(out.alarm),
    theta0,
    hValues: [[design.theta0, design.h, design.k, design.arl, design.error]],
  };
}
