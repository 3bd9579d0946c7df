import { expect, test } from 'vitest';
import { generations, placesOf } from './chain.ts';

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
});

test('onset runs to the right and a second child stands on a line of its own', () => {
  const links = [
    { from: 'a', to: 'b' },
    { from: 'a', to: 'c' },
  ];
  const places = placesOf(cases, links, generations(cases, links));
  expect(places.get('b')!.x).toBeLessThan(places.get('c')!.x);
  expect(places.get('b')!.y).toBe(places.get('a')!.y);
  expect(places.get('c')!.y).not.toBe(places.get('b')!.y);
});
