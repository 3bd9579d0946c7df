import { linearError } from '../glm/count-regression.ts';
import { covariance, leastSquares, solve } from '../glm/least-squares.ts';
import { fitNegativeBinomial } from '../glm/negative-binomial-regression.ts';
import { negativeBinomialQuantile } from '../numbers/negative-binomial.ts';
import { studentQuantile } from '../numbers/student.ts';
import { periodicDesign } from './periodic.ts';

export interface Seasonal {
  estimate: Float64Array;
  threshold: Float64Array;
  alarm: Uint8Array;
}

/** Weeks a year of the harmonic. */
const WEEKS = 52.18;

const rowOf = (x: Float64Array, i: number, n: number): Float64Array =>
  Float64Array.from({ length: x.length / n }, (_, j) => x[j * n + i]!);

/** The design 1, t, cos, sin for t = 1 .. n, and the same of some rows only. */
function designs(n: number, rows: readonly number[]): { all: Float64Array; some: Float64Array } {
  const season = { harmonics: 1, trend: true, freq: WEEKS };
  return {
    all: periodicDesign(
      Array.from({ length: n }, (_, i) => i + 1),
      season,
    ),
    some: periodicDesign(
      rows.map((i) => i + 1),
      season,
    ),
  };
}

/**
 * Negative binomial regression with a trend and one harmonic, fitted to the first `until` weeks (Rnssp 0.3.1 alert_nbinom): alarm above the
 * 1 - tail quantile of the negative binomial at the upper limit of the mean. Two years at least.
 */
export function seasonalNegativeBinomial(counts: Float64Array, until: number, tail: number = 0.05): Seasonal {
  if (until < 104)
    throw new Error(`seasonal-history: ${until} weeks of baseline; two years are needed. Give a longer baseline.`);
  const n = counts.length;
  const rows = Array.from({ length: until }, (_, i) => i);
  const { all, some } = designs(n, rows);
  const fit = fitNegativeBinomial({ y: counts.slice(0, until), x: some, p: 4 });
  const t = studentQuantile(1 - tail, fit.df);
  return against(counts, (i) => {
    const row = rowOf(all, i, n);
    const eta = row.reduce((sum, value, j) => sum + value * fit.coef[j]!, 0);
    const upper = Math.exp(eta + t * linearError(fit, row, 1));
    return [Math.exp(eta), negativeBinomialQuantile(1 - tail, fit.size, upper)];
  });
}

/**
 * Serfling's (1963) method: least squares with a trend and one harmonic on the baseline weeks that are not `epidemic`; alarm above the upper
 * 1 - tail limit of prediction.
 */
export function serfling(
  values: Float64Array,
  until: number,
  epidemic: (i: number) => boolean,
  tail: number = 0.05,
): Seasonal {
  const n = values.length;
  const rows = Array.from({ length: until }, (_, i) => i).filter((i) => !epidemic(i) && !Number.isNaN(values[i]!));
  if (rows.length < 6)
    throw new Error(
      `seasonal-history: ${rows.length} weeks outside the epidemic period; 6 are the least. Give a longer baseline.`,
    );
  const { all, some } = designs(n, rows);
  const work = leastSquares(rows.length, 4);
  work.q.set(some);
  for (let i = 0; i < rows.length; i++) work.z[i] = values[rows[i]!]!;
  const rank = solve(work);
  const df = rows.length - rank;
  const variance = work.z.reduce((sum, residual) => sum + residual * residual, 0) / df;
  const spread = covariance(work);
  const t = studentQuantile(1 - tail, df);
  return against(values, (i) => {
    const row = rowOf(all, i, n);
    let estimate = 0;
    let share = 1;
    for (let a = 0; a < 4; a++) {
      estimate += row[a]! * work.coef[a]!;
      for (let b = 0; b < 4; b++) share += row[a]! * row[b]! * spread[a * 4 + b]!;
    }
    return [estimate, estimate + t * Math.sqrt(variance * share)];
  });
}

function against(values: Float64Array, at: (i: number) => readonly [number, number]): Seasonal {
  const n = values.length;
  const out: Seasonal = { estimate: new Float64Array(n), threshold: new Float64Array(n), alarm: new Uint8Array(n) };
  for (let i = 0; i < n; i++) {
    const [estimate, threshold] = at(i);
    out.estimate[i] = estimate;
    out.threshold[i] = threshold;
    out.alarm[i] = values[i]! > threshold ? 1 : 0;
  }
  return out;
}
