import {
  CORI_DEFAULTS,
  coverage,
  forecastRenewal,
  type Paths,
  type PredictionInterval,
  reproduction,
  sampleCrps,
  serialInterval,
  summarize,
  weightedIntervalScore,
} from '../../engines/surveillance/index.ts';
import { type Chance, chanceFrom } from '../../kernel/chance.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { bandOn, diseasesOf, intervalOf, WIDTH } from './estimate.ts';
import { eventsOf, LONGEST, type Onsets, onsetsOf, type Reported } from './onsets.ts';

/** Onsets of the days to come, and how earlier forecasts of the same kind did. */
export interface Forecast {
  disease: string | null;
  band: number;
  /** Why there is none. */
  lacks: 'no-interval' | 'too-few' | null;
  days: { day: Day; median: number; inner: Bounds; outer: Bounds }[];
  /** All days ahead together. */
  sum: { median: number; low: number; high: number } | null;
  scores: Scores | null;
}
type Bounds = [low: number, high: number];

/** Earlier forecasts, made with what was known on their day, held against what came. Scores are in cases a day; small ones are good. */
export interface Scores {
  forecasts: number;
  /** Days that were forecast and whose reports are in. */
  days: number;
  /** Share of them inside the bounds that are to hold a half, and nine in ten. */
  inside50: number;
  inside90: number;
  wis: number;
  crps: number;
  /** The same weighted interval score of saying that each day will be like one of the last seven. */
  wisOfLastWeek: number;
}

// not rules: how far a forecast looks, and how many earlier ones are held against the truth, so many days apart
const AHEAD = 7;
const EARLIER = 8;
const APART = 4;
/** Fewest onsets, and days since the first of them, that a forecast is made from. */
const FEWEST = 20;
const LEARNT = 14;
/** Futures: starts drawn from the nowcast, and courses from each. */
const STARTS = 40;
const COURSES = 25;
/** Daily standard deviation of ln R, and dispersion of one case's offspring: what an outbreak's R changes and cases differ by. */
const DRIFT = 0.05;
const OFFSPRING = 1;
/** Where few cases tell, R is taken to be near one: a guess of five, made to be careful about the present, is no forecast. */
const LAW = { ...CORI_DEFAULTS, windows: WIDTH, priorMean: 1, priorSd: 1, largestCv: Number.POSITIVE_INFINITY };
const HALF: Bounds = [0.25, 0.75];
const NINETY: Bounds = [0.05, 0.95];

/** A course of the outbreak for each of many draws of what has not been reported yet, R as of the last week and free to change (`forecastRenewal`). */
function futures(onsets: Onsets, interval: { mean: number; sd: number }, chance: Chance): Paths | undefined {
  const { known, now } = onsets;
  // quiet days before the first case say nothing of R
  const begin = known.findIndex((n) => n > 0);
  const days = known.length - begin;
  if (!now || begin < 0 || days < LEARNT || known.reduce((sum, n) => sum + n, 0) < FEWEST) return undefined;
  const pmf = serialInterval(interval.mean, interval.sd, days + AHEAD);
  const values: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const counts = known.slice(begin).map((n, i) => drawn(now.pmf[begin + i], n, chance));
    const r = reproduction(counts, pmf.subarray(0, days), LAW);
    const [mean, sd] = [r.mean.at(-1) ?? Number.NaN, r.sd.at(-1) ?? Number.NaN];
    if (!(mean > 0)) return undefined;
    const law = { reproduction: { mean, sd }, drift: DRIFT, k: OFFSPRING, horizon: AHEAD, paths: COURSES };
    values.push(...forecastRenewal(counts, pmf, law, chance).values);
  }
  return { count: STARTS * COURSES, horizon: AHEAD, values: Float64Array.from(values) };
}

/** A day's total, drawn from its law; what is known where it has none. */
function drawn(law: Float64Array | undefined, known: number, chance: Chance): number {
  if (!law) return known;
  let left = chance.next();
  for (let n = 0; n < law.length; n++) {
    left -= law[n] as number;
    if (left < 0) return n;
  }
  return law.length - 1;
}

/** The coming week of one disease, and what its forecasts were worth so far. The same question on the same day has the same answer. */
export function forecast(
  all: readonly Reported[],
  today: Day,
  library: ProtocolLibrary,
  asked: string | undefined,
  band = bandOn(library, today),
): Forecast {
  const disease = asked ?? diseasesOf(all)[0] ?? null;
  const none = { disease, band, days: [], sum: null, scores: null };
  if (disease === null) return { ...none, lacks: 'too-few' };
  const interval = intervalOf(disease, library, today);
  if (!interval) return { ...none, lacks: 'no-interval' };
  const cases = all.filter((row) => row.disease === disease);
  const onDay = (day: Day) => {
    const onsets = onsetsOf(eventsOf(cases, day), day, 1 - band);
    return onsets && { onsets, paths: futures(onsets, interval, chanceFrom(`forecast ${disease} ${day}`)) };
  };
  const now = onDay(today);
  if (!now?.paths) return { ...none, lacks: 'too-few' };
  const outer: Bounds = [(1 - band) / 2, (1 + band) / 2];
  const days = summarize(now.paths, [0.5, ...HALF, ...outer]).map(({ quantiles }, h) => {
    const [median, a, b, low, high] = quantiles.map(Math.round) as [number, number, number, number, number];
    return { day: addDays(today, h + 1), median, inner: [a, b] as Bounds, outer: [low, high] as Bounds };
  });
  const totals = { ...now.paths, horizon: 1, values: totalsOf(now.paths) };
  const [median, low, high] = (summarize(totals, [0.5, ...outer])[0]?.quantiles ?? []).map(Math.round) as [
    number,
    number,
    number,
  ];
  return { ...none, lacks: null, days, sum: { median, low, high }, scores: scoresOf(now.onsets, today, onDay) };
}

const totalsOf = ({ count, horizon, values }: Paths): Float64Array =>
  Float64Array.from({ length: count }, (_, p) =>
    values.subarray(p * horizon, (p + 1) * horizon).reduce((sum, value) => sum + value, 0),
  );

/** Earlier forecasts, each made as on its day, on the days whose reports are all in. */
function scoresOf(
  { triangle, known }: Onsets,
  today: Day,
  onDay: (day: Day) => { onsets: Onsets; paths: Paths | undefined } | undefined,
): Scores | null {
  const first = triangle.days[0] as Day;
  const settled = addDays(today, -LONGEST);
  const outcomes: number[] = [];
  const bounds: Record<'half' | 'ninety', PredictionInterval[]> = { half: [], ninety: [] };
  let [forecasts, wis, crps, wisOfLastWeek] = [0, 0, 0, 0];
  for (let n = 0; n < EARLIER; n++) {
    const day = addDays(settled, -AHEAD - n * APART);
    const then = day > first ? onDay(day) : undefined;
    if (!then?.paths) continue;
    forecasts++;
    const { paths, onsets } = then;
    const week = (onsets.now?.median ?? Float64Array.from(onsets.known)).slice(-WIDTH);
    const plain = summarize({ count: week.length, horizon: 1, values: week }, [0.5, ...HALF, ...NINETY])[0];
    summarize(paths, [0.5, ...HALF, ...NINETY]).forEach(({ quantiles }, h) => {
      const truth = known[daysBetween(first, addDays(day, h + 1))] as number;
      const { median, half, ninety } = spread(quantiles);
      outcomes.push(truth);
      bounds.half.push(half);
      bounds.ninety.push(ninety);
      wis += weightedIntervalScore(truth, median, [half, ninety]).total;
      crps += sampleCrps(
        truth,
        Float64Array.from({ length: paths.count }, (_, p) => paths.values[p * AHEAD + h] as number),
      );
      const usual = spread(plain?.quantiles ?? []);
      wisOfLastWeek += weightedIntervalScore(truth, usual.median, [usual.half, usual.ninety]).total;
    });
  }
  const days = outcomes.length;
  if (days === 0) return null;
  const cut = (value: number): number => Number((value / days).toFixed(2));
  return {
    forecasts,
    days,
    inside50: coverage(outcomes, bounds.half),
    inside90: coverage(outcomes, bounds.ninety),
    wis: cut(wis),
    crps: cut(crps),
    wisOfLastWeek: cut(wisOfLastWeek),
  };
}

function spread(quantiles: readonly number[]) {
  const [median, a, b, low, high] = quantiles as [number, number, number, number, number];
  return { median, half: { level: 0.5, low: a, high: b }, ninety: { level: 0.9, low, high } };
}
