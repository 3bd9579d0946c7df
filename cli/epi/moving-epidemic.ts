import {
  halfEven,
  type Limits,
  type MovingEpidemic,
  movingEpidemic,
  type SeasonPart,
  top,
} from '../../engines/surveillance/index.ts';
import type { Golden } from './golden.ts';
import { plain, values } from './input.ts';

/** Thresholds of seasons: { weeks, seasons: { name: rates }, preEpidemicThreshold, intensityThresholds, optimumPerSeason, ... }. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['weeks']) && typeof golden['seasons'] === 'object' && golden['seasons'] !== null;

/** Defaults of the reference: seasons used, slope criterion in percent, level of the thresholds, intensity levels. */
const SEASONS = 10;
const options = { criterion: 2.8, level: 0.95, intensities: [0.4, 0.9, 0.975] };

export function rerun(golden: Golden): Golden {
  const seasons = golden['seasons'] as Record<string, (number | null)[]>;
  const rates = Object.values(seasons)
    .filter((season) => season.some((value) => (value ?? 0) > 0))
    .slice(-SEASONS);
  const model = movingEpidemic(
    rates.map((season) => values(season)),
    options,
  );
  const firstWeek = Number((golden['weeks'] as string[])[0]);
  return { ...golden, ...thresholds(model), ...timing(model, firstWeek), optimumPerSeason: perSeason(model, rates) };
}

const thresholds = (model: MovingEpidemic): Golden => ({
  preEpidemicThreshold: model.before[2],
  postEpidemicThreshold: model.after[2],
  prePostIntervals: [model.before, model.after],
  intensityThresholds: model.intensity.map(([level, limits]) => [level, ...limits]),
});

function timing({ start, length }: MovingEpidemic, firstWeek: number): Golden {
  const whole = ([low, centre, high]: Limits): Limits => [Math.floor(low), halfEven(centre), Math.ceil(high)];
  const calendar = (week: number): number => week + firstWeek - (week <= 53 - firstWeek ? 1 : 53);
  return {
    meanStart: halfEven(start[1]),
    ciStart: [whole(start), whole(start).map(calendar), start],
    meanLength: halfEven(length[1]),
    ciLength: [length, whole(length)],
  };
}

function perSeason(model: MovingEpidemic, rates: readonly (number | null)[][]): unknown[] {
  const padded = (part: Float64Array): (number | null)[] =>
    Array.from({ length: model.values }, (_, i) => top(part, model.values)[i] ?? null);
  return model.seasons.map(({ timing: found, before, during, after }: SeasonPart, i) => ({
    'map.curve': found.map,
    'slope.curve': Array.from(found.slope, (slope, j) => ({ weeks: j + 1, slope })),
    'slope.threshold': options.criterion,
    'optimum.map': found.optimum,
    'pre.epi': padded(before),
    'post.epi': padded(after),
    epi: padded(during),
    'pre.epi.data': plain(before),
    'post.epi.data': plain(after),
    'epi.data': plain(during),
    data: plain(found.data),
    'param.data': rates[i],
    'param.n.values': model.values,
    'param.method': 2,
    'param.param': options.criterion,
    'param.mem.info': true,
    call: {},
  }));
}
