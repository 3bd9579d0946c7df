import { expect, test } from 'vitest';
import { drawPoisson } from '../../engines/surveillance/index.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import type { PlaceRow } from '../places/index.ts';
import type { SeriesRow } from '../signals/index.ts';
import { clusters } from './clusters.ts';

const TODAY = '2022-11-08';
const FIRST = '2022-10-12';
const DAYS = 28;
const at = (i: number): string => `cn.44.03.04.001.${String(i + 1).padStart(3, '0')}`;
/** Six by six communities, a kilometre apart. */
const places = Array.from({ length: 36 }, (_, i) => ({
  id: at(i),
  names: { zh: `${i}`, en: `${i}` },
  point: [114 + 0.01 * (i % 6), 22.5 + 0.01 * Math.floor(i / 6)],
})) as unknown as PlaceRow[];
const series = (more: (i: number, d: number) => number = () => 0, gone: number[] = []) => {
  const chance = chanceFrom('clusters');
  return places.map(
    (_, i) =>
      ({
        id: `fever|${at(i)}|respiratory`,
        area: at(i),
        kind: 'fever-clinic',
        feed: false,
        first: FIRST,
        last: TODAY,
        values: Array.from({ length: DAYS }, (_, d) => (gone.includes(i) ? null : drawPoisson(chance, 4) + more(i, d))),
      }) as unknown as SeriesRow,
  );
};
const asked = { kind: 'fever-clinic', subject: 'respiratory' };

test('five neighbours that count more for five days are one clear cluster, and nothing else is', () => {
  const ill = [8, 13, 14, 15, 20];
  const { clusters: found, places: drawn } = clusters(
    series((i, d) => (ill.includes(i) && d >= DAYS - 5 ? 8 : 0)),
    places,
    TODAY,
    asked,
  );
  expect(found[0]?.p).toBeLessThanOrEqual(0.001);
  expect(found[0]?.places.toSorted()).toEqual(ill.map(at));
  expect(found[0]?.from).toBe('2022-11-04');
  expect(found.slice(1).every(({ p }) => p > 0.05)).toBe(true);
  expect(drawn.find(({ id }) => id === at(14))).toMatchObject({ cluster: 0 });
});

test('quiet places make no clear cluster; a place that was silent is left out, not taken for zero', () => {
  const { clusters: found, places: drawn } = clusters(series(undefined, [0]), places, TODAY, asked);
  expect(found.every(({ p }) => p > 0.05)).toBe(true);
  expect(drawn[0]).toMatchObject({ lately: null, cluster: null });
});

test('nothing counted, nothing found; nobody on the map, nothing scanned', () => {
  expect(clusters([], places, TODAY, asked)).toMatchObject({ total: 0, clusters: [] });
  expect(clusters(series(), [], TODAY, asked)).toMatchObject({ clusters: [], places: [] });
});
