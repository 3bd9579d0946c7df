import { baselineOf } from './baseline.ts';
import { fitBaseline } from './model.ts';
import { type PowerTransform, powerLimit } from './threshold.ts';

export interface OriginalOptions {
  b: number;
  w: number;
  freq: number;
  /** Day numbers of the periods: anniversaries by the calendar. */
  days?: ArrayLike<number>;
  /** Two-sided: the limit is the 1 - alpha/2 quantile. */
  alpha: number;
  trend: boolean;
  reweight: boolean;
  limit54: readonly [number, number];
  powertrans: PowerTransform;
}

export interface OriginalVerdict {
  /** 0 where too few cases came lately. */
  upperbound: number;
  alarm: boolean;
  trend: boolean;
  slope: number;
  expected: number;
  phi: number;
}

/**
 * Algorithm of Farrington et al. (1996) for week k (0-based): windows about the anniversaries only, residuals above 1 lose weight, the trend
 * stays with p < 0.05, a 2/3-power limit at alpha/2.
 */
export function farringtonOriginal(observed: Float64Array, k: number, options: OriginalOptions): OriginalVerdict {
  const all = baselineOf(k, { ...options, noPeriods: 1, pastWeeksNotIncluded: options.w, evenTime: true });
  const kept = all.at.map((_, i) => i).filter((i) => !Number.isNaN(observed[all.at[i]!]!));
  const training = {
    at: kept.map((i) => all.at[i]!),
    level: kept.map(() => 1),
    time: kept.map((i) => all.time[i]!),
    now: all.now,
  };
  const y = Float64Array.from(training.at, (i) => observed[i]!);
  const fit = fitBaseline(y, training, { ...options, noPeriods: 1, pThresholdTrend: 0.05, weightsThreshold: 1 });
  let lately = 0;
  for (let i = Math.max(0, k - options.limit54[1] + 1); i <= k; i++)
    lately += Number.isNaN(observed[i]!) ? 0 : observed[i]!;
  const enough = lately >= options.limit54[0];
  if (fit === undefined)
    return {
      upperbound: Number.NaN,
      alarm: false,
      trend: false,
      slope: Number.NaN,
      expected: Number.NaN,
      phi: Number.NaN,
    };
  const { upper } = powerLimit(fit, options.powertrans, options.alpha / 2, observed[k]!);
  return {
    upperbound: enough ? upper : 0,
    alarm: enough && (observed[k]! - fit.mu) / (upper - fit.mu) > 1,
    trend: fit.trend,
    slope: fit.slope,
    expected: fit.mu,
    phi: fit.phi,
  };
}
