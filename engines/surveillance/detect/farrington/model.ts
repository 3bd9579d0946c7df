import { anscombe, type CountFit, fitCounts, linearError } from '../../glm/count-regression.ts';
import { studentUpper } from '../../numbers/student.ts';
import type { Baseline } from './baseline.ts';
import type { Prediction } from './threshold.ts';

export interface ModelOptions {
  noPeriods: number;
  trend: boolean;
  /** The trend stays only with a p-value below this. */
  pThresholdTrend: number;
  b: number;
  reweight: boolean;
  /** Anscombe residuals above this lose weight. */
  weightsThreshold: number;
  /**
   * Standard errors as surveillance::farringtonFlexible 1.20.3 has them: dispersion not held at 1 or above and, after reweighting, of residuals
   * weighted without their means. It moves the delta and muan limits and the p-value of the trend. Rnssp 0.3.1 has the same.
   */
  compatible?: boolean;
}

export interface Fitted extends Prediction {
  trend: boolean;
  /** Slope of ln mu a period; NaN without trend. */
  slope: number;
  /** Slope of the fit with trend before reweighting, kept or not; NaN where none was fitted. */
  firstSlope: number;
}

/**
 * Quasi-Poisson model ln mu = level + slope time of the training weeks, refitted with past outbreaks down-weighted, and what it predicts for the
 * week under test (Farrington et al. 1996; Noufaily et al. 2013). The trend stays if its p-value is below the threshold, b >= 3 and the
 * prediction does not exceed the largest training count; else everything is fitted again without.
 * `offset`: ln population of the training weeks and of now. Undefined when the fit does not converge (R's rules).
 */
export function fitBaseline(
  y: Float64Array,
  baseline: Baseline,
  options: ModelOptions,
  offset?: { training: Float64Array; now: number },
): Fitted | undefined {
  if (options.trend) {
    const fit = fitWith(true, y, baseline, options, offset);
    if (fit === undefined) return undefined;
    if (fit.trend && keeps(fit, y, options)) return fit;
    const flat = fitWith(false, y, baseline, options, offset);
    return flat && { ...flat, firstSlope: fit.firstSlope };
  }
  return fitWith(false, y, baseline, options, offset);
}

const keeps = (fit: Fitted & { p: number }, y: Float64Array, { pThresholdTrend, b }: ModelOptions): boolean =>
  fit.p < pThresholdTrend && b >= 3 && fit.mu <= y.reduce((a, c) => Math.max(a, c), 0);

function fitWith(
  trend: boolean,
  y: Float64Array,
  baseline: Baseline,
  options: ModelOptions,
  offset: { training: Float64Array; now: number } | undefined,
): (Fitted & { p: number }) | undefined {
  const n = y.length;
  const levels = [...new Set(baseline.level)].sort((a, b) => a - b);
  const at = trend ? 1 : 0;
  const p = levels.length + at;
  // columns as R builds them: intercept, time, levels but the first
  const x = new Float64Array(n * p);
  x.fill(1, 0, n);
  if (trend) x.set(baseline.time, n);
  const row = new Float64Array(p);
  row[0] = 1;
  if (trend) row[1] = baseline.now;
  for (let j = 1; j < levels.length; j++) {
    for (let i = 0; i < n; i++) if (baseline.level[i] === levels[j]) x[(at + j) * n + i] = 1;
    if (levels[j] === options.noPeriods) row[at + j] = 1;
  }
  let fit: CountFit = fitCounts({ y, x, p, offset: offset?.training });
  if (!fit.converged) return trend ? fitWith(false, y, baseline, options, offset) : undefined;
  const firstSlope = trend ? fit.coef[1]! : Number.NaN;
  let phi = atLeastOne(fit.dispersion);
  let raw = fit.dispersion;
  if (options.reweight) {
    const weights = downWeight(anscombe(y, fit, phi), options.weightsThreshold);
    fit = fitCounts({ y, x, p, weights, offset: offset?.training });
    phi = atLeastOne(fit.dispersion);
    raw = options.compatible ? unscaledDispersion(y, fit, weights) : fit.dispersion;
  }
  let eta = offset?.now ?? 0;
  for (let j = 0; j < p; j++) if (row[j] !== 0 && !Number.isNaN(fit.coef[j]!)) eta += row[j]! * fit.coef[j]!;
  const slope = trend ? fit.coef[1]! : Number.NaN;
  const t = trend ? Math.abs(slope) / Math.sqrt(fit.unscaled[1 * p + 1]! * raw) : 0;
  return {
    mu: Math.exp(eta),
    error: linearError(fit, row, options.compatible ? raw : phi),
    phi,
    trend: trend && !Number.isNaN(slope),
    slope,
    firstSlope,
    p: 2 * studentUpper(t, fit.df),
  };
}

/** Sum of w ((y - mu) / mu)^2 over df: the dispersion with the means left out of the weights. */
const unscaledDispersion = (y: Float64Array, { mu, df }: CountFit, weights: Float64Array): number =>
  y.reduce((sum, count, i) => sum + weights[i]! * ((count - mu[i]!) / mu[i]!) ** 2, 0) / df;

const atLeastOne = (dispersion: number): number => Math.max(1, Number.isNaN(dispersion) ? 1 : dispersion);

/** Weights gamma s^-2 for residuals s above the threshold, gamma for the others, gamma such that they sum to n. */
function downWeight(s: Float64Array, threshold: number): Float64Array {
  const weights = s.map((each) => (each > threshold ? each ** -2 : 1));
  const gamma = s.length / weights.reduce((sum, each) => sum + each, 0);
  return weights.map((each) => each * gamma);
}
