import * as z from 'zod';
import { type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import { caseId, day, evidence, type ReportCase } from './model.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** Who infected whom, or who was exposed to whom. */
export const linkCases = z
  .strictObject({
    from: caseId,
    to: caseId,
    exposure: text(200).optional(),
    on: day.optional(),
    certainty: z.enum(['low', 'medium', 'high']).optional(),
    evidence,
    import: text(80).optional(),
  })
  .refine((link) => link.from !== link.to, { error: 'a case cannot infect itself', path: ['to'] });
export type LinkCases = z.infer<typeof linkCases>;
export const withdrawLink = z.strictObject({
  from: caseId,
  to: caseId,
  reason: text(500),
  import: text(80).optional(),
});
export type WithdrawLink = z.infer<typeof withdrawLink>;
export const linkId = (link: { from: string; to: string }): string => `${link.from}>${link.to}`;

export const LIST_KINDS = ['cases', 'links', 'contacts'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** How a file's columns and words become Tandem's. Plain data: saved, shared, edited. */
export const mapping = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, 'a mapping id has lower-case letters, digits and - only'),
  name: text(120),
  kind: z.enum(LIST_KINDS),
  /** Header of the file -> field of Tandem; null: known and left out. */
  columns: z.record(z.string().max(200), z.string().max(60).nullable()),
  /** Values for fields no column carries, and for cells that are empty: disease, area, reportedOn, classification... */
  constants: z.record(z.string().max(60), z.string().max(200)).default({}),
  /** The file's words -> Tandem's words, by field: { sex: { '1': 'male' }, area: { Shanghai: 'cn.31' } }. */
  values: z.record(z.string().max(60), z.record(z.string().max(200), z.string().max(200))).default({}),
  /** Order in dates such as 03/04/2013; `none` refuses them. */
  dateOrder: z.enum(['dmy', 'mdy', 'none']).default('none'),
  /** Put before every id, so that case 1 of two lists stays two cases. */
  idPrefix: z.string().max(40).default(''),
  /** Words that mean "not known", beside the empty cell. */
  missing: z.array(z.string().max(40)).max(40).default(['NA', 'N/A', '?', '-', '.', 'unknown', '不详', '未知', '无']),
  /** Keep columns that have no field in `extra`. */
  keepExtra: z.boolean().default(false),
  /** A value that contradicts another of its row: refuse the row, or set the value aside in `extra` and say so. */
  doubtful: z.enum(['refuse', 'set-aside']).default('refuse'),
});
export type Mapping = z.infer<typeof mapping>;

const count = z.int().min(0);
export const importCounts = z.strictObject({
  rows: count,
  new: count,
  changed: count,
  same: count,
  duplicate: count,
  faulty: count,
  written: count,
  refused: count,
});
export type ImportCounts = z.infer<typeof importCounts>;

const importId = z.string().regex(/^[A-Za-z0-9._-]{1,80}$/);
export const startImport = z.strictObject({
  id: importId,
  kind: z.enum(LIST_KINDS),
  area: z.string(),
  file: text(255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: count,
  mapping: text(60),
  mode: z.enum(['all-or-nothing', 'good-rows']),
});
export type StartImport = z.infer<typeof startImport>;
export const finishImport = z.strictObject({
  id: importId,
  outcome: z.enum(['committed', 'cancelled', 'rolled-back']),
  counts: importCounts,
  faults: z.array(z.unknown()).max(200).default([]),
});
export type FinishImport = z.infer<typeof finishImport>;
export const recordUndo = z.strictObject({
  id: importId,
  undone: count,
  kept: z
    .array(
      z.strictObject({ id: z.string(), why: z.string(), words: z.strictObject({ en: z.string(), zh: z.string() }) }),
    )
    .max(1000),
  keptCount: count,
});
export type RecordUndo = z.infer<typeof recordUndo>;

export interface ImportEvents {
  'cases.CasesLinked': LinkCases;
  'cases.LinkWithdrawn': WithdrawLink;
  'cases.MappingSaved': Mapping;
  'cases.ImportStarted': StartImport;
  /** `outcome` says whether all of it stands: committed, cancelled half-way (what was written stays), rolled back. */
  'cases.ImportCommitted': FinishImport & StartImport;
  'cases.ImportUndone': RecordUndo;
}

/** A file that can be read more than once: an upload on disk, a file of the command line, a text in a test. */
export interface SourceFile {
  name: string;
  open(): AsyncIterable<Uint8Array>;
}

/** One thing wrong with one cell or row of a list. */
export interface Fault {
  /** Line of the file as a spreadsheet counts: the header is 1. */
  row: number;
  column: string;
  value: string;
  /** Stable id, e.g. `date-impossible`. */
  reason: string;
  words: Words;
}

/** A contact as a list has it; the contacts capability knows its own words. */
export interface ListedContact {
  id: string;
  case: string;
  [field: string]: unknown;
}

/** A row of a list in Tandem's words: its input, or its faults. `notes` were set aside and are told, not dropped. */
export type ReadRow = { row: number; notes: Fault[] } & (
  | { kind: 'cases'; input: ReportCase; discarded: boolean; outcome?: undefined }
  | { kind: 'links'; input: Omit<LinkCases, 'evidence'> }
  | { kind: 'contacts'; input: ListedContact }
  | { kind: 'faulty'; faults: Fault[]; id?: string }
);

/** What a file is, before its rows are read. */
export interface Inspected {
  sha256: string;
  bytes: number;
  /** `utf-8`, `gb18030`, `utf-16le`..., or `xlsx`. */
  encoding: string;
  delimiter?: string;
  headers: string[];
}

/** An adapter that reads lists; adapters/linelist is one. */
export interface ListReader {
  /** Reads a file through once: size, encoding, headers; or why it cannot be read. */
  inspect(file: SourceFile): Promise<Inspected | Refusal>;
  /** Rows in order, translated by the mapping. A fault of the file itself ends the stream with a Refusal. */
  read(
    file: SourceFile,
    inspected: Inspected,
    mapping: Mapping,
    context: { today: string; areas: Map<string, string[]> },
  ): AsyncIterable<ReadRow | Refusal>;
}

export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

/** What an import would do with one row of a list; every row gets exactly one. */
export type Verdict = { row: number; id: string } & (
  | { verdict: 'new' }
  | { verdict: 'changed'; differences: Difference[] }
  | { verdict: 'same' }
  | { verdict: 'duplicate'; of: string; why: string; words: Words }
  | { verdict: 'faulty'; faults: Fault[] }
);

/** A row left out because it is there already, or likely. */
export const duplicate = (row: number, id: string, of: string, why: string, words: Words): Verdict => ({
  verdict: 'duplicate',
  row,
  id,
  of,
  why,
  words,
});
/** An id that stands in the file before. */
export const twice = (row: number, id: string, first: number): Verdict =>
  duplicate(row, id, id, 'same-id-in-file', {
    en: `${id} stands in row ${first} already; this row is left out.`,
    zh: `${id} 已在第 ${first} 行出现，本行不导入。`,
  });

/** A link or contact of a case nobody reported. */
export const unknownCase = (row: number, column: string, id: string): Fault => ({
  row,
  column,
  value: id,
  reason: 'case-unknown',
  words: {
    en: `No case ${id} in the register. Import the cases first, with the same id prefix.`,
    zh: `病例库中没有 ${id}，请先用相同编号前缀导入病例。`,
  },
});

/** Bytes of the largest list that is read. */
export const LARGEST_LIST = 128 << 20;
/** Said before a byte is sent where the sender can know, and by the server in any case. */
export const tooLarge = (bytes: number): Refusal =>
  refuse('file-too-large', bytes, {
    en: `The file has ${Math.ceil(bytes / (1 << 20))} MiB; at most ${LARGEST_LIST >> 20} MiB are read. Cut it into parts by month or district and import them one after another; ids keep them together.`,
    zh: `文件为 ${Math.ceil(bytes / (1 << 20))} MiB，上限 ${LARGEST_LIST >> 20} MiB。请按月份或区县拆分后逐个导入；编号会将其衔接。`,
  });
