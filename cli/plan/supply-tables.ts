import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Analyser, Basis, Drug, Occasion, StaffHours, SupplyItem } from '../../engines/planning/index.ts';
import { UsageError } from '../io.ts';

type Row = Record<string, string>;

/** Columns of equipment.csv by what the use is counted by. */
const basisColumns: Record<string, Basis> = {
  amount_per_inpatient_hcw_per_day: 'inpatient staff',
  amount_per_inpatient_cleaner_per_day: 'inpatient cleaner',
  amount_per_inpatient_inf_caregiver_per_day: 'inpatient caregiver',
  amount_per_inpatient_ambworker_per_day: 'ambulance worker',
  amount_per_inpatient_biomed_eng_per_day: 'engineer',
  amount_per_inpatient_sev_patient_per_day: 'severe patient',
  amount_per_inpatient_crit_patient_per_day: 'critical patient',
  amount_per_inpatient_sev_crit_patient_per_day: 'inpatient',
  amount_per_inpatient_sev_bed_per_day: 'severe bed',
  amount_per_inpatient_crit_bed_per_day: 'critical bed',
  amount_per_inpatient_sev_crit_bed_per_day: 'bed',
  amount_per_isolation_inf_caregiver_per_day: 'isolation caregiver',
  amount_per_isolation_patient_per_day: 'isolated patient',
  amount_per_screening_hcw_per_day: 'screening staff',
  amount_per_screening_patient_per_day: 'screened person',
  amount_per_lab_tech_per_day: 'laboratory staff',
  amount_per_lab_cleaner_per_day: 'laboratory cleaner',
};

const kinds: Record<string, StaffHours['kind']> = { HCW: 'care', Cleaner: 'cleaning', Admin: 'office' };
const types: Record<string, Analyser['type']> = {
  manual: 'manual',
  high_throughput: 'high-throughput',
  near_patient: 'near-patient',
};

/** Reads equipment.csv, pharmaceuticals.csv, hwfe.csv and throughput.csv of the WHO ESFT tables (mrc-ide/esft, MIT). */
export async function readSupplyTables(
  folder: string,
  told: { analysers: Record<string, number>; boxesPerUnit: number; manualWaste: number },
): Promise<{ items: SupplyItem[]; drugs: Drug[]; hours: StaffHours[]; analysers: Analyser[] }> {
  const [equipment, drugs, hours, throughput] = await Promise.all(
    ['equipment', 'pharmaceuticals', 'hwfe', 'throughput'].map((name) => table(join(folder, `${name}.csv`))),
  );
  const known = new Set(throughput!.map((row) => row['platform_key']));
  for (const name of Object.keys(told.analysers))
    if (!known.has(name))
      throw new UsageError(`plan-analyser: ${name} is not in throughput.csv. It has ${[...known].join(', ')}.`);
  return {
    items: equipment!.map((row) => item(row, told)),
    drugs: drugs!.map(drug),
    hours: hours!.map((row) => ({
      occupation: row['occupational_title']!,
      kind: among(kinds, row['esft_group']!, 'esft_group'),
      severe: amountOf(row, 'patient_t24_sev'),
      critical: amountOf(row, 'patient_t24_crit'),
      screening: amountOf(row, 'patient_t24_screen'),
    })),
    analysers: throughput!.map((row) => ({
      name: row['platform']!,
      type: among(types, row['type']!, 'type'),
      perDay: [amountOf(row, 'throughput_8hrs'), amountOf(row, 'throughput_16hrs'), amountOf(row, 'throughput_24hrs')],
      shifts: amountOf(row, 'shifts_day'),
      daysPerWeek: amountOf(row, 'days_week'),
      share: amountOf(row, 'covid_capacity'),
      count: told.analysers[row['platform_key']!] ?? 0,
    })),
  };
}

async function table(path: string): Promise<Row[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`plan-table: ${path} cannot be read.`);
  });
  return parse(text, { columns: true, bom: true, skip_empty_lines: true });
}

/** A number, 0 where the table says NA or nothing. */
function amountOf(row: Row, column: string): number {
  return priceOf(row, column) ?? 0;
}

function priceOf(row: Row, column: string): number | null {
  const text = row[column];
  if (text === undefined) throw new UsageError(`plan-table: no column ${column}. It is needed.`);
  if (text === 'NA' || text === '') return null;
  const value = Number(text);
  if (!Number.isFinite(value)) throw new UsageError(`plan-table: ${column} is "${text}". Give a number, or NA.`);
  return value;
}

function among<T>(names: Record<string, T>, name: string, column: string): T {
  const found = names[name];
  if (found === undefined)
    throw new UsageError(`plan-table: ${column} is "${name}". It is one of ${Object.keys(names).join(', ')}.`);
  return found;
}

/** What the diagnostic items are counted by; the table has no column for it, the tool says it in its formulas. */
function occasionsOf(
  name: string,
  told: { boxesPerUnit: number; manualWaste: number },
): Partial<Record<Occasion, number>> {
  if (/triple packaging/i.test(name)) return { 'care unit': told.boxesPerUnit };
  if (/swab/i.test(name)) return { 'any test': 1 };
  if (/test kit.*manual PCR/i.test(name)) return { 'manual test': 1 / (1 - told.manualWaste) };
  if (/test kit.*high-throughput/i.test(name)) return { 'high-throughput test': 1 };
  if (/cartridge/i.test(name) && /PCR/i.test(name)) return { 'near-patient test': 1 };
  if (/antigen/i.test(name)) return { 'antigen test': 1 };
  return {};
}

function item(row: Row, told: { boxesPerUnit: number; manualWaste: number }): SupplyItem {
  const perDay: SupplyItem['perDay'] = {};
  for (const [column, basis] of Object.entries(basisColumns)) {
    const use = priceOf(row, column);
    if (use !== null) perDay[basis] = use;
  }
  return {
    name: row['item']!,
    group: `${row['category']}: ${row['group']}`,
    unit: row['unit']!,
    reusable: row['reusable'] === 'TRUE',
    price: priceOf(row, 'price'),
    perDay,
    perOccasion: row['group'] === 'Diagnostics' ? occasionsOf(row['item']!, told) : {},
  };
}

function drug(row: Row): Drug {
  const course = (short: string) => ({
    amount: amountOf(row, `form_per_${short}_course`),
    treated: amountOf(row, `perc_${short}_treated`),
  });
  return {
    name: `${row['drug']} ${row['concentration']}`,
    form: row['drug_form']!,
    price: priceOf(row, 'price_usd'),
    courses: { mild: course('mild'), moderate: course('mod'), severe: course('sev'), critical: course('crit') },
  };
}
