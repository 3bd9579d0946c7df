import { expect, test } from 'vitest';
import type { PlaceRow } from '../places/index.ts';
import type { Part } from './model.ts';
import { clustersOf } from './neighbours.ts';
import type { WallRow } from './views-watch.ts';

const DAY = '2022-11-07';
const at = (i: number): string => `cn.44.03.04.001.${String(i + 1).padStart(3, '0')}`;
const places = Array.from({ length: 25 }, (_, i) => ({
  id: at(i),
  point: [114 + 0.01 * (i % 5), 22.5 + 0.01 * Math.floor(i / 5)],
})) as unknown as PlaceRow[];
const wall = (together: (i: number) => number, day = DAY): WallRow[] =>
  places.map(({ id }, i) => ({
    id: `${id}|respiratory`,
    area: id,
    subject: 'respiratory',
    level: 'community',
    day,
    surprise: together(i),
    together: together(i),
    alone: 0,
    p: 1,
    parts: [
      {
        series: id,
        kind: 'pharmacy',
        channel: 'p',
        day,
        observed: 9,
        expected: 6,
        upper: 12,
        p: 0.1,
        share: 1,
      } as Part,
    ],
    raisedOn: null,
    signal: null,
  }));

test('neighbours that are each a little odd are one cluster, with what their sources said', () => {
  const odd = [7, 11, 12, 13, 17];
  const [found, ...others] = clustersOf(
    wall((i) => (odd.includes(i) ? 2.2 : (i % 3) * 0.2 - 0.2)),
    places,
    DAY,
    0.001,
  );
  expect(others).toEqual([]);
  expect(found?.places.toSorted()).toEqual(odd.map(at));
  expect(found?.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

test('the same far from each other is no cluster, nor what the whole district shares, nor yesterday’s', () => {
  expect(
    clustersOf(
      wall((i) => ([0, 4, 20, 24].includes(i) ? 2.2 : 0)),
      places,
      DAY,
      0.001,
    ),
  ).toEqual([]);
  expect(
    clustersOf(
      wall(() => 2.2),
      places,
      DAY,
      0.001,
    ),
  ).toEqual([]);
  expect(
    clustersOf(
      wall(() => 2.2, '2022-11-06'),
      places,
      DAY,
      0.001,
    ),
  ).toEqual([]);
  expect(clustersOf([], places, DAY, 0.001)).toEqual([]);
});
