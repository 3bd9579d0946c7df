import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseRow, Mapping, ReadRow } from '../../capabilities/cases/index.ts';
import { examiner } from '../../capabilities/cases/server/examine.ts';
import type { ImportPorts } from '../../capabilities/cases/server/import.ts';
import { addDays, daysBetween } from '../../kernel/time.ts';
import { translator } from './translate.ts';
import { readDate } from './translate-dates.ts';

const HEADERS = ['id', 'name', 'sex', 'age', 'onset', 'report', 'classification', 'outcome', 'death', 'odd'];
const mapping: Mapping = {
  id: 'm',
  name: 'm',
  kind: 'cases',
  columns: {
    id: 'id',
    name: 'name',
    sex: 'sex',
    age: 'age',
    onset: 'onset',
    report: 'reportedOn',
    classification: 'classification',
    outcome: 'outcome',
    death: 'diedOn',
    odd: null,
  },
  constants: { disease: 'measles', area: 'cn.44.03' },
  values: {},
  dateOrder: 'dmy',
  idPrefix: '',
  missing: ['?'],
  keepExtra: true,
  doubtful: 'refuse',
};
const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '',
    '?',
    '男',
    'f',
    '王小明',
    '2022-09-01',
    '1/9/2022',
    '44814',
    'confirmed',
    'no case',
    'alive',
    'died',
    '34',
    'a',
    'b',
  ),
);
const row = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd', 'e', ''),
      fc.constantFrom('王小明', '李雷', ''),
      fc.constantFrom('男', 'x'),
      fc.constantFrom('34', '35'),
      cell,
      fc.constantFrom('2022-09-12', ''),
      cell,
      cell,
      cell,
      cell,
    ),
  },
  { weight: 1, arbitrary: fc.array(cell, { maxLength: 12 }) },
);
const held = {
  id: 'a',
  area: 'cn.44.03',
  reportedArea: 'cn.44.03',
  disease: 'measles',
  status: 'open',
  classification: 'suspected',
  name: '王小明',
  sex: 'male',
  age: 34,
  reportedOn: '2022-09-12',
  origin: 'unknown',
  source: 'unknown',
} as unknown as CaseRow;

test('no row of any list is lost: each is new, changed, same, duplicate or faulty, and a faulty one says why', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
      const translate = translator(mapping, HEADERS, { today: '2022-10-01', areas: new Map() });
      const read: ReadRow[] = rows.map((cells, n) => translate({ row: n + 2, cells }));
      const ports = {
        find: async ({ view, ids }: { view: string; ids?: string[] }) =>
          view === 'cases.cases' && ids?.includes('a') ? [held] : [],
        signer: 'x',
        now: () => '2022-10-01T00:00:00.000Z',
      } as unknown as ImportPorts;
      const verdicts = (await (await examiner(mapping, ports, {}))(read)).map((each) => each.verdict);
      expect(verdicts.map((each) => each.row)).toEqual(rows.map((_, n) => n + 2));
      for (const verdict of verdicts) {
        if (verdict.verdict === 'faulty') expect(verdict.faults.length).toBeGreaterThan(0);
        if (verdict.verdict === 'changed') expect(verdict.differences.length).toBeGreaterThan(0);
      }
      const written = verdicts
        .filter((each) => each.verdict === 'new' || each.verdict === 'changed')
        .map((each) => each.id);
      expect(new Set(written).size).toBe(written.length);
    }),
  );
});

test('every real day is read back from every way of writing it, and 30 February from none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (n) => {
      const day = addDays('1990-01-01', n % 20_000);
      const [y, m, d] = day.split('-') as [string, string, string];
      for (const text of [
        day,
        `${y}/${Number(m)}/${Number(d)}`,
        `${y}年${Number(m)}月${Number(d)}日`,
        `${y}${m}${d}`,
        `${day}T23:30:00.000Z`,
        `${day} 08:15`,
        String(daysBetween('1899-12-30', day)),
      ])
        expect(readDate(text, 'none')).toBe(day);
      expect(readDate(`${d}/${m}/${y}`, 'dmy')).toBe(day);
      expect(readDate(`${Number(m)}-${d}-${y}`, 'mdy')).toBe(day);
    }),
  );
  for (const text of ['2022-02-30', '30/02/2022', '2022年2月30日', '20220230'])
    expect(readDate(text, 'dmy')).toMatchObject({ reason: 'date-impossible' });
  expect(readDate('12-Mar-2013', 'none')).toBe('2013-03-12');
  expect(readDate('13', 'none')).toMatchObject({ reason: 'date-unreadable' });
  expect(readDate('01/02/13', 'dmy')).toMatchObject({ reason: 'date-year-short' });
});
