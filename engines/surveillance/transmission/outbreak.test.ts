import { expect, test } from 'vitest';
import {
  growthReproduction,
  likelihoodReproduction,
  poissonGrowth,
  reproductionFromGrowth,
} from './basic-reproduction.ts';
import { chainsOf, intervalSummary } from './chains.ts';
import { eliminationProbability, endProbability, quietDaysUntil } from './end-of-outbreak.ts';
import { generationTime } from './generation-time.ts';
import { logLinearGrowth, splitGrowth, weekly } from './growth.ts';
import { fitOffspring } from './offspring.ts';
import { sequentialReproduction } from './sequential.ts';
import { intervalMoments, serialInterval } from './serial-interval.ts';
import { containmentProbability, extinctionProbability, shareBehind, shareInClusters } from './superspreading.ts';

const doubling = Array.from({ length: 20 }, (_, t) => Math.round(10 * 2 ** (t / 5)));

test('growth that doubles every five days is found by all methods', () => {
  const { r, low, high } = poissonGrowth(doubling);
  expect(Math.LN2 / r).toBeCloseTo(5, 1);
  expect(low < r && r < high).toBe(true);
  const fit = logLinearGrowth(
    doubling.map((_, t) => t),
    doubling,
  );
  expect(fit.time.of).toBe('doubling');
  expect(fit.time.value).toBeCloseTo(5, 1);
  const generation = generationTime('gamma', 4, 1.5);
  const { reproduction } = growthReproduction(doubling, generation);
  const exact = likelihoodReproduction(doubling, generation);
  expect(reproduction.R).toBeGreaterThan(1.6);
  expect(exact.R).toBeGreaterThan(1.6);
  expect(reproductionFromGrowth(0, generation)).toBe(1);
  expect(reproductionFromGrowth(1e-7, generation)).toBeCloseTo(1, 6);
});

test('the package´s likelihood interval is wider than the right one', () => {
  const generation = generationTime('gamma', 4, 1.5);
  const [right, package_] = [
    likelihoodReproduction(doubling, generation),
    likelihoodReproduction(doubling, generation, { as: 'R0' }),
  ];
  expect(package_.high - package_.low).toBeGreaterThan(1.3 * (right.high - right.low));
  expect(package_.R).toBeCloseTo(right.R, 3);
});

test('generation times of all families have about the mean asked for', () => {
  for (const family of ['gamma', 'weibull', 'lognormal'] as const)
    expect(Math.abs(intervalMoments(generationTime(family, 6, 2)).mean - 6)).toBeLessThan(0.02);
  expect(() => generationTime('gamma', 0, 1)).toThrow(/generation-moments/);
});

test('sequential Bayes passes over an empty day, the package stops there', () => {
  const cases = [4, 6, 9, 0, 5, 8, 12];
  expect(sequentialReproduction(cases, 3, { step: 0.01, as: 'exact' }).mode).toHaveLength(6);
  expect(sequentialReproduction(cases, 3, { step: 0.01, as: 'R0' }).mode).toHaveLength(3);
  expect(() => sequentialReproduction([5, 4, 3], 3, { step: 0.01, as: 'exact' })).toThrow(/sequential-range/);
});

test('weeks begin on Monday, also before 1970', () => {
  expect(weekly('1861-10-30', [1, 0, 0, 0, 0, 2])).toEqual({ mondays: ['1861-10-28', '1861-11-04'], counts: [1, 2] });
});

test('a wave is split at its top', () => {
  const wave = [1, 2, 4, 8, 16, 32, 64, 32, 16, 8, 4, 2, 1];
  const { split, before, after } = splitGrowth(wave, 7);
  expect(split).toBe(6);
  expect(before.time.value).toBeCloseTo(7, 6);
  expect(after.time).toMatchObject({ of: 'halving' });
  expect(after.time.value).toBeCloseTo(7, 6);
});

test('chance of extinction solves its equation; control below one ends every outbreak', () => {
  const s = extinctionProbability(2, 0.4);
  expect((1 + (2 / 0.4) * (1 - s)) ** -0.4).toBeCloseTo(s, 12);
  expect(extinctionProbability(2, 0.4, 3)).toBeCloseTo(s ** 3, 12);
  expect(extinctionProbability(1.5, Number.POSITIVE_INFINITY)).toBeCloseTo(0.41719, 5);
  expect(containmentProbability(1.2, 0.16, 0.3)).toBe(1);
  expect(() => extinctionProbability(2, 0)).toThrow(/offspring-law/);
});

test('the more they vary, the fewer cases stand behind 80 %', () => {
  expect(shareBehind(0.8, 2, 0.1)).toBeLessThan(shareBehind(0.8, 2, 1));
  expect(shareInClusters(1, 2, 0.5)).toBe(1);
  expect(shareInClusters(10, 2, 0.1)).toBeGreaterThan(shareInClusters(10, 2, 5));
});

test('offspring from a table; numbers that vary no more than chance have no finite k', () => {
  const fit = fitOffspring(
    new Map([
      [0, 126],
      [1, 21],
      [2, 16],
      [3, 12],
      [4, 6],
      [6, 2],
      [7, 3],
      [8, 1],
      [30, 1],
    ]),
  );
  expect(fit.R).toBeCloseTo(184 / 188, 10);
  expect(fit.k).toBeCloseTo(0.254738, 5);
  expect(
    fitOffspring(
      new Map([
        [1, 50],
        [2, 10],
      ]),
    ).k,
  ).toBe(Number.POSITIVE_INFINITY);
  expect(() => fitOffspring(new Map([[0, 10]]))).toThrow(/offspring-none/);
});

test('a line list gives offspring, intervals and sizes, or names what is wrong', () => {
  const cases = [
    { id: 'a', onset: '2022-01-01' },
    { id: 'b', onset: '2022-01-05' },
    { id: 'c' },
    { id: 'd', onset: '2022-01-09' },
  ];
  const links = [
    { infector: 'a', infected: 'b' },
    { infector: 'a', infected: 'c' },
  ];
  const { offspring, serialIntervals, sizes } = chainsOf(cases, links);
  expect([...offspring]).toEqual([
    [2, 1],
    [0, 3],
  ]);
  expect(serialIntervals).toEqual([4, null]);
  expect(sizes).toEqual([3, 1]);
  expect(intervalSummary(serialIntervals)).toMatchObject({ mean: 4, median: 4 });
  expect(() => chainsOf([...cases, { id: 'a' }], links)).toThrow(/case-twice: a/);
  expect(() => chainsOf(cases, [{ infector: 'x', infected: 'b' }])).toThrow(/infection-unknown: x/);
  expect(() => chainsOf(cases, [...links, { infector: 'd', infected: 'b' }])).toThrow(/infection-twice: b/);
});

test('the end grows surer with every quiet day; spread of offspring and imports count', () => {
  const interval = serialInterval(8, 3.5, 60);
  const cases = [1, 0, 2, 3, 1, 4, 2, 0, 1];
  const end = (quiet: number): number => endProbability(cases, interval, 0.9, 0.3, quiet);
  for (let s = 1; s < 40; s++) expect(end(s)).toBeGreaterThan(end(s - 1));
  expect(endProbability(cases, interval, 0.9, Number.POSITIVE_INFINITY, 3)).toBeLessThan(end(3));
  expect(end(quietDaysUntil(0.95, end, 100))).toBeGreaterThanOrEqual(0.95);
  expect(() => quietDaysUntil(0.95, () => 0.5, 10)).toThrow(/end-level/);
  const settings = { window: 7, priorMean: 1, priorSd: 1 };
  const quietDays = [...cases, ...new Array(20).fill(0)];
  expect(eliminationProbability(quietDays, interval, settings)).toBeGreaterThan(
    eliminationProbability(cases, interval, settings),
  );
  const imported = cases.map((each) => each);
  expect(eliminationProbability(cases, interval, { ...settings, imported })).toBeGreaterThan(
    eliminationProbability(cases, interval, settings),
  );
});
