import { normalQuantileUpper } from '../../numbers/normal.ts';
import { studentUpper } from '../../numbers/student.ts';
import { type Baseline, baselineOf } from './baseline.ts';
import type { FlexibleOptions, FlexibleVerdict } from './flexible.ts';
import { downWeightProfile, fitProfile, type Profile, profileSpace } from './profile.ts';
import { countQuantile, countTail, powerLimit } from './threshold.ts';

export type FlexibleDetector = (observed: Float64Array, k: number, population?: Float64Array) => FlexibleVerdict;

/**
 * Improved Farrington for many series: the options are read once, the training weeks are laid out once for every week of equal shape, and a test
 * costs some microseconds. The same model, weights, trend rule and limits as `farringtonFlexible` with its standard errors put right
 * (dispersion of the reweighted fit, held at 1 or above). `population`: people, or people times the share of their reports that has come in
 * (completeness), so that a week half reported is held against half of what is expected.
 */
export function flexibleDetector(options: FlexibleOptions): FlexibleDetector {
  const { b, w, freq, noPeriods } = options;
  const longest = options.days ? options.days.length : b * freq + w;
  const space = profileSpace(longest + 1, noPeriods, longest);
  const z = normalQuantileUpper(options.alpha);
  let plan: Baseline | undefined;
  let planned = -1;
  return (observed, k, population) => {
    // without calendar days only the distance to the series' beginning matters
    if (plan === undefined || (planned !== k && (options.days !== undefined || Math.min(planned, k) < b * freq + w))) {
      plan = baselineOf(k, options);
      planned = k;
    }
    const shift = k - planned;
    load(space, plan, observed, k, shift, population);
    return verdict(space, observed, k, options, z);
  };
}

function load(
  p: Profile,
  plan: Baseline,
  observed: Float64Array,
  k: number,
  shift: number,
  population: Float64Array | undefined,
): void {
  let n = 0;
  const now = population === undefined ? 1 : people(population, k);
  for (let j = 0; j < plan.at.length; j++) {
    const i = plan.at[j]! + shift;
    const count = observed[i]!;
    if (Number.isNaN(count)) continue;
    if (!(count >= 0))
      throw new Error(
        `farrington-count: ${count} in period ${i + 1}. Counts are 0 or more; leave a missing one empty.`,
      );
    p.y[n] = count;
    p.level[n] = plan.level[j]!;
    p.lag[n] = k - i;
    p.exposure[n] = population === undefined ? 1 : people(population, i) / now;
    n++;
  }
  p.n = n;
}

function people(population: Float64Array, i: number): number {
  const count = population[i]!;
  if (!(count > 0))
    throw new Error(
      `farrington-population: ${count} people in period ${i + 1}. Give a population above 0, or leave it out.`,
    );
  return count;
}

/** Fits, reweights, fits again. */
function fitted(p: Profile, trend: boolean, { reweight, weightsThreshold }: FlexibleOptions): boolean {
  p.weight.fill(1, 0, p.n);
  if (!fitProfile(p, trend)) return false;
  if (!reweight) return true;
  downWeightProfile(p, weightsThreshold);
  return fitProfile(p, trend, p.slope);
}

function verdict(p: Profile, observed: Float64Array, k: number, options: FlexibleOptions, z: number): FlexibleVerdict {
  const { noPeriods, limit54 } = options;
  const count = observed[k]!;
  let trend = options.trend && options.b >= 3 && fitted(p, true, options);
  let expected = 0;
  const level = (): number => (p.cases[noPeriods]! > 0 ? p.cases[noPeriods]! / p.total[noPeriods]! : 0);
  if (trend) {
    let most = 0;
    for (let i = 0; i < p.n; i++) if (p.y[i]! > most) most = p.y[i]!;
    expected = level();
    const error = Math.sqrt(p.phi / p.information);
    trend = expected <= most && 2 * studentUpper(Math.abs(p.slope) / error, p.n - p.rank) < options.pThresholdTrend;
  }
  if (!trend) {
    fitted(p, false, options);
    expected = level();
  }
  const phi = Math.max(1, p.phi);
  const away = p.cases[noPeriods]! > 0 ? p.first[noPeriods]! / p.total[noPeriods]! : 0;
  const spread = 1 / p.cases[noPeriods]! + (trend ? (away * away) / p.information : 0);
  const error = Math.sqrt(phi * spread);
  let lately = 0;
  for (let i = Math.max(0, k - limit54[1] + 1); i <= k; i++) lately += Number.isNaN(observed[i]!) ? 0 : observed[i]!;
  const enough = lately >= limit54[0];
  const delta = options.thresholdMethod === 'delta';
  const mu0 = options.thresholdMethod === 'muan' && expected > 0 ? expected * Math.exp(z * error) : expected;
  let upperbound = 0;
  let tail = count > 0 ? 0 : 1;
  if (expected > 0 && delta) {
    const limit = powerLimit({ mu: expected, error, phi }, options.powertrans, options.alpha, count);
    upperbound = limit.upper;
    tail = limit.p;
  } else if (expected > 0) {
    upperbound = countQuantile(mu0, phi, options.alpha);
    tail = countTail(count, mu0, phi);
  }
  return {
    upperbound,
    alarm: enough && count > upperbound,
    expected,
    mu0,
    phi,
    trend,
    slope: trend ? p.slope : Number.NaN,
    p: Number.isNaN(count) ? Number.NaN : tail,
    score: (count - expected) / (upperbound - expected),
    enough,
    error,
  };
}
