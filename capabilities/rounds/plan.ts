import { check } from '../../engines/dispatch/check/check.ts';
import { type Problem, type Round, type Route, router, type Solution } from '../../engines/dispatch/index.ts';
import { reasonsOf } from '../../engines/dispatch/live/insert.ts';
import { costOf } from '../../engines/dispatch/live/standfast.ts';
import { addMinutes, type Instant } from '../../kernel/time.ts';
import { instantOf, type Rest, restOf, type Standing, secondOf } from './problem.ts';
import type { Goer, Happened, Leg, Order, Sheet, Task } from './sheet.ts';
import { GROUPS } from './sheet.ts';
import { type Why, whyOf } from './why.ts';

export interface Told {
  from: Instant;
  to: Instant;
}

/** One stop of somebody's round. `told`: what the household was told. */
export interface Stop {
  visit: string;
  leg: Leg;
  arrives: Instant;
  begins: Instant;
  leaves: Instant;
  told: Told | null;
}

/** Somebody's round, stops in order; what is begun or over stands in front. `cost` in hours of work, of what is still to do. */
export interface Line {
  member: string;
  stops: Stop[];
  cost: number;
}

/** A visit no round has, and what keeps it out: the nearest first. */
export interface LeftOut {
  visit: string;
  why: Why[];
}

/** What a plan says at a moment. */
export interface Plan {
  sheet: Sheet;
  lines: Line[];
  left: LeftOut[];
  /** Visits that are begun or over. */
  begun: Record<string, { what: Happened; at: Instant; member: string }>;
}

/** A plan's rest, with its rounds timed. */
export interface Timed {
  rest: Rest;
  routes: Route[];
}

/** Where a rule breaks. */
export interface Snag {
  member: string;
  visit?: string;
  rule: string;
  /** In the rule's unit, seconds for times. */
  by: number;
}

const MOST_REASONS = 3;
const TEN = 600_000;

export const tasksOf = ({ sheet, begun }: Pick<Plan, 'sheet' | 'begun'>): Task[] =>
  sheet.tasks.filter(({ visit }) => !begun[visit]);

/** Where each stands: at the last stop made or under way, free when that is over. */
export function standingOf(plan: Plan, now: Instant): (goer: Goer) => Standing {
  const tasks = new Map(plan.sheet.tasks.map((task) => [task.visit, task]));
  return (goer) => {
    let found: Standing = { point: goer.point, free: goer.from > now ? goer.from : now, group: 0 };
    for (const stop of plan.lines.find(({ member }) => member === goer.id)?.stops ?? []) {
      const was = plan.begun[stop.visit];
      const task = tasks.get(stop.visit);
      if (!was || !task || was.what === 'withdrawn') continue;
      const length = Date.parse(stop.leaves) - Date.parse(stop.begins);
      const free = was.what === 'started' ? addMinutes(was.at, length / 60_000) : was.at;
      found = {
        point: stop.leg === 'visit' ? task.point : (task.to ?? task.point),
        free: free > found.free ? free : found.free,
        group: GROUPS.indexOf(task.group),
      };
    }
    return found;
  };
}

/** What is still to do at `now`; `keep`: households' times are promises. */
export function remaining(plan: Plan, now: Instant, keep: (visit: string) => boolean): Rest {
  const told = new Map<string, { from: number; to: number }>();
  for (const { stops } of plan.lines)
    for (const stop of stops)
      if (stop.told && stop.leg !== 'delivery' && keep(stop.visit))
        told.set(stop.visit, { from: secondOf(plan.sheet, stop.told.from), to: secondOf(plan.sheet, stop.told.to) });
  return restOf(plan.sheet, tasksOf(plan), standingOf(plan, now), told);
}

/** The order of what is still to do, by member. */
export const ordersOf = ({ lines, begun }: Plan): Order[] =>
  lines.map(({ member, stops }) => ({
    member,
    calls: stops.filter(({ visit }) => !begun[visit]).map(({ visit, leg }) => ({ visit, leg })),
  }));

/** Times every round; the first rule broken instead where one is. */
export function timed(rest: Rest, orders: Order[]): Timed | Snag {
  const time = router(rest.problem);
  const routes: Route[] = [];
  for (const [vehicle, goer] of rest.sheet.goers.entries()) {
    const calls = orders.find(({ member }) => member === goer.id)?.calls ?? [];
    const round = roundOf(rest, vehicle, calls);
    if (round.calls.length === 0) continue;
    const route = time(round);
    if (!('rule' in route)) {
      routes.push(route);
      continue;
    }
    const call = round.calls[route.call];
    const visit = call && 'job' in call ? rest.visits[call.job] : undefined;
    return { member: goer.id, ...(visit ? { visit } : {}), rule: route.rule, by: 'by' in route ? Number(route.by) : 0 };
  }
  return { rest, routes };
}

function roundOf(rest: Rest, vehicle: number, calls: Order['calls']): Round {
  const trace = rest.problem.jobs.findIndex((job, n) => rest.visits[n] === undefined && job.only?.[0] === vehicle);
  return {
    vehicle,
    calls: [
      ...(trace >= 0 ? [{ leg: 'visit' as const, job: trace }] : []),
      ...calls.map(({ visit, leg }) => ({ leg, job: rest.jobOf.get(visit) as number })),
    ],
  };
}

/** The rounds as a solution, for the independent checker. */
export function solutionOf(problem: Problem, routes: Route[]): Solution {
  const served = new Set(routes.flatMap(({ steps }) => steps.flatMap((step) => ('job' in step ? [step.job] : []))));
  const unserved = problem.jobs.flatMap((_, job) => (served.has(job) ? [] : [job]));
  return { routes, unserved, cost: costOf(problem, routes, unserved), iterations: 0 };
}

/** What the checker, which shares no line with the search, has against a plan; empty when it may be shown. */
export const faultsOf = ({ rest, routes }: Timed): string[] =>
  check(rest.problem, solutionOf(rest.problem, routes)).map(({ words }) => words);

/** Hours of work, weights included. */
export const costOfTimed = ({ rest, routes }: Timed): number =>
  Math.round(costOf(rest.problem, routes, []).total * 1000) / 1000;

/** The plan with these rounds: what is over stays in front, everything left out has its reasons. `tell`: households get a time. */
export function planWith(plan: Plan, { rest, routes }: Timed, tell: boolean): Plan {
  const { sheet, begun } = plan;
  const told = new Map(
    plan.lines.flatMap(({ stops }) => stops.map((stop) => [`${stop.visit} ${stop.leg}`, stop.told])),
  );
  const lines = sheet.goers.map(({ id: member }, vehicle): Line => {
    const past = plan.lines.find((line) => line.member === member)?.stops.filter(({ visit }) => begun[visit]) ?? [];
    const route = routes.find((each) => each.vehicle === vehicle);
    const next = (route?.steps ?? []).flatMap((step): Stop[] => {
      const visit = 'job' in step ? rest.visits[step.job] : undefined;
      if (visit === undefined || !('job' in step)) return [];
      const begins = instantOf(sheet, step.begins);
      const task = sheet.tasks.find((each) => each.visit === visit) as Task;
      return [
        {
          visit,
          leg: step.kind,
          arrives: instantOf(sheet, step.arrival),
          begins,
          leaves: instantOf(sheet, step.begins + step.service),
          told:
            tell && step.kind !== 'delivery' ? toldOf(sheet, task, begins, told.get(`${visit} ${step.kind}`)) : null,
        },
      ];
    });
    return {
      member,
      stops: [...past, ...next],
      cost: Math.round((route?.cost.total ?? 0) * 1000) / 1000,
    };
  });
  const { unserved } = solutionOf(rest.problem, routes);
  return {
    sheet,
    begun,
    lines,
    left: unserved.flatMap((job): LeftOut[] => {
      const visit = rest.visits[job];
      if (visit === undefined) return [];
      const why = reasonsOf(rest.problem, routes, job).slice(0, MOST_REASONS);
      return [{ visit, why: why.map((reason) => whyOf(rest, reason)) }];
    }),
  };
}

/** What a household was told stays while it is true; otherwise a new time, give or take, on ten minutes. */
function toldOf({ terms }: Sheet, task: Task, begins: Instant, before: Told | null | undefined): Told {
  if (before && before.from <= begins && begins <= before.to) return before;
  const round = (at: Instant, how: (n: number) => number): Instant =>
    addMinutes(at, (how(Date.parse(at) / TEN) * TEN - Date.parse(at)) / 60_000);
  const from = round(addMinutes(begins, -terms.told), Math.floor);
  const to = round(addMinutes(begins, terms.told), Math.ceil);
  return { from: from < task.from ? task.from : from, to: to > task.until && begins <= task.until ? task.until : to };
}
