import { expect, test } from 'vitest';
import { drawPoisson } from '../../engines/surveillance/index.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import { addDays } from '../../kernel/time.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { transmission } from './estimate.ts';
import { forecast } from './forecast.ts';

const library = await loadProtocols();
const FIRST = '2022-09-01';
const TODAY = '2022-09-30';

/** An epidemic that doubles every `doubling` days, reported up to four days after onset. */
function lineList(doubling: number, disease = 'covid-19', begin = 3) {
  const chance = chanceFrom('line list');
  return Array.from({ length: 30 }, (_, d) =>
    Array.from({ length: Math.round(begin * 2 ** (d / doubling)) }, () => {
      const onset = addDays(FIRST, d);
      return { disease, onset, reportedOn: addDays(onset, Math.floor(5 * chance.next())) };
    }),
  )
    .flat()
    .filter(({ reportedOn }) => reportedOn <= TODAY);
}

test('reports still to come are expected, and the days long past stand as they are', () => {
  const { days } = transmission(lineList(7), TODAY, library, undefined);
  const [before, last] = [days.at(-12), days.at(-1)];
  expect(before?.nowcast).toBe(before?.known);
  expect(last?.nowcast ?? 0).toBeGreaterThan(2 * (last?.known ?? 0));
  const truth = Math.round(3 * 2 ** (29 / 7));
  expect(last?.low ?? 0).toBeLessThanOrEqual(truth);
  expect(last?.high ?? 0).toBeGreaterThanOrEqual(truth);
});

test('the reproduction number is above one while cases double, and below while they halve', () => {
  const growing = transmission(lineList(7), TODAY, library, 'covid-19').r.at(-5);
  expect(growing?.low ?? 0).toBeGreaterThan(1);
  const falling = transmission(lineList(-7, 'covid-19', 80), TODAY, library, 'covid-19').r.at(8);
  expect(falling?.high ?? 2).toBeLessThan(1);
});

test('delays add up to all cases; a disease without an interval has no reproduction number; nobody ill is no error', () => {
  const known = transmission(lineList(7), TODAY, library, 'covid-19');
  expect(known.delays.reduce((sum, { cases }) => sum + cases, 0)).toBe(known.cases - known.withoutOnset);
  expect(known.delays.at(-1)?.by).toBe(1);
  expect(transmission(lineList(7, 'unheard-of'), TODAY, library, undefined)).toMatchObject({
    disease: 'unheard-of',
    rLacks: 'no-interval',
    r: [],
  });
  expect(transmission([], TODAY, library, undefined)).toMatchObject({ disease: null, cases: 0, days: [] });
});

test('wider bounds are asked for and given', () => {
  const width = (band: number) => {
    const last = transmission(lineList(7), TODAY, library, undefined, band).days.at(-1);
    return (last?.high ?? 0) - (last?.low ?? 0);
  };
  expect(width(0.99)).toBeGreaterThan(width(0.95));
  expect(width(0.95)).toBeGreaterThan(width(0.9));
  expect(transmission(lineList(7), TODAY, library, undefined).band).toBe(0.95);
});

/** Two months of a slowly waxing and waning epidemic, reported up to four days after onset. */
function wave(today: string) {
  const chance = chanceFrom('wave');
  return Array.from({ length: 75 }, (_, d) => {
    const onset = addDays('2022-08-01', d);
    return Array.from({ length: drawPoisson(chance, 25 + 18 * Math.sin(d / 12)) }, () => ({
      disease: 'covid-19',
      onset,
      reportedOn: addDays(onset, Math.floor(5 * chance.next())),
    }));
  })
    .flat()
    .filter(({ reportedOn }) => reportedOn <= today);
}

test('the coming week is forecast with bounds, the same each time, and earlier forecasts are held against what came', () => {
  const today = '2022-10-03';
  const said = forecast(wave(today), today, library, undefined);
  expect(said.days.map(({ day }) => day)).toEqual(Array.from({ length: 7 }, (_, h) => addDays(today, h + 1)));
  for (const { median, inner, outer } of said.days) {
    expect([outer[0], inner[0], median, inner[1], outer[1]].toSorted((a, b) => a - b)).toEqual([
      outer[0],
      inner[0],
      median,
      inner[1],
      outer[1],
    ]);
    expect(outer[1]).toBeGreaterThan(outer[0]);
  }
  expect(said).toEqual(forecast(wave(today), today, library, undefined));
  // what came, told only afterwards
  const came = wave('2022-10-31').filter(({ onset }) => onset > today && onset <= addDays(today, 7)).length;
  expect(came).toBeGreaterThanOrEqual(said.sum?.low ?? Number.NaN);
  expect(came).toBeLessThanOrEqual(said.sum?.high ?? Number.NaN);
  const { scores } = said;
  expect(scores).toMatchObject({ forecasts: 8, days: 56 });
  expect(scores?.inside90 ?? 0).toBeGreaterThan(0.75);
  expect(scores?.inside50 ?? 0).toBeLessThan(scores?.inside90 ?? 0);
  expect(scores?.wis ?? 9).toBeLessThan(scores?.wisOfLastWeek ?? 0);
});

test('a forecast needs an interval and cases, and says which is lacking', () => {
  expect(forecast(lineList(7, 'unheard-of'), TODAY, library, undefined).lacks).toBe('no-interval');
  expect(forecast(lineList(7).slice(0, 9), TODAY, library, undefined).lacks).toBe('too-few');
  expect(forecast([], TODAY, library, undefined)).toMatchObject({ disease: null, lacks: 'too-few' });
});
