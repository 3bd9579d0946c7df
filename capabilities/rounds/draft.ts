import { type SolveOptions, solve } from '../../engines/dispatch/index.ts';
import { counted } from '../../kernel/plural.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { MemberRow } from '../crew/index.ts';
import type { VisitRow } from '../visits/index.ts';
import { ordersOf, type Plan, planWith, remaining } from './plan.ts';
import type { Order, Sheet, Task } from './sheet.ts';
import { type About, goerOf, taskOf } from './tasks.ts';
import { termsOn } from './terms.ts';

/** What a draft is made from: the open visits of an area, the crew on shift, and what is known of doors. */
export interface Gathered extends About {
  visits: VisitRow[];
  members: MemberRow[];
  /** Visits of other plans. */
  planned: string[];
  /** Members of other running plans. */
  busy: string[];
}

export interface Draft {
  sheet: Sheet;
  /** Visits that could not be placed on the map, each with its reason. */
  lost: { visit: string; refusal: Refusal }[];
}

/** The sheet of a plan, without rounds. */
export function sheetOf(
  gathered: Gathered,
  { protocol, now, today }: { protocol: any; now: Instant; today: string },
): Draft | Refusal {
  const terms = termsOn(protocol, today);
  if (isRefusal(terms)) return terms;
  const points: Sheet['points'] = [];
  const goers = gathered.members
    .filter(({ id, onShift }) => onShift && !gathered.busy.includes(id))
    .flatMap((row) => goerOf(row, gathered.places, points, terms, today) ?? [])
    .filter(({ to }) => to > now);
  const asked = gathered.visits.filter(({ id }) => !gathered.planned.includes(id));
  if (goers.length === 0)
    return refuse('nobody-on-shift', asked.length, {
      en: `Nobody of this area is on shift and free for ${counted(asked.length, 'visit')}. Start a shift, or choose a wider area.`,
      zh: `本辖区无人在班可承担 ${asked.length} 项任务，请先安排上班或扩大范围。`,
    });
  if (asked.length === 0)
    return refuse('nothing-to-plan', 0, {
      en: 'Every open visit of this area is in a plan already.',
      zh: '本辖区待办任务均已排班。',
    });
  const tasks: Task[] = [];
  const lost: Draft['lost'] = [];
  for (const row of asked) {
    const task = taskOf(row, gathered, points);
    if (isRefusal(task)) lost.push({ visit: row.id, refusal: task });
    else tasks.push(task);
  }
  return { sheet: { origin: now, points, terms, goers, tasks }, lost };
}

/** Searches rounds for a sheet. The budget comes from the shell: seconds on a server, iterations in a test. */
export function search(sheet: Sheet, now: Instant, options: SolveOptions): Order[] {
  const empty: Plan = { sheet, lines: [], left: [], begun: {} };
  const rest = remaining(empty, now, () => false);
  const { routes } = solve(rest.problem, options);
  return ordersOf(planWith(empty, { rest, routes }, false));
}
