import * as z from 'zod';
import { forecastSupplies, type SupplyForecast } from '../../engines/planning/index.ts';
import { columns, figure } from './options.ts';
import type { Planned } from './planned.ts';
import { PLANNING_FOLDER, readProblem } from './read.ts';
import { readSupplyTables } from './supply-tables.ts';

const bySeverity = z.strictObject({ mild: z.number(), moderate: z.number(), severe: z.number(), critical: z.number() });
const pair = z.strictObject({ severe: z.number(), critical: z.number() });

const Supplies = z.strictObject({
  population: z.number(),
  weeklyCases: z.array(z.number()).min(1),
  beds: pair,
  needs: z.strictObject({
    split: bySeverity,
    stayWeeks: bySeverity,
    fatality: pair,
    invasive: z.number(),
    oxygen: pair,
    bedsPerUnit: z.number(),
  }),
  tests: z.strictObject({
    atDiagnosis: z.number(),
    atRelease: z.number(),
    mildTested: z.number(),
    negativePerCase: z.number(),
    contactsPerCase: z.number(),
    contactsTested: z.number(),
    perStaff: z.number(),
  }),
  staff: z.strictObject({
    hoursPerShift: z.number(),
    ambulancePerBed: z.number(),
    engineersPerBed: z.number(),
    screenedPerDay: z.number(),
    laboratoryStaff: z.number(),
    laboratoryCleaners: z.number(),
  }),
  caregivers: z.strictObject({ hospital: z.number(), isolation: z.number() }),
  laboratories: z.number(),
  antigenShare: z.number(),
  analysers: z.record(z.string(), z.number()),
  boxesPerUnit: z.number(),
  manualWaste: z.number().min(0).max(0.99),
});

/** `tandem plan supplies`: patients, tests, staff, supplies and drugs (WHO ESFT). `tables`: a folder of tables of the same shape. */
export async function planSupplies(file: string | undefined, tables: string | undefined): Promise<Planned> {
  const { analysers, boxesPerUnit, manualWaste, ...input } = await readProblem(file, 'supplies.yaml', Supplies);
  const read = await readSupplyTables(tables ?? `${PLANNING_FOLDER}/supplies`, {
    analysers,
    boxesPerUnit,
    manualWaste,
  });
  const found = forecastSupplies({ ...input, ...read });
  return { result: found, lines: describe(found) };
}

function describe(found: SupplyForecast): string[] {
  const rows = found.weeks.map(({ care, tests, staff }, week) =>
    [
      week + 1,
      care.bedsInUse.severe,
      care.bedsInUse.critical,
      care.units,
      staff.inpatient,
      tests.needed,
      tests.done,
      care.oxygenLitresPerMinute,
      care.ventilators,
    ].map((each, i) => (i === 0 ? String(each) : figure(each, i === 4 || i === 8 ? 1 : 0))),
  );
  const dear = [...found.items].filter((each) => each.cost !== null).sort((a, b) => b.cost! - a.cost!);
  return [
    ...columns([
      ['week', 'severe beds', 'critical beds', 'units', 'bed staff', 'tests needed', 'done', 'O2 l/min', 'ventilators'],
      ...rows,
    ]),
    '',
    ...columns([
      ['most costly', 'amount', 'cost'],
      ...dear.slice(0, 10).map((each) => [each.name, figure(each.total, 0), figure(each.cost!, 0)]),
    ]),
    '',
    `Cost ${figure(found.cost, 0)} in all; ${found.withoutPrice} items and drugs have no price in the list. Laboratories: ${figure(found.laboratory.testsPerWeek, 0)} tests a week.`,
  ];
}
