import fc from 'fast-check';
import { expect, test } from 'vitest';
import { negativeBinomialCdf, negativeBinomialQuantile, negativeBinomialUpper } from '../numbers/negative-binomial.ts';
import { normalQuantileUpper } from '../numbers/normal.ts';
import { type CusumTransform, cusum } from './cusum.ts';
import { type EarsMethod, ears, windowsBefore } from './ears.ts';
import { earsCharts } from './ears-charts.ts';
import { falseDiscovery } from './false-discovery.ts';
import { flexibleDetector } from './farrington/detector.ts';

const counts = (length: number) =>
  fc.array(fc.oneof(fc.nat(5), fc.nat(60), fc.nat(2000)), { minLength: length, maxLength: length });

test('negative binomial: the quantile is the first count that reaches the share, both tails make one', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.02, max: 500, noNaN: true }),
      fc.double({ min: 0.01, max: 3000, noNaN: true }),
      fc.double({ min: 1e-6, max: 0.999999, noNaN: true }),
      (size, mu, p) => {
        const k = negativeBinomialQuantile(p, size, mu);
        expect(negativeBinomialCdf(k, size, mu)).toBeGreaterThanOrEqual(p * (1 - 1e-12));
        if (k > 0) expect(negativeBinomialCdf(k - 1, size, mu)).toBeLessThan(p * (1 + 1e-12));
        expect(negativeBinomialCdf(k, size, mu) + negativeBinomialUpper(k, size, mu)).toBeCloseTo(1, 12);
      },
    ),
  );
});

test('EARS moves with the level: a constant more in every count is a constant more in every bound', () => {
  fc.assert(
    fc.property(counts(30), fc.nat(1000), fc.constantFrom('C1', 'C2', 'C3'), (list, more, method) => {
      const options = { method, baseline: 7, minSigma: 0.5, alpha: 0.01 } as const;
      const low = ears(Float64Array.from(list), options);
      const high = ears(
        Float64Array.from(list, (value) => value + more),
        options,
      );
      expect(high.alarm).toEqual(low.alarm);
      for (let t = 0; t < 30; t++)
        // a C3 bound of 0 says that today alarms whatever comes
        if (low.upperbound[t]! > 0) expect(high.upperbound[t]! - low.upperbound[t]!).toBeCloseTo(more, 6);
    }),
  );
});

test('EARS: the three charts in one pass are the three charts one by one, gaps and halves included', () => {
  const methods: EarsMethod[] = ['C1', 'C2', 'C3'];
  const value = fc.oneof(fc.nat(3), fc.nat(60), fc.constant(Number.NaN), fc.double({ min: 0, max: 9, noNaN: true }));
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 0, maxLength: 40 }),
      fc.constantFrom(0, 0.5),
      fc.constantFrom(4, 7),
      fc.constantFrom(0.3, 0.001),
      (list, minSigma, least, alpha) => {
        const observed = Float64Array.from(list);
        const empty = () => ({ upperbound: new Float64Array(list.length), alarm: new Uint8Array(list.length) });
        const together = { C1: empty(), C2: empty(), C3: empty() };
        const z = normalQuantileUpper(alpha);
        earsCharts(observed, windowsBefore(observed, 7, least), { minSigma, z, z3: z }, together);
        for (const method of methods)
          expect(together[method]).toEqual(ears(observed, { method, baseline: 7, minSigma, alpha, least }));
      },
    ),
  );
});

test('CUSUM: at its bound the next count alarms, a hair below it does not', () => {
  const transforms: CusumTransform[] = ['standard', 'rossi', 'anscombe', 'anscombe2nd', 'pearsonNegBin', 'none'];
  fc.assert(
    fc.property(
      counts(12),
      fc.double({ min: 0.3, max: 80, noNaN: true }),
      fc.constantFrom(...transforms),
      (list, m, trans) => {
        const chart = { k: 1.04, h: 2.26, trans } as const;
        const mean = new Float64Array(13).fill(m);
        const { upperbound } = cusum(Float64Array.from([...list, 0]), mean, chart);
        const bound = upperbound[12]!;
        const alarmAt = (value: number) => cusum(Float64Array.from([...list, value]), mean, chart).alarm[12];
        expect(alarmAt(bound * (1 + 1e-9) + 1e-9)).toBe(1);
        if (bound > 1 && trans !== 'standard') expect(alarmAt(bound * (1 - 1e-6) - 1e-6)).toBe(0);
        if (bound > 1 && trans === 'standard') expect(alarmAt(bound - 1)).toBe(0);
      },
    ),
  );
});

test('false discovery: never below the p-value, in the same order, unmoved by untested series', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }), (list) => {
      const q = falseDiscovery(Float64Array.from(list));
      const gaps = falseDiscovery(Float64Array.from(list.flatMap((p) => [Number.NaN, p])));
      for (let i = 0; i < list.length; i++) {
        expect(q[i]).toBeGreaterThanOrEqual(list[i]! * (1 - 1e-12));
        expect(q[i]).toBe(gaps[2 * i + 1]);
        for (let j = 0; j < i; j++) if (list[i]! < list[j]!) expect(q[i]).toBeLessThanOrEqual(q[j]!);
      }
    }),
  );
});

test('Farrington: any counts give a verdict, and an alarm is enough cases above the bound', () => {
  const test = flexibleDetector({
    b: 3,
    w: 3,
    freq: 52,
    noPeriods: 10,
    pastWeeksNotIncluded: 26,
    trend: true,
    pThresholdTrend: 0.05,
    reweight: true,
    weightsThreshold: 2.58,
    alpha: 0.01,
    limit54: [5, 4],
    powertrans: '2/3',
    thresholdMethod: 'nbPlugin',
  });
  fc.assert(
    fc.property(counts(170), (list) => {
      const y = Float64Array.from(list);
      const { upperbound, alarm, expected, phi, enough, p } = test(y, 169);
      expect([upperbound, expected, phi].every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
      expect(alarm).toBe(enough && y[169]! > upperbound);
      // the p-value and the quantile are two readings of one distribution
      if (y[169]! > upperbound) expect(p).toBeLessThanOrEqual(0.01 * (1 + 1e-9));
      else expect(p).toBeGreaterThanOrEqual(0.01 * (1 - 1e-9));
    }),
  );
});
