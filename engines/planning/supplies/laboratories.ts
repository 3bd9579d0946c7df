import { amount, PlanningFault, share, whole } from '../fault.ts';

/** A kind of analyser: tests a day in one, two and three shifts, how it is run, and how many there are. */
export interface Analyser {
  name: string;
  type: 'manual' | 'high-throughput' | 'near-patient';
  perDay: readonly [oneShift: number, twoShifts: number, threeShifts: number];
  shifts: number;
  daysPerWeek: number;
  /** Share of its work given to this disease. */
  share: number;
  count: number;
}

export interface LaboratoryCapacity {
  testsPerWeek: number;
  byType: Record<Analyser['type'], number>;
}

/** Tests a week all analysers can do: count x tests a day at the shifts run x days a week x share. */
export function laboratoryCapacity(analysers: readonly Analyser[]): LaboratoryCapacity {
  const byType: LaboratoryCapacity['byType'] = { manual: 0, 'high-throughput': 0, 'near-patient': 0 };
  for (const each of analysers) byType[each.type] += each.count * perWeek(each);
  return { testsPerWeek: byType.manual + byType['high-throughput'] + byType['near-patient'], byType };
}

function perWeek(each: Analyser): number {
  whole('supplies-analyser', `shifts of ${each.name}`, each.shifts, 1, 3);
  amount('supplies-analyser', `count of ${each.name}`, each.count);
  amount('supplies-analyser', `days a week of ${each.name}`, each.daysPerWeek);
  if (each.daysPerWeek > 7)
    throw new PlanningFault('supplies-analyser', `${each.name} runs ${each.daysPerWeek} days a week.`);
  share('supplies-analyser', `share of ${each.name}`, each.share);
  return (
    amount('supplies-analyser', `tests a day of ${each.name}`, each.perDay[each.shifts - 1]!) *
    each.daysPerWeek *
    each.share
  );
}
