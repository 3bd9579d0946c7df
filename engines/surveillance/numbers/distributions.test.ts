import { describe, expect, test } from 'vitest';
import { betaCdf, betaDensity, betaQuantile, betaQuantileUpper, betaUpper } from './beta.ts';
import { binomialCdf, binomialDensity, binomialQuantile, binomialUpper, logBinomialDensity } from './binomial.ts';
import { chiSquareCdf, chiSquareDensity, chiSquareQuantileUpper, chiSquareUpper } from './chi-square.ts';
import { gammaCdf, gammaDensity, gammaQuantile, gammaQuantileUpper, gammaUpper } from './gamma.ts';
import { digamma, lgamma, trigamma } from './log-gamma.ts';
import { negativeBinomialCdf, negativeBinomialQuantileUpper, negativeBinomialUpper } from './negative-binomial.ts';
import { erf, erfc, normalCdf, normalDensity, normalQuantile, normalUpper } from './normal.ts';
import { poissonCdf, poissonQuantile, poissonUpper } from './poisson.ts';
import { studentCdf, studentDensity, studentQuantile } from './student.ts';

const relative = (found: number, known: number): number => Math.abs(found / known - 1);

describe('special functions', () => {
  test.each([
    // mpmath 1.3, 40 digits
    [0.001, 6.907178885383853],
    [0.999999, 5.772164873855652e-7],
    [1.5, -0.12078223763524522],
    [10, 12.80182748008147],
    [1e9, 19723265827.503716],
  ])('ln gamma of %d', (x, known) => {
    expect(relative(lgamma(x), known)).toBeLessThan(1e-13);
  });
  test('digamma and trigamma at 1 are minus Euler and pi squared over 6', () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 14);
  });
  test('the error function next to 0 and far out', () => {
    expect(relative(erf(1e-9), 2e-9 / Math.sqrt(Math.PI))).toBeLessThan(1e-15);
    expect(relative(erfc(10), 2.088487583762545e-45)).toBeLessThan(1e-12);
  });
});

describe('far tails keep their digits', () => {
  test.each([
    // mpmath 1.3 and R 4.2.2
    ['normal', normalUpper(37), 5.725571222524577e-300],
    ['gamma', gammaUpper(700, 5, 1), 9.920391479800145e-295],
    ['Poisson', poissonUpper(40, 0.3), 8.13517476355159e-72],
    ['negative binomial', negativeBinomialUpper(900, 0.16, 0.9), 2.58931639272687e-67],
    ['binomial', binomialUpper(99, 100, 1e-2), 1e-200],
  ])('%s', (_, found, known) => {
    expect(relative(found, known)).toBeLessThan(1e-10);
  });
});

describe('quantiles turn the distribution round', () => {
  const shares = [1e-12, 1e-3, 0.3, 0.5, 0.9, 0.999];
  test.each(shares)('continuous at %d', (p) => {
    expect(relative(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-12);
    for (const shape of [0.05, 1, 7.5, 4000]) {
      expect(relative(gammaCdf(gammaQuantile(p, shape, 2), shape, 2), p)).toBeLessThan(1e-9);
      expect(relative(gammaUpper(gammaQuantileUpper(p, shape, 2), shape, 2), p)).toBeLessThan(1e-9);
    }
    for (const [a, b] of [
      [0.2, 3],
      [5, 0.4],
      [80, 300],
    ] as const)
      expect(relative(betaCdf(betaQuantile(p, a, b), a, b), p)).toBeLessThan(1e-9);
    for (const df of [0.7, 3, 200]) expect(relative(studentCdf(studentQuantile(p, df), df), p)).toBeLessThan(1e-10);
  });
  test.each(shares)('discrete at %d: the first count that reaches it', (p) => {
    for (const mu of [0.2, 11, 5000]) {
      const k = poissonQuantile(p, mu);
      expect(poissonCdf(k, mu)).toBeGreaterThanOrEqual(p * (1 - 1e-14));
      if (k > 0) expect(poissonCdf(k - 1, mu)).toBeLessThan(p);
    }
    const n = binomialQuantile(p, 50, 0.3);
    expect(binomialCdf(n, 50, 0.3)).toBeGreaterThanOrEqual(p * (1 - 1e-14));
    const q = negativeBinomialQuantileUpper(p, 0.4, 20);
    expect(negativeBinomialUpper(q, 0.4, 20)).toBeLessThanOrEqual(p * (1 + 1e-14));
    if (q > 0) expect(negativeBinomialUpper(q - 1, 0.4, 20)).toBeGreaterThan(p);
  });
  test('the size at infinity is Poisson, and nonsense is NaN', () => {
    expect(negativeBinomialCdf(3, Number.POSITIVE_INFINITY, 2)).toBe(poissonCdf(3, 2));
    expect(poissonQuantile(1.5, 2)).toBeNaN();
    expect(gammaQuantile(0.5, -1, 1)).toBeNaN();
  });
});

describe('densities', () => {
  test.each([
    ['normal', normalDensity, normalCdf, 0.7],
    ['gamma', (x: number) => gammaDensity(x, 2.5, 0.8), (x: number) => gammaCdf(x, 2.5, 0.8), 3],
    ['beta', (x: number) => betaDensity(x, 2, 7.5), (x: number) => betaCdf(x, 2, 7.5), 0.2],
    ['student', (x: number) => studentDensity(x, 3.3), (x: number) => studentCdf(x, 3.3), -1.1],
    ['chi square', (x: number) => chiSquareDensity(x, 5), (x: number) => chiSquareCdf(x, 5), 4],
  ])('%s: the slope of the distribution', (_, density, cdf, x) => {
    const h = 1e-4;
    const slope = (8 * (cdf(x + h) - cdf(x - h)) - (cdf(x + 2 * h) - cdf(x - 2 * h))) / (12 * h);
    expect(relative(density(x), slope)).toBeLessThan(1e-9);
  });
  test('binomial: the terms sum to one, and their logarithms are theirs', () => {
    const terms = Array.from({ length: 31 }, (_, k) => binomialDensity(k, 30, 0.37));
    expect(terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(1, 13);
    expect(logBinomialDensity(11, 30, 0.37)).toBeCloseTo(Math.log(terms[11]!), 12);
  });
  test('upper tails and their quantiles', () => {
    expect(relative(betaUpper(betaQuantileUpper(1e-20, 2, 9), 2, 9), 1e-20)).toBeLessThan(1e-9);
    expect(relative(chiSquareUpper(chiSquareQuantileUpper(1e-30, 3), 3), 1e-30)).toBeLessThan(1e-9);
  });
});
