import { amount, share } from '../fault.ts';
import type { CareNeeds, CareWeek } from './cases.ts';

export interface TestRules {
  /** Tests of a severe or critical patient at diagnosis, and of a survivor at release. */
  atDiagnosis: number;
  atRelease: number;
  /** Share of mild and moderate cases, and of the suspects who turn out negative, that is tested: 1 for all. */
  mildTested: number;
  negativePerCase: number;
  contactsPerCase: number;
  contactsTested: number;
  /** Tests of each member of staff a week. */
  perStaff: number;
}

export interface TestWeek {
  diagnosis: number;
  release: number;
  mildAndModerate: number;
  negativeSuspects: number;
  contacts: number;
  staff: number;
  needed: number;
  /** Needed, or what the laboratories can do. */
  done: number;
}

/** Tests a week: patients in hospital at diagnosis and release, mild cases and suspects, contacts of those found; staff are added by `withStaff`. */
export function testWeek(
  week: CareWeek,
  needs: CareNeeds,
  rules: TestRules,
  perWeek = Number.POSITIVE_INFINITY,
): TestWeek {
  check(rules);
  const { newCases, discharged, admitted } = week;
  const cases = newCases.mild + newCases.moderate + newCases.severe + newCases.critical;
  const diagnosis = (admitted.severe + admitted.critical) * rules.atDiagnosis;
  const release =
    (discharged.severe * (1 - needs.fatality.severe) + discharged.critical * (1 - needs.fatality.critical)) *
    rules.atRelease;
  const mildAndModerate = (newCases.mild + newCases.moderate) * rules.mildTested;
  const negativeSuspects = cases * rules.negativePerCase * rules.mildTested;
  const found = admitted.severe + admitted.critical + mildAndModerate;
  const contacts = found * rules.contactsPerCase * rules.contactsTested;
  return total(
    { diagnosis, release, mildAndModerate, negativeSuspects, contacts, staff: 0, needed: 0, done: 0 },
    perWeek,
  );
}

/** The same week with the weekly tests of so many staff. */
export const withStaff = (
  week: TestWeek,
  staff: number,
  rules: TestRules,
  perWeek = Number.POSITIVE_INFINITY,
): TestWeek => total({ ...week, staff: staff * rules.perStaff }, perWeek);

function total(week: TestWeek, perWeek: number): TestWeek {
  const needed =
    week.diagnosis + week.release + week.mildAndModerate + week.negativeSuspects + week.contacts + week.staff;
  return { ...week, needed, done: Math.min(needed, perWeek) };
}

function check(rules: TestRules): void {
  for (const key of ['atDiagnosis', 'atRelease', 'negativePerCase', 'contactsPerCase', 'perStaff'] as const)
    amount('supplies-tests', key, rules[key]);
  share('supplies-tests', 'mildTested', rules.mildTested);
  share('supplies-tests', 'contactsTested', rules.contactsTested);
}
