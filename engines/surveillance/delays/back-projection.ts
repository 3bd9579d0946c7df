import { type Counts, readWhole } from '../transmission/incidence.ts';

export interface BackProjectionOptions {
  /** Even number of neighbours in the binomial smoothing; 0: none (and a ragged result). */
  smooth: number;
  /** Stop when the curve moves less than this, relative to its length. */
  tolerance: number;
  iterations: number;
}

/**
 * Exposures behind onsets, by expectation, maximization and smoothing (Becker, Watson and Carlin 1991). `incubation[d]`: P(d days
 * from exposure to onset). Starts flat; each step spreads onsets back in proportion, corrects recent days for onsets still to come
 * (division by P(incubation <= days left)), then smooths with binomial weights over `smooth` + 1 days, rescaled at the ends.
 * Days whose onsets all lie ahead get 0. Errors `smooth-odd`, `incubation-pmf`, those of counts.
 */
export function backProjection(
  onsets: Counts,
  incubation: ArrayLike<number>,
  { smooth, tolerance, iterations }: BackProjectionOptions,
): { exposures: Float64Array; steps: number; converged: boolean } {
  const seen = readWhole(onsets);
  if (!Number.isInteger(smooth) || smooth < 0 || smooth % 2 !== 0)
    throw new Error(`smooth-odd: ${smooth}. The smoothing needs an even whole number from 0 on.`);
  const days = seen.length;
  const cumulated = new Float64Array(days);
  let sum = 0;
  for (let d = 0; d < Math.max(days, incubation.length); d++) {
    const p = incubation[d] ?? 0;
    if (!(p >= 0)) throw new Error(`incubation-pmf: P(${d} days) = ${p}. Every entry must be a number from 0 on.`);
    sum += p;
    if (d < days) cumulated[d] = sum;
  }
  const total = seen.reduce((all, each) => all + each, 0);
  let exposures = new Float64Array(days).fill(total / days);
  if (total === 0) return { exposures, steps: 0, converged: true };
  const weights = binomialWeights(smooth);
  for (let steps = 1; ; steps++) {
    const next = smoothed(sharpened(exposures, seen, incubation, cumulated), weights);
    let [moved, length] = [0, 0];
    for (let t = 0; t < days; t++) {
      moved += (next[t]! - exposures[t]!) ** 2;
      length += exposures[t]! ** 2;
    }
    exposures = next;
    const converged = Math.sqrt(moved) / Math.sqrt(length) < tolerance;
    if (converged || steps > iterations) return { exposures, steps, converged };
  }
}

/** One expectation and maximization step (their equation 3a). */
function sharpened(
  exposures: Float64Array,
  seen: Float64Array,
  incubation: ArrayLike<number>,
  cumulated: Float64Array,
): Float64Array<ArrayBuffer> {
  const days = seen.length;
  const reach = incubation.length;
  const ratio = new Float64Array(days);
  for (let t = 0; t < days; t++) {
    let mean = 0;
    for (let d = 0; d <= Math.min(t, reach - 1); d++) mean += exposures[t - d]! * incubation[d]!;
    ratio[t] = mean > 0 ? seen[t]! / mean : 0;
  }
  const out = new Float64Array(days);
  for (let t = 0; t < days; t++) {
    const share = cumulated[days - 1 - t]!;
    if (share === 0) continue;
    let back = 0;
    for (let d = 0; d < Math.min(days - t, reach); d++) back += ratio[t + d]! * incubation[d]!;
    out[t] = (exposures[t]! / share) * back;
  }
  return out;
}

function smoothed(curve: Float64Array<ArrayBuffer>, weights: Float64Array): Float64Array<ArrayBuffer> {
  const half = (weights.length - 1) / 2;
  if (half === 0) return curve;
  return curve.map((_, t) => {
    let [sum, mass] = [0, 0];
    for (let i = -half; i <= half; i++) {
      if (t + i < 0 || t + i >= curve.length) continue;
      sum += weights[i + half]! * curve[t + i]!;
      mass += weights[i + half]!;
    }
    return sum / mass;
  });
}

function binomialWeights(k: number): Float64Array {
  const weights = new Float64Array(k + 1);
  weights[0] = 0.5 ** k;
  for (let i = 1; i <= k; i++) weights[i] = (weights[i - 1]! * (k - i + 1)) / i;
  return weights;
}
