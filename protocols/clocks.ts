import type { Refusal, Words } from '../kernel/refusal.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import type { Day, Span } from '../kernel/time.ts';
import { valueOn } from './read.ts';
import type { Edition, ProtocolLibrary } from './schema.ts';
import type { Clock, Within } from './schema-city.ts';

/** How long a clock gives: a span, a rule on the event's own dates, or nothing because the edition states no such term. */
export type Term = { kind: 'span'; span: Span } | { kind: 'dates'; within: Within } | { kind: 'off'; why: Words };

/** Clocks in force on a day. Due dates are worked out by capabilities/duties. */
export const clocksOn = (library: ProtocolLibrary, day: Day): Clock[] =>
  library.clocks.filter((clock) => (clock.from ?? day) <= day && day <= (clock.to ?? day));

/** The term of a clock under an edition on a day; clocks without `paramKey` need no edition. */
export function termOf(clock: Clock, edition: Edition | undefined, day: Day): Term | Refusal {
  const { within } = clock;
  if ('paramKey' in within) {
    if (!edition)
      return refuse('clock-needs-edition', clock.id, {
        en: `clock-needs-edition: clock ${clock.id} takes its hours from an edition and none is in force here. Activate one.`,
        zh: `时钟 ${clock.id} 的时限取自方案，此处无有效方案，请先启用。`,
      });
    const hours = valueOn(edition, within.paramKey, day);
    if (isRefusal(hours)) return hours.refused === 'param-unstated' ? { kind: 'off', why: hours.words } : hours;
    if (typeof hours.value === 'number') return { kind: 'span', span: { value: hours.value, unit: 'h' } };
    return {
      kind: 'off',
      why: {
        en: `${edition.id} no longer has this term (${hours.clause})`,
        zh: `${edition.id} 已取消该时限（${hours.clause}）`,
      },
    };
  }
  if ('endOfDay' in within || 'relativeTo' in within || 'eachDayIn' in within) return { kind: 'dates', within };
  return { kind: 'span', span: within };
}
