import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import type { Day } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import { VISIT_KINDS, type VisitKind } from '../visits/index.ts';
import type { Terms } from './sheet.ts';

/** The city's terms for rounds on a day (protocols/city/round-limits.yaml); refuses when one is not stated. */
export function termsOn(protocol: any, day: Day): Terms | Refusal {
  const missing: Refusal[] = [];
  const stated = (name: string): string | number | boolean => {
    const found = settingOn(protocol.library, `rounds.${name}`, day);
    if (!isRefusal(found)) return found.value;
    missing.push(found);
    return '';
  };
  const read = (name: string): number => Number(stated(name));
  const terms: Terms = {
    speed: { foot: read('speed.foot'), car: read('speed.car') },
    licence: String(stated('driver.licence')),
    goods: { foot: read('goods.foot'), car: read('goods.car') },
    seats: read('seats.car'),
    minutes: Object.fromEntries(VISIT_KINDS.map((kind) => [kind, read(`minutes.${kind}`)])) as Record<
      VisitKind,
      number
    >,
    cleaning: read('cleaning.minutes'),
    breakAfter: read('break.hours'),
    breakFor: read('break.minutes'),
    driving: read('driving.hours'),
    soft: read('soft.minutes'),
    softPrice: read('soft.price'),
    carerPrice: read('carer.price'),
    urgentPrice: read('urgent.price'),
    fairPrice: read('fair.price'),
    told: read('told.minutes'),
    moves: read('moves'),
  };
  return missing[0] ?? terms;
}
