import { describe, expect, test } from 'vitest';
import type { Problem, Transfer, Visit } from '../problem.ts';
import { unreachable } from '../problem.ts';
import type { Route, Solution, Step } from '../solution.ts';
import { check } from './check.ts';

/** Points on a line, 0 to 5: 60 s and 1,000 m from one to the next. */
const line = (points: number) => ({
  duration: Int32Array.from(
    { length: points * points },
    (_, n) => 60 * Math.abs((n % points) - Math.floor(n / points)),
  ),
  distance: Int32Array.from(
    { length: points * points },
    (_, n) => 1000 * Math.abs((n % points) - Math.floor(n / points)),
  ),
});
const stop = (point: number, from: number, to: number) => ({ point, windows: [{ from, to }], service: 100, setup: 10 });
const terms = { skills: [], rank: 0 };
const times = (
  point: number,
  arrival: number,
  waiting: number,
  setup: number,
  service: number,
  load: number,
  distance: number,
) => ({
  point,
  arrival,
  waiting,
  setup,
  begins: arrival + waiting + setup,
  service,
  load: [load],
  distance,
});

/** One van: food to 1, a ride from 2 to 4 with a break on the way, the van cleaned, a swab at 3 (urgent, late at a price), reload at 0, food to 5. */
function given(): {
  problem: Problem;
  jobs: { food: Visit; ride: Transfer; swab: Visit; late: Visit };
  solution: Solution;
  steps: Step[];
  route: Route;
} {
  const food: Visit = { ...terms, id: 'food', kind: 'visit', stop: stop(1, 100, 200), bring: [3], collect: [1] };
  const ride: Transfer = {
    ...terms,
    id: 'ride',
    kind: 'transfer',
    pickup: stop(2, 0, 1000),
    delivery: stop(4, 0, 2000),
    load: [2],
    aboard: 500,
    hygiene: 1,
    skills: ['lift'],
  };
  const swab: Visit = {
    ...terms,
    id: 'swab',
    kind: 'visit',
    stop: { ...stop(3, 0, 1000), soft: { early: 0, earlyPerHour: 0, late: 900, latePerHour: 36 } },
    bring: [0],
    collect: [1],
    hygiene: 0,
    urgency: { perHour: 3.6, since: 360 },
    usual: { vehicles: [], otherwise: 4 },
  };
  const late: Visit = {
    ...terms,
    id: 'late',
    kind: 'visit',
    stop: stop(5, 0, 9999),
    bring: [4],
    collect: [0],
    release: 1500,
    skip: 50,
  };
  const extra: Visit = {
    ...terms,
    id: 'extra',
    kind: 'visit',
    stop: stop(5, 0, 9999),
    bring: [4],
    collect: [0],
    skip: 7,
  };
  const problem: Problem = {
    points: 6,
    travel: [line(6)],
    dimensions: 1,
    vehicles: [
      {
        id: 'van',
        travel: 0,
        speed: 1,
        capacity: [6],
        start: 0,
        end: 0,
        shift: { from: 50, to: 4000 },
        skills: ['lift'],
        costs: { fixed: 5, perHour: 36, perHourDriving: 3.6, perKm: 1 },
        limits: { duration: 2500, driving: 2000, distance: 20000, stops: 5 },
        breaks: [
          { kind: 'window', id: 'lunch', windows: [{ from: 400, to: 600 }], duration: 60, maxLoad: [3] },
          { kind: 'after', id: 'rest', work: 3000, duration: 60 },
        ],
        reload: { points: [0], duration: 30, trips: 2 },
      },
    ],
    jobs: [food, ride, swab, late, extra],
    hygiene: {
      classes: ['clean', 'exposed'],
      together: [
        [true, false],
        [false, true],
      ],
      follows: [
        [true, true],
        [false, true],
      ],
      cleaning: { duration: 120, points: null },
    },
    pairs: [],
  };
  const steps: Step[] = [
    { kind: 'start', ...times(0, 50, 0, 0, 0, 3, 0) },
    { kind: 'visit', job: 0, ...times(1, 110, 0, 10, 100, 1, 1000) },
    { kind: 'pickup', job: 1, ...times(2, 280, 0, 10, 100, 3, 2000) },
    { kind: 'break', break: 0, ...times(2, 390, 10, 0, 60, 3, 2000) },
    { kind: 'delivery', job: 1, ...times(4, 580, 0, 10, 100, 1, 4000) },
    { kind: 'cleaning', ...times(4, 690, 0, 0, 120, 1, 4000) },
    { kind: 'visit', job: 2, ...times(3, 870, 0, 10, 100, 2, 5000) },
    { kind: 'reload', ...times(0, 1160, 310, 0, 30, 4, 8000) },
    { kind: 'visit', job: 3, ...times(5, 1800, 0, 10, 100, 0, 13000) },
    { kind: 'end', ...times(0, 2210, 0, 0, 0, 0, 18000) },
  ];
  const cost = {
    total: 0,
    fixed: 5,
    hours: 21.6 + 1.08,
    distance: 18,
    outside: 0,
    urgency: 0.52,
    unusual: 4,
    unfair: 0,
    skipped: 0,
  };
  cost.total = 5 + 22.68 + 18 + 0.52 + 4;
  const route: Route = {
    vehicle: 0,
    steps,
    cost,
    distance: 18000,
    driving: 1080,
    service: 700,
    waiting: 320,
    duration: 2160,
  };
  const solution: Solution = {
    routes: [route],
    unserved: [4],
    cost: { ...cost, skipped: 7, total: cost.total + 7 },
    iterations: 1,
  };
  return { problem, jobs: { food, ride, swab, late }, solution, steps, route };
}

test('a plan that keeps every promise has no violation', () => {
  const { problem, solution } = given();
  expect(check(problem, solution)).toEqual([]);
});

type Given = ReturnType<typeof given>;
/** One thing changed, and the rule that notices. Others may notice as well. */
const faults: [rule: string, change: (all: Given) => void][] = [
  ['route-shape', ({ steps }) => steps.pop()],
  ['route-shape', ({ steps }) => Object.assign(steps[0]!, { point: 1 })],
  ['route-shape', ({ steps }) => Object.assign(steps[2]!, { point: 3 })],
  ['route-shape', ({ steps }) => Object.assign(steps[1]!, { kind: 'pickup' })],
  ['vehicle-unknown', ({ route }) => Object.assign(route, { vehicle: 3 })],
  ['vehicle-twice', ({ solution, route }) => solution.routes.push(route)],
  ['job-unknown', ({ steps }) => Object.assign(steps[1]!, { job: 9 })],
  ['job-twice', ({ steps }) => steps.splice(2, 0, steps[1]!)],
  ['job-split', ({ steps }) => steps.splice(4, 1)],
  ['job-lost', ({ solution }) => solution.unserved.pop()],
  ['job-lost', ({ solution }) => solution.unserved.push(0)],
  ['sum-wrong', ({ solution }) => solution.unserved.push(4)],
  ['time-wrong', ({ steps }) => Object.assign(steps[4]!, { arrival: 579 })],
  ['time-wrong', ({ steps }) => Object.assign(steps[4]!, { setup: 0, begins: 580 })],
  ['time-wrong', ({ steps }) => Object.assign(steps[4]!, { service: 90 })],
  ['time-wrong', ({ steps }) => Object.assign(steps[4]!, { waiting: -1, begins: 589 })],
  ['no-way', ({ problem }) => problem.travel[0]!.duration.fill(unreachable, 1, 2)],
  ['window', ({ jobs }) => Object.assign(jobs.food.stop, { windows: [{ from: 0, to: 119 }] })],
  [
    'window',
    ({ jobs }) =>
      Object.assign(jobs.food.stop, {
        windows: [
          { from: 0, to: 119 },
          { from: 121, to: 130 },
        ],
        soft: { early: 99, earlyPerHour: 0, late: 99, latePerHour: 0 },
      }),
  ],
  ['shift', ({ problem }) => Object.assign(problem.vehicles[0]!.shift, { from: 51 })],
  ['shift', ({ problem }) => Object.assign(problem.vehicles[0]!.shift, { to: 2209 })],
  ['release', ({ jobs }) => Object.assign(jobs.late, { release: 1501 })],
  ['load-wrong', ({ steps }) => Object.assign(steps[6]!, { load: [1] })],
  ['capacity', ({ problem }) => Object.assign(problem.vehicles[0]!, { capacity: [3] })],
  ['skill', ({ problem }) => problem.vehicles[0]!.skills.pop()],
  ['vehicle-barred', ({ jobs }) => Object.assign(jobs.food, { only: [] })],
  ['break', ({ steps }) => steps.splice(3, 1)],
  ['break', ({ problem }) => Object.assign(problem.vehicles[0]!.breaks[0]!, { windows: [{ from: 401, to: 600 }] })],
  ['break', ({ problem }) => Object.assign(problem.vehicles[0]!.breaks[0]!, { maxLoad: [2] })],
  ['break', ({ problem }) => Object.assign(problem.vehicles[0]!.breaks[1]!, { work: 2159 })],
  ['reload', ({ problem }) => Object.assign(problem.vehicles[0]!.reload!, { trips: 1 })],
  ['reload', ({ problem }) => Object.assign(problem.vehicles[0]!.reload!, { points: [1] })],
  ['reload', ({ problem }) => delete problem.vehicles[0]!.reload],
  ['aboard', ({ jobs }) => Object.assign(jobs.ride, { aboard: 199 })],
  [
    'together',
    ({ problem, jobs, steps }) => {
      problem.hygiene!.together[1]![1] = false;
      problem.jobs.push({ ...jobs.ride, id: 'second' });
      steps.splice(3, 0, { ...steps[2]!, job: 5 } as Step);
    },
  ],
  ['follows', ({ steps }) => steps.splice(5, 1)],
  ['cleaning', ({ problem }) => Object.assign(problem.hygiene!.cleaning, { points: [0] })],
  ['cleaning', ({ problem }) => Object.assign(problem.hygiene!.cleaning, { duration: 121 })],
  ['cleaning', ({ steps }) => steps.splice(4, 2, steps[5]!, steps[4]!)],
  ['pair', ({ problem }) => problem.pairs!.push({ jobs: [0, 2], within: 1000 })],
  ['pair', ({ problem }) => problem.pairs!.push({ jobs: [0, 4], within: 1000 })],
  ['pair', ({ problem }) => problem.pairs!.push({ jobs: [0, 3], within: 60 })],
  ['limit-duration', ({ problem }) => Object.assign(problem.vehicles[0]!.limits, { duration: 2159 })],
  ['limit-driving', ({ problem }) => Object.assign(problem.vehicles[0]!.limits, { driving: 1079 })],
  ['limit-distance', ({ problem }) => Object.assign(problem.vehicles[0]!.limits, { distance: 17999 })],
  ['limit-stops', ({ problem }) => Object.assign(problem.vehicles[0]!.limits, { stops: 4 })],
  ['cost-wrong', ({ route }) => Object.assign(route.cost, { hours: 22 })],
  ['cost-wrong', ({ solution }) => Object.assign(solution.cost, { skipped: 0 })],
  [
    'cost-wrong',
    ({ problem }) => {
      problem.fair = { vehicles: [0, 7], of: 'stops', price: 1 };
    },
  ],
  ['cost-wrong', ({ jobs }) => Object.assign(jobs.swab.stop, { windows: [{ from: 0, to: 870 }] })],
  ['sum-wrong', ({ route }) => Object.assign(route, { waiting: 0 })],
  ['sum-wrong', ({ steps }) => Object.assign(steps[5]!, { distance: 0 })],
];

describe('a broken promise is named', () => {
  test.each(faults.map(([rule, change], n) => [rule, n, change] as const))('%s (%d)', (rule, _, change) => {
    const all = given();
    change(all);
    const found = check(all.problem, all.solution);
    expect(found.map((each) => each.rule)).toContain(rule);
    for (const { words } of found) expect(words).toMatch(/^\S.*\.$/);
  });
});

test('a violation says by how much', () => {
  const { problem, solution, jobs } = given();
  jobs.food.stop.windows = [{ from: 0, to: 90 }];
  expect(check(problem, solution)).toEqual([
    {
      rule: 'window',
      vehicle: 0,
      step: 1,
      job: 0,
      by: 30,
      words: 'It begins 30 s after the nearest window; 0 s are allowed.',
    },
  ]);
});
