import {
  anscombe,
  type CountFit,
  fitCounts,
  fitNegativeBinomial,
  linearError,
  periodicDesign,
} from '../../engines/surveillance/index.ts';
import type { Golden } from './golden.ts';
import { plain } from './input.ts';

interface Case {
  y: number[];
  weights: number[];
  nb?: unknown;
}

const isCase = (value: unknown): value is Case =>
  typeof value === 'object' && value !== null && 'y' in value && 'weights' in value && 'design' in value;

/** Count regressions: { cases: [{ y, weights, design, coef, cov_unscaled, hat, anscombe, nb, ... }] }, one harmonic of 52 and a trend. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['cases']) && golden['cases'].length > 0 && golden['cases'].every(isCase);

export const rerun = (golden: Golden): Golden => ({
  ...golden,
  cases: (golden['cases'] as Case[]).map((each) => ({ ...each, ...again(each) })),
});

const season = { harmonics: 1, trend: true, freq: 52 };

function again({ y: counts, weights, nb }: Case): Record<string, unknown> {
  const n = counts.length;
  const y = Float64Array.from(counts);
  const x = periodicDesign(
    Array.from(counts, (_, i) => i + 1),
    season,
  );
  const fit = fitCounts({ y, x, p: 4, weights: Float64Array.from(weights) });
  const row = periodicDesign([n + 1], season);
  const next = Math.exp(row.reduce((sum, value, j) => sum + value * fit.coef[j]!, 0));
  const both = {
    coef: plain(fit.coef),
    cov_unscaled: square(fit),
    dispersion: fit.dispersion,
    deviance: fit.deviance,
    converged: fit.converged,
    iter: fit.iterations,
    predictNext: next,
    seNext: linearError(fit, row, fit.dispersion) * next,
    hat: plain(fit.hat),
    anscombe: plain(anscombe(y, fit, Math.max(1, fit.dispersion))),
  };
  if (nb === undefined) return both;
  // the reference fits the negative binomial without the weights
  const count = fitNegativeBinomial({ y, x, p: 4 });
  return {
    ...both,
    nb: {
      coef: plain(count.coef),
      theta: count.size,
      seTheta: count.sizeError,
      twologlik: 2 * count.logLikelihood,
    },
  };
}

const square = ({ unscaled, p }: CountFit): (number | null)[][] =>
  Array.from({ length: p }, (_, i) => plain(unscaled.slice(i * p, (i + 1) * p)));
