import type { Chance } from '../../../kernel/chance.ts';
import { drawNegativeBinomial } from '../numbers/draw.ts';
import { type EndemicEpidemicFit, meansAfter } from './endemic-epidemic-fit.ts';
import { checkPaths, type Paths } from './paths.ts';

/** Mean and dispersion (Infinity: Poisson) of each unit's next count: exact, for scoring one period ahead. */
export function nextPeriod(
  fit: EndemicEpidemicFit,
  last: readonly number[],
  period: number,
): { means: number[]; size: number } {
  return { means: meansAfter(fit.model, fit.coefficients, last, period), size: sizeOf(fit) };
}

const sizeOf = ({ overdispersion }: EndemicEpidemicFit): number =>
  overdispersion ? 1 / overdispersion.value : Number.POSITIVE_INFINITY;

/**
 * Futures of a fitted endemic-epidemic model, one `Paths` for each unit: each period is drawn given the one before (Held & Meyer 2019). `last`: the
 * newest counts, `period`: index of the first period ahead (as `time` and `season` count). A population offset must reach that far.
 * Coefficients are taken as they are; their uncertainty is not in the futures. Errors `forecast-horizon`, `forecast-paths`, `forecast-start`.
 */
export function forecastEndemicEpidemic(
  fit: EndemicEpidemicFit,
  last: readonly number[],
  { period, horizon, paths }: { period: number; horizon: number; paths: number },
  chance: Chance,
): Paths[] {
  checkPaths(horizon, paths);
  const { population } = fit.model;
  if (last.some((each) => !(each >= 0)) || (population && population.length < period + horizon))
    throw new Error(
      `forecast-start: counts ${last.join(', ')}, periods ${period} to ${period + horizon - 1}. Give known counts and offsets.`,
    );
  const out = last.map((): Paths => ({ count: paths, horizon, values: new Float64Array(paths * horizon) }));
  const size = sizeOf(fit);
  for (let p = 0; p < paths; p++) {
    let before = last;
    for (let h = 0; h < horizon; h++) {
      const means = meansAfter(fit.model, fit.coefficients, before, period + h);
      before = means.map((mean, i) => {
        const now = mean > 0 ? drawNegativeBinomial(chance, size, mean) : 0;
        out[i]!.values[p * horizon + h] = now;
        return now;
      });
    }
  }
  return out;
}
