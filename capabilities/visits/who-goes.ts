import type { Call, Finds } from '../../kernel/capability.ts';
import { ancestorAt, isWithin } from '../../kernel/place.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { type CarerRow, limitsOn, type MemberRow, unfit } from '../crew/index.ts';
import type { PlanVisit } from './model.ts';

/** What a reaction is told. */
export interface When {
  now: Instant;
  today: string;
  zone: string;
  protocol: any;
}

/** Everybody who might go: the household's carer, and the crew of its street. */
export const candidates = (household: string): Finds => ({
  carers: { view: 'crew.carers', ids: [household] },
  crew: {
    view: 'crew.members',
    within: ancestorAt(household, 'street') ?? household,
    where: { left: false },
    limit: 5_000,
  },
});

const nearness = (a: string, b: string): number => {
  const [left, right] = [a.split('.'), b.split('.')];
  const differ = left.findIndex((label, i) => label !== right[i]);
  return differ < 0 ? left.length : differ;
};

/**
 * One fit person of the area: the carer, else somebody on shift, else the nearest with the fewest households; undefined
 * when nobody is fit. An account acts inside its own area, so only where a life is in danger somebody of another goes.
 */
export function pick(
  found: { carers: CarerRow[]; crew: MemberRow[] },
  visit: PlanVisit,
  { now, today, zone, protocol }: When,
  not?: string,
): string | undefined {
  const limits = limitsOn(protocol, today);
  if (isRefusal(limits)) return undefined;
  const carer = found.carers[0]?.member;
  const fit = found.crew.filter(
    (row) =>
      row.id !== not &&
      (visit.life || isWithin(visit.household, row.area)) &&
      unfit(row, { ...visit.window, skills: visit.skills, licences: visit.licences }, now, zone, limits).length === 0,
  );
  const rank = (row: MemberRow): number[] => [
    visit.life && !row.onShift ? 1 : 0,
    row.id === carer ? 0 : 1,
    isWithin(visit.household, row.area) ? 0 : 1,
    row.onShift ? 0 : 1,
    -nearness(row.area, visit.household),
    row.caseload,
  ];
  const [best] = fit
    .map((row) => ({ row, at: rank(row) }))
    .sort((a, b) => {
      const i = a.at.findIndex((value, n) => value !== b.at[n]);
      return i < 0 ? (a.row.id < b.row.id ? -1 : 1) : (a.at[i] ?? 0) - (b.at[i] ?? 0);
    });
  return best?.row.id;
}

/** Plans, and hands it to one owner when somebody is fit; otherwise the level named in the plan owns it. */
export function planned(visit: PlanVisit, assignee: string | undefined): Call[] {
  const plan: Call = { command: 'visits.PlanVisit', input: visit };
  return assignee ? [plan, { command: 'visits.AssignVisit', input: { id: visit.id, assignee } }] : [plan];
}
