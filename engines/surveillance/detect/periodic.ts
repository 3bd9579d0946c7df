import { type CountFit, fitCounts } from '../glm/count-regression.ts';
import { type Dispersed, fitNegativeBinomial } from '../glm/negative-binomial-regression.ts';
import { negativeBinomialQuantile } from '../numbers/negative-binomial.ts';

export interface PeriodicOptions {
  /** Pairs of sine and cosine. */
  harmonics: number;
  trend: boolean;
  freq: number;
}

/** Column-major design 1, t, cos(2 pi j t/freq), sin(2 pi j t/freq) for the times given. */
export function periodicDesign(times: ArrayLike<number>, { harmonics, trend, freq }: PeriodicOptions): Float64Array {
  const n = times.length;
  const p = 1 + (trend ? 1 : 0) + 2 * harmonics;
  const x = new Float64Array(n * p);
  for (let i = 0; i < n; i++) {
    const t = times[i]!;
    let column = 0;
    x[column++ * n + i] = 1;
    if (trend) x[column++ * n + i] = t;
    for (let j = 1; j <= harmonics; j++) {
      const angle = (2 * Math.PI * j * t) / freq;
      x[column++ * n + i] = Math.cos(angle);
      x[column++ * n + i] = Math.sin(angle);
    }
  }
  return x;
}

/**
 * Alarm when the count of week k (0-based) exceeds the 1 - alpha quantile of a periodic model of the `window` weeks before it
 * (Bedubourg & Le Strat 2017 compare both families). NaN where the history is shorter.
 */
export function periodicTest(
  observed: Float64Array,
  k: number,
  options: PeriodicOptions & { window: number; alpha: number },
  family: 'poisson' | 'nbinom',
): { expected: number; upperbound: number; alarm: boolean } {
  const { window, alpha } = options;
  if (k < window) return { expected: Number.NaN, upperbound: Number.NaN, alarm: false };
  const model = periodicModel(observed.subarray(k - window, k + 1), window, options, family);
  const expected = model.expected[window]!;
  const upperbound = negativeBinomialQuantile(1 - alpha, model.size, expected);
  return { expected, upperbound, alarm: observed[k]! > upperbound };
}

export interface Periodic {
  /** Expected counts at every position of the series, also beyond the training. */
  expected: Float64Array;
  /** Size of the negative binomial; Infinity for Poisson. */
  size: number;
  fit: CountFit | Dispersed;
}

/**
 * Log-linear model with harmonics fitted on the values before `until` (0-based, missing ones left out) and extended over the whole series:
 * Poisson, or negative binomial with size by maximum likelihood. The expected counts under which CUSUM and GLR look for a rise.
 */
export function periodicModel(
  observed: Float64Array,
  until: number,
  options: PeriodicOptions,
  family: 'poisson' | 'nbinom',
): Periodic {
  const n = observed.length;
  const at = Array.from({ length: until }, (_, i) => i).filter((i) => !Number.isNaN(observed[i]!));
  const p = 1 + (options.trend ? 1 : 0) + 2 * options.harmonics;
  if (at.length <= p)
    throw new Error(
      `periodic-history: ${at.length} values for ${p} coefficients. Give more history or fewer harmonics.`,
    );
  const y = Float64Array.from(at, (i) => observed[i]!);
  const x = periodicDesign(
    at.map((i) => i + 1),
    options,
  );
  const fit = family === 'poisson' ? fitCounts({ y, x, p }) : fitNegativeBinomial({ y, x, p });
  const all = periodicDesign(
    Array.from({ length: n }, (_, i) => i + 1),
    options,
  );
  const expected = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let eta = 0;
    for (let j = 0; j < p; j++) if (!Number.isNaN(fit.coef[j]!)) eta += all[j * n + i]! * fit.coef[j]!;
    expected[i] = Math.exp(eta);
  }
  return { expected, size: isDispersed(fit) ? fit.size : Number.POSITIVE_INFINITY, fit };
}

const isDispersed = (fit: CountFit | Dispersed): fit is Dispersed => 'size' in fit;
