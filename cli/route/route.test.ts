import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routeCommand } from '../route.ts';
import { readSolomon } from './benchmark.ts';
import { formatOf } from './format.ts';
import { readInput } from './vroom-schema.ts';
import { readVrplib } from './vrplib.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'route-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command on a problem; returns what it wrote. */
async function route(problem: unknown, ...more: string[]) {
  const path = join(folder, 'problem');
  await writeFile(path, typeof problem === 'string' ? problem : JSON.stringify(problem));
  const said = { out: '', err: '' };
  const code = await routeCommand([path, '--iterations', '300', ...more], {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, err: said.err, solution: said.out === '' ? undefined : JSON.parse(said.out) };
}

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
    const { code, solution } = await route(problem);
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
    await writeFile(join(folder, 'solution'), JSON.stringify(solution));
    expect((await route(problem, '--check', join(folder, 'solution'))).solution).toEqual({
      sound: true,
      violations: [],
    });
    own.steps[1].arrival += 1;
    await writeFile(join(folder, 'solution'), JSON.stringify(solution));
    expect((await route(problem, '--check', join(folder, 'solution'))).code).toBe(1);
  });
  test('calendar seconds come back as they went in', async () => {
    const day = 1_795_000_000;
    const { solution } = await route({
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
    const { solution } = await route({
      vehicles: [vehicle],
      jobs: [job(1, 3)],
      matrices: { car: { ...matrices.car, costs } },
    });
    expect(solution.summary).toMatchObject({ cost: 6, duration: 600, distance: 6000 });
  });
  test('an earlier plan is a start', async () => {
    const { code } = await route({
      vehicles: [{ ...vehicle, steps: [{ type: 'start' }, { type: 'job', id: 2 }, { type: 'job', id: 1 }] }],
      jobs: [job(1, 1), job(2, 2)],
      matrices,
    });
    expect(code).toBe(0);
  });
  test('coordinates without a map are straight lines, and that is said', async () => {
    const { solution, err } = await route({
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
    const [a, b] = [await route(problem, '--seed', 'x'), await route(problem, '--seed', 'x')];
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
      'a key that is not kept',
      { vehicles: [{ ...vehicle, steps: [{ type: 'job', id: 1, service_at: 5 }] }], jobs: [job(1, 1)], matrices },
      'Set the time_windows of the task.',
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
    const { code, err, solution } = await route(problem);
    expect([code, solution]).toEqual([1, undefined]);
    expect(err).toContain(words);
  });
  test('nothing at all, and an unknown format', async () => {
    await expect(route('')).rejects.toThrow('route-empty');
    await expect(route('once upon a time')).rejects.toThrow('route-format');
    await expect(route({}, '--format', 'excel')).rejects.toThrow('route-format: "excel"');
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
    const { code, solution } = await route({
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
    const { solution } = await route({
      vehicles: [vehicle],
      jobs: [job(1, 2, { setup: 30 }), job(2, 2, { setup: 30 })],
      matrices,
    });
    expect(solution.summary).toMatchObject({ unassigned: 0, setup: 30, service: 100, duration: 400 });
  });
});

describe('benchmark files', () => {
  const solomon = [
    'X101',
    '',
    'VEHICLE',
    'NUMBER     CAPACITY',
    '  2   20',
    '',
    'CUSTOMER',
    'CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME',
    '',
    '0 0 0 0 0 100 0',
    '1 3 4 10 0 50 10',
    '2 1 1 10 0 50 10',
  ].join('\r\n');
  test('Solomon, by the DIMACS rule', async () => {
    const { problem } = readSolomon(solomon, 'dimacs');
    expect(Array.from(problem.travel[0]!.duration)).toEqual([0, 50, 14, 50, 0, 36, 14, 36, 0]);
    expect(problem.vehicles).toHaveLength(2);
    const { solution } = await route(solomon);
    expect(solution).toMatchObject({ instance: 'X101', objective: 10, unserved: [], vehicles: 1 });
    await writeFile(join(folder, 'sol'), 'Route #1: 1 2\nCost 10\n');
    expect((await route(solomon, '--check', join(folder, 'sol'))).solution).toEqual({ sound: true, violations: [] });
    await writeFile(join(folder, 'sol'), 'Route #1: 1\nCost 10\n');
    expect((await route(solomon, '--check', join(folder, 'sol'))).solution.violations[0]).toMatchObject({
      rule: 'job-lost',
    });
  });
  test('Li and Lim', async () => {
    const { solution } = await route('2\t10\t1\n0 0 0 0 0 100 0 0 0\n1 3 4 5 0 90 1 0 2\n2 6 8 -5 0 90 1 1 0\n');
    expect(solution).toMatchObject({ objective: 20, vehicles: 1, routes: [{ stops: [1, 2] }] });
  });
  const vrp = (more: string): string =>
    `NAME : t\nTYPE : CVRP\nDIMENSION : 3\nCAPACITY : 10\n${more}DEMAND_SECTION\n1 0\n2 6\n3 6\nDEPOT_SECTION\n1\n-1\nEOF\n`;
  const coords = 'EDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 3 4\n3 0 2.6\n';
  test('CVRPLIB, rounded to the nearest', async () => {
    expect((await route(vrp(coords))).solution).toMatchObject({ objective: 16, vehicles: 2 });
  });
  test('a lower triangle of distances', () => {
    const { problem } = readVrplib(
      vrp('EDGE_WEIGHT_TYPE : EXPLICIT\nEDGE_WEIGHT_FORMAT : LOWER_ROW\nEDGE_WEIGHT_SECTION\n5\n7 9\n'),
    );
    expect(Array.from(problem.travel[0]!.duration)).toEqual([0, 5, 7, 5, 0, 9, 7, 9, 0]);
  });
  test('trips, releases, kinds of vehicles, optional customers and sites not for all', () => {
    const { problem, unit } = readVrplib(
      vrp(
        `VEHICLES: 2\nSERVICE_TIME: 2\n${coords}TIME_WINDOW_SECTION\n1 0 100\n2 0 50\n3 0 50\nRELEASE_TIME_SECTION\n1 0\n2 5\n3 0\nVEHICLES_RELOAD_DEPOT_SECTION\n1 1\n2 1\nCAPACITY_SECTION\n1 6\n2 9\nVEHICLES_FIXED_COST_SECTION\n1 30\n2 40\nVEHICLES_UNIT_DISTANCE_COST_SECTION\n1 3\n2 4\nPRIZE_SECTION\n1 0\n2 8\n3 9\nVEHICLES_ALLOWED_CLIENTS_SECTION\n1 2\n2 2 3\n`,
      ),
    );
    expect(unit).toBe(100);
    expect(problem.vehicles[1]).toMatchObject({
      capacity: [9],
      costs: { fixed: 400, perKm: 4000 },
      reload: { points: [0] },
      shift: { from: 0, to: 1000 },
    });
    expect(problem.jobs[0]).toMatchObject({
      release: 50,
      skip: 80,
      only: [0, 1],
      stop: { service: 20, windows: [{ from: 0, to: 500 }] },
    });
    expect(problem.jobs[1]!.only).toEqual([1]);
  });
  test('a section nobody knows is refused, not passed over', () => {
    expect(() => readVrplib(vrp(`${coords}TELEPORT_SECTION\n1 2\n`))).toThrow(
      'benchmark-unsupported: TELEPORT_SECTION',
    );
    expect(() => readVrplib(vrp(coords).replace('NAME :', 'MOOD : good\nNAME :'))).toThrow(
      'benchmark-unsupported: MOOD',
    );
  });
  test('formats are known by their content', () => {
    expect(formatOf(' {"a":1}', undefined)).toBe('vroom');
    expect(formatOf(solomon, undefined)).toBe('solomon');
    expect(formatOf(vrp(coords), undefined)).toBe('cvrplib');
  });
});

test('every fault is told at once', () => {
  expect(() => readInput({ vehicles: [{ id: -1, speed: 2 }], job: [] })).toThrow(
    /vehicles\.0\.id.*\n.*speed_factor.*\n.*Did you mean "jobs"/s,
  );
});
