import { expect, test } from 'vitest';
import { generations, layout } from './chain.ts';

const cases = ['a', 'b', 'c', 'd'].map((id, i) => ({ id, label: id, day: `2026-11-0${i + 1}` }));

test('a case is one generation after its infector', () => {
  const found = generations(cases, [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ]);
  expect([...found]).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
    ['d', 0],
  ]);
});

test('a ring of links, entered by mistake, still ends', () => {
  const ring = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
  ];
  expect(generations(cases.slice(0, 2), ring).size).toBe(2);
  expect(
    layout(
      [
        { id: 'a', label: 'a' },
        { id: 'b', label: 'b' },
      ],
      ring,
    ).places.size,
  ).toBe(2);
});

test('onset runs to the right; an only child stands on its infector’s line', () => {
  const { places } = layout(cases, [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ]);
  expect(places.get('b')!.x).toBeLessThan(places.get('c')!.x);
  expect(places.get('b')!.y).toBe(places.get('a')!.y);
  expect(places.get('c')!.y).toBe(places.get('b')!.y);
});

test('ninety cases of one infector fill the frame: none lies on another, and the infector is the largest', () => {
  const many = Array.from({ length: 90 }, (_, n) => ({
    id: `k${n}`,
    label: `k${n}`,
    day: n === 0 ? '2015-05-11' : `2015-06-${String(1 + (n % 12)).padStart(2, '0')}`,
  }));
  const { places, height, ticks, offspring } = layout(
    many,
    many.slice(1).map(({ id }) => ({ from: 'k0', to: id })),
  );
  const all = [...places.values()];
  for (const [n, a] of all.entries())
    for (const b of all.slice(n + 1))
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual((a.size + b.size) / 2);
  const width = Math.max(...all.map((place) => place.x));
  expect(width / height).toBeGreaterThan(1);
  expect(width / height).toBeLessThan(5);
  expect(offspring.get('k0')).toBe(89);
  expect(places.get('k0')!.size).toBe(Math.max(...all.map((place) => place.size)));
  expect(ticks[0]!.day).toBe('2015-05-11');
});

test('chains stand below each other only where their days meet', () => {
  const nodes = ['2026-11-01', '2026-11-02', '2026-11-01', '2026-11-02', '2026-11-20', '2026-11-21'].map((day, n) => ({
    id: `n${n}`,
    label: '',
    day,
  }));
  const { places } = layout(
    nodes,
    [0, 2, 4].map((n) => ({ from: `n${n}`, to: `n${n + 1}` })),
  );
  expect(places.get('n2')!.y).not.toBe(places.get('n0')!.y);
  expect(places.get('n4')!.y).toBe(places.get('n0')!.y);
});
