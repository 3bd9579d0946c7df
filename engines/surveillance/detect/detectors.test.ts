import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../../kernel/chance.ts';
import { drawNegativeBinomial, drawPoisson } from '../numbers/draw.ts';
import { cusum } from './cusum.ts';
import { ears } from './ears.ts';
import { discoveries, falseDiscovery } from './false-discovery.ts';
import { flexibleDetector } from './farrington/detector.ts';
import { type FlexibleOptions, farringtonFlexible } from './farrington/flexible.ts';
import { likelihoodRatio } from './likelihood-ratio.ts';
import { epidemicTiming, movingEpidemic } from './moving-epidemic.ts';
import { outbreakP } from './outbreak-p.ts';
import { averageRunLength, designCusum } from './run-length.ts';
import { withheld } from './weekday-regression.ts';

const noufaily: FlexibleOptions = {
  b: 5,
  w: 3,
  freq: 52,
  noPeriods: 10,
  pastWeeksNotIncluded: 26,
  trend: true,
  pThresholdTrend: 1,
  reweight: true,
  weightsThreshold: 2.58,
  alpha: 0.01,
  limit54: [5, 4],
  powertrans: '2/3',
  thresholdMethod: 'nbPlugin',
};

/** Seven years of weeks with a season and overdispersion. */
function weeks(seed: string, level: number): Float64Array {
  const chance = chanceFrom(seed);
  return Float64Array.from({ length: 364 }, (_, t) => {
    const mu = level * Math.exp(0.4 * Math.cos((2 * Math.PI * t) / 52));
    return drawNegativeBinomial(chance, mu, mu);
  });
}

describe('EARS', () => {
  const flat = Float64Array.from([4, 6, 5, 4, 6, 5, 4, 6, 5, 4, 6, 5]);
  const jump = Float64Array.from([...flat, 30]);
  const c3 = { method: 'C3', baseline: 7, minSigma: 0, alpha: 0.025 } as const;
  test('the true C3 sees a jump on its first day, the reference does not', () => {
    expect(ears(jump, c3).alarm[12]).toBe(1);
    expect(ears(jump, { ...c3, compatible: true }).alarm[12]).toBe(0);
  });
  test('the bound is the count from which the day alarms', () => {
    const bound = ears(jump, c3).upperbound[12]!;
    const at = (last: number) => ears(Float64Array.from([...flat, last]), c3).alarm[12];
    expect([at(Math.floor(bound)), at(Math.floor(bound) + 1)]).toEqual([0, 1]);
  });
  test('a missing day takes no part when fewer values are allowed', () => {
    const gap = Float64Array.from(jump, (value, i) => (i === 8 ? Number.NaN : value));
    const one = { method: 'C1', baseline: 7, minSigma: 0, alpha: 0.001 } as const;
    expect(ears(gap, one).upperbound[12]).toBeNaN();
    expect(ears(gap, { ...one, least: 5 }).alarm[12]).toBe(1);
  });
  test('whole and shifted counts give the same windows: rolling sums lose nothing', () => {
    const big = Float64Array.from(flat, (value) => value + 900_000);
    const near = Float64Array.from(big, (value) => value + 1e-9);
    const c1 = { method: 'C1', baseline: 7, minSigma: 0, alpha: 0.001 } as const;
    expect(ears(big, c1).upperbound[11]! - ears(near, c1).upperbound[11]!).toBeCloseTo(0, 6);
  });
});

describe('Farrington', () => {
  test('the profile fit finds the maximum that reweighted least squares find', () => {
    for (const level of [0.3, 4, 60]) {
      const y = weeks(`farrington ${level}`, level);
      for (const noPeriods of [1, 10]) {
        const options = { ...noufaily, noPeriods, pThresholdTrend: noPeriods === 1 ? 0.05 : 1 };
        const test = flexibleDetector(options);
        for (let k = 300; k < 360; k += 12) {
          const [fast, slow] = [test(y, k), farringtonFlexible(y, k, options)];
          expect(fast.expected / slow.expected).toBeCloseTo(1, 4);
          expect(fast.phi / slow.phi).toBeCloseTo(1, 3);
          expect(fast.alarm).toBe(slow.alarm);
        }
      }
    }
  });
  test('twice the population, twice the expectation', () => {
    const y = weeks('population', 20);
    const same = new Float64Array(364).fill(1000);
    const doubled = same.map((people, i) => (i === 330 ? 2 * people : people));
    const test = flexibleDetector({ ...noufaily, trend: false });
    expect(test(y, 330, doubled).expected / test(y, 330, same).expected).toBeCloseTo(2, 9);
    expect(test(y, 330, same).expected).toBeCloseTo(test(y, 330).expected, 9);
  });
  test('a past outbreak moves the limit less when it is down-weighted', () => {
    const y = weeks('past outbreak', 10);
    const hit = y.map((value, i) => (i >= 225 && i < 228 ? value + 60 : value));
    const limit = (series: Float64Array, reweight: boolean) =>
      flexibleDetector({ ...noufaily, trend: false, reweight })(series, 330).upperbound;
    expect(limit(hit, true) - limit(y, true)).toBeLessThan(limit(hit, false) - limit(y, false));
  });
  test('all zeros: nothing expected, no alarm without cases', () => {
    const verdict = flexibleDetector(noufaily)(new Float64Array(364), 330);
    expect([verdict.expected, verdict.upperbound, verdict.alarm]).toEqual([0, 0, false]);
  });
  test('bad input is named', () => {
    const y = weeks('bad', 5);
    const test = flexibleDetector(noufaily);
    expect(() => test(y, 200)).toThrow(/farrington-history.*60 weeks are missing.*EARS/);
    expect(() => test(y, 330, new Float64Array(364))).toThrow('farrington-population');
    expect(() =>
      test(
        y.map((value, i) => (i === 100 ? -1 : value)),
        330,
      ),
    ).toThrow('farrington-count');
    expect(() =>
      farringtonFlexible(
        y.map((value, i) => (i === 100 ? -1 : value)),
        330,
        noufaily,
      ),
    ).toThrow('glm-counts');
  });
  test('missing weeks are left out', () => {
    const y = weeks('gaps', 10);
    const gaps = y.map((value, i) => (i % 5 === 0 && i < 300 ? Number.NaN : value));
    const verdict = flexibleDetector(noufaily)(gaps, 330);
    expect(verdict.expected).toBeGreaterThan(3);
    expect(verdict.upperbound).toBeLessThan(200);
  });
});

describe('cumulative sums', () => {
  const rise = Float64Array.from({ length: 40 }, (_, t) => (t < 20 ? 4 : 12));
  const mean = new Float64Array(40).fill(4);
  const chart = { k: 1.04, h: 2.26, trans: 'standard' } as const;
  test('after an alarm the sum begins again; the reference goes on', () => {
    const once = cusum(rise, mean, chart);
    const at = once.alarm.indexOf(1);
    expect(once.cusum[at + 1]).toBeCloseTo(Math.max(0, (12 - 4) / 2 - 1.04), 12);
    expect(cusum(rise, mean, { ...chart, compatible: true }).cusum[39]).toBeGreaterThan(50);
  });
  test('a run-length design keeps its promise in simulation', () => {
    const { h, k, arl } = designCusum(100, 4);
    const chance = chanceFrom('run length');
    let total = 0;
    for (let run = 0; run < 400; run++) {
      for (let sum = 0; sum < h; total++) sum = Math.max(0, sum + drawPoisson(chance, 4) - k);
    }
    expect(total / 400 / arl).toBeGreaterThan(0.85);
    expect(total / 400 / arl).toBeLessThan(1.15);
    expect(averageRunLength(h, k, 4).fast).toBeLessThan(arl);
  });
  test('the likelihood ratio sees a thirtyfold week that the reference steps over', () => {
    const burst = Float64Array.from([63]);
    const low = new Float64Array(1).fill(1.6);
    const options = { alpha: 0.0001, limit: 5 };
    expect(likelihoodRatio(burst, low, options).alarm[0]).toBe(1);
    expect(likelihoodRatio(burst, low, { ...options, compatible: true }).alarm[0]).toBe(0);
  });
  test('the onset statistic of large counts is infinite, never lost', () => {
    const large = Float64Array.from({ length: 60 }, (_, t) => 500 + 20 * t);
    expect(outbreakP(large, 100).alarm[59]).toBe(1);
    expect(outbreakP(large, 100, true).statistic[59]).not.toBe(Number.POSITIVE_INFINITY);
  });
});

describe('false discoveries', () => {
  test('the textbook table', () => {
    // Benjamini & Hochberg 1995, their example of 15 tests: 4 rejected at 0.05
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    expect(discoveries(Float64Array.from(p), 0.05)).toEqual([0, 1, 2, 3]);
    expect(discoveries(Float64Array.from(p), 0.05, true)).toEqual([0, 1, 2]);
  });
  test('untested series do not count, and no share is kept of noise', () => {
    const q = falseDiscovery(Float64Array.from([Number.NaN, 0.01, 0.02]));
    expect(Array.from(q)).toEqual([Number.NaN, 0.02, 0.02]);
    expect(() => falseDiscovery(Float64Array.from([1.2]))).toThrow('false-discovery');
  });
});

describe('seasons', () => {
  const season = Float64Array.from({ length: 33 }, (_, t) => 2 + 100 * Math.exp(-(((t - 15) / 3) ** 2)));
  test('the epidemic lies about the peak', () => {
    const [weeksLong, share, , first, last] = epidemicTiming(season, 2.8).optimum;
    expect(first).toBeLessThan(16);
    expect(last).toBeGreaterThan(16);
    expect(weeksLong).toBe(last - first + 1);
    expect(share).toBeGreaterThan(80);
  });
  test('a missing week inside is filled, an empty season refused', () => {
    const gap = season.map((value, t) => (t === 20 ? Number.NaN : value));
    expect(epidemicTiming(gap, 2.8).data[20]).toBeGreaterThan(0);
    expect(() => epidemicTiming(new Float64Array(33), 2.8)).toThrow('moving-epidemic-empty');
    expect(() => movingEpidemic([season], { criterion: 2.8, level: 0.95, intensities: [0.4] })).toThrow(
      'two are the least',
    );
  });
});

test('a weekday alert below the week before is withheld', () => {
  const counts = Float64Array.from([9, 9, 9, 9, 9, 9, 9, 3]);
  const monday = [0, 1, 2, 3, 4, 5, 6, 1];
  expect(withheld(counts, monday)[7]).toBe(1);
  expect(
    withheld(
      counts.map((value, i) => (i === 7 ? 12 : value)),
      monday,
    )[7],
  ).toBe(0);
});
