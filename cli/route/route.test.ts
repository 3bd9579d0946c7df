import { describe, expect, test } from 'vitest';
import { routed } from '../../tests/route.ts';
import { readInput } from './vroom-schema.ts';

/** Points 0, 1, 2, 3 on a road, 100 s and 1 km from one to the next. */
const road = Array.from({ length: 4 }, (_, a) => Array.from({ length: 4 }, (_, b) => 100 * Math.abs(a - b)));
const matrices = { car: { durations: road, distances: road.map((row) => row.map((each) => 10 * each)) } };
const vehicle = { id: 1, start_index: 0, end_index: 0, capacity: [5], time_window: [1000, 3000] };
const job = (id: number, at: number, more: object = {}) => ({ id, location_index: at, service: 50, ...more });

describe('VROOM in, VROOM out', () => {
  test('a round with a job, a shipment, a break and a setup, in VROOM’s units', async () => {
    const problem = {
      vehicles: [
        {
          ...vehicle,
          id: 9,
          description: 'van',
          breaks: [{ id: 4, time_windows: [[1100, 1300]], service: 60 }],
          costs: { fixed: 7, per_hour: 3600, per_km: 2 },
        },
      ],
      jobs: [job(1, 1, { delivery: [2], pickup: [1], setup: 20, priority: 10, time_windows: [[1000, 1500]] })],
      shipments: [
        {
          amount: [2],
          pickup: { id: 5, location_index: 2 },
          delivery: { id: 6, location_index: 3, description: 'ward' },
        },
      ],
      matrices,
    };
    const { code, solution } = await routed(problem);
    expect(code).toBe(0);
    expect(solution.summary).toMatchObject({
      cost: 7 + 600 + 12,
      routes: 1,
      unassigned: 0,
      duration: 600,
      distance: 6000,
      setup: 20,
      delivery: [4],
      pickup: [3],
      priority: 10,
      violations: [],
    });
    const [own] = solution.routes;
    expect(own).toMatchObject({ vehicle: 9, description: 'van', duration: 600, distance: 6000 });
    expect(own.steps.map((step: { type: string; id?: number }) => [step.type, step.id ?? 0])).toContainEqual([
      'break',
      4,
    ]);
    expect(own.steps.at(-1)).toMatchObject({
      type: 'end',
      location_index: 0,
      duration: 600,
      distance: 6000,
      load: [1],
    });
    for (const step of own.steps) expect(step.arrival).toBeGreaterThanOrEqual(1000);
    expect((await routed(problem, [], solution)).solution).toEqual({
      sound: true,
      violations: [],
    });
    own.steps[1].arrival += 1;
    expect((await routed(problem, [], solution)).code).toBe(1);
  });
  test('calendar seconds come back as they went in', async () => {
    const day = 1_795_000_000;
    const { solution } = await routed({
      vehicles: [{ ...vehicle, time_window: [day, day + 3600] }],
      jobs: [job(1, 2, { time_windows: [[day + 600, day + 700]] })],
      matrices,
    });
    expect(solution.routes[0].steps[1]).toMatchObject({ type: 'job', arrival: expect.any(Number), location_index: 2 });
    const { arrival, waiting_time } = solution.routes[0].steps[1];
    expect(arrival + waiting_time).toBeGreaterThanOrEqual(day + 600);
    expect(arrival + waiting_time).toBeLessThanOrEqual(day + 700);
  });
  test('a costs matrix is the cost; distances stay distances', async () => {
    const costs = road.map((row) => row.map((each) => each / 100));
    const { solution } = await routed({
      vehicles: [vehicle],
      jobs: [job(1, 3)],
      matrices: { car: { ...matrices.car, costs } },
    });
    expect(solution.summary).toMatchObject({ cost: 6, duration: 600, distance: 6000 });
  });
  test('an earlier plan is a start', async () => {
    const { code } = await routed({
      vehicles: [{ ...vehicle, steps: [{ type: 'start' }, { type: 'job', id: 2 }, { type: 'job', id: 1 }] }],
      jobs: [job(1, 1), job(2, 2)],
      matrices,
    });
    expect(code).toBe(0);
  });
  test('steps bound to times, hours at work, and times by the one type of vehicle', async () => {
    const { solution } = await routed({
      vehicles: [
        {
          ...vehicle,
          type: 'van',
          costs: { per_hour: 0, per_task_hour: 7200 },
          steps: [{ type: 'start' }, { type: 'job', id: 1, service_at: 1400 }, { type: 'end', service_before: 2000 }],
        },
      ],
      jobs: [job(1, 1, { setup_per_type: { van: 30 }, service_per_type: { bike: 5 } }), job(2, 3)],
      matrices,
    });
    const own = solution.routes[0].steps.find(({ id }: { id?: number }) => id === 1);
    expect(own.arrival + own.waiting_time + own.setup).toBe(1400);
    // Two services of 50 s and a setup of 30 s at 7,200 an hour.
    expect(solution.summary).toMatchObject({ cost: 260, setup: 30, service: 100, unassigned: 0 });
    expect(solution.routes[0].steps.at(-1).arrival).toBeLessThanOrEqual(2000);
  });
  test('coordinates without a map are straight lines, and that is said', async () => {
    const { solution, err } = await routed({
      vehicles: [{ id: 1, start: [114.3, 30.5] }],
      jobs: [{ id: 1, location: [114.31, 30.5] }],
    });
    expect(err).toContain('straight lines');
    expect(solution.summary.distance).toBe(Math.round(1.417 * 958.06));
    expect(solution.summary.duration).toBe(Math.round((1.417 * 958.06 * 3.6) / 30));
  });
  test('the same seed and iterations give the same plan', async () => {
    const problem = {
      vehicles: [vehicle, { ...vehicle, id: 2 }],
      jobs: [1, 2, 3, 1, 2, 3].map((at, n) => job(n, at, { delivery: [2] })),
      matrices,
    };
    const [a, b] = [await routed(problem, ['--seed', 'x']), await routed(problem, ['--seed', 'x'])];
    expect(a.solution.routes).toEqual(b.solution.routes);
  });
});

describe('bad input is refused with what to do', () => {
  test.each([
    ['no vehicles', { vehicles: [], jobs: [job(1, 1)], matrices }, 'vroom-no-vehicles'],
    [
      'a matrix that is not square',
      { vehicles: [vehicle], jobs: [job(1, 1)], matrices: { car: { durations: [[0, 1], [1]] } } },
      'vroom-matrix-not-square: car.durations has 2 rows, and row 1 has 1',
    ],
    [
      'a negative time',
      { vehicles: [vehicle], jobs: [job(1, 1, { service: -5 })], matrices },
      'jobs.0.service: a time is not negative',
    ],
    [
      'a negative entry',
      {
        vehicles: [vehicle],
        jobs: [job(1, 1)],
        matrices: {
          car: {
            durations: [
              [0, -1],
              [1, 0],
            ],
          },
        },
      },
      'matrices.car.durations.0.1',
    ],
    [
      'a window that ends before it begins',
      { vehicles: [vehicle], jobs: [job(1, 1, { time_windows: [[9, 8]] })], matrices },
      'a window ends before it begins',
    ],
    [
      'a key nobody knows',
      { vehicles: [vehicle], jobs: [job(1, 1, { time_window: [[1, 2]] })], matrices },
      'jobs.0: unknown key "time_window". Did you mean "time_windows"?',
    ],
    [
      'a key of the server',
      { vehicles: [vehicle], jobs: [job(1, 1)], matrices, options: { g: true } },
      'Give --budget instead.',
    ],
    [
      'a step bound to a time its task does not have',
      {
        vehicles: [{ ...vehicle, steps: [{ type: 'job', id: 1, service_at: 5 }] }],
        jobs: [job(1, 1, { time_windows: [[1200, 1300]] })],
        matrices,
      },
      'vroom-step-time',
    ],
    [
      'a time for each type of vehicle',
      {
        vehicles: [
          { ...vehicle, type: 'bike' },
          { ...vehicle, id: 2, type: 'van' },
        ],
        jobs: [job(1, 1, { service_per_type: { van: 90 } })],
        matrices,
      },
      'vroom-types-differ: the service of job 1 takes 50 or 90 s',
    ],
    ['two tasks of one id', { vehicles: [vehicle], jobs: [job(1, 1), job(1, 2)], matrices }, 'vroom-id-twice'],
    ['an index beyond the matrix', { vehicles: [vehicle], jobs: [job(1, 7)], matrices }, 'vroom-index-beyond'],
    [
      'amounts of two lengths',
      { vehicles: [vehicle], jobs: [job(1, 1, { delivery: [1, 2] })], matrices },
      'vroom-amount-length',
    ],
    ['no JSON', '{"vehicles": [', 'route-json'],
  ])('%s', async (_, problem, words) => {
    const { code, err, solution } = await routed(problem);
    expect([code, solution]).toEqual([1, undefined]);
    expect(err).toContain(words);
  });
  test('nothing at all, and an unknown format', async () => {
    await expect(routed('')).rejects.toThrow('route-empty');
    await expect(routed('once upon a time')).rejects.toThrow('route-format');
    await expect(routed({}, ['--format', 'excel'])).rejects.toThrow('route-format: "excel"');
  });
});

describe('what cannot be served is planned around, with its reason', () => {
  const far = road.map((row, a) => row.map((each, b) => (a !== b && (a === 3 || b === 3) ? 4294967295 : each)));
  test.each([
    [
      'a window that has closed',
      job(8, 1, { time_windows: [[0, 900]] }),
      matrices,
      { rule: 'window', by: 200, leg: 'visit', task: { type: 'job', id: 8 } },
    ],
    ['a stop nobody is skilled for', job(8, 1, { skills: [3] }), matrices, { rule: 'skill', missing: ['3'] }],
    ['a demand larger than any vehicle', job(8, 1, { delivery: [7] }), matrices, { rule: 'load', dimension: 0, by: 3 }],
    [
      'an appointment on the other side of a closed bridge',
      job(8, 3),
      { car: { durations: far } },
      { rule: 'no-way', from: 0, to: 3 },
    ],
  ])('%s', async (_, asked, given, blocker) => {
    const { code, solution } = await routed({
      vehicles: [vehicle],
      jobs: [job(1, 1, { delivery: [1] }), asked],
      matrices: given,
    });
    expect(code).toBe(0);
    expect(solution.unassigned).toHaveLength(1);
    expect(solution.unassigned[0]).toMatchObject({ id: 8, type: 'job', reasons: [{ vehicle: 1 }] });
    expect(solution.unassigned[0].reasons[0].blockers[0]).toMatchObject(blocker);
    expect(solution.routes).toHaveLength(1);
  });
  test('two stops at one point are two stops, with one setup', async () => {
    const { solution } = await routed({
      vehicles: [vehicle],
      jobs: [job(1, 2, { setup: 30 }), job(2, 2, { setup: 30 })],
      matrices,
    });
    expect(solution.summary).toMatchObject({ unassigned: 0, setup: 30, service: 100, duration: 400 });
  });
});

test('every fault is told at once', () => {
  expect(() => readInput({ vehicles: [{ id: -1, speed: 2 }], job: [] })).toThrow(
    /vehicles\.0\.id.*\n.*speed_factor.*\n.*Did you mean "jobs"/s,
  );
});
