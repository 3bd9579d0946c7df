import { amount, positive, whole } from '../fault.ts';
import type { CareWeek } from './cases.ts';
import type { TestWeek } from './tests.ts';

/** Hours of one occupation per patient and day (WHO health workforce estimator). */
export interface StaffHours {
  occupation: string;
  kind: 'care' | 'cleaning' | 'office';
  severe: number;
  critical: number;
  /** Per person screened. */
  screening: number;
}

export interface StaffRules {
  hoursPerShift: number;
  ambulancePerBed: number;
  engineersPerBed: number;
  /** People screened by one member of staff a day. */
  screenedPerDay: number;
  laboratoryStaff: number;
  laboratoryCleaners: number;
}

export interface StaffWeek {
  /** Care staff and cleaners at the beds in use. */
  inpatient: number;
  cleaners: number;
  ambulance: number;
  engineers: number;
  screening: number;
  laboratory: number;
  laboratoryCleaners: number;
  total: number;
}

/** Staff of a kind per bed: hours per patient-day / hours of a shift. */
export function staffPerBed(
  hours: readonly StaffHours[],
  kind: StaffHours['kind'],
  hoursPerShift: number,
): { severe: number; critical: number } {
  positive('supplies-shift', 'hoursPerShift', hoursPerShift);
  let [severe, critical] = [0, 0];
  for (const row of hours) {
    amount('supplies-hours', `hours of ${row.occupation}, severe`, row.severe);
    amount('supplies-hours', `hours of ${row.occupation}, critical`, row.critical);
    if (row.kind !== kind) continue;
    severe += row.severe;
    critical += row.critical;
  }
  return { severe: severe / hoursPerShift, critical: critical / hoursPerShift };
}

/** Staff a week of patients and tests asks for; screening staff = tests of outpatients and suspects / (7 x screened a day). */
export function staffWeek(
  week: CareWeek,
  tests: TestWeek,
  hours: readonly StaffHours[],
  rules: StaffRules,
  laboratories: number,
): StaffWeek {
  whole('supplies-laboratories', 'laboratories', laboratories, 0, 1_000_000);
  positive('supplies-screening', 'screenedPerDay', rules.screenedPerDay);
  const at = (each: { severe: number; critical: number }): number =>
    week.bedsInUse.severe * each.severe + week.bedsInUse.critical * each.critical;
  const beds = week.bedsInUse.severe + week.bedsInUse.critical;
  const staff = {
    inpatient: at(staffPerBed(hours, 'care', rules.hoursPerShift)),
    cleaners: at(staffPerBed(hours, 'cleaning', rules.hoursPerShift)),
    ambulance: beds * amount('supplies-ambulance', 'ambulancePerBed', rules.ambulancePerBed),
    engineers: beds * amount('supplies-engineers', 'engineersPerBed', rules.engineersPerBed),
    screening: (tests.mildAndModerate + tests.negativeSuspects) / (7 * rules.screenedPerDay),
    laboratory: laboratories * amount('supplies-laboratories', 'laboratoryStaff', rules.laboratoryStaff),
    laboratoryCleaners: laboratories * amount('supplies-laboratories', 'laboratoryCleaners', rules.laboratoryCleaners),
  };
  return { ...staff, total: Object.values(staff).reduce((sum, each) => sum + each, 0) };
}
