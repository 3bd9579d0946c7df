import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { check } from '../../engines/dispatch/check/check.ts';
import type { Violation } from '../../engines/dispatch/check/violation.ts';
import { nothing } from '../../engines/dispatch/cost.ts';
import {
  type Call,
  type CostSplit,
  type Problem,
  type Route,
  router,
  type Solution,
  type Step,
} from '../../engines/dispatch/index.ts';
import type { Io } from '../io.ts';
import type { Benchmark } from './benchmark.ts';
import type { VroomProblem } from './vroom-read.ts';

const vroomSolution = z.looseObject({
  unassigned: z.array(z.looseObject({ id: z.int(), type: z.string().optional() })).default([]),
  routes: z.array(
    z.looseObject({
      vehicle: z.int(),
      steps: z.array(
        z.looseObject({
          type: z.enum(['start', 'job', 'pickup', 'delivery', 'break', 'end']),
          id: z.int().optional(),
          arrival: z.number(),
          waiting_time: z.number().default(0),
          setup: z.number().default(0),
          service: z.number().default(0),
          load: z.array(z.number()).optional(),
        }),
      ),
    }),
  ),
});
const ownSolution = z.looseObject({ routes: z.array(z.looseObject({ vehicle: z.int(), stops: z.array(z.int()) })) });

/** Checks a solution file against its problem; writes the violations as JSON. Exit code 0: none. */
export async function checkFile(path: string, given: VroomProblem | Benchmark, io: Io): Promise<number> {
  const content = await readFile(path, 'utf8');
  const violations = 'input' in given ? checkVroom(given, content) : checkBenchmark(given, content);
  io.out(JSON.stringify({ sound: violations.length === 0, violations }, null, 2));
  return violations.length === 0 ? 0 : 1;
}

/** Times as the file states them; costs and sums are not compared, as they are told in other words there. */
function checkVroom({ problem, input, origin, of }: VroomProblem, content: string): Violation[] {
  const file = vroomSolution.parse(JSON.parse(content));
  const vehicles = new Map(input.vehicles.map(({ id }, n) => [id, n]));
  const jobs = new Map<string, number>();
  of.forEach((task, job) => {
    if (task.kind === 'job') jobs.set(`job ${input.jobs![task.at]!.id}`, job);
    else
      for (const leg of ['pickup', 'delivery'] as const) jobs.set(`${leg} ${input.shipments![task.at]![leg].id}`, job);
  });
  const routes = file.routes.map((route): Route => {
    const vehicle = vehicles.get(route.vehicle) ?? -1;
    const own = problem.vehicles[vehicle];
    const points = route.steps.map((step): number | undefined => {
      const job = problem.jobs[jobs.get(`${step.type} ${step.id}`) ?? -1];
      if (job) return (job.kind === 'visit' ? job.stop : step.type === 'pickup' ? job.pickup : job.delivery).point;
      return step.type === 'start'
        ? (own?.start ?? undefined)
        : step.type === 'end'
          ? (own?.end ?? undefined)
          : undefined;
    });
    const loads = loadsOf(
      problem,
      route.steps.map((step) => ({ type: step.type, job: jobs.get(`${step.type} ${step.id}`) })),
    );
    const steps = route.steps.map((step, n): Step => {
      points[n] ??= restedAt(route.steps, points, n);
      const times = {
        point: points[n],
        arrival: step.arrival - origin,
        waiting: step.waiting_time,
        setup: step.setup,
        begins: step.arrival - origin + step.waiting_time + step.setup,
        service: step.service,
        load: step.load ?? loads[n]!,
        distance: 0,
      };
      if (step.type === 'start' || step.type === 'end') return { kind: step.type, ...times };
      if (step.type === 'break')
        return {
          kind: 'break',
          break: input.vehicles[vehicle]?.breaks?.findIndex(({ id }) => id === step.id) ?? -1,
          ...times,
        };
      return {
        kind: step.type === 'job' ? 'visit' : step.type,
        job: jobs.get(`${step.type} ${step.id}`) ?? -1,
        ...times,
      };
    });
    return { vehicle, steps, cost: nothing(), distance: 0, driving: 0, service: 0, waiting: 0, duration: 0 };
  });
  const unserved = [...new Set(file.unassigned.map(({ id, type = 'job' }) => jobs.get(`${type} ${id}`) ?? -1))].sort(
    (a, b) => a - b,
  );
  const told = new Set(['cost-wrong', 'sum-wrong']);
  return check(problem, { routes, unserved, cost: nothing(), iterations: 0 }).filter(({ rule }) => !told.has(rule));
}

/** A break has no place of its own: it is where the vehicle stood, or, when driving came first, where it went. */
function restedAt(
  steps: { arrival: number; waiting_time: number; setup: number; service: number }[],
  points: (number | undefined)[],
  n: number,
): number {
  const before = steps[n - 1];
  const leaves = before ? before.arrival + before.waiting_time + before.setup + before.service : Number.NaN;
  const stood = points.slice(0, n).findLast((point) => point !== undefined);
  const next = points.slice(n).find((point) => point !== undefined);
  return (steps[n]!.arrival === leaves ? (stood ?? next) : (next ?? stood)) ?? 0;
}

function loadsOf(problem: Problem, steps: { type: string; job: number | undefined }[]): number[][] {
  const aboard = Array.from({ length: problem.dimensions }, () => 0);
  const add = (amount: number[], sign: number): void =>
    amount.forEach((each, d) => {
      aboard[d]! += sign * each;
    });
  const jobOf = (job: number | undefined) => (job === undefined ? undefined : problem.jobs[job]);
  for (const { job } of steps) {
    const one = jobOf(job);
    if (one?.kind === 'visit') add(one.bring, 1);
  }
  return steps.map(({ type, job }) => {
    const one = jobOf(job);
    if (one?.kind === 'visit') {
      add(one.bring, -1);
      add(one.collect, 1);
    } else if (one) add(one.load, type === 'pickup' ? 1 : -1);
    return [...aboard];
  });
}

/** Rounds as stops by the file's numbers: this command's JSON, or CVRPLIB's `Route #1: 4 7 2`, which counts from the depot as 0. */
function checkBenchmark({ problem, stops }: Benchmark, content: string): Violation[] {
  const json = content.trimStart().startsWith('{');
  const lowest = Math.min(...stops.flat());
  const rounds = json
    ? ownSolution.parse(JSON.parse(content)).routes.map(({ vehicle, stops }) => ({ vehicle: vehicle - 1, stops }))
    : [...content.matchAll(/^\s*Route\s*#?\s*\d+\s*:\s*([\d\s]+)$/gim)].map((match, n) => ({
        vehicle: n,
        stops: match[1]!
          .trim()
          .split(/\s+/)
          .map((each) => Number(each) + lowest - 1),
      }));
  const jobs = new Map<number, { job: number; leg: 'visit' | 'pickup' | 'delivery' }>();
  stops.forEach((ids, job) => {
    ids.forEach((id, n) => {
      jobs.set(id, { job, leg: ids.length === 1 ? 'visit' : n === 0 ? 'pickup' : 'delivery' });
    });
  });
  const time = router(problem);
  const broken: Violation[] = [];
  const routes = rounds.flatMap((round): Route[] => {
    const vehicle = problem.vehicles[round.vehicle];
    if (!vehicle) {
      broken.push({
        rule: 'vehicle-unknown',
        vehicle: round.vehicle,
        words: `There is no vehicle ${round.vehicle + 1}.`,
      });
      return [];
    }
    const calls = round.stops.flatMap((id): Call[] => {
      const call = jobs.get(id);
      if (call) return [call];
      if (vehicle.reload && (id === 0 || vehicle.reload.points.includes(id - 1)))
        return [{ leg: 'reload', point: vehicle.reload.points[0]! }];
      broken.push({ rule: 'job-unknown', vehicle: round.vehicle, words: `There is no stop ${id}.` });
      return [];
    });
    const timed = time({ vehicle: round.vehicle, calls });
    if (!('rule' in timed)) return [timed];
    const call = calls[timed.call];
    broken.push({
      rule: timed.rule === 'window' ? 'window' : 'route-shape',
      vehicle: round.vehicle,
      ...(call && 'job' in call ? { job: call.job } : {}),
      by: timed.by,
      words: `The round cannot be kept: ${timed.rule}, by ${timed.by}.`,
    });
    return [];
  });
  if (broken.length > 0) return broken;
  const served = new Set(routes.flatMap(({ steps }) => steps.flatMap((step) => ('job' in step ? [step.job] : []))));
  const cost = nothing();
  for (const route of routes)
    for (const part of Object.keys(cost) as (keyof CostSplit)[]) cost[part] += route.cost[part];
  const unserved = problem.jobs.flatMap((_, job) => (served.has(job) ? [] : [job]));
  const skipped = unserved.reduce((sum, job) => sum + (problem.jobs[job]!.skip ?? 0), 0);
  const solution: Solution = {
    routes,
    unserved,
    cost: { ...cost, skipped, total: cost.total + skipped },
    iterations: 0,
  };
  const left = unserved.filter((job) => problem.jobs[job]!.skip === undefined);
  return [
    ...check(problem, solution),
    ...left.map(
      (job): Violation => ({ rule: 'job-lost', job, words: `Stop ${problem.jobs[job]!.id} is in no route.` }),
    ),
  ];
}
