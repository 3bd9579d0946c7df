import { type Refusal, refuse } from '../../kernel/refusal.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Longest line that is still a line of a table, bytes: 1 MiB. */
export const LONGEST_LINE = 1 << 20;

/** One encoding tried on whole lines; remembers the first line it cannot read. */
class Attempt {
  badLine: number | undefined;
  #decoder: InstanceType<typeof TextDecoder>;
  constructor(encoding: Encoding) {
    this.#decoder = new TextDecoder(encoding, { fatal: true });
  }
  #reads(bytes: Uint8Array): boolean {
    try {
      this.#decoder.decode(bytes);
      return true;
    } catch {
      return false;
    }
  }
  /** `lines`: whole lines; `first`: number of the first of them. */
  take(lines: Uint8Array, first: number): void {
    if (this.badLine !== undefined || this.#reads(lines)) return;
    let line = first;
    for (let start = 0; start < lines.length; line++) {
      const end = lines.indexOf(10, start) + 1 || lines.length;
      if (!this.#reads(lines.subarray(start, end))) break;
      start = end;
    }
    this.badLine = line;
  }
}

/**
 * Finds the encoding of a stream in one pass: byte order mark first, then whichever of UTF-8 and GB18030 reads every line.
 * Lines are cut at byte 10, which is part of no character of either. Memory: one chunk and one line.
 */
export class EncodingGuess {
  #bom: Encoding | undefined;
  #start = new Uint8Array(0);
  #tries = { utf8: new Attempt('utf-8'), gb: new Attempt('gb18030') };
  #rest = new Uint8Array(0);
  #line = 1;
  #odd = 0;
  #bytes = 0;
  /** Pairs of bytes, and those in the common rows of GB2312: Western accents read as GB18030 make rare ones. */
  #pairs = 0;
  #common = 0;
  #lead = 0;

  push(chunk: Uint8Array): void {
    if (this.#bytes === 0) {
      this.#start = chunk.slice(0, 4);
      const [a, b, c] = chunk;
      this.#bom =
        a === 0xef && b === 0xbb && c === 0xbf
          ? 'utf-8'
          : a === 0xff && b === 0xfe
            ? 'utf-16le'
            : a === 0xfe && b === 0xff
              ? 'utf-16be'
              : undefined;
    }
    this.#bytes += chunk.length;
    if (this.#bom && this.#bom !== 'utf-8') return;
    for (const byte of chunk) this.#look(byte);
    const cut = chunk.lastIndexOf(10) + 1;
    if (cut === 0) {
      // A stretch without line ends longer than any line is kept short: the parser will name it.
      if (this.#rest.length <= LONGEST_LINE) this.#rest = join(this.#rest, chunk);
      return;
    }
    this.#take(join(this.#rest, chunk.subarray(0, cut)));
    this.#rest = chunk.slice(cut);
  }

  #look(byte: number): void {
    if (byte === 0 || byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) this.#odd++;
    if (this.#lead) {
      this.#pairs++;
      if (this.#lead >= 0xa1 && this.#lead <= 0xf7 && byte >= 0xa1) this.#common++;
      this.#lead = 0;
    } else if (byte >= 0x81) this.#lead = byte;
  }

  #take(lines: Uint8Array): void {
    this.#tries.utf8.take(lines, this.#line);
    this.#tries.gb.take(lines, this.#line);
    for (let at = lines.indexOf(10); at >= 0; at = lines.indexOf(10, at + 1)) this.#line++;
  }

  end(): Encoding | Refusal {
    if (this.#bytes === 0)
      return refuse('file-empty', 0, { en: 'The file is empty. Choose another.', zh: '文件为空，请另选文件。' });
    if (this.#bom && this.#bom !== 'utf-8') return this.#bom;
    const [a, b, c, d] = this.#start;
    if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0)
      return refuse('xls-old', 'xls', {
        en: 'This is an old Excel file (.xls). Save it as .xlsx or CSV.',
        zh: '这是旧版 Excel 文件（.xls），请另存为 .xlsx 或 CSV。',
      });
    if (this.#odd > 0) {
      return refuse('file-binary', this.#odd, {
        en: `This is no table: ${this.#odd} of its ${this.#bytes} bytes occur in no text. Choose a CSV or .xlsx file.`,
        zh: `文件不是表格：${this.#bytes} 字节中有 ${this.#odd} 个不会出现在文本中，请选择 CSV 或 .xlsx 文件。`,
      });
    }
    this.#take(this.#rest);
    const { utf8, gb } = this.#tries;
    if (utf8.badLine === undefined) return 'utf-8';
    if (this.#bom === 'utf-8') return undecodable('UTF-8', utf8.badLine);
    if (gb.badLine !== undefined) return undecodable('UTF-8 / GB18030', Math.max(utf8.badLine, gb.badLine));
    // Nine of ten pairs of real Chinese text are common characters.
    return this.#common >= this.#pairs * 0.9 ? 'gb18030' : undecodable('UTF-8', utf8.badLine);
  }
}

export const undecodable = (encoding: string, line: number): Refusal =>
  refuse('encoding-wrong', line, {
    en: `Line ${line} has bytes that are not ${encoding}. Save the file as UTF-8, or say its encoding (${ENCODINGS.join(', ')}).`,
    zh: `第 ${line} 行的字节不符合 ${encoding} 编码，请另存为 UTF-8，或指定编码（${ENCODINGS.join('、')}）。`,
  });

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
