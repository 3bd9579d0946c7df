import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { parse as parseStream } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import type { Inspected, ListReader, Mapping, ReadRow, SourceFile } from '../../capabilities/cases/index.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { ENCODINGS, type Encoding, EncodingGuess, LONGEST_LINE, undecodable } from './port-text.ts';
import { type Context, translator } from './translate.ts';
import { unfitMapping } from './translate-columns.ts';

export interface Limits {
  /** Bytes of a text file; read as a stream, so this bounds time, not memory. */
  text: number;
  /** Bytes of an .xlsx, which is unpacked in memory. */
  xlsx: number;
}
/** 128 MiB of text is about a million cases; 24 MiB of .xlsx about 200,000. */
export const LIMITS: Limits = { text: 128 << 20, xlsx: 24 << 20 };
const MIB = 1 << 20;
const DELIMITERS = [',', ';', '\t', '|'];
/** Text looked at for the delimiter, characters. */
const SAMPLE = 64 << 10;

const tooLarge = (limit: number): Refusal =>
  refuse('file-too-large', `> ${limit / MIB} MiB`, {
    en: `The file is larger than ${limit / MIB} MiB. Cut it into parts by month or district, or save it as CSV, and import them one after another; ids keep them together.`,
    zh: `文件超过 ${limit / MIB} MiB。请按月份或区县拆分，或另存为 CSV 后逐个导入；编号会将其衔接。`,
  });
const encodingUnknown = (name: string): Refusal =>
  refuse('encoding-unknown', name, {
    en: `No encoding "${name}"; it is one of ${ENCODINGS.join(', ')}.`,
    zh: `没有编码“${name}”，可选：${ENCODINGS.join('、')}。`,
  });
const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** Reader of line lists: CSV in any usual encoding and delimiter, and .xlsx. `encoding` overrides the guess. */
export function lineListReader(options: { limits?: Limits; encoding?: Encoding } = {}): ListReader {
  const limits = options.limits ?? LIMITS;
  return {
    async inspect(file) {
      const hash = createHash('sha256');
      const guess = new EncodingGuess();
      let bytes = 0;
      let zip = false;
      for await (const chunk of file.open()) {
        if (bytes === 0) zip = isZip(chunk);
        bytes += chunk.length;
        // Refused as soon as the limit is passed: nothing of the file is kept.
        if (bytes > (zip ? limits.xlsx : limits.text)) return tooLarge(zip ? limits.xlsx : limits.text);
        hash.update(chunk);
        if (!zip) guess.push(chunk);
      }
      const sha256 = hash.digest('hex');
      if (zip) {
        const rows = await sheetOf(file);
        return isRefusal(rows) ? rows : headed({ sha256, bytes, encoding: 'xlsx', headers: rows[0] ?? [] });
      }
      const encoding =
        options.encoding === undefined
          ? guess.end()
          : ENCODINGS.includes(options.encoding)
            ? options.encoding
            : encodingUnknown(options.encoding);
      if (isRefusal(encoding)) return encoding;
      const sample = await sampleOf(file, encoding);
      if (isRefusal(sample)) return sample;
      const delimiter = delimiterOf(sample);
      const headers = firstRows(sample, delimiter, 1)[0] ?? [];
      return headed({ sha256, bytes, encoding, delimiter, headers: headers.map((header) => header.trim()) });
    },
    read: (file, inspected, mapping, context) => rowsOf(file, inspected, mapping, context),
  };
}

function headed(inspected: Inspected): Inspected | Refusal {
  if (inspected.headers.every((header) => header === ''))
    return refuse('header-missing', '', {
      en: 'The first row has no column names. Put them there.',
      zh: '第一行没有列名，请补充。',
    });
  return inspected;
}

async function* rowsOf(
  file: SourceFile,
  inspected: Inspected,
  mapping: Mapping,
  context: Context,
): AsyncGenerator<ReadRow | Refusal> {
  const unfit = unfitMapping(mapping, inspected.headers);
  if (unfit) return void (yield unfit);
  const translate = translator(mapping, inspected.headers, context);
  if (inspected.encoding === 'xlsx') {
    const rows = await sheetOf(file);
    if (isRefusal(rows)) return void (yield rows);
    const filled = [...rows.entries()].filter(([n, cells]) => n > 0 && cells.some(Boolean));
    if (filled.length === 0) yield noRows();
    for (const [n, cells] of filled) yield translate({ row: n + 1, cells });
    return;
  }
  const source = Readable.from(textOf(file, inspected.encoding as Encoding));
  const parser = parseStream({
    delimiter: inspected.delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: LONGEST_LINE,
    from: 2,
  });
  source.on('error', (fault) => parser.destroy(fault));
  let rows = 0;
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      rows++;
      yield translate({ row: info.lines, cells: record });
    }
    if (rows === 0) yield noRows();
  } catch (fault) {
    yield faultOf(fault);
  } finally {
    source.destroy();
  }
}

const noRows = (): Refusal =>
  refuse('list-empty', 0, {
    en: 'The file has column names and no rows under them. Choose another.',
    zh: '文件只有列名，没有数据行，请另选文件。',
  });

/** What csv-parse or the decoder could not read, with its line. */
function faultOf(fault: unknown): Refusal {
  if (isRefusal(fault)) return fault;
  const { code, lines, refusal } = fault as { code?: string; lines?: number; refusal?: Refusal };
  if (refusal) return refusal;
  if (code === undefined) throw fault;
  const line = lines ?? 0;
  return refuse('csv-broken', line, {
    en: `Line ${line}: the table breaks here (${code}). Look for a quote that is not closed; an inner quote is written twice.`,
    zh: `第 ${line} 行：表格在此中断（${code}）。请检查未闭合的引号；单元格内的引号应写两次。`,
  });
}

class Undecodable extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.words.en);
    this.refusal = refusal;
  }
}

/** The text of a file, chunk by chunk, strictly decoded. */
async function* textOf(file: SourceFile, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  try {
    for await (const chunk of file.open()) {
      const text = decoder.decode(chunk, { stream: true });
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
      yield text;
    }
    yield decoder.decode();
  } catch (fault) {
    if (fault instanceof TypeError) throw new Undecodable(undecodable(encoding, line));
    throw fault;
  }
}

async function sampleOf(file: SourceFile, encoding: Encoding): Promise<string | Refusal> {
  let sample = '';
  try {
    for await (const text of textOf(file, encoding)) {
      sample += text;
      if (sample.length > SAMPLE) break;
    }
  } catch (fault) {
    return faultOf(fault);
  }
  return sample;
}

const firstRows = (sample: string, delimiter: string, count: number): string[][] => {
  try {
    return parseWhole(sample, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: count,
    });
  } catch {
    return [];
  }
};

/** The delimiter that gives most columns, and the same number in most of the first rows. */
function delimiterOf(sample: string): string {
  const whole = sample.length > SAMPLE ? sample.slice(0, sample.lastIndexOf('\n')) : sample;
  const score = (delimiter: string): number => {
    const rows = firstRows(whole, delimiter, 20);
    const width = rows[0]?.length ?? 0;
    return width < 2 ? 0 : (rows.filter((row) => row.length === width).length / rows.length) * 1000 + width;
  };
  return DELIMITERS.reduce((best, each) => (score(each) > score(best) ? each : best), ',');
}

/** First sheet of an .xlsx as text cells; days as YYYY-MM-DD. */
async function sheetOf(file: SourceFile): Promise<string[][] | Refusal> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  try {
    const rows = await readSheet(Buffer.concat(chunks));
    const width = Math.max(0, ...rows.slice(0, 1).map((row) => row.length));
    return rows.map((row) => Array.from({ length: Math.max(width, row.length) }, (_, n) => cellText(row[n])));
  } catch (fault) {
    return refuse('xlsx-broken', String((fault as Error).message).slice(0, 200), {
      en: 'The .xlsx file cannot be opened. Open it in a spreadsheet and save it again, or save it as CSV.',
      zh: '无法打开该 .xlsx 文件，请用表格软件打开后重新保存，或另存为 CSV。',
    });
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().replace('T00:00:00.000Z', '') : String(cell);
}
