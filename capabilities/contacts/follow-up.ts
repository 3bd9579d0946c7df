import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { addDays, type Day, endOf } from '../../kernel/time.ts';
import { editionIn, type InForce } from '../../protocols/in-force.ts';
import { stayPlan } from '../../protocols/plans.ts';
import type { Follows, FollowUp, Source } from './model.ts';

const NOTHING: FollowUp = { from: null, until: null, nextDue: null, dueAt: null, closesAt: null };

export interface Asked {
  disease: string;
  area: string;
  class: string;
  lastExposure: Day;
  /** Days already checked. */
  seen: readonly Day[];
}

/** The class must be one the city's protocols know, even where no edition for the disease is in force. */
export function classUnknown({ library }: InForce, personClass: string): Refusal | undefined {
  const known = Object.keys(library.dictionary.personClasses);
  return known.includes(personClass)
    ? undefined
    : refuse('class-unknown', personClass, {
        en: `No contact class "${personClass}". Choose one of ${known.join(', ')}.`,
        zh: `没有接触者类别“${personClass}”，可选：${known.join('、')}。`,
      });
}

/**
 * Daily follow-up of a contact: from the day after the last exposure (day 0) for as many days as the edition in force
 * sets for the class, staying or being monitored. A pure function of edition, class and last exposure, so it is the same
 * in every list, and moves only when one of the three does. Where no edition sets days, nothing is due and `lacks` says why.
 */
export function followUp(inForce: InForce, asked: Asked, today: Day, zone: string): FollowUp {
  const edition = editionIn(inForce, asked.disease, asked.area, today);
  if (isRefusal(edition)) return { ...NOTHING, lacks: edition.refused };
  const plan = stayPlan(edition, asked.class, today);
  if (isRefusal(plan)) return { ...NOTHING, edition: edition.id, lacks: plan.refused };
  const days =
    plan.kind === 'stay'
      ? plan.totalDays
      : plan.kind === 'watch'
        ? Math.max(plan.monitoringDays, plan.tests?.withinDays ?? 0)
        : 0;
  if (days === 0)
    return { ...NOTHING, edition: edition.id, lacks: plan.kind === 'none' ? 'not-determined' : 'no-days' };
  const from = addDays(asked.lastExposure, 1);
  const until = addDays(asked.lastExposure, days);
  return {
    from,
    until,
    ...next(from, until, asked.seen, today, zone),
    closesAt: endOf(until, zone),
    edition: edition.id,
  };
}

/** The first day from today on that is inside the follow-up and not yet checked. */
export function next(
  from: Day,
  until: Day,
  seen: readonly Day[],
  today: Day,
  zone: string,
): Pick<FollowUp, 'nextDue' | 'dueAt'> {
  let day = from > today ? from : today;
  while (seen.includes(day)) day = addDays(day, 1);
  return day > until ? { nextDue: null, dueAt: null } : { nextDue: day, dueAt: endOf(day, zone) };
}

/** A follow-up with the days from the next due to the last that nobody has checked yet. */
export function settled(follow: FollowUp, seen: readonly Day[]): Follows {
  const checks: Day[] = [];
  for (let day = follow.nextDue; day !== null && follow.until !== null && day <= follow.until; day = addDays(day, 1))
    if (!seen.includes(day)) checks.push(day);
  return { follow, checks };
}

/** The latest exposure of several sources. */
export const latest = (sources: readonly Source[]): Day =>
  sources.reduce((day, source) => (source.lastExposure > day ? source.lastExposure : day), '');
