import type { Event } from '../../kernel/event.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addDays, dayOf, endOf, type Instant } from '../../kernel/time.ts';
import { stayPlan } from '../../protocols/plans.ts';
import { edition as editionOf } from '../../protocols/read.ts';
import { library } from './futian.ts';

const ZONE = 'Asia/Shanghai';

/** Days an edition asks of a class on a day, where the law gives the power; 0 when it asks or allows none. */
function daysUnder(id: string, personClass: string, at: Instant): number {
  const edition = editionOf(library, id);
  if (isRefusal(edition) || (edition.managedAs ?? edition.diseaseClass) !== 'A') return 0;
  const plan = stayPlan(edition, personClass, dayOf(at, ZONE));
  return isRefusal(plan) || plan.kind !== 'stay' ? 0 : plan.totalDays;
}

interface Held {
  class: string;
  day: string;
  contact: string;
  /** Cases still under it, with the last exposure to each. */
  sources: { record: string; day: string }[];
  end: Instant;
  over: boolean;
  suspended: boolean;
}

/**
 * Who is held at `now`, worked out from the raw facts alone: orders with their evidence, records that fell, editions that
 * began, verdicts, early ends. It knows nothing of rows, states or ends that the capability computed.
 */
export function heldBy(events: readonly Event[], now: Instant): Set<string> {
  const held = new Map<string, Held>();
  const person = new Map<string, string>();
  let edition = '';
  const shorten = (each: Held, days: number) => {
    const end = endOf(addDays(each.day, days), ZONE);
    if (days === 0) each.over = true;
    else if (end < each.end) each.end = end;
  };
  const fall = (key: string, at: Instant) => {
    for (const each of held.values()) {
      if (each.contact === key) each.over = true;
      if (!each.sources.some((source) => source.record === key)) continue;
      each.sources = each.sources.filter((source) => source.record !== key);
      if (each.sources.length === 0) each.over = true;
      else {
        each.day =
          each.sources
            .map((source) => source.day)
            .sort()
            .at(-1) ?? each.day;
        shorten(each, daysUnder(edition, each.class, at));
      }
      if (at >= each.end) each.over = true;
    }
  };
  for (const { type, data, recordedAt, actor } of events) {
    for (const each of held.values()) if (recordedAt >= each.end) each.over = true;
    if (type === 'editions.EditionStarted') {
      edition = data.edition;
      for (const each of held.values()) {
        shorten(each, daysUnder(edition, each.class, recordedAt));
        if (recordedAt >= each.end) each.over = true;
      }
    }
    if (type === 'stays.StayOrdered') {
      const [item] = data.evidence;
      const end = endOf(addDays(item.day, daysUnder(edition, data.class, recordedAt)), ZONE);
      held.set(data.id, {
        class: data.class,
        day: item.day,
        contact: `${item.kind}:${item.id}`,
        sources: item.restsOn,
        end,
        over: false,
        suspended: false,
      });
      person.set(data.id, data.person);
    }
    if (type === 'cases.CaseDiscarded') fall(`case:${data.id}`, recordedAt);
    if (type === 'contacts.ContactClosed' && data.reason === 'not-exposed') fall(`contact:${data.id}`, recordedAt);
    if (type === 'contacts.ContactReclassified')
      for (const each of held.values())
        if (each.contact === `contact:${data.id}` && each.class !== data.class) each.over = true;
    if (type === 'stays.EvidenceFell' && actor.role !== 'system') fall(data.evidence, recordedAt);
    const one = held.get(data.id);
    if (!one) continue;
    if (type === 'stays.StayEnded' && actor.role !== 'system') one.over = true;
    if (type === 'stays.AppealFiled') one.suspended ||= data.medical;
    if (type === 'stays.AppealDecided') {
      one.suspended = false;
      if (data.decision === 'overturned') one.over = true;
    }
  }
  return new Set(
    [...held].filter(([, each]) => !each.over && !each.suspended && now < each.end).map(([id]) => person.get(id) ?? id),
  );
}
