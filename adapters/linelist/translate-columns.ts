import type { ListKind, Mapping } from '../../capabilities/cases/index.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { FIELDS, REQUIRED } from './translate-fields.ts';

export const plainHeader = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

export interface Guess {
  kind: ListKind;
  /** Header -> field, null when no field is known for it. */
  columns: Record<string, string | null>;
  /** Headers without a field: left out, or kept in `extra` when the mapping says so. */
  unknown: string[];
  /** Fields that must still be given, by a column or a constant. */
  lacking: string[];
}

/** What kind of list the headers look like: exposure pairs, contacts, or cases. */
export function guessKind(headers: readonly string[]): ListKind {
  const plainHeaders = headers.map(plainHeader);
  const has = (kind: ListKind, field: string) =>
    FIELDS[kind][field]?.headers.split('|').some((synonym) => plainHeaders.includes(synonym)) ?? false;
  if (has('links', 'from') && has('links', 'to') && !has('cases', 'onset') && !has('cases', 'age')) return 'links';
  if (
    plainHeaders.some(
      (header) => header.includes('contactid') || header.includes('密接编号') || header.includes('接触者编号'),
    ) &&
    has('contacts', 'lastExposure')
  )
    return 'contacts';
  return 'cases';
}

/** The best header for each field by its synonyms, each header used once. */
export function guessColumns(headers: readonly string[], kind: ListKind = guessKind(headers)): Guess {
  const columns: Record<string, string | null> = Object.fromEntries(headers.map((header) => [header, null]));
  const open = new Map(headers.map((header) => [plainHeader(header), header]).reverse() as [string, string][]);
  for (const [field, { headers: synonyms }] of Object.entries(FIELDS[kind])) {
    for (const synonym of synonyms.split('|')) {
      const header = open.get(synonym);
      if (header === undefined) continue;
      columns[header] = field;
      open.delete(synonym);
      break;
    }
  }
  const taken = new Set(Object.values(columns));
  return {
    kind,
    columns,
    unknown: headers.filter((header) => columns[header] === null),
    lacking: REQUIRED[kind].filter((field) => !taken.has(field)),
  };
}

/** Why a mapping does not fit a file: a field nobody knows, one field from two columns, a column the file lacks, a needed field from nowhere. */
export function unfitMapping(mapping: Mapping, headers: readonly string[]): Refusal | undefined {
  const fields = FIELDS[mapping.kind];
  const because: Refusal[] = [];
  const twice = headers.filter((header, n) => headers.indexOf(header) !== n);
  if (twice.length)
    because.push(
      refuse('header-twice', twice, {
        en: `The file has ${twice.join(', ')} twice. Name the columns apart.`,
        zh: `文件中列名重复：${twice.join('、')}，请改名区分。`,
      }),
    );
  const named = [
    ...Object.entries(mapping.columns).flatMap(([header, field]) => (field === null ? [] : [[header, field] as const])),
    ...Object.keys(mapping.constants).map((field) => ['', field] as const),
  ];
  const seen = new Map<string, string>();
  for (const [header, field] of named) {
    if (!fields[field])
      because.push(
        refuse('field-unknown', field, {
          en: `No field "${field}" in a list of ${mapping.kind}. Choose one of ${Object.keys(fields).join(', ')}.`,
          zh: `“${field}”不是可用字段，可选：${Object.keys(fields).join('、')}。`,
        }),
      );
    if (header === '') continue;
    if (!headers.includes(header))
      because.push(
        refuse('column-unknown', header, {
          en: `The file has no column "${header}"; it has ${headers.slice(0, 40).join(', ')}.`,
          zh: `文件没有列“${header}”；现有：${headers.slice(0, 40).join('、')}。`,
        }),
      );
    const before = seen.get(field);
    if (before !== undefined)
      because.push(
        refuse('field-twice', field, {
          en: `Both "${before}" and "${header}" are mapped to ${field}. Keep one.`,
          zh: `“${before}”和“${header}”都映射到${fields[field]?.names.zh ?? field}，请保留一个。`,
        }),
      );
    seen.set(field, header);
  }
  const given = new Set(named.map(([, field]) => field));
  for (const field of REQUIRED[mapping.kind].filter((each) => !given.has(each))) {
    because.push(
      refuse('field-lacking', field, {
        en: `No column gives ${fields[field]?.names.en ?? field}. Map one, or state one value for all rows.`,
        zh: `没有列提供“${fields[field]?.names.zh ?? field}”，请映射一列或为全部行指定一个值。`,
      }),
    );
  }
  return because.length === 0
    ? undefined
    : refuse(
        'mapping-unfit',
        mapping.id,
        {
          en: `The mapping does not fit this file: ${because.map((item) => item.words.en).join(' ')}`,
          zh: `映射与文件不符：${because.map((item) => item.words.zh).join('')}`,
        },
        because,
      );
}

/** A mapping to start from: the guess, with an id made of the file's name. */
export function guessMapping(headers: readonly string[], name: string, kind: ListKind = guessKind(headers)): Mapping {
  const id =
    plainHeader(name.replace(/\.[a-z]+$/i, ''))
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60) || 'list';
  return {
    id,
    name: name.slice(0, 120),
    kind,
    columns: guessColumns(headers, kind).columns,
    constants: {},
    values: {},
    dateOrder: 'none',
    idPrefix: '',
    missing: ['NA', 'N/A', '?', '-', '.', 'unknown', '不详', '未知', '无'],
    keepExtra: false,
    doubtful: 'refuse',
  };
}
