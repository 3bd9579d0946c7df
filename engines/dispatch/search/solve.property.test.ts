import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../check/check.ts';
import type { Break, Call, Job, Problem, Reload, Stop, Vehicle, Window } from '../problem.ts';
import type { Step } from '../solution.ts';
import { solve } from './solve.ts';

const hour = 3600;
const day = { from: 8 * hour, to: 16 * hour };

const window = fc
  .tuple(fc.integer({ min: 8, max: 14 }), fc.integer({ min: 1, max: 4 }))
  .map(([from, hours]) => ({ from: from * hour, to: (from + hours) * hour }));
const windows: fc.Arbitrary<Window[]> = fc.oneof(
  fc.constant<Window[]>([]),
  window.map((one) => [one]),
  window.map((one) => [one, { from: one.to + hour, to: one.to + 2 * hour }]),
);
const soft = { early: 600, earlyPerHour: 4, late: 1800, latePerHour: 9 };
const stop = (points: number): fc.Arbitrary<Stop> =>
  fc
    .record({
      point: fc.nat(points - 1),
      windows,
      service: fc.nat(600),
      setup: fc.constantFrom(0, 60),
      soft: fc.boolean(),
    })
    .map(({ soft: may, ...own }) => (may && own.windows.length > 0 ? { ...own, soft } : own));

const terms = fc.record({
  skills: fc.subarray(['nurse', 'lift']),
  rank: fc.constantFrom(0, 10),
  hygiene: fc.option(fc.nat(2), { nil: undefined }),
});
const job = (points: number): fc.Arbitrary<Omit<Job, 'id'>> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .record({
          own: terms,
          stop: stop(points),
          bring: fc.nat(3),
          collect: fc.nat(2),
          skip: fc.option(fc.nat(9), { nil: undefined }),
          release: fc.option(fc.integer({ min: day.from, max: day.to }), { nil: undefined }),
          urgent: fc.boolean(),
        })
        .map(({ own, urgent, bring, collect, ...more }) => ({
          kind: 'visit' as const,
          ...own,
          ...more,
          bring: [bring],
          collect: [collect],
          ...(urgent ? { urgency: { perHour: 3, since: day.from } } : {}),
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({
          own: terms,
          pickup: stop(points),
          delivery: stop(points),
          load: fc.nat(2),
          aboard: fc.option(fc.integer({ min: 600, max: 5000 }), { nil: undefined }),
        })
        .map(({ own, load, ...more }) => ({ kind: 'transfer' as const, ...own, ...more, load: [load] })),
    },
  );

const rest: fc.Arbitrary<Break> = fc.oneof(
  window.map((one) => ({ kind: 'window' as const, id: 'lunch', windows: [one], duration: 1200 })),
  fc
    .integer({ min: 1, max: 4 })
    .map((hours) => ({ kind: 'after' as const, id: 'rest', work: hours * hour, duration: 900 })),
);
const vehicle: fc.Arbitrary<Omit<Vehicle, 'id'>> = fc
  .record({
    travel: fc.constant<number>(0),
    speed: fc.constantFrom<number>(1, 0.5),
    capacity: fc.integer({ min: 2, max: 9 }).map((most) => [most]),
    ends: fc.constantFrom<[number | null, number | null]>([0, 0], [0, null], [null, 1], [1, 0]),
    shift: fc.constantFrom<Window>(day, { from: day.from, to: 12 * hour }),
    skills: fc.subarray(['nurse', 'lift']),
    costs: fc.record({ fixed: fc.nat(9), perHour: fc.nat(20), perHourDriving: fc.nat(3), perKm: fc.nat(2) }),
    limits: fc.constantFrom<Vehicle['limits']>(
      {},
      { duration: 5 * hour },
      { distance: 30000, stops: 6 },
      { driving: 2 * hour },
    ),
    breaks: fc.array(rest, { maxLength: 1 }),
    reload: fc.option(fc.constant<Reload>({ points: [0, 1], duration: 300, trips: 3 }), { nil: undefined }),
  })
  .map(({ ends: [start, end], reload, ...own }) => ({
    ...own,
    start,
    end,
    ...(reload ? { reload } : {}),
  }));

/** Problems with every rule at once, of a size that is searched in a few milliseconds. */
const problems: fc.Arbitrary<Problem> = fc
  .record({
    places: fc.array(fc.tuple(fc.nat(6000), fc.nat(6000)), { minLength: 8, maxLength: 8 }),
    jobs: fc.array(job(8), { minLength: 1, maxLength: 14 }),
    vehicles: fc.array(vehicle, { minLength: 1, maxLength: 4 }),
    hygiene: fc.boolean(),
    cleaning: fc.constantFrom<number[] | null>(null, [1]),
    fair: fc.boolean(),
  })
  .map(({ places, jobs, vehicles, hygiene, cleaning, fair }) => {
    const distance = Int32Array.from(
      places.flatMap(([x, y]) => places.map(([a, b]) => Math.round(Math.hypot(x - a, y - b)))),
    );
    const named = jobs.map((one, j) => ({ ...one, id: `j${j}`, ...(hygiene ? {} : { hygiene: undefined }) }) as Job);
    const visits = named.flatMap((one, j) => (one.kind === 'visit' ? [j] : []));
    return {
      points: places.length,
      travel: [{ distance, duration: distance.map((metres) => Math.round(metres / 3)) }],
      dimensions: 1,
      jobs: named,
      vehicles: vehicles.map((one, v) => ({ ...one, id: `v${v}` })),
      ...(hygiene
        ? {
            hygiene: {
              classes: ['clean', 'exposed', 'positive'],
              together: [
                [true, false, false],
                [false, true, false],
                [false, false, true],
              ],
              follows: [
                [true, true, true],
                [false, true, true],
                [false, false, true],
              ],
              cleaning: { duration: 600, points: cleaning },
            },
          }
        : {}),
      ...(visits.length > 3 ? { pairs: [{ jobs: [visits[0]!, visits[2]!] as [number, number], within: 300 }] } : {}),
      ...(fair ? { fair: { vehicles: vehicles.map((_, v) => v), of: 'stops' as const, price: 1 } } : {}),
    };
  });

test('every plan keeps every rule, by a checker that shares no line with the search', () => {
  fc.assert(
    fc.property(problems, fc.nat(99), (problem, seed) => {
      expect(check(problem, solve(problem, { seed: `${seed}`, iterations: 60 }))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('the same seed and iterations give the same plan', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const options = { seed: 'same', iterations: 40 };
      expect(solve(problem, options)).toEqual(solve(problem, options));
    }),
    { numRuns: 25 },
  );
});

const callOf = (step: Step): Call[] => {
  if (step.kind === 'reload') return [{ leg: 'reload', point: step.point }];
  return 'job' in step ? [{ leg: step.kind, job: step.job }] : [];
};

test('a plan to start from is kept or bettered, never worsened, and frozen calls stand', () => {
  fc.assert(
    fc.property(problems, (given) => {
      const problem = { ...given, pairs: undefined };
      const before = solve(problem, { seed: 'a', iterations: 30 });
      const start = before.routes.map(({ vehicle, steps }) => ({
        vehicle,
        calls: steps.flatMap(callOf),
      }));
      const frozen = problem.vehicles.map((_, v) => {
        const calls = start.find(({ vehicle }) => vehicle === v)?.calls ?? [];
        return Math.min(2, calls.findIndex(({ leg }) => leg === 'reload') < 0 ? calls.length : 0);
      });
      const after = solve(problem, { seed: 'b', iterations: 30, start, frozen });
      expect(check(problem, after)).toEqual([]);
      for (const { vehicle, calls } of start) {
        const now =
          after.routes
            .find((route) => route.vehicle === vehicle)
            ?.steps.flatMap((step) => ('job' in step ? [step.job] : [])) ?? [];
        expect(now.slice(0, frozen[vehicle])).toEqual(
          calls.slice(0, frozen[vehicle]).map((one) => ('job' in one ? one.job : -1)),
        );
      }
      // Ranks are 0 and 10: left out of the higher, of the lower, then cost.
      const worth = (plan: typeof before) => [
        ...[10, 0].map(
          (rank) =>
            plan.unserved.filter((job) => problem.jobs[job]!.skip === undefined && problem.jobs[job]!.rank === rank)
              .length,
        ),
        Math.round(plan.cost.total * 20) / 20,
      ];
      const [was, is] = [worth(before), worth(after)];
      const first = was.findIndex((value, n) => value !== is[n]);
      if (first >= 0) expect(is[first]).toBeLessThan(was[first]!);
    }),
    { numRuns: 40 },
  );
});
