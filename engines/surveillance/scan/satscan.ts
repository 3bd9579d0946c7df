import type { Measure } from './measure.ts';
import { type CountRecord, expectedByPopulation } from './population.ts';
import { type SatScanParameters, satScanDay } from './satscan-parameters.ts';
import type { Model, ScanSetting } from './scan.ts';
import { allWindows, liveWindows } from './windows.ts';

/** A SaTScan analysis ready to run: what `scan` needs, the places' ids by index and the first day of each step. */
export interface SatScanAnalysis {
  setting: Omit<ScanSetting, 'seed'>;
  ids: string[];
  /** Days since 1970; one more than there are steps: the last is the day after the study. */
  days: number[];
  /** Population of each place, averaged over the study; null where the model has none. */
  population: Float64Array | null;
}

/** Contents of the files a parameter file names; empty text for one it does not name. */
export type SatScanFiles = Record<keyof SatScanParameters['files'], string>;

/**
 * Puts SaTScan's input files together: case file `id count [date] [covariates]`, control file alike, population file
 * `id date population [covariates]`, coordinates `id x y` or `id latitude longitude`. Places are numbered by id in
 * alphabetical order, as SaTScan does, which settles ties.
 */
export function satScanAnalysis(asked: SatScanParameters, files: SatScanFiles): SatScanAnalysis {
  const places = coordinates(files.coordinates, asked);
  const days = asked.timed && asked.analysis !== 'spatial' ? stepDays(asked) : [asked.start, asked.end + 1];
  const steps = days.length - 1;
  const cases = records(files.cases, 'case', asked, places.index, days);
  const counts = tally(cases, places.ids.length, steps);
  let model: Model;
  let population: Float64Array | null = null;
  if (asked.model === 'permutation') model = { kind: 'permutation' };
  else if (asked.model === 'bernoulli') {
    const controls = records(files.controls, 'control', asked, places.index, days);
    model = { kind: 'bernoulli', controls: tally(controls, places.ids.length, steps) };
  } else {
    const rows = populationRows(files.population, places.index, asked.start);
    const byPlace = expectedByPopulation(rows, cases, places.ids.length, days);
    population = byPlace.average;
    model = { kind: 'poisson', expected: constant(byPlace.expected, steps) };
  }
  const temporal = asked.analysis === 'temporal';
  const longest = Math.max(
    1,
    'share' in asked.longest ? Math.floor(asked.longest.share * steps + 1e-9) : Math.min(steps, asked.longest.steps),
  );
  const windows =
    steps === 1
      ? allWindows(1, 1)
      : asked.analysis === 'prospective'
        ? liveWindows(steps, longest, asked.shortest)
        : allWindows(steps, longest, asked.shortest);
  if (temporal)
    throw new Error('satscan-option: AnalysisType=2 has no places. Use a detector of single series instead.');
  if (asked.wholePeriod && steps > 1) {
    windows.from = Int32Array.from([...windows.from, 0]);
    windows.to = Int32Array.from([...windows.to, steps]);
  }
  const { share, radius, rates, fewest, replicates, stopAfter } = asked;
  return {
    setting: {
      sites: places.sites,
      steps,
      cases: counts,
      model,
      windows,
      share,
      rates,
      fewest,
      replicates,
      ...(radius === undefined ? {} : { radius }),
      ...(stopAfter === undefined ? {} : { stopAfter }),
    },
    ids: places.ids,
    days,
    population,
  };
}

const rowsOf = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim().split(/[\s,]+/))
    .filter((row) => row[0] !== '');

function coordinates(text: string, { degrees }: SatScanParameters) {
  const rows = rowsOf(text).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
  const ids = rows.map((row) => row[0]!);
  const twice = ids.find((id, i) => i > 0 && ids[i - 1] === id);
  if (twice !== undefined) throw new Error(`satscan-place: ${twice} has two lines of coordinates. Keep one.`);
  const [first, second] = [1, 2].map((column) => Float64Array.from(rows, (row) => Number(row[column])));
  return {
    ids,
    index: new Map(ids.map((id, i) => [id, i])),
    sites: degrees
      ? { x: second!, y: first!, coordinates: 'degrees' as const }
      : { x: first!, y: second!, coordinates: 'plane' as const },
  };
}

/** First days of the steps, counted back from the end of the study: the first step may be a short one. */
function stepDays({ start, end, unit, unitLength }: SatScanParameters): number[] {
  const after = new Date((end + 1) * 86_400_000);
  const back = (count: number): number =>
    unit === 'day'
      ? end + 1 - count
      : Date.UTC(
          after.getUTCFullYear() - (unit === 'year' ? count : 0),
          after.getUTCMonth() - (unit === 'month' ? count : 0),
          after.getUTCDate(),
        ) / 86_400_000;
  const days: number[] = [];
  for (let i = 0; back(i * unitLength) > start; i++) days.unshift(back(i * unitLength));
  return [start, ...days];
}

function records(
  text: string,
  kind: string,
  asked: SatScanParameters,
  index: Map<string, number>,
  days: number[],
): CountRecord[] {
  const found: CountRecord[] = [];
  rowsOf(text).forEach(([id = '', count = '', ...rest], i) => {
    const place = index.get(id);
    if (place === undefined) {
      if (asked.skipPlaceless) return;
      throw new Error(`satscan-place: ${kind} line ${i + 1} names ${id}, which has no coordinates.`);
    }
    const number = Number(count);
    if (!Number.isInteger(number) || number < 0)
      throw new Error(`satscan-count: ${kind} line ${i + 1} counts "${count}". Give a whole number.`);
    const day = asked.timed ? satScanDay(rest.shift() ?? '', 'first', asked.start) : asked.start;
    // a year without a day belongs to the study though its first day may lie before it
    const step = days.findLastIndex((first) => first <= day);
    if (step < 0 || step >= days.length - 1) {
      if (asked.skipOutside) return;
      throw new Error(`satscan-period: ${kind} line ${i + 1} lies outside the study period.`);
    }
    found.push({ place, step, count: number, group: rest.join(' ') });
  });
  return found;
}

function tally(rows: CountRecord[], places: number, steps: number): Int32Array {
  const counts = new Int32Array(places * steps);
  for (const { place, step, count } of rows) counts[place * steps + step]! += count;
  return counts;
}

function populationRows(text: string, index: Map<string, number>, study: number) {
  return rowsOf(text).flatMap(([id = '', date = '', persons = '', ...group], i) => {
    const place = index.get(id);
    if (place === undefined)
      throw new Error(`satscan-place: population line ${i + 1} names ${id}, which has no coordinates.`);
    if (!(Number(persons) >= 0)) throw new Error(`satscan-count: population line ${i + 1} counts "${persons}".`);
    return [{ place, day: satScanDay(date, 'middle', study), persons: Number(persons), group: group.join(' ') }];
  });
}

/** A table whose places keep their share through all steps as the product it is, which scans faster. */
function constant(values: Float64Array, steps: number): Measure {
  const place = new Float64Array(values.length / steps);
  const step = new Float64Array(steps);
  let all = 0;
  for (let i = 0; i < values.length; i++) {
    place[Math.floor(i / steps)]! += values[i]!;
    step[i % steps]! += values[i]!;
    all += values[i]!;
  }
  for (let t = 0; t < steps; t++) step[t]! /= all;
  const same = values.every(
    (value, i) => Math.abs(value - place[Math.floor(i / steps)]! * step[i % steps]!) <= 1e-12 * all,
  );
  return same ? { kind: 'product', place, step } : { kind: 'table', steps, values };
}
