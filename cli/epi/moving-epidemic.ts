import {
  halfEven,
  type Limits,
  type MovingEpidemic,
  movingEpidemic,
  type SeasonPart,
  top,
} from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import type { Golden } from './golden.ts';
import { asked, type EpiInput, numberOf, plain, values } from './input.ts';

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

/** The list of intensity levels, each between 0 and 1. */
function levelsOf({ intensities }: Record<string, unknown>): number[] {
  if (intensities === undefined) return options.intensities;
  if (!Array.isArray(intensities) || !intensities.every((each) => typeof each === 'number' && each > 0 && each < 1))
    throw new UsageError(`epi-parameter: intensities is ${JSON.stringify(intensities)}; give shares between 0 and 1.`);
  return intensities;
}

/**
 * mem: one weekly series of rates cut into seasons of `weeks` weeks that begin in week `firstWeek`; each season is judged by the thresholds of
 * the seasons before it, the latest `seasons` of those with any case. The bound is the pre-epidemic threshold; null outside a season, and
 * before two seasons are known. `levels`: which intensity level the week is above, 0 for none.
 */
export function runMovingEpidemic(input: EpiInput): Record<string, unknown> {
  const { params, observed, freq = 52, start } = input;
  const first = numberOf(params, 'firstWeek', 40);
  const weeks = numberOf(params, 'weeks', 33);
  const kept = numberOf(params, 'seasons', SEASONS);
  if (start === undefined) throw new UsageError('epi-mem: without start [year, week] no season is known. Give it.');
  if (!(Number.isInteger(weeks) && weeks >= 2 && weeks <= freq))
    throw new UsageError(`epi-mem: a season of ${weeks} weeks. Give a whole number from 2 to ${freq}.`);
  const chosen = {
    criterion: numberOf(params, 'param', options.criterion),
    level: numberOf(params, 'level', options.level),
    intensities: levelsOf(params),
  };
  /** Weeks since the season's first; a season's number counts from the first that begins in the series. */
  const since = (position: number): number => (((start[1] - first + position) % freq) + freq) % freq;
  const begins = observed.flatMap((_, position) => (since(position) === 0 ? [position] : []));
  const cut = (begin: number): (number | null)[] => observed.slice(begin, begin + weeks);
  const models = begins.map((begin): MovingEpidemic | undefined => {
    const past = begins
      .filter((each) => each < begin)
      .map(cut)
      .filter((season) => season.some((value) => (value ?? 0) > 0))
      .slice(-kept);
    return past.length < 2 ? undefined : movingEpidemic(past.map(values), chosen);
  });
  const t = asked(input, 1);
  const judged = t.map((at) => {
    const position = at - 1;
    const n = begins.findLastIndex((begin) => begin <= position && position < begin + weeks);
    const model = models[n];
    const value = observed[position] ?? null;
    if (model === undefined) return { bound: null, alarm: null, level: null };
    const bound = model.before[2];
    const level = value === null ? null : model.intensity.filter(([, limits]) => value > limits[2]).length;
    return { bound, alarm: value === null ? null : value > bound ? 1 : 0, level };
  });
  const latest = models.at(-1);
  return {
    t,
    upperbound: judged.map(({ bound }) => bound),
    alarm: judged.map(({ alarm }) => alarm),
    levels: judged.map(({ level }) => level),
    ...(latest ? { ...thresholds(latest), ...timing(latest, first) } : {}),
  };
}
