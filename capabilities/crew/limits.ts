import type { Refusal } from '../../kernel/refusal.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Day } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { MEMBER_KINDS } from './model.ts';

/** The city's limits for people at work on a day (protocols/city/crew-limits.yaml). Hours and minutes as numbers. */
export interface Limits {
  caseload: Record<(typeof MEMBER_KINDS)[number], number>;
  restHours: number;
  shiftHours: number;
  weekHours: number;
  training: string;
  insured: boolean;
  clockMinutes: number;
}

/** Reads them all; refuses when one is not stated. */
export function limitsOn(protocol: { library: ProtocolLibrary }, day: Day): Limits | Refusal {
  const missing: Refusal[] = [];
  const read = (name: string): number | string | boolean => {
    const found = settingOn(protocol.library, `crew.${name}`, day);
    if (!isRefusal(found)) return found.value;
    missing.push(found);
    return '';
  };
  const limits: Limits = {
    caseload: { volunteer: Number(read('caseload.volunteer')), staff: Number(read('caseload.staff')) },
    restHours: Number(read('rest.hours')),
    shiftHours: Number(read('shift.hours')),
    weekHours: Number(read('week.hours')),
    training: String(read('training.required')),
    insured: read('insurance.required') === true,
    clockMinutes: Number(read('clock.minutes')),
  };
  return missing[0] ?? limits;
}
