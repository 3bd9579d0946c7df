import { expect, test } from 'vitest';
import { chanceFrom } from '../../../kernel/chance.ts';
import { drawBeta, drawGamma } from '../numbers/draw.ts';
import { backProjection } from './back-projection.ts';
import { delayMoments, fitDelays } from './delay-fit.ts';
import { betaRule, productRule } from './gauss.ts';
import { fitDelayIntervals } from './interval-fit.ts';
import { type NowcastMethod, nowcast } from './nowcast.ts';
import { reportingTriangle } from './reporting-triangle.ts';

const events = Array.from({ length: 300 }, (_, i) => ({
  event: `2022-03-${String(1 + (i % 20)).padStart(2, '0')}`,
  delay: (i * 7) % 9,
})).map(({ event, delay }) => ({
  event,
  report: `2022-03-${String(Number(event.slice(8)) + delay).padStart(2, '0')}`,
}));
const triangle = reportingTriangle(events, '2022-03-20', 8);
const options = {
  prior: { mean: 20, variance: 200 },
  concentration: 0.1,
  most: 200,
  alpha: 0.05,
  as: 'exact' as const,
};

test('the triangle holds what is known and nothing later', () => {
  expect(triangle.days).toHaveLength(20);
  expect(triangle.counts.at(-1)!.filter((each) => each !== null)).toHaveLength(1);
  expect(triangle.counts[0]!.reduce((all: number, each) => all + (each ?? 0), 0)).toBe(15);
  expect(() => reportingTriangle([{ event: '2022-03-02', report: '2022-03-01' }], '2022-03-20', 8)).toThrow(
    /report-before-event/,
  );
  expect(() => nowcast(reportingTriangle(events, '2022-03-05', 8), { ...options, method: 'lawless' })).toThrow(
    /triangle-short/,
  );
});

test.each<NowcastMethod>(['bayes.trunc', 'bayes.notrunc', 'bayes.notrunc.bnb', 'lawless'])(
  '%s: a law on what is possible',
  (method) => {
    const { known, pmf, median, low, high } = nowcast(triangle, { ...options, method });
    pmf.forEach((law, t) => {
      const sum = law.reduce((all, each) => all + each, 0);
      expect(sum).toBeGreaterThan(method === 'bayes.notrunc.bnb' ? 0.9 : 1 - 1e-9);
      expect(sum).toBeLessThan(1 + 1e-9);
      expect(law.subarray(0, known[t]).every((each) => each === 0)).toBe(true);
      if (!Number.isNaN(high[t]!)) expect(low[t]! <= median[t]! && median[t]! <= high[t]!).toBe(true);
    });
    expect(median[5]).toBe(15);
    expect(() => nowcast(triangle, { ...options, method, most: 3 })).toThrow(/nowcast-most/);
  },
);

test('truncation matters: without it recent days come out too low', () => {
  const [right, wrong] = [
    nowcast(triangle, { ...options, method: 'bayes.trunc' }),
    nowcast(triangle, { ...options, method: 'bayes.notrunc' }),
  ];
  const recent = (found: { median: Float64Array }): number =>
    found.median.slice(-5).reduce((all, each) => all + each, 0);
  expect(recent(right)).toBeGreaterThan(recent(wrong));
});

test('the product of beta laws: its rule gives their moments and what draws give', () => {
  let rule = betaRule(5, 0.3, 20);
  rule = productRule(rule, betaRule(40.2, 3.1, 20), 20);
  rule = productRule(rule, betaRule(7.7, 0.1, 20), 20);
  const mean = (f: (x: number) => number): number => rule.nodes.reduce((sum, x, i) => sum + rule.weights[i]! * f(x), 0);
  const moment = (a: number, b: number, j: number): number =>
    Array.from({ length: j }, (_, i) => (a + i) / (a + b + i)).reduce((all, each) => all * each, 1);
  for (const j of [0, 1, 2, 5, 20, 39])
    expect(mean((x) => x ** j)).toBeCloseTo(moment(5, 0.3, j) * moment(40.2, 3.1, j) * moment(7.7, 0.1, j), 11);
  const chance = chanceFrom('rule');
  let drawn = 0;
  for (let i = 0; i < 20000; i++)
    drawn += Math.log1p(drawBeta(chance, 5, 0.3) * drawBeta(chance, 40.2, 3.1) * drawBeta(chance, 7.7, 0.1)) / 20000;
  expect(Math.abs(mean(Math.log1p) - drawn)).toBeLessThan(0.003);
});

test('back-projection keeps the onsets and moves them back', () => {
  const onsets = [0, 0, 0, 0, 0, 1, 4, 9, 12, 8, 3, 1, 0, 0, 0, 0, 0, 0];
  const incubation = [0, 0.2, 0.5, 0.3];
  const { exposures } = backProjection(onsets, incubation, { smooth: 0, tolerance: 1e-6, iterations: 500 });
  expect(exposures.reduce((all, each) => all + each, 0)).toBeCloseTo(38, 6);
  const centre = (curve: ArrayLike<number>): number =>
    Array.from(curve).reduce((all, each, t) => all + (t * each) / 38, 0);
  expect(centre(onsets) - centre(exposures)).toBeCloseTo(2.1, 1);
  expect(backProjection([0, 0, 0], incubation, { smooth: 2, tolerance: 0.01, iterations: 9 }).exposures).toEqual(
    new Float64Array(3),
  );
  expect(() => backProjection(onsets, incubation, { smooth: 3, tolerance: 0.01, iterations: 9 })).toThrow(/smooth-odd/);
});

test('delay laws come back from draws; right truncation is undone', () => {
  const chance = chanceFrom('delays');
  const days = Array.from({ length: 4000 }, () => drawGamma(chance, 3, 0.5));
  const exact = fitDelays('gamma', days);
  expect(exact.parameters[0]).toBeCloseTo(3, 0);
  expect(delayMoments(exact).mean).toBeCloseTo(6, 0);
  const narrow = fitDelayIntervals(
    'gamma',
    days.map((each) => ({ low: each - 5e-4, high: each + 5e-4 })),
  );
  expect(narrow.parameters[0]).toBeCloseTo(exact.parameters[0], 3);
  expect(narrow.standardErrors[1]).toBeCloseTo(exact.standardErrors[1], 4);
  const seen = days.filter((each) => each <= 8);
  const biased = fitDelayIntervals(
    'gamma',
    seen.map((each) => ({ low: Math.floor(each), high: Math.floor(each) + 1 })),
  );
  const right = fitDelayIntervals(
    'gamma',
    seen
      .map((each) => ({ low: Math.floor(each), high: Math.floor(each) + 1, most: 8 }))
      .filter((each) => each.high <= 8),
  );
  expect(delayMoments(biased).mean).toBeLessThan(4.8);
  expect(Math.abs(delayMoments(right).mean - 6)).toBeLessThan(0.6);
});

test.each(['gamma', 'weibull', 'lognormal'] as const)(
  '%s: the exact fit is a maximum and refuses what it cannot use',
  (family) => {
    const days = [1.5, 2, 2.5, 4, 7, 1, 3, 3.5, 9, 2.2];
    const fit = fitDelays(family, days);
    const wide = fitDelayIntervals(
      family,
      days.map((each) => ({ low: each - 1e-4, high: each + 1e-4 })),
    );
    expect(wide.parameters[0]).toBeCloseTo(fit.parameters[0], 4);
    expect(wide.parameters[1]).toBeCloseTo(fit.parameters[1], 4);
    expect(wide.standardErrors[0] / fit.standardErrors[0]).toBeCloseTo(1, 3);
    expect(() => fitDelays(family, [0, 1])).toThrow(/delay-positive: delay 1 is 0/);
    expect(() => fitDelays(family, [2, 2, 2])).toThrow(/delay-constant/);
    expect(() => fitDelayIntervals(family, [{ low: 3, high: 2 }])).toThrow(/delay-interval: number 1/);
  },
);
