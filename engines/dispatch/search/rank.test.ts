import { expect, test } from 'vitest';
import { repair } from '../live/repair.ts';
import type { Job, Problem, Vehicle } from '../problem.ts';
import { solve } from './solve.ts';

/** Points on a line, 60 s and 100 m apart; everybody starts and ends at point 0. */
const line = (points: number): Problem['travel'] => {
  const apart = Array.from({ length: points * points }, (_, at) => Math.abs(Math.floor(at / points) - (at % points)));
  return [{ duration: Int32Array.from(apart, (n) => 60 * n), distance: Int32Array.from(apart, (n) => 100 * n) }];
};
const vehicle = (id: string, more: Partial<Vehicle> = {}): Vehicle => ({
  id,
  travel: 0,
  speed: 1,
  capacity: [100],
  start: 0,
  end: 0,
  shift: { from: 0, to: 36000 },
  skills: [],
  costs: { fixed: 0, perHour: 0, perHourDriving: 0, perKm: 1 },
  limits: {},
  breaks: [],
  ...more,
});
const visit = (id: string, point: number, more: Partial<Job> = {}): Job =>
  ({
    id,
    kind: 'visit',
    skills: [],
    rank: 0,
    stop: { point, windows: [], service: 60, setup: 0 },
    bring: [1],
    collect: [0],
    ...more,
  }) as Job;
const ride = (id: string, from: number, to: number): Job => ({
  id,
  kind: 'transfer',
  skills: [],
  rank: 0,
  pickup: { point: from, windows: [], service: 1800, setup: 0 },
  delivery: { point: to, windows: [], service: 1800, setup: 0 },
  load: [1],
});
const idsOf = (problem: Problem, jobs: number[]) => jobs.map((job) => problem.jobs[job]!.id);

test('one job of a higher rank is served before any number of lower ones', () => {
  const jobs = [
    ...Array.from({ length: 40 }, (_, n) => visit(`near ${n}`, 1)),
    visit('far', 9, { rank: 1, bring: [100] } as Partial<Job>),
  ];
  const problem: Problem = { points: 10, travel: line(10), dimensions: 1, vehicles: [vehicle('a')], jobs };
  const { routes } = solve(problem, { seed: 's', iterations: 200 });
  expect(
    idsOf(
      problem,
      routes.flatMap(({ steps }) => steps.flatMap((step) => ('job' in step ? [step.job] : []))),
    ),
  ).toEqual(['far']);
});

test('a job is served whatever an hour costs', () => {
  const dear = vehicle('a', { costs: { fixed: 1000, perHour: 500, perHourDriving: 0, perKm: 0 } });
  const jobs = [
    visit('late', 1, {
      stop: { point: 1, windows: [{ from: 30000, to: 30000 }], service: 3600, setup: 0 },
    } as Partial<Job>),
  ];
  const problem: Problem = { points: 2, travel: line(2), dimensions: 1, vehicles: [dear], jobs };
  expect(solve(problem, { seed: 's', iterations: 10 }).unserved).toEqual([]);
});

test('rides alone are all served, paid by the hour or announced to nobody', () => {
  const jobs = [ride('a', 1, 5), ride('b', 5, 2), ride('c', 3, 4)];
  const hourly = vehicle('v', { costs: { fixed: 0, perHour: 1, perHourDriving: 0, perKm: 0 } });
  const problem: Problem = { points: 6, travel: line(6), dimensions: 1, vehicles: [hourly], jobs };
  expect(solve(problem, { seed: 's', iterations: 50 }).unserved).toEqual([]);
  const keep = { rounds: [], changes: 0 };
  expect(solve(problem, { seed: 's', iterations: 50, keep }).unserved).toEqual([]);
});

test('fewest vehicles come before cost, also when some job can be served by nobody', () => {
  // Apart, each vehicle is near its stop; together, one vehicle drives far more.
  const vehicles = [vehicle('a', { start: 1, end: 1 }), vehicle('b', { start: 8, end: 8 })];
  const jobs = [visit('one', 1), visit('two', 8), visit('lost', 4, { skills: ['none'] } as Partial<Job>)];
  const problem: Problem = { points: 10, travel: line(10), dimensions: 1, vehicles, jobs };
  const by = (first: 'cost' | 'vehicles') => solve(problem, { seed: 's', iterations: 300, first });
  expect(by('cost').routes).toHaveLength(2);
  expect(by('vehicles').routes).toHaveLength(1);
  expect(idsOf(problem, by('vehicles').unserved)).toEqual(['lost']);
});

test('a repair moves as many stops as it may where that serves one more, and none otherwise', () => {
  // `heavy` fits only the large vehicle, which is full of what the small one could take.
  const vehicles = [vehicle('large', { capacity: [10] }), vehicle('small', { capacity: [5] })];
  const light = [
    visit('light 1', 2, { bring: [2] } as Partial<Job>),
    visit('light 2', 3, { bring: [2] } as Partial<Job>),
  ];
  const problem: Problem = {
    points: 6,
    travel: line(6),
    dimensions: 1,
    vehicles,
    jobs: [...light, visit('heavy', 4, { bring: [8] } as Partial<Job>)],
  };
  const { routes } = solve({ ...problem, vehicles: [vehicles[0]!], jobs: light }, { seed: 's', iterations: 20 });
  const repaired = (changes: number) => repair(problem, routes, changes, { seed: 's', iterations: 300 });
  expect(idsOf(problem, repaired(0).solution.unserved)).toEqual(['heavy']);
  expect(idsOf(problem, repaired(1).solution.unserved)).toEqual([]);
  expect(repaired(1).changes.filter(({ kind }) => kind === 'moved')).toHaveLength(1);
});
