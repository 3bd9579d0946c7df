import { createReadStream } from 'node:fs';
import { expect, test } from 'vitest';
import type { Mapping, ReadRow, SourceFile } from '../../capabilities/cases/index.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { lineListReader } from './port.ts';
import { guessColumns } from './translate-columns.ts';

const bytes = (...parts: (Uint8Array | string)[]): SourceFile => ({
  name: 'list.csv',
  open: async function* () {
    for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part;
  },
});
const CONTEXT = {
  today: '2026-01-01',
  areas: new Map([
    ['福田区', ['cn.44.03.04']],
    ['中心', ['cn.44.03.04.001', 'cn.44.03.05.001']],
  ]),
};

async function readAll(
  file: SourceFile,
  more: Partial<Mapping> = {},
  reader = lineListReader(),
): Promise<(ReadRow | Refusal)[] | Refusal> {
  const inspected = await reader.inspect(file);
  if (isRefusal(inspected)) return inspected;
  const guess = guessColumns(inspected.headers);
  const mapping: Mapping = {
    id: 'm',
    name: 'm',
    kind: guess.kind,
    columns: guess.columns,
    constants: { disease: 'measles', area: 'cn.44.03', ...more.constants },
    values: {},
    dateOrder: 'none',
    idPrefix: '',
    missing: [],
    keepExtra: false,
    doubtful: 'refuse',
    ...(({ constants: _c, ...rest }) => rest)(more),
  };
  const rows: (ReadRow | Refusal)[] = [];
  for await (const row of reader.read(file, inspected, mapping, CONTEXT)) rows.push(row);
  return rows;
}
const HEAD = '病例编号,姓名,性别,发病日期,报告日期\n';
const LINES = `${HEAD}a1,王小明,男,2022-09-10,2022-09-12\na2,韩梅梅,女,2022年9月1日,20220912\n`;
/** 王小明 and the headers in GB18030, byte by byte, since the platform only encodes UTF-8. */
const gb = (text: string): Uint8Array => {
  const table = new Map<string, number[]>();
  for (let lead = 0xa1; lead <= 0xf7; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++)
      table.set(new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Uint8Array.from(
    [...text].flatMap((char) => (char.charCodeAt(0) < 128 ? [char.charCodeAt(0)] : (table.get(char) as number[]))),
  );
};
const utf16 = (text: string, little: boolean): Uint8Array =>
  Uint8Array.from(
    [...`\ufeff${text}`]
      .flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8])
      .map((_, n, all) => (little ? all[n] : all[n ^ 1]) as number),
  );

test.each([
  ['UTF-8', bytes(LINES)],
  ['UTF-8 with mark', bytes('\ufeff' + LINES)],
  ['GB18030', bytes(gb(LINES))],
  ['UTF-16 little endian', bytes(utf16(LINES, true))],
  ['UTF-16 big endian', bytes(utf16(LINES, false))],
  [
    'characters cut by a chunk',
    bytes(
      new TextEncoder().encode(LINES).slice(0, 20),
      new TextEncoder().encode(LINES).slice(20, 61),
      new TextEncoder().encode(LINES).slice(61),
    ),
  ],
  ['semicolons', bytes(LINES.replaceAll(',', ';'))],
  ['tabs and CRLF', bytes(LINES.replaceAll(',', '\t').replaceAll('\n', '\r\n'))],
])('the same list is read from %s', async (_name, file) => {
  expect(await readAll(file)).toMatchObject([
    {
      kind: 'cases',
      row: 2,
      input: {
        id: 'a1',
        name: '王小明',
        sex: 'male',
        onset: '2022-09-10',
        reportedOn: '2022-09-12',
        disease: 'measles',
      },
    },
    { kind: 'cases', row: 3, input: { id: 'a2', sex: 'female', onset: '2022-09-01', reportedOn: '2022-09-12' } },
  ]);
});

test('an .xlsx with date cells, a bare serial and numbers is read; its impossible date is named', async () => {
  const file = {
    name: 'chinese.xlsx',
    open: () => createReadStream(new URL('./samples/chinese.xlsx', import.meta.url)),
  };
  expect(await readAll(file)).toMatchObject([
    {
      kind: 'cases',
      input: {
        id: 'x1',
        onset: '2022-09-10',
        reportedOn: '2022-09-12',
        age: 34,
        phone: '13800001234',
        classification: 'confirmed',
      },
    },
    { kind: 'cases', input: { id: 'x2', onset: '2022-09-11', reportedOn: '2022-09-13' } },
    {
      kind: 'faulty',
      row: 4,
      id: 'x3',
      faults: [{ column: '发病日期', value: '2022-02-30', reason: 'date-impossible' }],
    },
  ]);
});

test('bytes of another encoding name their line', async () => {
  const latin = Uint8Array.from(
    [...`${'id,name,onset\n'}1,Anna,2022-09-01\n2,M\u00fcller,2022-09-01\n`].map((char) => char.charCodeAt(0)),
  );
  expect(await lineListReader().inspect(bytes(latin))).toMatchObject({ refused: 'encoding-wrong', value: 3 });
  expect(
    await readAll(
      bytes(latin),
      { constants: { reportedOn: '2022-09-03' } },
      lineListReader({ encoding: 'windows-1252' }),
    ),
  ).toMatchObject([{ input: { name: 'Anna' } }, { input: { name: 'M\u00fcller' } }]);
});

test('binary rubbish, old Excel files, empty files and broken quotes are named', async () => {
  expect(
    await lineListReader().inspect(bytes(Uint8Array.from({ length: 5000 }, (_, n) => (n * 37) % 256))),
  ).toMatchObject({ refused: 'file-binary' });
  expect(await lineListReader().inspect(bytes(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3)))).toMatchObject({
    refused: 'xls-old',
  });
  expect(await lineListReader().inspect(bytes(''))).toMatchObject({ refused: 'file-empty' });
  expect(await lineListReader().inspect(bytes('PK\u0003\u0004 not a workbook'))).toMatchObject({
    refused: 'xlsx-broken',
  });
  const broken = await readAll(bytes(`${HEAD}a1,"王小明,男,2022-09-10,2022-09-12\n`));
  expect((broken as unknown[]).at(-1)).toMatchObject({ refused: 'csv-broken' });
});

test('a list without rows is named; a row tells all its faults at once, each with line, column and value in both languages', async () => {
  expect(await readAll(bytes(HEAD))).toMatchObject([{ refused: 'list-empty' }]);
  const [row] = (await readAll(bytes('病例编号,年龄,发病日期,报告日期\nb1,300,2022-02-30,2022-09-12\n'))) as ReadRow[];
  expect(row).toMatchObject({
    kind: 'faulty',
    faults: [
      { row: 2, column: '发病日期', value: '2022-02-30', reason: 'date-impossible' },
      {
        row: 2,
        column: '年龄',
        value: '300',
        reason: 'value-unfit',
        words: { en: '年龄 "300" is more than 130. Correct it.', zh: '年龄“300”大于上限 130，请更正。' },
      },
    ],
  });
});

test('a file of 300 MB is refused at the limit with flat memory, saying the limit and what to do', async () => {
  const chunk = new TextEncoder().encode('a1,王小明,男,2022-09-10,2022-09-12\n'.repeat(1500));
  let sent = 0;
  const huge: SourceFile = {
    name: 'huge.csv',
    open: async function* () {
      for (; sent < 300 << 20; sent += chunk.length) yield chunk;
    },
  };
  const before = process.memoryUsage().arrayBuffers;
  const refusal = await lineListReader().inspect(huge);
  expect(refusal).toMatchObject({ refused: 'file-too-large', words: { en: expect.stringContaining('128 MiB') } });
  expect(sent).toBeLessThan(129 << 20);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
});

test('a day that neither order makes real is impossible; one that some order does asks for the order', async () => {
  const rows = await readAll(
    bytes('id,onset,reportedOn\n1,32/13/2022,2022-09-02\n2,13/02/2022,2022-09-02\n3,03/04/2022,2022-09-02\n'),
    { dateOrder: 'none', constants: { area: 'cn.44.03.04' } },
  );
  expect((rows as ReadRow[]).map((row) => row.kind === 'faulty' && row.faults.map(({ reason }) => reason))).toEqual([
    ['date-impossible'],
    ['date-order-undeclared'],
    ['date-order-undeclared'],
  ]);
});

test('ragged rows, unknown words, ambiguous dates and areas are faults with row, column and value', async () => {
  const rows = await readAll(
    bytes(
      'id,sex,onset,reportedOn,district\n1,1,2022-09-01,2022-09-02,福田区\n2,m,03/04/2022,2022-09-02,中心\n3,m,2022-09-01\n4,f,2022-09-01,2022-09-02,nowhere\n 5 6,f,2022-09-01,2022-09-02,440304\n',
    ),
    { constants: {} },
  );
  const faults = (rows as ReadRow[]).flatMap((row) =>
    row.kind === 'faulty'
      ? row.faults.map((fault) => `${fault.row} ${fault.column}=${fault.value} ${fault.reason}`)
      : [`${row.row} fine`],
  );
  expect(faults).toEqual([
    '2 sex=1 word-unknown',
    '3 onset=03/04/2022 date-order-undeclared',
    '3 district=中心 area-ambiguous',
    '4 =3 row-ragged',
    '5 district=nowhere area-unknown',
    '6 id=5 6 id-unfit',
  ]);
  const mapped = await readAll(bytes('id,sex,onset,reportedOn,district\n1,1,03/04/2022,2022-09-02,中心\n'), {
    dateOrder: 'dmy',
    values: { sex: { 1: 'male' }, area: { 中心: 'cn.44.03.04.001' } },
    constants: {},
  });
  expect(mapped).toMatchObject([{ input: { sex: 'male', onset: '2022-04-03', area: 'cn.44.03.04.001' } }]);
});

test('columns without a field are left out by name, or kept when asked; a mapping that does not fit is refused with reasons', async () => {
  const file = bytes('id,onset,reportedOn,colour\n1,2022-09-01,2022-09-02,red\n');
  expect(await readAll(file)).toMatchObject([{ input: expect.not.objectContaining({ extra: expect.anything() }) }]);
  expect(await readAll(file, { keepExtra: true })).toMatchObject([{ input: { extra: { colour: 'red' } } }]);
  const unfit = await readAll(file, { columns: { id: 'id', onset: 'onset', colour: 'onset', weight: 'name' } });
  expect(unfit).toMatchObject([
    {
      refused: 'mapping-unfit',
      because: [
        { refused: 'field-twice' },
        { refused: 'column-unknown' },
        { refused: 'field-lacking', value: 'reportedOn' },
      ],
    },
  ]);
});
