import { normalQuantileUpper } from '../../numbers/normal.ts';
import { type BaselineOptions, baselineOf } from './baseline.ts';
import { fitBaseline, type ModelOptions } from './model.ts';
import { countQuantile, countTail, type PowerTransform, powerLimit } from './threshold.ts';

export interface FlexibleOptions extends BaselineOptions, ModelOptions {
  alpha: number;
  /** No alarm unless at least [0] cases came in the last [1] periods. */
  limit54: readonly [number, number];
  /** Of the delta method. */
  powertrans: PowerTransform;
  /** delta: power-transformed normal limit; nbPlugin: negative binomial quantile; muan: the same at the upper limit of the mean. */
  thresholdMethod: 'delta' | 'nbPlugin' | 'muan';
}

export interface FlexibleVerdict {
  upperbound: number;
  alarm: boolean;
  expected: number;
  /** Mean that the quantile was taken at (muan: its upper limit). */
  mu0: number;
  phi: number;
  trend: boolean;
  slope: number;
  /** P(as many as observed or more). */
  p: number;
  /** (observed - expected) / (upperbound - expected), above 1 at an alarm. */
  score: number;
  /** Enough cases came lately for an alarm. */
  enough: boolean;
  /** ln of the expected count and its standard error. */
  error: number;
}

/**
 * Improved Farrington algorithm for week k (0-based) of a series (Noufaily et al. 2013), all options of surveillance::farringtonFlexible.
 * Missing counts (NaN) before k are left out of the training. `population`: ln of it is an offset.
 * Throws `farrington-history` when the series is too short, `farrington-population` for a population that is not positive.
 */
export function farringtonFlexible(
  observed: Float64Array,
  k: number,
  options: FlexibleOptions,
  population?: Float64Array,
): FlexibleVerdict {
  const baseline = baselineOf(k, options);
  const kept = baseline.at.map((_, i) => i).filter((i) => !Number.isNaN(observed[baseline.at[i]!]!));
  const training = {
    at: kept.map((i) => baseline.at[i]!),
    level: kept.map((i) => baseline.level[i]!),
    time: kept.map((i) => baseline.time[i]!),
    now: baseline.now,
  };
  const y = Float64Array.from(training.at, (i) => observed[i]!);
  const offset = population && { training: logs(population, training.at), now: logs(population, [k])[0]! };
  const fit = y.length === 0 ? undefined : fitBaseline(y, training, options, offset);
  const count = observed[k]!;
  let lately = 0;
  for (let i = Math.max(0, k - options.limit54[1] + 1); i <= k; i++)
    lately += Number.isNaN(observed[i]!) ? 0 : observed[i]!;
  const enough = lately >= options.limit54[0];
  if (fit === undefined) return { ...nothing, enough };
  const { mu, phi, trend, slope, error } = fit;
  const known = { expected: mu, phi, trend, slope, error, enough };
  if (options.thresholdMethod === 'delta') {
    const { upper, p } = powerLimit(fit, options.powertrans, options.alpha, count);
    const score = (count - mu) / (upper - mu);
    return { ...known, mu0: mu, upperbound: upper, p, score, alarm: enough && score > 1 };
  }
  const mu0 = options.thresholdMethod === 'muan' ? mu * Math.exp(normalQuantileUpper(options.alpha) * error) : mu;
  const upper = countQuantile(mu0, phi, options.alpha);
  return {
    ...known,
    mu0,
    upperbound: upper,
    p: countTail(count, mu0, phi),
    score: (count - mu) / (upper - mu),
    alarm: enough && count > upper,
  };
}

const nothing = {
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
};

function logs(population: Float64Array, at: number[]): Float64Array {
  return Float64Array.from(at, (i) => {
    const people = population[i]!;
    if (!(people > 0))
      throw new Error(
        `farrington-population: ${people} people in week ${i + 1}. Give a population above 0, or leave it out.`,
      );
    return Math.log(people);
  });
}
