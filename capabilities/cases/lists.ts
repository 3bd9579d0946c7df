import type { Refusal, Words } from '../../kernel/refusal.ts';
import type { ReportCase } from './model.ts';
import type { LinkCases, Mapping } from './model-import.ts';

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
export interface ListedContact { id: string; case: string; [field: string]: unknown }

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
  read(file: SourceFile, inspected: Inspected, mapping: Mapping, context: { today: string; areas: Map<string, string[]> }): AsyncIterable<ReadRow | Refusal>;
}
