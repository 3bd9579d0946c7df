import { expect, test } from 'vitest';
import { drawPoisson } from '../../engines/surveillance/index.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import { addDays } from '../../kernel/time.ts';
import type { PlaceRow } from '../places/index.ts';
import type { SeriesRow } from '../signals/index.ts';
import { between } from './between.ts';

const TODAY = '2022-11-08';
const DAYS = 140;
const at = (i: number): string => `cn.44.03.04.001.${String(i + 1).padStart(3, '0')}`;
/** Five by five communities, a good kilometre apart. */
const places = Array.from({ length: 25 }, (_, i) => ({
  id: at(i),
  names: { zh: `${i}`, en: `${i}` },
  point: [114 + 0.012 * (i % 5), 22.5 + 0.012 * Math.floor(i / 5)],
})) as unknown as PlaceRow[];
const asked = { kind: 'fever-clinic', subject: 'respiratory' };

const rowsOf = (value: (i: number, d: number) => number, days = DAYS): SeriesRow[] =>
  places.map(
    ({ id }, i) =>
      ({
        id: `fever|${id}`,
        area: id,
        kind: 'fever-clinic',
        step: 'day',
        measure: 'count',
        feed: false,
        first: addDays(TODAY, 1 - days),
        last: TODAY,
        values: Array.from({ length: days }, (_, d) => value(i, d)),
      }) as unknown as SeriesRow,
  );

/** Weekly counts of a world in which one count brings `own` more next week at its place and one in ten comes anew; spread over its days. */
function following(own: number, seed: string): SeriesRow[] {
  const chance = chanceFrom(seed);
  const weekly = places.map(() => {
    let before = 4;
    return Array.from({ length: DAYS / 7 }, () => {
      before = drawPoisson(chance, own * before + 5 * (1 - own));
      return Array.from({ length: 7 }, (_, d) => Math.floor(before / 7) + (d < before % 7 ? 1 : 0));
    }).flat();
  });
  return rowsOf((i, d) => weekly[i]?.[d] ?? 0);
}

test('counts that follow on earlier ones are told from those that come anew', () => {
  const follows = between(following(0.8, 'follows'), places, TODAY, asked, 0.95).carried;
  const anew = between(following(0, 'anew'), places, TODAY, asked, 0.95).carried;
  expect(follows).toMatchObject({ weeks: 20, places: 25 });
  // 0.8 in truth; a place's usual level is learnt from the same twenty weeks, which takes some of it away
  expect(follows?.own).toBeGreaterThan(0.55);
  expect(follows?.follow).toBeGreaterThan(0.55);
  expect(follows?.follow).toBeLessThan(0.95);
  expect(anew?.anew).toBeGreaterThan(0.85);
  for (const one of [follows, anew])
    expect((one?.own ?? 0) + (one?.neighbours ?? 0) + (one?.anew ?? 0)).toBeCloseTo(1, 2);
});

test('a large place beside small ones does not look like one that infects itself', () => {
  const chance = chanceFrom('sizes');
  const steady = rowsOf((i) => drawPoisson(chance, i % 5 === 0 ? 6 : 0.5));
  expect(between(steady, places, TODAY, asked, 0.95).carried?.anew).toBeGreaterThan(0.85);
});

test('the coming week is as large as the model makes it, with bounds around it, and the same twice', () => {
  const steady = rowsOf(() => 1);
  const first = between(steady, places, TODAY, asked, 0.95).carried?.next;
  expect(first).toMatchObject({ from: '2022-11-09', to: '2022-11-15' });
  // 25 places x 7 a week
  expect(Math.abs((first?.median ?? 0) - 175)).toBeLessThan(8);
  expect(first?.low).toBeLessThan(175);
  expect(first?.high).toBeGreaterThan(175);
  expect(between(steady, places, TODAY, asked, 0.95).carried?.next).toEqual(first);
});

test('counts that gather in time and place are found near each other; scattered ones are not', () => {
  const anywhere = (i: number, d: number) => (d >= DAYS - 28 && (i * 7 + d * 11) % 8 === 0 ? 1 : 0);
  const scattered = rowsOf(anywhere);
  const gathered = rowsOf((i, d) => anywhere(i, d) + (i === 12 && d >= DAYS - 4 ? 5 : 0));
  const quiet = between(scattered, places, TODAY, asked, 0.95).near;
  const loud = between(gathered, places, TODAY, asked, 0.95).near;
  expect(quiet?.p).toBeGreaterThan(0.05);
  expect(quiet?.alarm).toBeNull();
  expect(loud?.p).toBeLessThanOrEqual(0.005);
  expect(loud?.pairs).toBeGreaterThan(2 * (loud?.expected ?? 0));
  expect(loud?.alarm).toMatchObject({ place: at(12) });
  expect(loud?.alarm && loud.alarm.day >= addDays(TODAY, -3)).toBe(true);
});

test('too short, too few, nobody on the map, levels and thousands of points are said by leaving out, never guessed', () => {
  expect(
    between(
      rowsOf(() => 1, 28),
      places,
      TODAY,
      asked,
      0.95,
    ).carried,
  ).toBeNull();
  expect(
    between(
      rowsOf(() => 0),
      places,
      TODAY,
      asked,
      0.95,
    ),
  ).toEqual({ band: 0.95, carried: null, near: null });
  expect(
    between(
      rowsOf(() => 1),
      [],
      TODAY,
      asked,
      0.95,
    ),
  ).toEqual({ band: 0.95, carried: null, near: null });
  expect(
    between(
      rowsOf(() => 9),
      places,
      TODAY,
      asked,
      0.95,
    ).near,
  ).toBeNull();
  const levels = rowsOf(() => 1).map((row) => ({ ...row, measure: 'level' as const }));
  expect(between(levels, places, TODAY, asked, 0.95)).toEqual({ band: 0.95, carried: null, near: null });
  const gaps = rowsOf(() => 1).map((row, i) => (i === 3 ? { ...row, values: row.values.map(() => null) } : row));
  expect(between(gaps, places, TODAY, asked, 0.95).carried?.places).toBe(25);
});
