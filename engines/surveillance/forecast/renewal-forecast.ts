import type { Chance } from '../../../kernel/chance.ts';
import { drawGamma, drawNegativeBinomial, drawNormal } from '../numbers/draw.ts';
import { type Counts, readWhole } from '../transmission/incidence.ts';
import { checkInterval, type IntervalPmf } from '../transmission/serial-interval.ts';
import { checkPaths, type Paths } from './paths.ts';

export interface RenewalForecast {
  /** Gamma law of R on the first day ahead: mean and sd, as of the last window of `reproduction`. */
  reproduction: { mean: number; sd: number };
  /** Standard deviation of ln R's daily step: 0 keeps R as it is, more widens the far future. */
  drift: number;
  /** Dispersion of one case's offspring; Infinity: Poisson. */
  k: number;
  horizon: number;
  paths: number;
}

/**
 * Futures of I_t ~ NB(mean R_t Lambda_t, dispersion k Lambda_t) (Poisson for k = Infinity), the renewal equation forward in time: each path draws
 * R once and lets ln R walk (Nouvellet et al. 2018; dispersion as the sum of Lambda_t infectors of dispersion k). Chance is told, so
 * the same seed gives the same futures. Errors: those of counts, `forecast-horizon`, `forecast-paths`, `forecast-law`.
 */
export function forecastRenewal(
  counts: Counts,
  interval: IntervalPmf,
  options: RenewalForecast,
  chance: Chance,
): Paths {
  const { reproduction, drift, k, horizon, paths } = options;
  checkPaths(horizon, paths);
  const cases = readWhole(counts);
  checkInterval(interval, cases.length + horizon);
  if (!(reproduction.mean > 0) || !(reproduction.sd >= 0) || !(drift >= 0) || !(k > 0))
    throw new Error(
      `forecast-law: R ${reproduction.mean} (${reproduction.sd}), drift ${drift}, k ${k}. R and k above 0, the others from 0 on.`,
    );
  const days = cases.length;
  const line = new Float64Array(days + horizon);
  const values = new Float64Array(paths * horizon);
  const shape = (reproduction.mean / reproduction.sd) ** 2;
  for (let p = 0; p < paths; p++) {
    line.set(cases);
    let R = reproduction.sd === 0 ? reproduction.mean : drawGamma(chance, shape, shape / reproduction.mean);
    for (let h = 0; h < horizon; h++) {
      const t = days + h;
      let force = 0;
      for (let s = 1; s <= Math.min(t, interval.length - 1); s++) force += interval[s]! * line[t - s]!;
      const now = force * R > 0 ? drawNegativeBinomial(chance, k * force, R * force) : 0;
      line[t] = now;
      values[p * horizon + h] = now;
      // an unbiased walk of R: the logarithm's mean is lowered by half its variance
      if (drift > 0) R *= Math.exp(drift * drawNormal(chance) - (drift * drift) / 2);
    }
  }
  return { count: paths, horizon, values };
}
