import { caseId, type Mapping, type ReadRow } from '../../capabilities/cases/index.ts';
import { isPlacePath, pathOfCode } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { readDate } from './translate-dates.ts';
import { REQUIRED } from './translate-fields.ts';
import { caseRow, plainRow, type Reading, wrong } from './translate-rows.ts';
import { plain, WORDS } from './translate-values.ts';

export interface Context {
  today: string;
  /** Area names in lower case -> place paths that bear them. */
  areas: Map<string, string[]>;
}
/** A row as the file has it: cells in the order of the headers, numbers and dates already as text. */
export interface RawRow {
  row: number;
  cells: string[];
}

const DATES = [
  'onset',
  'exposedFrom',
  'exposedUntil',
  'detectedOn',
  'reportedOn',
  'isolatedOn',
  'treatedOn',
  'outcomeOn',
  'diedOn',
  'birth',
  'on',
  'lastExposure',
];
const ENUMS = ['sex', 'classification', 'outcome', 'severity', 'origin', 'source', 'certainty', 'ageUnit'];
/**
 * Makes the translation of a mapping for a file's headers: each row becomes its input in Tandem's words, or the list of
 * its faults; never both, never neither.
 */
export function translator(mapping: Mapping, headers: readonly string[], context: Context): (raw: RawRow) => ReadRow {
  const columns = headers.map((header) => ({ header, field: mapping.columns[header] ?? null }));
  const missing = new Set(mapping.missing.map(plainMark));
  const columnOf = (field: string): string => columns.find((column) => column.field === field)?.header ?? field;
  const own = Object.fromEntries(
    Object.entries(mapping.values).map(([field, words]) => [
      field,
      new Map(Object.entries(words).map(([from, to]) => [from.trim().toLowerCase(), to])),
    ]),
  );

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
      if (typeof day === 'string' && day > context.today)
        wrong(reading, column, text, 'day-to-come', {
          en: `${day} lies after today, ${context.today}. Correct it.`,
          zh: `${day} 晚于今天 ${context.today}，请更正。`,
        });
      else if (typeof day === 'string') reading.values[field] = day;
      else wrong(reading, column, text, day.reason, day.words);
    } else if (ENUMS.includes(field)) {
      const words = WORDS[field] as Record<string, string>;
      const word = mapped ?? words[plain(text)];
      if (word === undefined || (word !== '' && !Object.values(words).includes(word))) {
        const known = [...new Set(Object.values(words))].filter(Boolean);
        wrong(reading, column, text, 'word-unknown', {
          en: `"${text}" is no known ${field}. Map it to one of ${known.join(', ')}.`,
          zh: `“${text}”不是已知的${column}，请映射为：${known.map((code) => inChinese(words, code)).join('、')}。`,
        });
      } else if (word !== '') reading.values[field] = word;
    } else if (['age', 'lon', 'lat', 'birthDay', 'birthMonth', 'birthYear'].includes(field)) {
      const number = Number(value.replace(/岁|周岁|years?|yrs?|y$/i, '').trim());
      if (Number.isFinite(number)) reading.values[field] = number;
      else
        wrong(reading, column, text, 'number-unreadable', {
          en: `"${text}" is no number. Correct it, or name it among the words for "not known".`,
          zh: `“${text}”不是数字，请更正，或将其列为“未知”。`,
        });
    } else if (field === 'area' || field === 'household') {
      const path = place(value);
      if (typeof path === 'string') reading.values[field] = path;
      else wrong(reading, column, text, path.reason, path.words);
    } else if (['id', 'infector', 'from', 'to', 'case'].includes(field)) {
      const id = `${mapping.idPrefix}${value}`;
      if (caseId.safeParse(id).success) reading.values[field] = id;
      else
        wrong(reading, column, text, 'id-unfit', {
          en: `"${id}" is no id: letters, digits and . _ : # - only, no spaces. Correct it.`,
          zh: `“${id}”不能作编号：只能用字母、数字和 . _ : # -，不含空格。`,
        });
    } else reading.values[field] = value;
  }

  function place(text: string): string | { reason: string; words: Words } {
    const code = pathOfCode(text);
    if (code) return code;
    const named = context.areas.get(text.toLowerCase());
    if (named?.length === 1) return named[0] as string;
    if (named && named.length > 1)
      return {
        reason: 'area-ambiguous',
        words: {
          en: `"${text}" names ${named.length} areas: ${named.slice(0, 5).join(', ')}. Map it to one of them.`,
          zh: `“${text}”对应 ${named.length} 个地区：${named.slice(0, 5).join('、')}，请选定其一。`,
        },
      };
    if (isPlacePath(text) && text.includes('.')) return text;
    if (/^[a-z]{2}$/.test(text)) return text;
    return {
      reason: 'area-unknown',
      words: {
        en: `No area "${text}". Map the name to a place path such as cn.44.03, or give one area for the whole list.`,
        zh: `没有地区“${text}”，请映射到地点路径（如 cn.44.03），或为整个名单指定一个地区。`,
      },
    };
  }

  return ({ row, cells }) => {
    const reading: Reading = { row, values: {}, faults: [], notes: [], extra: {}, filled: new Set() };
    if (cells.length !== headers.length) {
      wrong(reading, '', String(cells.length), 'row-ragged', {
        en: `The row has ${cells.length} cells, the header ${headers.length}. Look for a missing quote or a stray separator.`,
        zh: `该行有 ${cells.length} 格，表头有 ${headers.length} 格，请检查引号或分隔符。`,
      });
      return { kind: 'faulty', row, faults: reading.faults, notes: [] };
    }
    columns.forEach(({ header, field }, n) => {
      const text = (cells[n] as string).trim();
      if (text === '') return;
      if (field === null) {
        if (mapping.keepExtra) reading.extra[header] = text.slice(0, 2000);
      } else if (missing.has(plainMark(text)) && !own[field]?.has(text.toLowerCase())) {
        reading.notes.push({
          row,
          column: header,
          value: text,
          reason: 'read-as-unknown',
          words: { en: `"${text}" was read as not known.`, zh: `“${text}”按未知处理。` },
        });
      } else read(reading, field, header, text);
    });
    for (const [field, value] of Object.entries(mapping.constants))
      if (reading.values[field] === undefined) {
        read(reading, field, field, value);
        reading.filled.add(field);
      }
    for (const field of REQUIRED[mapping.kind]) {
      if (reading.values[field] === undefined && !reading.faults.some((fault) => fault.column === columnOf(field))) {
        wrong(reading, columnOf(field), '', field === 'id' ? 'id-missing' : 'value-missing', {
          en: `${columnOf(field)} is empty. Every row needs it.`,
          zh: `${columnOf(field)} 为空，每行都需要。`,
        });
      }
    }
    return mapping.kind === 'cases' ? caseRow(reading, mapping, columnOf) : plainRow(reading, mapping.kind);
  };
}

const plainMark = (text: string): string => text.trim().toLowerCase();

/** The Chinese word that files use for a code; the code itself where there is none. */
const inChinese = (words: Record<string, string>, code: string): string =>
  Object.keys(words).find((word) => words[word] === code && /^\p{Script=Han}+$/u.test(word)) ?? code;
