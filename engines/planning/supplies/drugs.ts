import { amount, share } from '../fault.ts';
import { type Severity, severities } from './cases.ts';

/** A drug: what one course takes and the share of patients treated, by severity. */
export interface Drug {
  name: string;
  form: string;
  price: number | null;
  courses: Record<Severity, { amount: number; treated: number }>;
}

export interface DrugNeed {
  name: string;
  form: string;
  bySeverity: Record<Severity, number>;
  total: number;
  cost: number | null;
}

/** Forms of each drug for so many new cases by severity: cases x forms of a course x share treated. */
export function drugNeeds(drugs: readonly Drug[], cases: Record<Severity, number>): DrugNeed[] {
  for (const each of severities) amount('supplies-cases', `${each} cases`, cases[each]);
  return drugs.map((drug) => {
    const bySeverity = { mild: 0, moderate: 0, severe: 0, critical: 0 };
    for (const each of severities) {
      const course = drug.courses[each];
      amount('supplies-drug', `course of ${drug.name}, ${each}`, course.amount);
      share('supplies-drug', `share treated with ${drug.name}, ${each}`, course.treated);
      bySeverity[each] = cases[each] * course.amount * course.treated;
    }
    const total = severities.reduce((sum, each) => sum + bySeverity[each], 0);
    return {
      name: drug.name,
      form: drug.form,
      bySeverity,
      total,
      cost: drug.price === null ? null : total * drug.price,
    };
  });
}
