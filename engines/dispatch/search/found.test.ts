import { expect, test } from 'vitest';
import { cheapest, shortlist, shortlistOf } from './found.ts';

test('a full shortlist goes on with its cheaper half, also when all cost the same', () => {
  const list = shortlistOf(8);
  for (let n = 0; n < 20; n++) shortlist(list, (n * 7) % 20, n, 0, n, -1);
  expect(list.delta[cheapest(list)]).toBe(0);
  const at = cheapest(list);
  expect([list.after[at], list.vehicle[at]]).toEqual([0, 0]);
  const even = shortlistOf(4);
  for (let n = 0; n < 50; n++) shortlist(even, 5, n, 0, n, -1);
  expect(even.count).toBeLessThanOrEqual(4);
  expect(even.delta[cheapest(even)]).toBe(5);
});
