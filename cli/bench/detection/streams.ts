import {
  boundForRate,
  type Calendar,
  DAILY,
  type Fused,
  fuse,
  type Stream,
  type WatchOptions,
  watch,
} from '../../../engines/surveillance/index.ts';
import { type Figure, rounded } from '../figure.ts';
import { rowsOf } from './golden.ts';

const DAYS = 600;
const WATCHED = 500;
/** One false alarm in so many days. */
const QUIET_DAYS = 300;

/** Daily watch of a stream for fusion: every day judged by itself, the last 14 days not learnt from. */
const daily = (family: WatchOptions['family']): WatchOptions => ({
  ...DAILY,
  family,
  windows: [{ steps: 1, alpha: 0.001 }],
});

interface Run {
  /** Day the outbreak starts; -1 for a quiet run. */
  start: number;
  streams: { name: string; y: Float64Array }[];
}

async function runs(): Promise<Run[]> {
  const found = new Map<string, Run>();
  for (const [set, replicate, start, name, values] of (await rowsOf('city_streams.csv.gz')).slice(1)) {
    const key = `${set} ${replicate}`;
    const run = found.get(key) ?? { start: Number(start), streams: [] };
    const y = Float64Array.from(values!.split(';'), (value) => (value === '' ? Number.NaN : Number(value)));
    run.streams.push({ name: name!, y });
    found.set(key, run);
  }
  return [...found.values()];
}

/** Surprise by day from our expectation; NaN before the watch and where nothing was reported. */
function surprise(name: string, y: Float64Array): Stream {
  const calendar: Calendar = { step: 'day', year: 365.25, weekday: 0 };
  const z = new Float64Array(DAYS).fill(Number.NaN);
  // a measured concentration, on the log scale; everything else is counted
  for (const verdict of watch(y, calendar, WATCHED, daily(name.endsWith('log10') ? 'level' : 'count')))
    if (verdict) z[verdict.position] = verdict.z;
  return { name, z };
}

/** EARS C2 by day: mean and deviation of seven days that ended two days ago, no weekday. What a city without a model runs. */
function earsC2(name: string, y: Float64Array): Stream {
  const z = new Float64Array(DAYS).fill(Number.NaN);
  for (let t = WATCHED; t < DAYS; t++) {
    const past = y.subarray(t - 9, t - 2);
    const mean = past.reduce((sum, value) => sum + value, 0) / 7;
    const sd = Math.sqrt(past.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 6);
    z[t] = (y[t]! - mean) / Math.max(sd, 1e-9);
  }
  return { name, z };
}

/** How strongly a rule speaks on a day; above its bound it alarms. */
type Rule = (streams: readonly Stream[], day: number) => number;

/** Cases infected by the end of a day of the outbreak: 12 on day 0, doubling every 6 days. */
const infected = (day: number): number => (12 * (2 ** ((day + 1) / 6) - 1)) / (2 ** (1 / 6) - 1);

interface Outcome {
  median: number;
  infections: number;
  within28: number;
  chance14: number;
}

function evaluate(
  quiet: readonly Stream[][],
  outbreaks: readonly { start: number; streams: Stream[] }[],
  rule: Rule,
): Outcome {
  const scores: number[] = [];
  for (const streams of quiet) for (let t = WATCHED; t < DAYS; t++) scores.push(rule(streams, t));
  const bound = boundForRate(scores, 1 / QUIET_DAYS);
  const delays = outbreaks
    .map(({ start, streams }) => {
      for (let t = start; t < DAYS; t++) if (rule(streams, t) > bound) return t - start;
      return Number.POSITIVE_INFINITY;
    })
    .sort((a, b) => a - b);
  const middle = [delays[Math.floor((delays.length - 1) / 2)]!, delays[Math.ceil((delays.length - 1) / 2)]!];
  return {
    median: (middle[0]! + middle[1]!) / 2,
    infections: (infected(middle[0]!) + infected(middle[1]!)) / 2,
    within28: delays.filter((delay) => delay <= 28).length / delays.length,
    chance14: 1 - (1 - 1 / QUIET_DAYS) ** 14,
  };
}

const value = (z: number): number => (Number.isNaN(z) ? Number.NEGATIVE_INFINITY : z);
const anyOf: Rule = (streams, day) => Math.max(...streams.map(({ z }) => value(z[day]!)));
/** The strongest stream with its memory of days, without the others. */
const anyRemembered: Rule = (streams, day) => value(fuse(streams, day).alone);
const together: Rule = (streams, day) => value(fuse(streams, day).together);
/** Both monitors side by side; the lone one has the higher bar, about a fifth of the budget. */
const both: Rule = (streams, day) => {
  const state = fuse(streams, day);
  return Math.max(value(state.together), value(state.alone) - 1);
};

/** Five streams of a city at equal rates of false alarms: what expectation, memory, fusion and wastewater are each worth. */
export async function streamsGiven(): Promise<Figure[]> {
  const all = await runs();
  const started = process.cpuUsage();
  const judged = all.map(({ start, streams }) => ({ start, streams: streams.map(({ name, y }) => surprise(name, y)) }));
  const used = process.cpuUsage(started);
  const ears = all.map(({ start, streams }) => ({
    start,
    streams: streams.slice(0, 4).map(({ name, y }) => earsC2(name, y)),
  }));
  const four = judged.map(({ start, streams }) => ({ start, streams: streams.slice(0, 4) }));
  const rules: [string, typeof judged, Rule][] = [
    ['EARS C2, any of four', ears, anyOf],
    ['our expectation, any of four', four, anyOf],
    ['with memory of days, any of four', four, anyRemembered],
    ['fused, four', four, together],
    ['our expectation, any of five', judged, anyOf],
    ['fused, five', judged, together],
    ['fused and alone side by side, five', judged, both],
  ];
  const figures: Figure[] = [];
  const medians: number[] = [];
  for (const [name, data, rule] of rules) {
    const quiet = data.filter((run) => run.start < 0).map((run) => run.streams);
    const { median, infections, within28 } = evaluate(
      quiet,
      data.filter((run) => run.start >= 0),
      rule,
    );
    medians.push(median);
    const last = name === 'fused and alone side by side, five';
    figures.push({
      name: `streams: median delay, ${name}`,
      value: median,
      unit: 'days',
      ...(last ? { limit: 'at most 24 days and 1,650 infections', holds: median <= 24 && infections <= 1650 } : {}),
      note: `${rounded(infections)} infections by then, ${rounded(100 * within28)} % found in 28 days; one false alarm in ${QUIET_DAYS} days`,
    });
  }
  const [ears4, any4, remembered4, fused4, , fused5] = medians;
  const gains = [
    `expectation ${ears4! - any4!}`,
    `memory of days ${any4! - remembered4!}`,
    `fusion of four ${remembered4! - fused4!}`,
    `wastewater ${fused4! - fused5!}`,
  ];
  figures.push({
    name: 'streams: days gained over EARS',
    value: ears4! - fused5!,
    unit: 'days',
    note: `of them ${gains.join(', ')}`,
  });
  const sample = judged.find((run) => run.start >= 0)!;
  figures.push({
    name: 'streams: an alarm in numbers',
    value: rounded(fuse(sample.streams, sample.start + 25).together, 2),
    unit: 'standard deviations, together',
    note: `25 days into the first outbreak; ${say(fuse(sample.streams, sample.start + 25))}; ${rounded((used.user + used.system) / 1e6, 1)} s CPU for 500 streams x 100 days`,
  });
  return figures;
}

const say = (state: Fused): string =>
  state.contributions
    .map(({ name, share, surprise }) => `${name} ${rounded(100 * share)} % (${rounded(surprise, 1)})`)
    .join(', ');
