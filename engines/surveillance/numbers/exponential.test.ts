import { expect, test } from 'vitest';
import { exponential } from './exponential.ts';

test('e^x to a few units in the last place over the whole range, and Math.exp beyond it', () => {
  let worst = 0;
  for (let i = 0; i <= 200_000; i++) {
    const x = -79.9 + (159.8 * i) / 200_000;
    worst = Math.max(worst, Math.abs(exponential(x) / Math.exp(x) - 1));
  }
  expect(worst).toBeLessThan(4 * Number.EPSILON);
  expect(exponential(0)).toBe(1);
  for (const x of [-800, -80, 80, 709, 710, Number.NaN, -Infinity, Infinity]) expect(exponential(x)).toBe(Math.exp(x));
});
