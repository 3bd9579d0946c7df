import { amount, PlanningFault, positive, share, whole } from '../fault.ts';

export const severities = ['mild', 'moderate', 'severe', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** What a case needs, by severity (WHO Essential Supplies Forecasting Tool, overview of 7 April 2021). */
export interface CareNeeds {
  /** Share of cases of each severity; they sum to 1. */
  split: Record<Severity, number>;
  /** Whole weeks of isolation (mild, moderate) or in a bed (severe, critical). */
  stayWeeks: Record<Severity, number>;
  /** Share of severe and critical patients who die. */
  fatality: { severe: number; critical: number };
  /** Share of critical patients on invasive ventilation, and oxygen in litres a minute. */
  invasive: number;
  oxygen: { severe: number; critical: number };
  bedsPerUnit: number;
}

export interface CareWeek {
  newCases: Record<Severity, number>;
  admitted: { severe: number; critical: number };
  /** Patients for whom there was no bed. */
  turnedAway: { severe: number; critical: number };
  discharged: { severe: number; critical: number };
  bedsInUse: { severe: number; critical: number };
  /** Care units of the beds in use, rounded up. */
  units: number;
  oxygenLitresPerMinute: number;
  ventilators: number;
}

/**
 * Patients week by week: beds in use are the lesser of demand and capacity, and new admissions fill the beds that fall free.
 * `weeklyCases`: new cases a week. Before the first week nobody is in a bed.
 */
export function careWeeks(
  weeklyCases: readonly number[],
  needs: CareNeeds,
  beds: { severe: number; critical: number },
): CareWeek[] {
  checkNeeds(needs);
  for (const each of weeklyCases) amount('supplies-cases', 'new cases', each);
  amount('supplies-beds', 'severe beds', beds.severe);
  amount('supplies-beds', 'critical beds', beds.critical);
  const severe = ward(weeklyCases, needs.split.severe, needs.stayWeeks.severe, beds.severe);
  const critical = ward(weeklyCases, needs.split.critical, needs.stayWeeks.critical, beds.critical);
  return weeklyCases.map((cases, week) => {
    const [s, c] = [severe[week]!, critical[week]!];
    const pair = (key: keyof WardWeek) => ({ severe: s[key], critical: c[key] });
    return {
      newCases: {
        mild: cases * needs.split.mild,
        moderate: cases * needs.split.moderate,
        severe: cases * needs.split.severe,
        critical: cases * needs.split.critical,
      },
      admitted: pair('admitted'),
      turnedAway: pair('turnedAway'),
      discharged: pair('discharged'),
      bedsInUse: pair('inUse'),
      units: Math.ceil((s.inUse + c.inUse) / needs.bedsPerUnit - 1e-9),
      oxygenLitresPerMinute: s.inUse * needs.oxygen.severe + c.inUse * needs.oxygen.critical,
      ventilators: c.inUse * needs.invasive,
    };
  });
}

interface WardWeek {
  admitted: number;
  turnedAway: number;
  discharged: number;
  inUse: number;
}

function ward(cases: readonly number[], part: number, stay: number, beds: number): WardWeek[] {
  const weeks: WardWeek[] = [];
  for (const [week, each] of cases.entries()) {
    const discharged = weeks[week - stay]?.admitted ?? 0;
    const free = beds - ((weeks[week - 1]?.inUse ?? 0) - discharged);
    const admitted = Math.min(each * part, free);
    weeks.push({ admitted, turnedAway: each * part - admitted, discharged, inUse: beds - free + admitted });
  }
  return weeks;
}

function checkNeeds(needs: CareNeeds): void {
  for (const each of severities) {
    share('supplies-split', `share ${each}`, needs.split[each]);
    whole('supplies-stay', `weeks of stay, ${each}`, needs.stayWeeks[each], 1, 520);
  }
  const sum = severities.reduce((total, each) => total + needs.split[each], 0);
  if (Math.abs(sum - 1) > 1e-6)
    throw new PlanningFault('supplies-split', `shares of severity sum to ${sum}. They sum to 1.`);
  share('supplies-fatality', 'fatality, severe', needs.fatality.severe);
  share('supplies-fatality', 'fatality, critical', needs.fatality.critical);
  share('supplies-ventilation', 'invasive', needs.invasive);
  amount('supplies-oxygen', 'oxygen, severe', needs.oxygen.severe);
  amount('supplies-oxygen', 'oxygen, critical', needs.oxygen.critical);
  positive('supplies-unit', 'bedsPerUnit', needs.bedsPerUnit);
}
