import { expect, it } from 'vitest';
import { emergingCluster } from './emerging-cluster.ts';
import { knox } from './knox.ts';

// two pairs close in both, one pair close in space only
const events = { time: [0, 1, 10, 11, 30, 60], x: [0, 1, 50, 51, 0, 100], y: [0, 0, 0, 0, 1, 100] };

it("counts Knox's pairs and their expectation", () => {
  const found = knox(events, 2, 3, 99, 'knox');
  expect(found.table).toEqual([
    [2, 0],
    [2, 11],
  ]);
  expect(found.expected).toBeCloseTo((2 * 4) / 15, 12);
  const e = (2 * 4) / 15;
  expect(found.pPoisson).toBeCloseTo(1 - Math.exp(-e) * (1 + e), 12);
  expect(found.pPermutation).toBeGreaterThan(0.01);
  expect(found.pPermutation).toBeLessThan(0.3);
});

it('follows the definition of the emerging cluster statistic', () => {
  const { statistic } = emergingCluster(events, 3, 0.5, 100);
  const ratio = (inside: number, mu: number) => 1.5 ** inside * Math.exp(-0.5 * mu);
  expect(statistic[0]).toBeCloseTo(ratio(1, 1), 12);
  // after the second event: cylinders of the first (two inside, all around) and of the second
  expect(statistic[1]).toBeCloseTo(ratio(2, 2) + ratio(1, 1), 12);
});

it('raises an alarm at the middle of a cluster and only then', () => {
  const time = Array.from({ length: 60 }, (_, i) => i);
  const x = time.map((i) => (i < 40 ? (i * 37) % 101 : 500 + (i % 2)));
  const y = time.map((i) => (i < 40 ? (i * 53) % 97 : 500));
  const found = emergingCluster({ time, x, y }, 5, 0.5, 60);
  expect(found.alarm).toBeGreaterThanOrEqual(40);
  expect(found.centre).toBeGreaterThanOrEqual(40);
  expect(emergingCluster({ time: time.slice(0, 40), x: x.slice(0, 40), y: y.slice(0, 40) }, 5, 0.5, 60).alarm).toBe(-1);
});

it('refuses events out of order or without a place', () => {
  expect(() => emergingCluster({ time: [2, 1], x: [0, 0], y: [0, 0] }, 1, 0.5, 9)).toThrow(/points-order: event 1/);
  expect(() => knox({ time: [1, 2], x: [0, Number.NaN], y: [0, 0] }, 1, 1, 0, '')).toThrow(/points-events: event 1/);
});
