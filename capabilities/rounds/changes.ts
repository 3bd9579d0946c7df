import { insert } from '../../engines/dispatch/live/insert.ts';
import { repair } from '../../engines/dispatch/live/repair.ts';
import type { Instant } from '../../kernel/time.ts';
import {
  costOfTimed,
  faultsOf,
  ordersOf,
  type Plan,
  planWith,
  remaining,
  type Snag,
  type Timed,
  timed,
} from './plan.ts';
import type { Order, Task } from './sheet.ts';

/** What is different for one visit; `later` in minutes. */
export interface Change {
  visit: string;
  kind: 'added' | 'left-out' | 'moved' | 'retimed';
  from?: string;
  to?: string;
  later?: number;
}

/** A plan as it would be, and what that costs: hours of work before and after. */
export interface Changed {
  plan: Plan;
  before: number;
  after: number;
  changes: Change[];
}

/** Promises hold first; only where that cannot be, without those of the rounds that break. */
function standing(plan: Plan, now: Instant, orders: Order[], task?: Task): { timed: Timed; dropped: string[] } {
  const free = new Set<string>(task ? [task.visit] : []);
  const kept = orders.map((order) => ({ ...order, calls: [...order.calls] }));
  const dropped: string[] = [];
  for (;;) {
    const found = timed(
      remaining(plan, now, (visit) => !free.has(visit)),
      kept,
    );
    if (!('rule' in found)) return { timed: found, dropped };
    const calls = kept.find(({ member }) => member === found.member)?.calls ?? [];
    const promised = calls.filter(({ visit }) => !free.has(visit));
    if (promised.length > 0) {
      for (const { visit } of found.visit && !free.has(found.visit) ? [{ visit: found.visit }] : promised)
        free.add(visit);
      continue;
    }
    const gone = found.visit ?? calls.at(-1)?.visit;
    if (gone === undefined)
      throw new Error(`rounds-empty-broken: ${found.member} breaks ${found.rule} with nothing to do.`);
    dropped.push(gone);
    for (const order of kept) order.calls = order.calls.filter(({ visit }) => visit !== gone);
  }
}

const changed = (before: Plan, was: Timed, now: Timed, told: boolean): Changed => {
  const plan = planWith(before, now, told);
  return { plan, before: costOfTimed(was), after: costOfTimed(now), changes: differences(before, plan) };
};

/** A stop to another place by hand: where the rest has to stay as it is. A snag says which rule that breaks. */
export function move(
  plan: Plan,
  now: Instant,
  { visit, to, next }: { visit: string; to: string | null; next: string | null },
  tell: boolean,
): Changed | Snag {
  const orders = ordersOf(plan);
  const was = standing(plan, now, orders);
  const own = orders.flatMap(({ calls }) => calls.filter((call) => call.visit === visit));
  const task = plan.sheet.tasks.find((each) => each.visit === visit);
  const calls =
    own.length > 0
      ? own
      : task?.to !== undefined
        ? [
            { visit, leg: 'pickup' as const },
            { visit, leg: 'delivery' as const },
          ]
        : [{ visit, leg: 'visit' as const }];
  const moved = orders.map((order) => {
    const others = order.calls.filter((call) => call.visit !== visit);
    if (order.member !== to) return { ...order, calls: others };
    const at = next === null ? others.length : others.findIndex((call) => call.visit === next);
    return { ...order, calls: [...others.slice(0, at), ...calls, ...others.slice(at)] };
  });
  // A dispatcher who moves a stop decides about the times of both rounds; the page shows who is told anew.
  const found = timed(
    remaining(plan, now, () => false),
    moved,
  );
  return 'rule' in found ? found : changed(plan, was.timed, found, tell);
}

/** One more task at once; no other stop changes its round or place. Undefined: it fits nowhere, and the plan says why. */
export function take(plan: Plan, now: Instant, task: Task, tell: boolean): Changed {
  const was = standing(plan, now, ordersOf(plan));
  const wider = {
    ...plan,
    sheet: { ...plan.sheet, tasks: [...plan.sheet.tasks.filter((each) => each.visit !== task.visit), task] },
  };
  const { timed: base } = standing(wider, now, ordersOf(plan), task);
  const job = base.rest.jobOf.get(task.visit) as number;
  const answer = insert(base.rest.problem, base.routes, job);
  const routes =
    answer.kind === 'blocked'
      ? base.routes
      : [...base.routes.filter(({ vehicle }) => vehicle !== answer.route.vehicle), answer.route];
  return { ...changed(wider, was.timed, { rest: base.rest, routes }, tell), before: costOfTimed(was.timed) };
}

/** Iterations of mending: a fraction of a second for a hundred stops. */
const TURNS = 300;

/** Mends a plan: at most `moves` stops change hands, households' times are kept where they can be, what is left out is served where it fits. */
export function mend(plan: Plan, now: Instant, moves: number, seed: string, tell: boolean): Changed {
  const { timed: base } = standing(plan, now, ordersOf(plan));
  const { problem } = base.rest;
  const { solution } = repair(problem, base.routes, moves, { seed, iterations: TURNS });
  const found = { rest: base.rest, routes: solution.routes };
  // A plan is shown only after the checker; should it object, what stands stays.
  return changed(plan, base, faultsOf(found).length === 0 ? found : base, tell);
}

interface Spot {
  member: string;
  begins: Instant;
}

/** Visit by visit, unchanged ones left out; less than a minute is no change. */
export function differences(before: Plan, after: Plan): Change[] {
  const [old, now] = [spotsOf(before), spotsOf(after)];
  const out = new Set(after.left.map(({ visit }) => visit));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((visit): Change[] => {
    const [a, b] = [old.get(visit), now.get(visit)];
    if (!a && b) return [{ visit, kind: 'added', to: b.member }];
    if (a && !b) return out.has(visit) ? [{ visit, kind: 'left-out', from: a.member }] : [];
    if (!a || !b) return [];
    const later = Math.round((Date.parse(b.begins) - Date.parse(a.begins)) / 60_000);
    if (a.member !== b.member) return [{ visit, kind: 'moved', from: a.member, to: b.member, later }];
    return later === 0 ? [] : [{ visit, kind: 'retimed', to: b.member, later }];
  });
}

function spotsOf(plan: Plan): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const { member, stops } of plan.lines)
    for (const { visit, leg, begins } of stops)
      if (leg !== 'delivery' && !plan.begun[visit]) spots.set(visit, { member, begins });
  return spots;
}
