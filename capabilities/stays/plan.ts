import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { addDays, type Day, endOf, type Instant } from '../../kernel/time.ts';
import type { Stay } from '../../protocols/plans.ts';
import type { Plan, PlannedPhase } from './model.ts';

export interface PlanAsked {
  stay: Stay;
  dayZero: Day;
  now: Instant;
  today: Day;
  zone: string;
  /** Milder place after an assessment: the facility's days are spent at home. */
  atHome?: boolean;
}

/**
 * Phases, test days and end of a stay. Day 0 is the day the edition counts from (last exposure, arrival...);
 * it ends at 24:00 of the last day, so that it never takes more than the edition's days.
 * Days already past are not caught up: no phase, test or end moves for a late order.
 */
export function planOf({ stay, dayZero, now, today, zone, atHome = false }: PlanAsked): Plan | Refusal {
  const phases: PlannedPhase[] = [];
  const tests: Day[] = [];
  let spent = 0;
  for (const phase of stay.phases) {
    const place = atHome && phase.place === 'central' ? 'home' : phase.place;
    const from = addDays(dayZero, spent + 1);
    const to = addDays(dayZero, spent + phase.days);
    tests.push(...phase.tests.map((number) => addDays(dayZero, spent + number)));
    phases.push({ place, regime: phase.regime, from, to, endsAt: endOf(to, zone), clause: phase.clause });
    spent += phase.days;
  }
  const open = phases.filter((phase) => phase.endsAt > now);
  const last = open.at(-1);
  if (!last) {
    return refuse('stay-over', dayZero, {
      en: `${stay.totalDays} days from ${dayZero} were over on ${phases.at(-1)?.to}. There is nothing left to order.`,
      zh: `自 ${dayZero} 起 ${stay.totalDays} 天已于 ${phases.at(-1)?.to} 期满，无可下达的管控。`,
    });
  }
  return {
    class: stay.personClass,
    edition: stay.edition,
    dayZero,
    phases: open,
    tests: [...new Set(tests.filter((day) => day >= today))].sort(),
    startsAt: now,
    endsAt: last.endsAt,
    clause: [...new Set(stay.phases.map((phase) => phase.clause))].join('; '),
  };
}

/** The phase on a day; the first one still open before its first day. */
export const phaseOn = (phases: readonly PlannedPhase[], now: Instant): PlannedPhase | undefined =>
  phases.find((phase) => now < phase.endsAt);
