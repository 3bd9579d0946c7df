import { expect, test } from 'vitest';
import { check } from '../check/check.ts';
import type { Problem, Vehicle } from '../problem.ts';
import { solve } from './solve.ts';

const vehicle = (id: string, capacity: number, fixed: number, perKm: number): Vehicle => ({
  id,
  travel: 0,
  speed: 1,
  capacity: [capacity],
  start: 0,
  end: 0,
  shift: { from: 0, to: 36000 },
  skills: [],
  costs: { fixed, perHour: 0, perHourDriving: 0, perKm },
  limits: {},
  breaks: [],
});

/** Point 0 is the door; the others stand 1 km apart on a line away from it, each with so many stops of one unit. */
function problemOf(stops: number[], vehicles: Vehicle[]): Problem {
  const points = stops.length + 1;
  const distance = Int32Array.from({ length: points * points }, (_, at) =>
    Math.abs(1000 * (Math.floor(at / points) - (at % points))),
  );
  return {
    points,
    travel: [{ duration: distance.map((metres) => metres / 10), distance }],
    dimensions: 1,
    vehicles,
    jobs: stops.flatMap((count, n) =>
      Array.from({ length: count }, (_, k) => ({
        id: `${n}.${k}`,
        kind: 'visit' as const,
        skills: [],
        rank: 0,
        stop: { point: n + 1, windows: [], service: 0, setup: 0 },
        bring: [1],
        collect: [0],
      })),
    ),
  };
}

test('one large vehicle does what many small ones would, when that costs less', () => {
  const small = Array.from({ length: 6 }, (_, n) => vehicle(`small ${n}`, 2, 10, 1));
  const problem = problemOf([8], [...small, vehicle('large', 8, 12, 1.5)]);
  const plan = solve(problem, { seed: 's', iterations: 300 });
  expect(plan.routes.map((route) => problem.vehicles[route.vehicle]!.id)).toEqual(['large']);
  expect(plan.cost.total).toBeCloseTo(12 + 2 * 1.5, 9);
  expect(check(problem, plan)).toEqual([]);
});

test('of two vehicles in use the one dearer by distance takes the shorter round', () => {
  // Six stops near, three far: four fit the small one, six the large one, which is dearer.
  const problem = problemOf([6, 0, 0, 3], [vehicle('dear', 6, 0, 3), vehicle('cheap', 4, 0, 1)]);
  const plan = solve(problem, { seed: 's', iterations: 300 });
  expect(plan.unserved).toEqual([]);
  expect(plan.cost.total).toBeCloseTo(2 * 1 * 3 + 2 * 4 * 1, 9);
  expect(check(problem, plan)).toEqual([]);
});
