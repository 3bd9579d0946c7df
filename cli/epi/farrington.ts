import { farringtonFlexible, farringtonOriginal, normalQuantileUpper } from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import { asked, type EpiInput, flagOf, numberOf, pairOf, plain, values, wholeFrequency, wordOf } from './input.ts';

const transforms = ['none', '1/2', '2/3'] as const;

/** Day numbers of ISO dates, or undefined without dates. */
export function dayNumbers(dates: EpiInput['dates']): Float64Array | undefined {
  if (!dates) return undefined;
  return Float64Array.from(dates, (date) => {
    const ms = Date.parse(`${date}T00:00:00Z`);
    if (Number.isNaN(ms)) throw new UsageError(`epi-date: ${date} is no day. Write YYYY-MM-DD.`);
    return ms / 86_400_000;
  });
}

function windowOf(input: EpiInput): { b: number; w: number; freq: number; first: number } {
  const freq = wholeFrequency(input);
  const b = numberOf(input.params, 'b', 5);
  const w = numberOf(input.params, 'w', 3);
  return { b, w, freq, first: b * freq + w + 1 };
}

/** Where the reference gives NA instead of refusing a week with too short a history. */
const untested = {
  upperbound: Number.NaN,
  alarm: false,
  expected: Number.NaN,
  mu0: Number.NaN,
  phi: Number.NaN,
  trend: false,
  slope: Number.NaN,
  p: Number.NaN,
  score: Number.NaN,
  error: Number.NaN,
  enough: true,
};

function within<Verdict>(run: () => Verdict): Verdict | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('farrington-history')) return undefined;
    throw error;
  }
}

/** farringtonFlexible, with the arrays of sts@control. */
export function runFlexible(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const window = windowOf(input);
  const observed = values(input.observed);
  const compatible = flagOf(params, 'compatible', false);
  const past = params['pastWeeksNotIncluded'];
  const options = {
    ...window,
    compatible,
    days: dayNumbers(input.dates),
    noPeriods: numberOf(params, 'noPeriods', 1),
    pastWeeksNotIncluded: typeof past === 'number' ? past : undefined,
    trend: flagOf(params, 'trend', true),
    pThresholdTrend: numberOf(params, 'pThresholdTrend', 0.05),
    reweight: flagOf(params, 'reweight', true),
    weightsThreshold: numberOf(params, 'weightsThreshold', 2.58),
    alpha: numberOf(params, 'alpha', 0.05),
    limit54: pairOf(params, 'limit54', [5, 4]),
    powertrans: wordOf(params, 'powertrans', transforms, '2/3'),
    thresholdMethod: wordOf(params, 'thresholdMethod', ['delta', 'nbPlugin', 'muan'] as const, 'delta'),
  };
  const population = input.population ? values(input.population) : undefined;
  const t = asked(input, window.first);
  const rows = t.map((at) => {
    if (!compatible) return farringtonFlexible(observed, at - 1, options, population);
    const v = within(() => farringtonFlexible(observed, at - 1, options, population)) ?? untested;
    const count = observed[at - 1]!;
    const delta = options.thresholdMethod === 'delta';
    const centre = delta ? v.expected : Math.log(v.expected);
    const score = (count - centre) / (v.upperbound - centre);
    const mu0 = delta ? Math.exp(v.expected * (1 + normalQuantileUpper(options.alpha) * v.error)) : v.mu0;
    return { ...v, score, mu0, expected: v.enough ? v.expected : Number.NaN, alarm: v.enough && score > 1 };
  });
  return {
    t,
    upperbound: plain(rows.map((v) => (v.enough ? v.upperbound : Number.NaN))),
    alarm: rows.map((v) => Number(v.alarm)),
    expected: plain(rows.map((v) => v.expected)),
    mu0: plain(rows.map((v) => v.mu0)),
    phi: plain(rows.map((v) => v.phi)),
    trend: rows.map((v) => Number(v.trend)),
    trendCoef: plain(rows.map((v) => v.slope)),
    pvalue: plain(rows.map((v) => v.p)),
    score: plain(rows.map((v) => v.score)),
  };
}

/** algo.farrington. */
export function runOriginal(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const window = windowOf(input);
  const observed = values(input.observed);
  const options = {
    ...window,
    days: dayNumbers(input.dates),
    trend: flagOf(params, 'trend', true),
    reweight: flagOf(params, 'reweight', true),
    alpha: numberOf(params, 'alpha', 0.01),
    limit54: pairOf(params, 'limit54', [5, 4]),
    powertrans: wordOf(params, 'powertrans', transforms, '2/3'),
  };
  const t = asked(input, window.first);
  const compatible = flagOf(params, 'compatible', false);
  const rows = t.map((at) => {
    const run = () => farringtonOriginal(observed, at - 1, options);
    return compatible ? (within(run) ?? untested) : run();
  });
  return {
    t,
    upperbound: plain(rows.map((v) => v.upperbound)),
    alarm: rows.map((v) => Number(v.alarm)),
    trend: rows.map((v) => Number(v.trend)),
    pred_lower_upper: null,
  };
}
