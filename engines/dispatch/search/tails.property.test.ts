import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../check/check.ts';
import type { Job, Problem } from '../problem.ts';
import { solveBy } from './solve.ts';
import { termsFor } from './terms.ts';

const hour = 3600;
type Spot = [x: number, y: number];

/** Vehicles alike, from the middle, and jobs that are all visits or all transfers. */
function problemOf(spots: Spot[], vehicles: number, capacity: number, jobs: (point: number) => Job): Problem {
  const places: Spot[] = [[500, 500], ...spots];
  const distance = Int32Array.from(
    places.flatMap(([x, y]) => places.map(([a, b]) => Math.round(Math.hypot(x - a, y - b)))),
  );
  return {
    points: places.length,
    travel: [{ distance, duration: distance }],
    dimensions: 1,
    vehicles: Array.from({ length: vehicles }, (_, v) => ({
      id: `v${v}`,
      travel: 0,
      speed: 1,
      capacity: [capacity],
      start: 0,
      end: 0,
      shift: { from: 0, to: 4 * hour },
      skills: [],
      costs: { fixed: 0, perHour: 0, perHourDriving: 0, perKm: 1000 },
      limits: {},
      breaks: [],
    })),
    jobs: spots.map((_, n) => jobs(n + 1)),
  };
}

const visit = (point: number, window?: { from: number; to: number }): Job => ({
  kind: 'visit',
  id: `j${point}`,
  skills: [],
  rank: 0,
  stop: { point, windows: window ? [window] : [], service: 60, setup: 0 },
  bring: [1],
  collect: [0],
});
const ride = (point: number, to: number): Job => ({
  kind: 'transfer',
  id: `j${point}`,
  skills: [],
  rank: 0,
  pickup: { point, windows: [], service: 60, setup: 0 },
  delivery: { point: to, windows: [{ from: 0, to: 3 * hour }], service: 60, setup: 0 },
  load: [1],
});

const spots = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 6, maxLength: 16 });

test('with exchanges of tails and little else, every plan keeps every rule and its cost is what the checker counts', () => {
  fc.assert(
    fc.property(spots, fc.boolean(), fc.nat(3), fc.nat(99), (given, rides, early, seed) => {
      const problem = problemOf(given, 5, 4, (point) =>
        rides
          ? ride(point, 1 + (point % given.length))
          : visit(point, point % 3 === early ? { from: 0, to: hour } : undefined),
      );
      const plan = solveBy(problem, { seed: `${seed}`, iterations: 150 }, (m) => ({ ...termsFor(m), tails: 0.8 }));
      expect(check(problem, plan)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('two rounds that cross exchange what comes after the crossing', () => {
  // two columns of three, each round begun in one and ended in the other
  const columns: Spot[] = [
    [0, 600],
    [0, 700],
    [0, 800],
    [1000, 600],
    [1000, 700],
    [1000, 800],
  ];
  const problem = problemOf(columns, 2, 3, (point) => visit(point));
  const round = (vehicle: number, jobs: number[]) => ({
    vehicle,
    calls: jobs.map((job) => ({ leg: 'visit' as const, job })),
  });
  const start = [round(0, [0, 4, 5]), round(1, [3, 1, 2])];
  const plan = solveBy(problem, { seed: 'cross', iterations: 60, start }, (m) => ({ ...termsFor(m), tails: 1 }));
  const kept = plan.routes.map(({ steps }) => steps.flatMap((step) => ('job' in step ? [step.job] : [])));
  expect(kept.map((jobs) => [...jobs].sort()).sort()).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ]);
  expect(check(problem, plan)).toEqual([]);
});
