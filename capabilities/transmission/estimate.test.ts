import { expect, test } from 'vitest';
import { chanceFrom } from '../../kernel/chance.ts';
import { addDays } from '../../kernel/time.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { transmission } from './estimate.ts';

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
