import type { DelayFamily } from '../transmission/generation-time.ts';
import { type DelayFit, fitDelays } from './delay-fit.ts';
import { type DelayParameters, logDelayDensity } from './delay-law.ts';
import { centralGradient, SPACING, variableMetricMinimum } from './variable-metric.ts';

/**
 * `fitDelays` as R's MASS::fitdistr does it (Venables & Ripley 2002): start from moments, a search that may stop 2e-4 before the maximum,
 * standard errors by differences there. For tables made with it; the lognormal is in closed form in both. Errors as `fitDelays`.
 */
export function fitDelaysBySearch(family: DelayFamily, delays: ArrayLike<number>): DelayFit {
  const exact = fitDelays(family, delays);
  if (family === 'lognormal') return exact;
  const { start, scale } = startOf(family, delays);
  const minus = (x: readonly number[]): number => {
    const parameters: DelayParameters = [x[0]! * scale[0], x[1]! * scale[1]];
    if (!(parameters[0] > 0 && parameters[1] > 0)) return Number.POSITIVE_INFINITY;
    let sum = 0;
    for (let i = 0; i < delays.length; i++) sum -= logDelayDensity(family, delays[i]!, parameters);
    return sum;
  };
  const best = variableMetricMinimum(minus, start);
  const rows = best.map((_, i) => {
    const width = SPACING / scale[i]!;
    const at = (by: number): number[] =>
      centralGradient(
        minus,
        best.map((each, j) => (i === j ? each + by : each)),
        SPACING,
      );
    const [up, down] = [at(width), at(-width)];
    return up.map((each, j) => (each - down[j]!) / (2 * width));
  });
  const [a, b, c] = [rows[0]![0]!, (rows[0]![1]! + rows[1]![0]!) / 2, rows[1]![1]!];
  const determinant = a * c - b * b;
  return {
    ...exact,
    parameters: [best[0]! * scale[0], best[1]! * scale[1]],
    standardErrors: [Math.sqrt(c / determinant) * scale[0], Math.sqrt(a / determinant) * scale[1]],
    loglik: -minus(best),
  };
}

function startOf(
  family: DelayFamily,
  delays: ArrayLike<number>,
): { start: number[]; scale: readonly [number, number] } {
  const list = Array.from(delays, (each) => (family === 'gamma' ? each : Math.log(each)));
  const mean = list.reduce((all, each) => all + each, 0) / list.length;
  const variance = list.reduce((all, each) => all + (each - mean) ** 2, 0) / (list.length - 1);
  if (family === 'gamma') return { start: [mean ** 2 / variance, 1], scale: [1, mean / variance] };
  const shape = 1.2 / Math.sqrt(variance);
  return { start: [shape, Math.exp(mean + 0.572 / shape)], scale: [1, 1] };
}
