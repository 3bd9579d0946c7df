import { normalQuantileUpper } from '../numbers/normal.ts';
import { bandwidthOf, localLinear } from './local-linear.ts';

/** Duration, share of the season's sum in percent, that sum, first and last week (1-based). */
export type MapRow = readonly [number, number, number, number, number];

export interface Timing {
  /** The season, missing weeks inside it filled. */
  data: Float64Array;
  /** For every duration the best window of consecutive weeks: the maximum accumulated rates percentage. */
  map: MapRow[];
  /** Slope of the smoothed map at durations 1, 2, ... */
  slope: Float64Array;
  optimum: MapRow;
}

/** Smoothing of the map, weeks. */
const MAP_BANDWIDTH = 1;
/** Degrees of freedom of the curve that fills missing weeks. */
const FILL_FREEDOM = 6;

/**
 * Start and end of one season's epidemic by the Moving Epidemic Method (Vega et al. 2004, 2013): the shortest duration from which one more week
 * adds less than `criterion` percent of the season's sum. `rates`: one season, NaN where missing.
 */
export function epidemicTiming(rates: Float64Array, criterion: number): Timing {
  const data = filled(rates);
  const n = data.length;
  const map: MapRow[] = [[0, 0, 0, 0, 0]];
  const upTo = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) upTo[i + 1] = upTo[i]! + (Number.isNaN(data[i]!) ? 0 : data[i]!);
  const whole = upTo[n]!;
  if (!(whole > 0)) throw new Error('moving-epidemic-empty: a season without cases has no timing. Leave it out.');
  for (let s = 1; s <= n; s++) {
    let best = Number.NEGATIVE_INFINITY;
    let first = 0;
    for (let i = 0; i + s <= n; i++) {
      let sum = 0;
      for (let j = i; j < i + s; j++) if (!Number.isNaN(data[j]!)) sum += data[j]!;
      if (sum > best) {
        best = sum;
        first = i + 1;
      }
    }
    map.push([s, (100 * best) / whole, best, first, first + s - 1]);
  }
  const x = Array.from({ length: n + 1 }, (_, i) => i + 1);
  const smooth = localLinear(
    x,
    map.map((row) => row[1]),
    x,
    MAP_BANDWIDTH,
  ).map((value) => Math.max(0, value));
  const slope = Float64Array.from({ length: n }, (_, i) => smooth[i + 1]! - smooth[i]!);
  const short = slope.findIndex((value) => value < criterion);
  return { data, map, slope, optimum: map[short < 0 ? n : short]! };
}

/** Missing weeks between known ones taken from a smooth curve. */
function filled(rates: Float64Array): Float64Array {
  const known = Array.from(rates, (_, i) => i).filter((i) => !Number.isNaN(rates[i]!));
  const [first, last] = [known[0] ?? 0, known[known.length - 1] ?? -1];
  const gaps = Array.from(rates, (_, i) => i).filter((i) => i > first && i < last && Number.isNaN(rates[i]!));
  if (gaps.length === 0) return rates.slice();
  const curve = localLinear(
    known,
    known.map((i) => rates[i]!),
    gaps,
    bandwidthOf(known, FILL_FREEDOM),
  );
  const data = rates.slice();
  for (let j = 0; j < gaps.length; j++) data[gaps[j]!] = Math.max(0, curve[j]!);
  return data;
}

/** Lower limit, centre, upper limit. */
export type Limits = [number, number, number];

export interface SeasonPart {
  timing: Timing;
  before: Float64Array;
  during: Float64Array;
  after: Float64Array;
}

export interface MovingEpidemic {
  seasons: SeasonPart[];
  /** Highest values taken from each part of each season. */
  values: number;
  /** Of the highest values before and after the epidemics; the upper limits are the epidemic's start and end thresholds. */
  before: Limits;
  after: Limits;
  /** Level and limits of the highest values in the epidemics: medium, high, very high. */
  intensity: [number, Limits][];
  /** Week of the start (1-based) and duration in weeks: geometric means with 95 % limits. */
  start: Limits;
  length: Limits;
}

export interface MovingEpidemicOptions {
  criterion: number;
  /** One-sided level of the thresholds. */
  level: number;
  intensities: readonly number[];
}

/**
 * Thresholds and timing from past seasons (Vega et al. 2013, 2015; mem 2.19): the 30/seasons highest values before each epidemic give the
 * threshold as mean + z sd, those in the epidemics the intensity levels on the logarithmic scale. At least two seasons.
 */
export function movingEpidemic(seasons: readonly Float64Array[], options: MovingEpidemicOptions): MovingEpidemic {
  if (seasons.length < 2)
    throw new Error(`moving-epidemic-seasons: ${seasons.length} season; two are the least. Give more past seasons.`);
  const values = Math.max(1, halfEven(30 / seasons.length));
  const parts = seasons.map((rates) => {
    const timing = epidemicTiming(rates, options.criterion);
    const [, , , first, last] = timing.optimum;
    const { data } = timing;
    return { timing, before: data.slice(0, first - 1), during: data.slice(first - 1, last), after: data.slice(last) };
  });
  const highest = (part: 'before' | 'during' | 'after'): number[] => parts.flatMap((each) => top(each[part], values));
  const z = normalQuantileUpper(1 - options.level);
  const epidemic = highest('during');
  const zero = epidemic.some((value) => value === 0) ? 1 : 0;
  const logs = epidemic.map((value) => Math.log(value + zero));
  return {
    seasons: parts,
    values,
    before: pointLimits(highest('before'), z),
    after: pointLimits(highest('after'), z),
    intensity: options.intensities.map((level) => [
      level,
      pointLimits(logs, normalQuantileUpper(1 - level)).map((value) => Math.exp(value) - zero) as Limits,
    ]),
    start: geometric(parts.map((each) => each.timing.optimum[3])),
    length: geometric(parts.map((each) => each.timing.optimum[0])),
  };
}

/** The n highest known values, in falling order. */
export const top = (values: Float64Array, n: number): number[] =>
  Array.from(values)
    .filter((value) => Number.isFinite(value))
    .sort((a, b) => b - a)
    .slice(0, n);

/** Nearest whole number, halves to the even one. */
export function halfEven(value: number): number {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}

function moments(values: readonly number[]): [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / (values.length - 1))];
}

function pointLimits(values: readonly number[], z: number): Limits {
  const [mean, sd] = moments(values);
  return [mean - z * sd, mean, mean + z * sd];
}

function geometric(values: readonly number[]): Limits {
  const zero = values.some((value) => value === 0) ? 1 : 0;
  const [mean, sd] = moments(values.map((value) => Math.log(value + zero)));
  const half = (normalQuantileUpper(0.025) * sd) / Math.sqrt(values.length);
  return [mean - half, mean, mean + half].map((value) => Math.exp(value) - zero) as Limits;
}
