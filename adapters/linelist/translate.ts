import { CLASSIFICATIONS, caseId, type Mapping, reportCase, type ReadRow, type Fault } from '../../capabilities/cases/index.ts';
import { isPlacePath, pathOfCode } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { REQUIRED } from './translate-columns.ts';
import { readDate } from './translate-dates.ts';
import { plain, WORDS } from './translate-values.ts';

export interface Context {
  today: string;
  /** Area names in lower case -> place paths that bear them. */
  areas: Map<string, string[]>;
}
/** A row as the file has it: cells in the order of the headers, numbers and dates already as text. */
export interface RawRow { row: number; cells: string[] }

const DATES = ['onset', 'exposedFrom', 'exposedUntil', 'detectedOn', 'reportedOn', 'isolatedOn', 'treatedOn', 'outcomeOn', 'diedOn', 'birth', 'on', 'lastExposure'];
const ENUMS = ['sex', 'classification', 'outcome', 'severity', 'origin', 'source', 'certainty', 'ageUnit'];
const AGE_DIVISOR: Record<string, number> = { years: 1, months: 12, weeks: 52.1775, days: 365.2425 };

/** One row being read: values by field, what is wrong, what was set aside. */
interface Reading {
  row: number;
  values: Record<string, unknown>;
  faults: Fault[];
  notes: Fault[];
  extra: Record<string, string>;
  /** Fields that a constant of the mapping filled. */
  filled: Set<string>;
}
const wrong = (reading: Reading, column: string, value: string, reason: string, words: Words): void => void reading.faults.push({ row: reading.row, column, value, reason, words });

/**
 * Makes the translation of a mapping for a file's headers: each row becomes its input in Tandem's words, or the list of
 * its faults; never both, never neither.
 */
export function translator(mapping: Mapping, headers: readonly string[], context: Context): (raw: RawRow) => ReadRow {
  const columns = headers.map((header) => ({ header, field: mapping.columns[header] ?? null }));
  const missing = new Set(mapping.missing.map(plainMark));
  const columnOf = (field: string): string => columns.find((column) => column.field === field)?.header ?? field;
  const own = Object.fromEntries(Object.entries(mapping.values).map(([field, words]) => [field, new Map(Object.entries(words).map(([from, to]) => [from.trim().toLowerCase(), to]))]));

  /** Days repeat from row to row; each spelling is read once. */
  const days = new Map<string, ReturnType<typeof readDate>>();
  function dayOf(text: string): ReturnType<typeof readDate> {
    const known = days.get(text);
    if (known !== undefined) return known;
    const found = readDate(text, mapping.dateOrder);
    if (days.size < 10_000) days.set(text, found);
    return found;
  }

  function read(reading: Reading, field: string, column: string, text: string): void {
    const mapped = own[field]?.get(text.toLowerCase());
    const value = mapped ?? text;
    if (mapped === '') return;
    if (DATES.includes(field)) {
      const day = dayOf(value);
      if (typeof day === 'string' && day > context.today) wrong(reading, column, text, 'day-to-come', { en: `${day} lies after today, ${context.today}. Correct it.`, zh: `${day} 晚于今天 ${context.today}，请更正。` });
      else if (typeof day === 'string') reading.values[field] = day;
      else wrong(reading, column, text, day.reason, day.words);
    } else if (ENUMS.includes(field)) {
      const words = WORDS[field] as Record<string, string>;
      const word = mapped ?? words[plain(text)];
      if (word === undefined || (word !== '' && !Object.values(words).includes(word))) {
        const known = [...new Set(Object.values(words))].filter(Boolean);
        wrong(reading, column, text, 'word-unknown', { en: `"${text}" is no known ${field}. Map it to one of ${known.join(', ')}.`, zh: `“${text}”不是已知的${column}，请映射为：${known.join('、')}。` });
      } else if (word !== '') reading.values[field] = word;
    } else if (['age', 'lon', 'lat', 'birthDay', 'birthMonth', 'birthYear'].includes(field)) {
      const number = Number(value.replace(/岁|周岁|years?|yrs?|y$/i, '').trim());
      if (Number.isFinite(number)) reading.values[field] = number;
      else wrong(reading, column, text, 'number-unreadable', { en: `"${text}" is no number. Correct it, or name it among the words for "not known".`, zh: `“${text}”不是数字，请更正，或将其列为“未知”。` });
    } else if (field === 'area' || field === 'household') {
      const path = place(value);
      if (typeof path === 'string') reading.values[field] = path;
      else wrong(reading, column, text, path.reason, path.words);
    } else if (['id', 'infector', 'from', 'to', 'case'].includes(field)) {
      const id = `${mapping.idPrefix}${value}`;
      if (caseId.safeParse(id).success) reading.values[field] = id;
      else wrong(reading, column, text, 'id-unfit', { en: `"${id}" is no id: letters, digits and . _ : # - only, no spaces. Correct it.`, zh: `“${id}”不能作编号：只能用字母、数字和 . _ : # -，不含空格。` });
    } else reading.values[field] = value;
  }

  function place(text: string): string | { reason: string; words: Words } {
    const code = pathOfCode(text);
    if (code) return code;
    const named = context.areas.get(text.toLowerCase());
    if (named?.length === 1) return named[0] as string;
    if (named && named.length > 1) return { reason: 'area-ambiguous', words: { en: `"${text}" names ${named.length} areas: ${named.slice(0, 5).join(', ')}. Map it to one of them.`, zh: `“${text}”对应 ${named.length} 个地区：${named.slice(0, 5).join('、')}，请选定其一。` } };
    if (isPlacePath(text) && text.includes('.')) return text;
    if (/^[a-z]{2}$/.test(text)) return text;
    return { reason: 'area-unknown', words: { en: `No area "${text}". Map the name to a place path such as cn.44.03, or give one area for the whole list.`, zh: `没有地区“${text}”，请映射到地点路径（如 cn.44.03），或为整个名单指定一个地区。` } };
  }

  return ({ row, cells }) => {
    const reading: Reading = { row, values: {}, faults: [], notes: [], extra: {}, filled: new Set() };
    if (cells.length !== headers.length) {
      wrong(reading, '', String(cells.length), 'row-ragged', { en: `The row has ${cells.length} cells, the header ${headers.length}. Look for a missing quote or a stray separator.`, zh: `该行有 ${cells.length} 格，表头有 ${headers.length} 格，请检查引号或分隔符。` });
      return { kind: 'faulty', row, faults: reading.faults, notes: [] };
    }
    columns.forEach(({ header, field }, n) => {
      const text = (cells[n] as string).trim();
      if (text === '') return;
      if (field === null) {
        if (mapping.keepExtra) reading.extra[header] = text.slice(0, 2000);
      } else if (missing.has(plainMark(text)) && !own[field]?.has(text.toLowerCase())) {
        reading.notes.push({ row, column: header, value: text, reason: 'read-as-unknown', words: { en: `"${text}" was read as not known.`, zh: `“${text}”按未知处理。` } });
      } else read(reading, field, header, text);
    });
    for (const [field, value] of Object.entries(mapping.constants)) if (reading.values[field] === undefined) {
      read(reading, field, field, value);
      reading.filled.add(field);
    }
    for (const field of REQUIRED[mapping.kind]) {
      if (reading.values[field] === undefined && !reading.faults.some((fault) => fault.column === columnOf(field))) {
        wrong(reading, columnOf(field), '', field === 'id' ? 'id-missing' : 'value-missing', { en: `${columnOf(field)} is empty. Every row needs it.`, zh: `${columnOf(field)} 为空，每行都需要。` });
      }
    }
    return mapping.kind === 'cases' ? caseRow(reading, mapping, columnOf) : plainRow(reading, mapping.kind);
  };
}

const plainMark = (text: string): string => text.trim().toLowerCase();

function plainRow(reading: Reading, kind: 'links' | 'contacts'): ReadRow {
  const { row, notes, faults, values } = reading;
  if (kind === 'links' && values.from !== undefined && values.from === values.to) {
    wrong(reading, 'to', String(values.to), 'self-link', { en: `${values.to} is linked to itself. Correct one side.`, zh: `${values.to} 关联到自身，请更正。` });
  }
  if (faults.length) return { kind: 'faulty', row, faults, notes, ...(typeof values.id === 'string' ? { id: values.id } : {}) };
  person(reading);
  return { kind, row, notes, input: values } as unknown as ReadRow;
}

/** Joins what lists keep apart: family and given name, parts of a birth date, an age in months. */
function person({ values, row, faults }: Reading): void {
  const { firstName, lastName, birthDay, birthMonth, birthYear, ageUnit } = values as Record<string, string | number | undefined>;
  if (values.name === undefined && (firstName ?? lastName) !== undefined) {
    const han = /\p{Script=Han}/u.test(`${lastName ?? ''}${firstName ?? ''}`);
    values.name = [lastName, firstName].filter(Boolean).join(han ? '' : ' ');
  }
  if (values.birth === undefined && birthYear !== undefined && birthMonth !== undefined && birthDay !== undefined) {
    const day = readDate(`${birthYear}-${birthMonth}-${birthDay}`, 'none');
    if (typeof day === 'string') values.birth = day;
    else faults.push({ row, column: 'birth', value: `${birthYear}-${birthMonth}-${birthDay}`, ...day });
  }
  if (typeof values.age === 'number' && ageUnit !== undefined) values.age = Math.round((values.age / (AGE_DIVISOR[ageUnit] as number)) * 100) / 100;
  for (const part of ['firstName', 'lastName', 'birthDay', 'birthMonth', 'birthYear', 'ageUnit']) delete values[part];
}

function caseRow(reading: Reading, mapping: Mapping, columnOf: (field: string) => string): ReadRow {
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
    if (values.outcome !== undefined && values.outcome !== 'died') doubt('diedOn', 'death-contradicted', `Died on ${values.diedOn}, but the outcome is ${values.outcome}. Correct one of them.`, `死亡日期 ${values.diedOn}，但转归为 ${values.outcome}，请更正其一。`);
    else Object.assign(values, { outcome: 'died', outcomeOn: values.outcomeOn ?? values.diedOn });
  }
  delete values.diedOn;
  if (values.outcomeOn !== undefined && values.outcome === undefined) doubt('outcomeOn', 'outcome-missing', `An outcome on ${values.outcomeOn}, but none is named.`, `有转归日期 ${values.outcomeOn}，但没有转归。`);
  for (const field of ['outcomeOn', 'treatedOn'] as const) {
    if (typeof values.birth === 'string' && typeof values[field] === 'string' && (values[field] as string) < values.birth) doubt(field, 'before-birth', `${values[field]} is before birth, ${values.birth}.`, `${values[field]} 早于出生日期 ${values.birth}。`);
  }
  if (typeof values.outcomeOn === 'string' && typeof values.onset === 'string' && values.outcomeOn < values.onset) doubt('outcomeOn', 'outcome-before-onset', `The outcome, ${values.outcomeOn}, is before onset, ${values.onset}.`, `转归 ${values.outcomeOn} 早于发病 ${values.onset}。`);
  if (typeof values.exposedFrom === 'string' && typeof values.exposedUntil === 'string' && values.exposedFrom > values.exposedUntil) doubt('exposedUntil', 'span-reversed', `Exposure ends on ${values.exposedUntil}, before it starts on ${values.exposedFrom}.`, `暴露结束 ${values.exposedUntil} 早于开始 ${values.exposedFrom}。`);
  if (values.infector !== undefined && values.infector === values.id) doubt('infector', 'self-link', 'The case is named as its own infector.', '病例被列为自己的传染源。');
  const discarded = values.classification === 'discarded';
  if (discarded) delete values.classification;
  const { lon, lat, ...rest } = values as { lon?: number; lat?: number };
  const input = {
    origin: 'unknown', source: 'unknown', classification: CLASSIFICATIONS[0], ...rest,
    ...(lon !== undefined && lat !== undefined ? { point: [lon, lat] } : {}),
    ...(reading.filled.has('reportedOn') ? { reportedOnAssumed: true } : {}),
    ...(Object.keys(extra).length ? { extra } : {}),
  };
  if (faults.length === 0) {
    const parsed = reportCase.safeParse(input);
    if (parsed.success) return { kind: 'cases', row, notes, input: parsed.data, discarded };
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0] ?? '');
      faults.push({ row, column: columnOf(field), value: String((input as Record<string, unknown>)[field] ?? ''), reason: 'value-unfit', words: { en: `${columnOf(field)}: ${issue.message}.`, zh: `${columnOf(field)}：${issue.message}。` } });
    }
  }
  return { kind: 'faulty', row, faults, notes, ...(typeof values.id === 'string' ? { id: values.id } : {}) };
}
