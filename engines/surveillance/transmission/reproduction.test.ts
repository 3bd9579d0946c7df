import { expect, test } from 'vitest';
import { caseReproduction, caseReproductionByDay } from './case-reproduction.ts';
import { alignDaily, spreadReports } from './incidence.ts';
import { intervalsFromPairs } from './interval-from-pairs.ts';
import { CORI_DEFAULTS, reproduction } from './reproduction.ts';
import { serialInterval } from './serial-interval.ts';
import { uncertainIntervals, uncertainReproduction } from './uncertain-interval.ts';

const interval = serialInterval(2.6, 1.5, 40);
const cases = [1, 1, 0, 2, 5, 3, 3, 3, 6, 2, 5, 9, 13, 12, 13, 11, 12, 6, 6, 6, 3, 1, 0, 2, 0, 0, 0, 0, 2, 0, 2, 0];

test('a place without cases says too few, and gives no number', () => {
  const found = reproduction(new Array(30).fill(0), interval, CORI_DEFAULTS);
  expect(new Set(found.why)).toEqual(new Set(['too-few-cases']));
  expect([...found.mean].every(Number.isNaN)).toBe(true);
});

test('precision of 0.3 with prior 5 (5) needs eleven cases in a window', () => {
  const found = reproduction(cases, interval, CORI_DEFAULTS);
  for (let i = 0; i < found.start.length; i++)
    if (found.why[i] === undefined) expect(found.cases[i]).toBeGreaterThanOrEqual(11);
    else expect(found.cases[i]! < 11 || found.why[i] === 'before-one-interval').toBe(true);
  expect(found.why.filter((each) => each === undefined).length).toBeGreaterThan(10);
});

test('a missing day is refused, or its windows say so and the others stay', () => {
  const gap: (number | null)[] = [...cases];
  gap[15] = null;
  expect(() => reproduction(gap, interval, CORI_DEFAULTS)).toThrow(/count-missing: period 16/);
  const found = reproduction(gap, interval, { ...CORI_DEFAULTS, missing: 'skip', largestCv: Number.POSITIVE_INFINITY });
  const whole = reproduction(cases, interval, { ...CORI_DEFAULTS, largestCv: Number.POSITIVE_INFINITY });
  for (let i = 0; i < found.start.length; i++) {
    const touched = found.start[i]! <= 16 && found.end[i]! >= 16;
    expect(found.why[i] === 'missing-day').toBe(touched);
    if (found.end[i]! < 16) expect(found.mean[i]).toBe(whole.mean[i]);
  }
});

test('imported cases infect but are nobody´s offspring', () => {
  const imported = cases.map((each, t) => (t === 0 ? each : t === 12 ? 10 : 0));
  const options = { ...CORI_DEFAULTS, largestCv: Number.POSITIVE_INFINITY };
  const [all, some] = [reproduction(cases, interval, options), reproduction(cases, interval, { ...options, imported })];
  const i = all.start.indexOf(10);
  expect(some.mean[i]! * (1 + all.cases[i]!)).toBeCloseTo(all.mean[i]! * (1 + some.cases[i]!), 12);
  expect(() => reproduction(cases, interval, { ...options, imported: cases.map((each) => each + 1) })).toThrow(
    /imported: 2 of 1/,
  );
});

test('dates with a gap, twice or without order', () => {
  const rows = [
    { day: '2022-03-03', count: 4 },
    { day: '2022-03-01', count: 2 },
  ];
  expect(() => alignDaily(rows, 'refuse')).toThrow(
    /dates-gap: after 2022-03-01 the next count is of 2022-03-03, 1 days/,
  );
  expect(alignDaily(rows, 'unknown')).toEqual({ first: '2022-03-01', counts: [2, null, 4] });
  expect(alignDaily(rows, 'zero').counts).toEqual([2, 0, 4]);
  expect(() => alignDaily([...rows, rows[0]!], 'zero')).toThrow(/date-twice: 2022-03-03/);
  expect([...spreadReports([null, null, 9, 4, null])].slice(0, 4)).toEqual([3, 3, 3, 4]);
});

test('right truncation: as seen R falls to nothing at the end, corrected it does not', () => {
  const steady = new Array(40).fill(50);
  const seen = caseReproduction(steady, interval, {
    windows: 3,
    probabilities: [0.5],
    truncation: 'as-seen',
    leastSeen: 0,
  });
  const right = caseReproduction(steady, interval, {
    windows: 3,
    probabilities: [0.5],
    truncation: 'corrected',
    leastSeen: 0.3,
  });
  const at = seen.end.indexOf(38);
  expect(seen.mean[at]).toBeLessThan(0.85);
  expect(right.mean[at]).toBeCloseTo(1, 3);
  expect(right.why.at(-1)).toBe('too-recent');
  expect(right.mean.at(-1)).toBeNaN();
});

test('a case without possible infector is nobody´s offspring and is named', () => {
  const found = caseReproductionByDay([3, 0, 0, 0, 0, 0, 0, 0, 2, 1], [0, 0.5, 0.5]);
  expect(found.orphaned).toBe(8);
  expect(found.mean[0]).toBe(0);
  expect(found.mean[8]).toBe(0.5);
  expect(found.mean[4]).toBeNaN();
});

test('uncertain intervals widen R; certain ones leave it as it is', () => {
  const options = { ...CORI_DEFAULTS, largestCv: Number.POSITIVE_INFINITY };
  const one = uncertainReproduction(cases, [{ interval, weight: 1 }], options);
  const plain = reproduction(cases, interval, options);
  const spread = uncertainIntervals(
    { mean: 2.6, sd: 1, low: 1.1, high: 4.1 },
    { mean: 1.5, sd: 0.5, low: 0.5, high: 2.4 },
    40,
  );
  const wide = uncertainReproduction(cases, spread, { ...options, probabilities: [] });
  for (let i = 3; i < plain.start.length; i++) {
    expect(one.mean[i]).toBeCloseTo(plain.mean[i]!, 12);
    expect(one.quantiles[0]![i]).toBeCloseTo(plain.quantiles[0]![i]!, 8);
  }
  expect(wide.sd[3]! / plain.sd[3]!).toBeGreaterThan(1.1);
});

test('pairs with onsets known to the day give their interval back', () => {
  const pairs = Array.from({ length: 200 }, (_, i) => ({
    infector: [0, 0] as const,
    infected: [1 + (i % 7), 1 + (i % 7)] as const,
  }));
  const { intervals } = intervalsFromPairs('gamma', pairs, 30);
  const mean = intervals.reduce(
    (all, each) => all + each.weight * Array.from(each.interval).reduce((sum, p, k) => sum + k * p, 0),
    0,
  );
  expect(mean).toBeGreaterThan(3.9);
  expect(mean).toBeLessThan(4.2);
  expect(() => intervalsFromPairs('gamma', [{ infector: [4, 3], infected: [5, 5] }], 30)).toThrow(/pair-order: pair 1/);
});
