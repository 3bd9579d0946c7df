import { CLASSIFICATIONS, type Fault, type Mapping, type ReadRow, reportCase } from '../../capabilities/cases/index.ts';
import { listContact } from '../../capabilities/contacts/index.ts';
import type { Words } from '../../kernel/refusal.ts';
import { readDate } from './translate-dates.ts';

const AGE_DIVISOR: Record<string, number> = { years: 1, months: 12, weeks: 52.1775, days: 365.2425 };

/** One row being read: values by field, what is wrong, what was set aside. */
export interface Reading {
  row: number;
  values: Record<string, unknown>;
  faults: Fault[];
  notes: Fault[];
  extra: Record<string, string>;
  /** Fields that a constant of the mapping filled. */
  filled: Set<string>;
}
export const wrong = (reading: Reading, column: string, value: string, reason: string, words: Words): void =>
  void reading.faults.push({ row: reading.row, column, value, reason, words });

export function plainRow(reading: Reading, kind: 'links' | 'contacts'): ReadRow {
  const { row, notes, faults, values } = reading;
  if (kind === 'links' && values.from !== undefined && values.from === values.to) {
    wrong(reading, 'to', String(values.to), 'self-link', {
      en: `${values.to} is linked to itself. Correct one side.`,
      zh: `${values.to} 关联到自身，请更正。`,
    });
  }
  person(reading);
  if (faults.length === 0 && kind === 'contacts') unfit(reading, listContact.safeParse(values));
  if (faults.length)
    return { kind: 'faulty', row, faults, notes, ...(typeof values.id === 'string' ? { id: values.id } : {}) };
  return { kind, row, notes, input: values } as unknown as ReadRow;
}

interface Issue {
  path: PropertyKey[];
  message: string;
  code?: string;
  origin?: string;
  maximum?: number | bigint;
  minimum?: number | bigint;
}

/** What a schema says against the values that could be read, as faults. */
function unfit(
  reading: Reading,
  parsed: { success: boolean; error?: { issues: Issue[] } },
  columnOf = (field: string) => field,
): void {
  for (const issue of parsed.error?.issues ?? []) {
    const field = String(issue.path[0] ?? '');
    const value = reading.values[field];
    // What is missing because its cell could not be read has been told.
    if (value === undefined && reading.faults.length > 0) continue;
    const shown = String(value ?? '');
    const { en, zh } = amiss(issue);
    wrong(reading, columnOf(field), shown, 'value-unfit', {
      en: `${columnOf(field)} "${shown}" ${en}. Correct it.`,
      zh: `${columnOf(field)}“${shown}”${zh}，请更正。`,
    });
  }
}

function amiss({ code, origin, maximum, minimum, message }: Issue): Words {
  const text = origin === 'string';
  if (code === 'too_big')
    return text
      ? { en: `has more than ${maximum} characters`, zh: `超过 ${maximum} 个字符` }
      : { en: `is more than ${maximum}`, zh: `大于上限 ${maximum}` };
  if (code === 'too_small')
    return text ? { en: 'is empty', zh: '为空' } : { en: `is less than ${minimum}`, zh: `小于下限 ${minimum}` };
  return { en: `is unfit: ${message}`, zh: code === 'invalid_format' ? '格式不符' : `不符合要求（${message}）` };
}

/** Joins what lists keep apart: family and given name, parts of a birth date, an age in months. */
function person({ values, row, faults }: Reading): void {
  const { firstName, lastName, birthDay, birthMonth, birthYear, ageUnit } = values as Record<
    string,
    string | number | undefined
  >;
  if (values.name === undefined && (firstName ?? lastName) !== undefined) {
    const han = /\p{Script=Han}/u.test(`${lastName ?? ''}${firstName ?? ''}`);
    values.name = [lastName, firstName].filter(Boolean).join(han ? '' : ' ');
  }
  if (values.birth === undefined && birthYear !== undefined && birthMonth !== undefined && birthDay !== undefined) {
    const day = readDate(`${birthYear}-${birthMonth}-${birthDay}`, 'none');
    if (typeof day === 'string') values.birth = day;
    else faults.push({ row, column: 'birth', value: `${birthYear}-${birthMonth}-${birthDay}`, ...day });
  }
  if (typeof values.age === 'number' && ageUnit !== undefined)
    values.age = Math.round((values.age / (AGE_DIVISOR[ageUnit] as number)) * 100) / 100;
  for (const part of ['firstName', 'lastName', 'birthDay', 'birthMonth', 'birthYear', 'ageUnit']) delete values[part];
}

export function caseRow(reading: Reading, mapping: Mapping, columnOf: (field: string) => string): ReadRow {
  const { values, row, faults, notes, extra } = reading;
  person(reading);
  const doubt = (field: string, reason: string, en: string, zh: string): void => {
    const fault = { row, column: columnOf(field), value: String(values[field]), reason, words: { en, zh } };
    if (mapping.doubtful === 'refuse') faults.push(fault);
    else {
      notes.push({ ...fault, reason: `${reason}: set aside` });
      extra[columnOf(field)] = String(values[field]);
      delete values[field];
    }
  };
  if (values.diedOn !== undefined) {
    if (values.outcome !== undefined && values.outcome !== 'died')
      doubt(
        'diedOn',
        'death-contradicted',
        `Died on ${values.diedOn}, but the outcome is ${values.outcome}. Correct one of them.`,
        `死亡日期 ${values.diedOn}，但转归为 ${values.outcome}，请更正其一。`,
      );
    else Object.assign(values, { outcome: 'died', outcomeOn: values.outcomeOn ?? values.diedOn });
  }
  delete values.diedOn;
  if (values.outcomeOn !== undefined && values.outcome === undefined)
    doubt(
      'outcomeOn',
      'outcome-missing',
      `An outcome on ${values.outcomeOn}, but none is named.`,
      `有转归日期 ${values.outcomeOn}，但没有转归。`,
    );
  for (const field of ['outcomeOn', 'treatedOn'] as const) {
    if (
      typeof values.birth === 'string' &&
      typeof values[field] === 'string' &&
      (values[field] as string) < values.birth
    )
      doubt(
        field,
        'before-birth',
        `${values[field]} is before birth, ${values.birth}.`,
        `${values[field]} 早于出生日期 ${values.birth}。`,
      );
  }
  if (typeof values.outcomeOn === 'string' && typeof values.onset === 'string' && values.outcomeOn < values.onset)
    doubt(
      'outcomeOn',
      'outcome-before-onset',
      `The outcome, ${values.outcomeOn}, is before onset, ${values.onset}.`,
      `转归 ${values.outcomeOn} 早于发病 ${values.onset}。`,
    );
  if (
    typeof values.exposedFrom === 'string' &&
    typeof values.exposedUntil === 'string' &&
    values.exposedFrom > values.exposedUntil
  )
    doubt(
      'exposedUntil',
      'span-reversed',
      `Exposure ends on ${values.exposedUntil}, before it starts on ${values.exposedFrom}.`,
      `暴露结束 ${values.exposedUntil} 早于开始 ${values.exposedFrom}。`,
    );
  if (values.infector !== undefined && values.infector === values.id)
    doubt('infector', 'self-link', 'The case is named as its own infector.', '病例被列为自己的传染源。');
  const discarded = values.classification === 'discarded';
  if (discarded) delete values.classification;
  const { lon, lat, ...rest } = values as { lon?: number; lat?: number };
  const input = {
    origin: 'unknown',
    source: 'unknown',
    classification: CLASSIFICATIONS[0],
    ...rest,
    ...(lon !== undefined && lat !== undefined ? { point: [lon, lat] } : {}),
    ...(reading.filled.has('reportedOn') ? { reportedOnAssumed: true } : {}),
    ...(Object.keys(extra).length ? { extra } : {}),
  };
  // Also after a fault: a row is corrected once, not fault by fault.
  const parsed = reportCase.safeParse(input);
  if (parsed.success && faults.length === 0) return { kind: 'cases', row, notes, input: parsed.data, discarded };
  unfit(reading, parsed, columnOf);
  return { kind: 'faulty', row, faults, notes, ...(typeof values.id === 'string' ? { id: values.id } : {}) };
}
