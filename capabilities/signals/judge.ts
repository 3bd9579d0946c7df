import {
  type Calendar,
  DAILY,
  fuse,
  normalUpper,
  score,
  tail,
  type Verdict,
  type WatchOptions,
  WEEKLY,
  watch,
  watchLatest,
} from '../../engines/surveillance/index.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import { weekdayOf } from './limits.ts';
import type { Part } from './model.ts';
import { dayAt, positionOf, type SeriesRow } from './series.ts';

// not a rule: of what is older, fusion's memory (three quarters a day) holds less than a fiftieth
const REMEMBERED_DAYS = 14;
/** The detector's own bound on its strictest window. */
const LEAST_ALPHA = Math.min(...DAILY.windows.map(({ alpha }) => alpha));
/** Windows that a detector sums evidence over: what the strongest of them is paid with. */
const WINDOWS = Math.max(DAILY.windows.length, WEEKLY.windows.length) + 1;

/** A series as the detector takes it, up to a day: NaN where nothing was reported, feeds filled with zeros from `zeroDays` before their first entry. */
export function readSeries(
  row: SeriesRow,
  today: Day,
  zeroDays: number,
): { y: Float64Array; calendar: Calendar; first: Day } {
  const weekly = row.step === 'week';
  const year = weekly ? 52.18 : 365.25;
  if (!row.feed) {
    // from the first Monday on is not needed: a week begins on the day the first was sent
    const n = Math.max(0, positionOf(row, today) + 1);
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) y[i] = row.values[i] ?? Number.NaN;
    if (row.sent) likeToday(y, row.sent);
    return { y, calendar: { step: row.step, year, weekday: weekdayOf(row.first) - 1 }, first: row.first };
  }
  const lead = Math.max(0, zeroDays - daysBetween(row.first, today));
  const first = addDays(row.first, -lead);
  const y = new Float64Array(daysBetween(first, today) + 1);
  for (let i = lead; i < y.length; i++) y[i] = row.values[i - lead] ?? 0;
  return { y, calendar: { step: 'day', year, weekday: weekdayOf(first) - 1 }, first };
}

// not a rule: days on which so much more or less of the sources had reported than on the latest say nothing of it
const APART = 0.2;

/**
 * A sum of sources is held only against days on which about as many of them had reported: a source that joins is no outbreak, and one that falls
 * silent hides none. Where too few such days are known the sum has no expectation; each source's own series is judged as ever.
 */
function likeToday(y: Float64Array, sent: readonly number[]): void {
  let latest = y.length - 1;
  while (latest >= 0 && Number.isNaN(y[latest])) latest--;
  const now = sent[latest] ?? 0;
  for (let i = 0; i < latest; i++) if (Math.abs((sent[i] ?? 0) - now) > APART * now) y[i] = Number.NaN;
}

/** Verdicts on a series' latest steps, as each day would have given them; none where it is too short to expect anything. */
export function verdictsOn(
  row: SeriesRow,
  today: Day,
  zeroDays: number,
  steps: number,
): { first: Day; verdicts: (Verdict | null)[] } {
  const { y, calendar, first } = readSeries(row, today, zeroDays);
  const from = Math.max(1, y.length - steps);
  if (from >= y.length) return { first, verdicts: [] };
  const verdicts = watch(y, calendar, from, { ...optionsOf(row), family: row.measure });
  return { first, verdicts: row.measure === 'count' ? verdicts.map((one) => one && floored(one, from)) : verdicts };
}

const optionsOf = ({ step }: SeriesRow): WatchOptions => (step === 'week' ? WEEKLY : DAILY);

/** Mean that a series of n steps believes in at least: see `floored`. */
const leastMean = (steps: number): number => 0.5 / Math.max(1, steps);

/**
 * A series that was zero for n steps has shown a mean of at most about half a count in n (Jeffreys' prior), not of none: one case of a
 * rare disease in one community is no proof of an outbreak. Diseases of which one is enough have their rule.
 */
function floored(verdict: Verdict, steps: number): Verdict {
  const least = leastMean(steps);
  if (verdict.expected >= least) return verdict;
  const at = (mean: number, value: number): number => tail({ family: 'count', mean, spread: 1 }, value);
  const { window } = verdict;
  const expected = Math.max(window.expected, least * window.steps);
  const p = Math.max(verdict.p, at(least, verdict.observed));
  const windowP = Math.max(window.p, at(expected, window.observed));
  return {
    ...verdict,
    expected: least,
    upper: Math.max(verdict.upper, 1),
    p,
    z: Math.min(verdict.z, score(p)),
    alarm: verdict.alarm && windowP < LEAST_ALPHA,
    window: { ...window, expected, p: windowP },
  };
}

/** All sources of one area and subject, judged together. */
export interface Judged {
  subject: string;
  /** Standard normal when nothing happens. */
  together: number;
  alone: number;
  /** Tail probability of the stronger monitor, both counted. */
  p: number;
  monitor: 'together' | 'alone';
  parts: Part[];
}

/**
 * Tail probability that some two or more of k sources agree this much by chance: over the j most surprising, the upper tail of their joined
 * surprise (Stouffer 1949) times the ways to choose them, times the k - 1 sizes tried (Bonferroni). Two weak signals are not drowned by quiet ones.
 */
function agreement(surprises: readonly number[]): number {
  const sorted = [...surprises].sort((a, b) => b - a);
  const k = sorted.length;
  let [sum, ways, least] = [0, 1, 1];
  sorted.forEach((surprise, i) => {
    const j = i + 1;
    sum += surprise;
    ways *= (k - i) / j;
    if (j > 1) least = Math.min(least, ways * normalUpper(sum / Math.sqrt(j)));
  });
  return Math.min(1, least * Math.max(1, k - 1));
}

/** Four digits are what anybody reads; the log keeps an area's verdicts every night. */
const said = (value: number): number => Number(value.toPrecision(4));

/**
 * Judges the series of one area and subject on a day: each against its own expectation, then joined with fading memory
 * beside the strongest alone. Undefined when none has an expectation yet.
 */
export function judge(subject: string, rows: readonly SeriesRow[], today: Day, zeroDays: number): Judged | undefined {
  const streams = rows.flatMap((row) => {
    const { y, calendar, first } = readSeries(row, today, zeroDays);
    const step = row.step === 'week' ? 7 : 1;
    const steps = REMEMBERED_DAYS / step;
    const least = row.measure === 'count' ? leastMean(y.length - steps) : 0;
    const options = { ...optionsOf(row), family: row.measure };
    const found = y.length > steps ? watchLatest(y, calendar, steps, options, least) : null;
    if (!found) return [];
    const latest = row.measure === 'count' ? floored(found.verdict, y.length - steps) : found.verdict;
    found.z[latest.position - (y.length - steps)] = latest.z;
    const z = new Float64Array(REMEMBERED_DAYS).fill(Number.NaN);
    // a week's report stands on the day it began, days that have not ended yet behind it
    const age = daysBetween(first, today) - (y.length - 1) * step;
    for (let back = 0; back < steps; back++) {
      const at = REMEMBERED_DAYS - 1 - age - back * step;
      if (at >= 0) z[at] = found.z[steps - 1 - back] as number;
    }
    return [{ name: row.id, z, row, latest, day: dayAt({ first, step: row.step }, latest.position) }];
  });
  const fused = fuse(streams, REMEMBERED_DAYS - 1);
  if (Number.isNaN(fused.together)) return undefined;
  const both = agreement(fused.contributions.map(({ surprise }) => surprise));
  // Bonferroni: the strongest of k sources, each by its memory and by its windows of days
  const one = Math.min(
    1,
    streams.length * Math.min(normalUpper(fused.alone), ...streams.map(({ latest }) => latest.window.p * WINDOWS)),
  );
  const monitor = both <= one ? 'together' : 'alone';
  const byName = new Map(streams.map((stream) => [stream.name, stream]));
  return {
    subject,
    together: fused.together,
    alone: fused.alone,
    p: Math.min(1, 2 * Math.min(both, one)),
    monitor,
    parts: fused.contributions.flatMap(({ name, share }) => {
      const stream = byName.get(name);
      if (!stream) return [];
      const { row, latest, day } = stream;
      return {
        series: row.id,
        kind: row.kind,
        channel: row.channel,
        day,
        observed: latest.observed,
        expected: said(latest.expected),
        upper: said(latest.upper),
        p: said(latest.p),
        window: {
          days: latest.window.steps * (row.step === 'week' ? 7 : 1),
          observed: said(latest.window.observed),
          expected: said(latest.window.expected),
        },
        share: said(share),
      };
    }),
  };
}

export type JudgedSubjects = [subject: string, judged: Judged | undefined][];

export function bySubject(rows: readonly SeriesRow[]): Map<string, SeriesRow[]> {
  const found = new Map<string, SeriesRow[]>();
  for (const row of rows) {
    const of = found.get(row.subject);
    if (of) of.push(row);
    else found.set(row.subject, [row]);
  }
  return found;
}

/** All that is watched in an area, subject by subject: what a night spends its time on. */
export function judgeSubjects(
  rows: readonly SeriesRow[],
  { day, zeroDays }: { day: Day; zeroDays: number },
): JudgedSubjects {
  return [...bySubject(rows)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([subject, of]) => [subject, judge(subject, of, day, zeroDays)]);
}
