import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from '../check/check.ts';
import { nothing } from '../cost.ts';
import type { Job, Problem } from '../problem.ts';
import { unreachable } from '../problem.ts';
import { solve } from '../search/solve.ts';
import type { CostSplit, Route } from '../solution.ts';
import { lift } from './blocker.ts';
import { difference } from './difference.ts';
import { insert, reasonsOf } from './insert.ts';
import { repair } from './repair.ts';
import { roundOf } from './standing.ts';

const POINTS = 12;
const small = (max: number) => fc.integer({ min: 0, max });
const chance = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 1 });
const windows = fc.tuple(small(6000), small(3000)).map(([from, length]) => [{ from, to: from + length }]);
const stops = fc.record({
  point: small(POINTS - 1),
  windows: fc.oneof(fc.constant([]), windows),
  service: small(300),
  setup: small(60),
});
const terms = { skills: fc.subarray(['lift', '粤语']), rank: small(3), hygiene: chance(small(1)) };
const visits = fc.record({
  ...terms,
  kind: fc.constant('visit' as const),
  stop: stops,
  bring: fc.tuple(small(4)),
  collect: fc.tuple(small(2)),
});
const transfers = fc.record({
  ...terms,
  kind: fc.constant('transfer' as const),
  pickup: stops,
  delivery: stops,
  load: fc.tuple(small(2)),
  aboard: chance(small(2000)),
});
const vehicles = fc.record({
  capacity: fc.tuple(small(12)),
  from: small(1000),
  length: fc.integer({ min: 2000, max: 12000 }),
  skills: fc.subarray(['lift', '粤语']),
  rest: fc.boolean(),
  limits: fc.record(
    { duration: chance(small(9000)), driving: chance(small(4000)), stops: chance(small(6)) },
    { requiredKeys: [] },
  ),
});
const problems = fc
  .record({
    place: fc.array(fc.tuple(small(1000), small(1000)), { minLength: POINTS, maxLength: POINTS }),
    cut: small(POINTS),
    vehicles: fc.array(vehicles, { minLength: 1, maxLength: 3 }),
    jobs: fc.array(fc.oneof(visits, transfers), { minLength: 3, maxLength: 9 }),
  })
  .map(({ place, cut, vehicles, jobs }): Problem => {
    // Points from `cut` on lie behind a closed bridge.
    const cell = (n: number): number => {
      const [a, b] = [Math.floor(n / POINTS), n % POINTS];
      if (a !== b && a >= cut !== b >= cut) return unreachable;
      return Math.round(Math.hypot(place[a]![0] - place[b]![0], place[a]![1] - place[b]![1]));
    };
    const duration = Int32Array.from({ length: POINTS * POINTS }, (_, n) => cell(n));
    return {
      points: POINTS,
      travel: [{ duration, distance: duration }],
      dimensions: 1,
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
        cleaning: { duration: 200, points: null },
      },
      vehicles: vehicles.map(({ from, length, limits, rest, ...one }, n) => ({
        ...one,
        id: `v${n}`,
        travel: 0,
        speed: 1,
        start: 0,
        end: 0,
        shift: { from, to: from + length },
        costs: { fixed: 100, perHour: 10, perHourDriving: 20, perKm: 3 },
        limits: Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined)),
        breaks: rest
          ? [{ kind: 'window' as const, id: 'lunch', windows: [{ from: from + 300, to: from + 3000 }], duration: 200 }]
          : [],
      })),
      jobs: jobs.map(
        (job, n) =>
          ({
            ...Object.fromEntries(Object.entries(job).filter(([, value]) => value !== undefined)),
            id: `j${n}`,
          }) as Job,
      ),
    };
  });

/** A plan for all jobs but the last. */
function planned(problem: Problem): Route[] {
  const known = { ...problem, jobs: problem.jobs.slice(0, -1) };
  const solution = solve(known, { seed: 'live', iterations: 60 });
  expect(check(known, solution)).toEqual([]);
  return solution.routes;
}

/** Routes and what they leave out, summed as a solution is. */
function solutionOf(problem: Problem, routes: Route[]) {
  const served = new Set(routes.flatMap(({ steps }) => steps.flatMap((step) => ('job' in step ? [step.job] : []))));
  const cost = nothing();
  for (const route of routes)
    for (const part of Object.keys(cost) as (keyof CostSplit)[]) cost[part] += route.cost[part];
  return { routes, unserved: problem.jobs.flatMap((_, job) => (served.has(job) ? [] : [job])), cost, iterations: 0 };
}

describe('one more job', () => {
  test('has a place that keeps every rule and moves no other stop, or each named reason taken away makes one', () => {
    const seen = { inserted: 0, blocked: 0 };
    fc.assert(
      fc.property(problems, (problem) => {
        const routes = planned(problem);
        const job = problem.jobs.length - 1;
        const answer = insert(problem, routes, job);
        seen[answer.kind]++;
        if (answer.kind === 'inserted') {
          const { vehicle } = answer.round;
          const after = [...routes.filter((route) => route.vehicle !== vehicle), answer.route];
          expect(check(problem, solutionOf(problem, after))).toEqual([]);
          const old = routes.find((route) => route.vehicle === vehicle);
          const calls = answer.round.calls.filter((call) => call.leg === 'reload' || call.job !== job);
          expect(calls).toEqual(old ? roundOf(old).calls : []);
          return;
        }
        expect(answer.reasons.map(({ vehicle }) => vehicle).sort()).toEqual(problem.vehicles.map((_, n) => n));
        for (const { vehicle, blockers } of answer.reasons) {
          expect(blockers).not.toEqual([]);
          const only = (one: Problem): Problem => ({
            ...one,
            jobs: one.jobs.map((each, n) => (n === job ? { ...each, only: [vehicle] } : each)),
          });
          expect(insert(only(blockers.reduce(lift, problem)), routes, job).kind).toBe('inserted');
          if (blockers.length === 1) expect(insert(only(problem), routes, job).kind).toBe('blocked');
        }
      }),
      { numRuns: 250 },
    );
    expect(Math.min(seen.inserted, seen.blocked)).toBeGreaterThan(20);
  });

  test('leaves what is begun or driven to as it is', () => {
    fc.assert(
      fc.property(problems, small(9000), (problem, now) => {
        const routes = planned(problem);
        const job = problem.jobs.length - 1;
        const answer = insert(problem, routes, job, now);
        if (answer.kind === 'blocked') return;
        const old = routes.find((route) => route.vehicle === answer.round.vehicle);
        for (const step of old?.steps ?? []) {
          if (!('job' in step) || step.begins > now) continue;
          expect(
            answer.route.steps.find((each) => 'job' in each && each.job === step.job && each.kind === step.kind)!
              .begins,
          ).toBe(step.begins);
        }
        for (const step of answer.route.steps)
          if ('job' in step && step.job === job) expect(step.begins).toBeGreaterThanOrEqual(now);
      }),
      { numRuns: 150 },
    );
  });
});

test('what a solver leaves out has a reason on every vehicle', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const solution = solve(problem, { seed: 'reasons', iterations: 60 });
      for (const job of solution.unserved)
        expect(reasonsOf(problem, solution.routes, job).map(({ words }) => words)).toEqual(
          problem.vehicles.map(() => expect.stringMatching(/\.$/)),
        );
    }),
    { numRuns: 100 },
  );
});

test('a repair changes no more jobs than it may, keeps the rules, and what is begun', () => {
  fc.assert(
    fc.property(problems, small(3), chance(small(9000)), (problem, changes, now) => {
      const routes = planned(problem);
      const repaired = repair(problem, routes, changes, { seed: 'repair', iterations: 60 }, now);
      expect(check(problem, repaired.solution)).toEqual([]);
      const begun = routes.flatMap(({ steps }) =>
        steps.flatMap((step) =>
          'job' in step && step.begins <= (now ?? -1) ? [`${step.kind} ${step.job} ${step.begins}`] : [],
        ),
      );
      const kept = repaired.solution.routes.flatMap(({ steps }) =>
        steps.flatMap((step) => ('job' in step ? [`${step.kind} ${step.job} ${step.begins}`] : [])),
      );
      expect(kept).toEqual(expect.arrayContaining(begun));
      const moved = repaired.changes.filter(({ kind }) => kind === 'moved' || kind === 'left-out');
      expect(moved.length).toBeLessThanOrEqual(changes);
      expect(difference(routes, repaired.solution.routes)).toEqual(repaired.changes);
    }),
    { numRuns: 100 },
  );
});
