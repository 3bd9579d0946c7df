import { amount, PlanningFault, share } from '../fault.ts';
import { type CareNeeds, type CareWeek, careWeeks, type Severity, severities } from './cases.ts';
import { type Drug, type DrugNeed, drugNeeds } from './drugs.ts';
import { type SupplyItem, type SupplyNeed, type SupplyWeek, supplyNeeds } from './items.ts';
import { type Analyser, type LaboratoryCapacity, laboratoryCapacity } from './laboratories.ts';
import { type StaffHours, type StaffRules, type StaffWeek, staffWeek } from './staff.ts';
import { type TestRules, type TestWeek, testWeek, withStaff } from './tests.ts';

export interface SupplyInput {
  /** People lived among; beds and cases cannot exceed it. */
  population: number;
  weeklyCases: readonly number[];
  beds: { severe: number; critical: number };
  needs: CareNeeds;
  tests: TestRules;
  hours: readonly StaffHours[];
  staff: StaffRules;
  /** Carers who are not staff, per hospital bed and per case isolated at home. */
  caregivers: { hospital: number; isolation: number };
  analysers: readonly Analyser[];
  laboratories: number;
  /** Share of tests done as antigen tests; the rest is shared among the laboratories by what they can do. */
  antigenShare: number;
  items: readonly SupplyItem[];
  drugs: readonly Drug[];
}

export interface SupplyForecast {
  laboratory: LaboratoryCapacity;
  weeks: { care: CareWeek; tests: TestWeek; staff: StaffWeek }[];
  items: SupplyNeed[];
  drugs: DrugNeed[];
  /** Sum over items and drugs that have a price, and how many have none. */
  cost: number;
  withoutPrice: number;
}

/** Patients, tests, staff, supplies and drugs week by week, by the formulas of the WHO Essential Supplies Forecasting Tool. */
export function forecastSupplies(input: SupplyInput): SupplyForecast {
  amount('supplies-population', 'population', input.population);
  share('supplies-antigen', 'antigenShare', input.antigenShare);
  const beds = input.beds.severe + input.beds.critical;
  if (beds > input.population)
    throw new PlanningFault('supplies-beds', `${beds} beds for ${input.population} people. Correct one of them.`);
  const all = input.weeklyCases.reduce((sum, each) => sum + each, 0);
  if (all > input.population)
    throw new PlanningFault('supplies-cases', `${all} cases among ${input.population} people. Correct one of them.`);
  const laboratory = laboratoryCapacity(input.analysers);
  const most = input.analysers.length > 0 ? laboratory.testsPerWeek : Number.POSITIVE_INFINITY;
  const weeks = careWeeks(input.weeklyCases, input.needs, input.beds).map((care) => {
    const patients = testWeek(care, input.needs, input.tests, most);
    const staff = staffWeek(care, patients, input.hours, input.staff, input.laboratories);
    return { care, staff, tests: withStaff(patients, staff.total, input.tests, most) };
  });
  const counts = weeks.map((week) => countsOf(week, input, laboratory));
  const items = supplyNeeds(input.items, counts);
  const cases = Object.fromEntries(
    severities.map((each) => [each, weeks.reduce((sum, week) => sum + week.care.newCases[each], 0)]),
  ) as Record<Severity, number>;
  const drugs = drugNeeds(input.drugs, cases);
  const priced = [...items, ...drugs];
  return {
    laboratory,
    weeks,
    items,
    drugs,
    cost: priced.reduce((sum, each) => sum + (each.cost ?? 0), 0),
    withoutPrice: priced.filter((each) => each.cost === null).length,
  };
}

function countsOf(
  { care, staff, tests }: { care: CareWeek; staff: StaffWeek; tests: TestWeek },
  input: SupplyInput,
  laboratory: LaboratoryCapacity,
): SupplyWeek {
  const { severe, critical } = care.bedsInUse;
  const outpatients = tests.mildAndModerate;
  const antigen = tests.done * input.antigenShare;
  const part = (type: keyof LaboratoryCapacity['byType']): number =>
    laboratory.testsPerWeek > 0 ? ((tests.done - antigen) * laboratory.byType[type]) / laboratory.testsPerWeek : 0;
  return {
    people: {
      'inpatient staff': staff.inpatient,
      'inpatient cleaner': staff.cleaners,
      'inpatient caregiver': (severe + critical) * input.caregivers.hospital,
      'ambulance worker': staff.ambulance,
      engineer: staff.engineers,
      'severe patient': severe,
      'critical patient': critical,
      inpatient: severe + critical,
      'severe bed': severe,
      'critical bed': critical,
      bed: severe + critical,
      'isolation caregiver': outpatients * input.caregivers.isolation * input.needs.stayWeeks.mild,
      'isolated patient': outpatients * input.needs.stayWeeks.mild,
      'screening staff': staff.screening,
      'screened person': outpatients + tests.negativeSuspects,
      'laboratory staff': staff.laboratory,
      'laboratory cleaner': staff.laboratoryCleaners,
    },
    occasions: {
      'any test': tests.done,
      'manual test': part('manual'),
      'high-throughput test': part('high-throughput'),
      'near-patient test': part('near-patient'),
      'antigen test': antigen,
      'care unit': care.units,
    },
  };
}
