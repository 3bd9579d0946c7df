import { expect, test } from 'vitest';
import { draw, keyOf, PURPOSE, uniform } from './draws.ts';
import { durationTable, meanOf } from './durations.ts';
import { aliasOf, choose, gammaFactors, poisson } from './sampling.ts';

const key = keyOf(7, 3, PURPOSE.contact);
const N = 40_000;
const draws = Array.from({ length: N }, (_, i) => draw(key, i));
const mean = (values: number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

test('draws are uniform, and streams of other days and purposes are unrelated', () => {
  const values = Array.from({ length: N }, (_, i) => uniform(key, i) - 0.5);
  expect(Math.abs(mean(values))).toBeLessThan(4 * Math.sqrt(1 / 12 / N));
  for (const other of [keyOf(7, 4, PURPOSE.contact), keyOf(7, 3, PURPOSE.bite), keyOf(8, 3, PURPOSE.contact)])
    expect(Math.abs(mean(values.map((x, i) => x * (uniform(other, i) - 0.5) * 12)))).toBeLessThan(4 / Math.sqrt(N));
  expect(Math.abs(mean(values.slice(1).map((x, i) => x * values[i]! * 12)))).toBeLessThan(4 / Math.sqrt(N));
});

test.each([0.01, 0.4, 3, 25, 80])('Poisson counts of rate %d have its mean and variance', (rate) => {
  const counts = draws.map((word) => poisson(rate, word));
  expect(Math.abs(mean(counts) - rate)).toBeLessThan(4 * Math.sqrt(rate / N));
  expect(Math.abs(mean(counts.map((n) => (n - rate) ** 2)) / rate - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / rate) / N));
});

test.each([0.1, 0.5, 2])('gamma factors of shape %d have mean 1 and variance 1 / shape', (shape) => {
  const values = Array.from(gammaFactors(shape));
  expect(mean(values)).toBeCloseTo(1, 6);
  expect(Math.abs(mean(values.map((x) => (x - 1) ** 2)) * shape - 1)).toBeLessThan(0.01);
});

test('gamma factors of shape 1 are those of the exponential law', () => {
  const values = gammaFactors(1);
  expect(values[2048]).toBeCloseTo(Math.LN2, 3);
  expect(values[3686]).toBeCloseTo(Math.log(10), 2);
});

test('an alias table chooses in proportion', () => {
  const table = aliasOf([1, 0, 3, 6]);
  const counts = [0, 0, 0, 0];
  for (const word of draws) counts[choose(table, word)]!++;
  expect(counts[1]).toBe(0);
  expect(Math.abs(counts[3]! / N - 0.6)).toBeLessThan(0.01);
  expect(() => aliasOf([0, 0])).toThrow('alias-weights');
});

test.each(['gamma', 'lognormal', 'weibull'] as const)('tables of the %s law keep the mean', (law) => {
  for (const [m, sd] of [
    [4.5, 1.5],
    [8, 4],
    [12, 3],
  ])
    expect(Math.abs(meanOf(durationTable({ law, mean: m!, sd: sd! })) / m! - 1)).toBeLessThan(0.03);
});
