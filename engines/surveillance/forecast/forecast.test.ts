import { expect, test } from 'vitest';
import { chanceFrom } from '../../../kernel/chance.ts';
import { drawNegativeBinomial } from '../numbers/draw.ts';
import { serialInterval } from '../transmission/serial-interval.ts';
import { countScores } from './count-scores.ts';
import { CONSTANT, type EndemicEpidemicModel, season, TIME } from './endemic-epidemic.ts';
import { fitEndemicEpidemic } from './endemic-epidemic-fit.ts';
import { forecastEndemicEpidemic, nextPeriod } from './endemic-epidemic-forecast.ts';
import { coverage, intervalScore, sampleCrps, weightedIntervalScore } from './forecast-scores.ts';
import { summarize } from './paths.ts';
import { forecastRenewal } from './renewal-forecast.ts';

const model: EndemicEpidemicModel = {
  own: [CONSTANT],
  neighbours: [CONSTANT],
  endemic: [CONSTANT, ...season(1, 52)],
  weights: [
    [0, 1],
    [1, 0],
  ],
  family: 'negative-binomial',
};

function simulated(weeks: number): number[][] {
  const chance = chanceFrom('two places');
  const rows = [[5, 5]];
  for (let t = 1; t < weeks; t++) {
    const [a, b] = rows[t - 1] as [number, number];
    const endemic = Math.exp(0.5 + 0.4 * Math.sin((2 * Math.PI * t) / 52));
    rows.push([
      drawNegativeBinomial(chance, 4, 0.5 * a + 0.2 * b + endemic),
      drawNegativeBinomial(chance, 4, 0.5 * b + 0.2 * a + endemic),
    ]);
  }
  return rows;
}

test('the endemic-epidemic model finds the parts it was simulated from', () => {
  const fit = fitEndemicEpidemic(simulated(600), model);
  const truth = [Math.log(0.5), Math.log(0.2), 0.5, 0.4, 0];
  for (const [i, each] of truth.entries())
    expect(Math.abs(fit.coefficients[i]! - each)).toBeLessThan(4 * fit.standardErrors[i]!);
  expect(fit.overdispersion!.value).toBeCloseTo(0.25, 1);
});

test('missing counts leave their terms out and change little', () => {
  const whole = simulated(300);
  const gap = whole.map((row, t) => (t === 100 ? [null, row[1]!] : row));
  const [all, some] = [fitEndemicEpidemic(whole, model), fitEndemicEpidemic(gap, model)];
  expect(Math.abs(some.coefficients[0]! - all.coefficients[0]!)).toBeLessThan(0.1);
  expect(some.fitted[100]!.every(Number.isNaN)).toBe(true);
  expect(() => fitEndemicEpidemic([[1.5], [2], [3]], { ...model, neighbours: [] })).toThrow(
    /model-counts: period 1, unit 1 is 1.5/,
  );
  expect(() => fitEndemicEpidemic(whole, { ...model, weights: [[1]] })).toThrow(/model-weights/);
  expect(() => fitEndemicEpidemic(whole, { own: [], neighbours: [], endemic: [], family: 'poisson' })).toThrow(
    /model-empty/,
  );
});

test('futures of the model: same seed, same futures; their first mean is the exact one', () => {
  const counts = simulated(200);
  const fit = fitEndemicEpidemic(counts, { ...model, endemic: [CONSTANT, TIME], family: 'poisson' });
  const last = counts.at(-1)!;
  const settings = { period: 200, horizon: 4, paths: 4000 };
  const [one, again] = [0, 0].map(() => forecastEndemicEpidemic(fit, last, settings, chanceFrom('a'))) as [
    never,
    never,
  ];
  expect(one).toEqual(again);
  const [first] = summarize((one as ReturnType<typeof forecastEndemicEpidemic>)[0]!, [0.025, 0.975]);
  const { means, size } = nextPeriod(fit, last, 200);
  expect(size).toBe(Number.POSITIVE_INFINITY);
  expect(Math.abs(first!.mean - means[0]!)).toBeLessThan(4 * Math.sqrt(means[0]! / 4000));
  expect(first!.quantiles[0]).toBeLessThan(first!.quantiles[1]!);
});

test('renewal futures grow with R and widen with its uncertainty and spread', () => {
  const interval = serialInterval(5, 2, 30);
  const cases = new Array(30).fill(100);
  const run = (mean: number, sd: number, k: number): { mean: number; width: number } => {
    const settings = { reproduction: { mean, sd }, drift: 0, k, horizon: 7, paths: 3000 };
    const last = summarize(forecastRenewal(cases, interval, settings, chanceFrom('b')), [0.025, 0.975])[6]!;
    return { mean: last.mean, width: last.quantiles[1]! - last.quantiles[0]! };
  };
  expect(Math.abs(run(1, 0, Number.POSITIVE_INFINITY).mean - 100)).toBeLessThan(2);
  expect(run(1.5, 0, Number.POSITIVE_INFINITY).mean).toBeGreaterThan(140);
  expect(run(1, 0.2, Number.POSITIVE_INFINITY).width).toBeGreaterThan(1.5 * run(1, 0, Number.POSITIVE_INFINITY).width);
  expect(run(1, 0, 0.2).width).toBeGreaterThan(1.5 * run(1, 0, Number.POSITIVE_INFINITY).width);
  const none = { reproduction: { mean: 2, sd: 0.5 }, drift: 0.1, k: 1, horizon: 5, paths: 10 };
  expect(
    forecastRenewal(new Array(40).fill(0), interval, none, chanceFrom('c')).values.every((each) => each === 0),
  ).toBe(true);
  expect(() => forecastRenewal(cases, interval, { ...none, horizon: 0 }, chanceFrom('c'))).toThrow(/forecast-horizon/);
});

test('the ranked probability score is the CRPS of many draws', () => {
  const chance = chanceFrom('crps');
  const draws = Array.from({ length: 20000 }, () => drawNegativeBinomial(chance, 2, 10));
  for (const x of [0, 8, 40]) expect(sampleCrps(x, draws)).toBeCloseTo(countScores(x, 10, 2).rankedProbability, 0);
  expect(() => countScores(1.5, 10, 2)).toThrow(/score-count/);
  expect(() => countScores(1, 0, 2)).toThrow(/score-law/);
});

test('interval scores: the published definition, parts and coverage', () => {
  const interval = { level: 0.9, low: 10, high: 20 };
  expect(intervalScore(15, interval)).toBe(10);
  expect(intervalScore(8, interval)).toBeCloseTo(10 + (2 / 0.1) * 2, 10);
  const score = weightedIntervalScore(25, 15, [interval, { level: 0.5, low: 13, high: 17 }]);
  expect(score.total).toBeCloseTo((0.5 * 10 + 0.05 * intervalScore(25, interval) + 0.25 * (4 + 4 * 8)) / 2.5, 10);
  expect(score.dispersion + score.overprediction + score.underprediction).toBeCloseTo(score.total, 12);
  expect(score.overprediction).toBe(0);
  expect(coverage([15, 25], [interval, interval])).toBe(0.5);
  expect(() => intervalScore(1, { level: 0.9, low: 3, high: 2 })).toThrow(/prediction-interval/);
});

test('counts that vary less than chance leave the dispersion open: said, not searched for ever', () => {
  const model = { own: [CONSTANT], neighbours: [], endemic: [CONSTANT], family: 'negative-binomial' as const };
  const steady = Array.from({ length: 20 }, () => [7, 7, 7]);
  expect(() => fitEndemicEpidemic(steady, model)).toThrow('maximum-none');
});
