import fc from 'fast-check';
import { expect, test } from 'vitest';
import { routed } from '../../tests/route.ts';

const POINTS = 6;
const some = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const at = fc.nat(POINTS - 1);
const amount = fc.tuple(fc.nat(4), fc.nat(3));
const skills = fc.subarray([1, 2]);
const windows = fc
  .array(fc.tuple(fc.nat(4000), fc.nat(900)), { minLength: 1, maxLength: 3 })
  .map((all) => all.sort(([a], [b]) => a - b))
  .map((all) => {
    let free = 0;
    return all.map(([from, length]): [number, number] => {
      const begin = Math.max(free, from);
      free = begin + length + 1;
      return [begin, begin + length];
    });
  });
const stop = {
  location_index: at,
  setup: some(fc.nat(60)),
  service: some(fc.nat(300)),
  time_windows: some(windows),
  description: some(fc.constant('door')),
};
const terms = { skills: some(skills), priority: some(fc.nat(100)) };
const rest = fc.record(
  { service: fc.nat(300), time_windows: windows, max_load: amount, description: fc.constant('tea') },
  { requiredKeys: [] },
);
const vehicle = fc
  .record({
    both: fc.constantFrom({ start_index: 0, end_index: 1 }, { start_index: 2 }, { end_index: 0 }),
    more: fc.record(
      {
        profile: fc.constantFrom('car', 'foot'),
        capacity: fc.tuple(fc.nat(9), fc.nat(9)),
        costs: fc.record({ fixed: fc.nat(99), per_hour: fc.nat(9999), per_km: fc.nat(9), per_task_hour: fc.nat(99) }),
        skills,
        time_window: fc.tuple(fc.nat(2000), fc.nat(6000)).map(([from, length]) => [from, from + length]),
        breaks: fc.array(rest, { maxLength: 2 }),
        speed_factor: fc.constantFrom(0.5, 1, 1.3, 5),
        max_tasks: fc.nat(6),
        max_travel_time: fc.nat(4000),
        max_distance: fc.nat(9000),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ both, more: { breaks, ...more } }) => ({
    ...both,
    ...more,
    ...(breaks ? { breaks: breaks.map((one, n) => ({ ...one, id: n })) } : {}),
  }));
const square = fc.array(fc.array(fc.nat(900), { minLength: POINTS, maxLength: POINTS }), {
  minLength: POINTS,
  maxLength: POINTS,
});
const problems = fc
  .record({
    vehicles: fc.array(vehicle, { minLength: 1, maxLength: 3 }),
    jobs: fc.array(fc.record({ ...stop, ...terms, delivery: some(amount), pickup: some(amount) }), { maxLength: 6 }),
    shipments: fc.array(
      fc.record({ ...terms, amount: some(amount), pickup: fc.record(stop), delivery: fc.record(stop) }),
      { maxLength: 3 },
    ),
    durations: square,
    distances: square,
  })
  .map(({ vehicles, jobs, shipments, durations, distances }) => ({
    vehicles: vehicles.map((one, n) => ({ id: n, ...one })),
    jobs: jobs.map((one, n) => ({ id: n, ...one })),
    shipments: shipments.map(({ pickup, delivery, ...one }, n) => ({
      ...one,
      pickup: { id: n, ...pickup },
      delivery: { id: n, ...delivery },
    })),
    matrices: { car: { durations, distances }, foot: { durations, distances } },
  }));

test('every legal problem of VROOM is planned, each task left out has a reason, and the plan passes the check of its own file', async () => {
  await fc.assert(
    fc.asyncProperty(problems, async (problem) => {
      const { code, err, solution } = await routed(problem, ['--iterations', '60']);
      expect([code, err]).toEqual([0, '']);
      for (const { reasons } of solution.unassigned) {
        expect(reasons).toHaveLength(problem.vehicles.length);
        for (const { blockers } of reasons) expect(blockers.length).toBeGreaterThan(0);
      }
      expect((await routed(problem, [], solution)).solution).toEqual({ sound: true, violations: [] });
    }),
    { numRuns: 10 },
  );
});
