import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitEndemicEpidemic } from '../forecast/endemic-epidemic-fit.ts';
import { caseReproduction, caseReproductionByDay } from './case-reproduction.ts';
import { bridged, readCounts } from './incidence.ts';
import { overallInfectivity } from './infectivity.ts';
import { offspringLaw } from './offspring-law.ts';
import { CORI_DEFAULTS, reproduction } from './reproduction.ts';
import { intervalMoments, serialInterval } from './serial-interval.ts';
import { extinctionProbability, shareBehind } from './superspreading.ts';

const curve = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 10, maxLength: 60 });
const law = fc.record({
  mean: fc.double({ min: 1.2, max: 15, noNaN: true }),
  sd: fc.double({ min: 0.3, max: 8, noNaN: true }),
});
const all = { ...CORI_DEFAULTS, largestCv: Number.POSITIVE_INFINITY };

test('a serial interval has mass at most 1 and, given room, its mean', () => {
  fc.assert(
    fc.property(law, ({ mean, sd }) => {
      const pmf = serialInterval(mean, sd, 400);
      const sum = pmf.reduce((whole, each) => whole + each, 0);
      expect(pmf[0]).toBe(0);
      expect(sum).toBeLessThan(1 + 1e-9);
      if (sum > 1 - 1e-9) expect(intervalMoments(pmf).mean).toBeCloseTo(mean, 4);
    }),
  );
});

test('any curve of counts has an estimate or a reason in every window, and its quantiles rise', () => {
  fc.assert(
    fc.property(curve, law, fc.integer({ min: 1, max: 7 }), (cases, { mean, sd }, windows) => {
      const found = reproduction(cases, serialInterval(mean, sd, cases.length), { ...all, windows });
      for (let i = 0; i < found.start.length; i++) {
        expect(Number.isNaN(found.mean[i])).toBe(found.why[i] !== undefined);
        if (found.why[i] !== undefined) continue;
        for (let q = 1; q < found.quantiles.length; q++)
          expect(found.quantiles[q]![i]!).toBeGreaterThanOrEqual(found.quantiles[q - 1]![i]!);
      }
    }),
  );
});

test('infectivity is linear in the cases', () => {
  fc.assert(
    fc.property(curve, law, (cases, { mean, sd }) => {
      const interval = serialInterval(mean, sd, cases.length);
      const [once, thrice] = [cases, cases.map((each) => 3 * each)].map((each) =>
        overallInfectivity(each, interval),
      ) as [Float64Array, Float64Array];
      for (let t = 1; t < cases.length; t++) expect(thrice[t]).toBeCloseTo(3 * once[t]!, 8);
    }),
  );
});

test('every case with a possible infector is somebody´s offspring exactly once', () => {
  fc.assert(
    fc.property(curve, law, (cases, { mean, sd }) => {
      const interval = serialInterval(mean, sd, cases.length);
      const found = caseReproductionByDay(cases, interval);
      const lambda = overallInfectivity(cases, interval);
      const infected = cases.reduce((sum, each, t) => sum + (t > 0 && lambda[t]! > 0 ? each : 0), 0);
      const offspring = cases.reduce((sum, each, t) => sum + (each > 0 ? each * found.mean[t]! : 0), 0);
      expect(offspring).toBeCloseTo(infected, 6);
      const corrected = { windows: 1, probabilities: [0.5], truncation: 'corrected' as const, leastSeen: 1e-6 };
      const [seen, right] = (['as-seen', 'corrected'] as const).map((truncation) =>
        caseReproduction(cases, interval, { ...corrected, truncation }),
      ) as [ReturnType<typeof caseReproduction>, ReturnType<typeof caseReproduction>];
      for (let i = 0; i < seen.start.length; i++)
        if (right.why[i] === undefined) expect(right.mean[i]!).toBeGreaterThanOrEqual(seen.mean[i]! * (1 - 1e-9));
    }),
  );
});

test('the law of offspring: quantiles rise and stand around the mean', () => {
  const parts = fc.array(
    fc.record({ n: fc.integer({ min: 0, max: 300 }), p: fc.double({ min: 0, max: 1, noNaN: true }) }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(parts, (list) => {
      const found = offspringLaw(
        Float64Array.from(list, ({ n }) => n),
        Float64Array.from(list, ({ p }) => p),
        [0.001, 0.5, 0.999],
      );
      const [low, middle, high] = found.quantiles as [number, number, number];
      expect(low <= middle && middle <= high).toBe(true);
      expect(Math.abs(middle - found.mean)).toBeLessThanOrEqual(1 + 0.1 * found.sd);
      expect(high - low).toBeLessThan(8 * found.sd + 2);
    }),
  );
});

test('what is missing is bridged between its neighbours and nothing else moves', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 50 })), { minLength: 1 }), (counts) => {
      const read = readCounts(counts);
      bridged(read).forEach((each, t) => {
        expect(Number.isFinite(each)).toBe(true);
        if (counts[t] !== null) expect(each).toBe(counts[t]);
        else expect(each).toBeLessThanOrEqual(Math.max(0, ...counts.filter((other) => other !== null)));
      });
    }),
  );
});

test('outbreaks die out less often the larger R and the more even the offspring', () => {
  const R = fc.double({ min: 1.01, max: 8, noNaN: true });
  const k = fc.double({ min: 0.05, max: 20, noNaN: true });
  fc.assert(
    fc.property(R, k, (mean, spread) => {
      const s = extinctionProbability(mean, spread);
      expect(s).toBeGreaterThan(0);
      expect(s).toBeLessThan(1);
      expect(extinctionProbability(mean * 1.1, spread)).toBeLessThan(s);
      expect(extinctionProbability(mean, spread * 1.2)).toBeLessThan(s);
      const share = shareBehind(0.8, mean, spread);
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
    }),
  );
});

test('a constant endemic model has the mean of its counts', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 5, maxLength: 40 }), (counts) => {
      fc.pre(counts.slice(1).some((each) => each > 0));
      const table = counts.map((each) => [each]);
      const fit = fitEndemicEpidemic(table, {
        own: [],
        neighbours: [],
        endemic: [{ kind: 'constant' }],
        family: 'poisson',
      });
      const later = counts.slice(1);
      const mean = later.reduce((sum, each) => sum + each, 0) / later.length;
      expect(Math.exp(fit.coefficients[0]!) / mean).toBeCloseTo(1, 6);
      expect(fit.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(mean * later.length), 5);
    }),
    { numRuns: 50 },
  );
});
