import { createReadStream } from 'node:fs';
import { expect, test } from 'vitest';
import { capability as cases } from '../../capabilities/cases/capability.ts';
import { chainsOf, type CaseRow, fourEarlySummary, type LinkRow, type Mapping, type SourceFile } from '../../capabilities/cases/index.ts';
import { commitImport, type ImportPorts, previewImport, undoImport } from '../../capabilities/cases/server/import.ts';
import { capability as places } from '../../capabilities/places/capability.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { actor, city } from '../../tests/given.ts';
import { lineListReader } from './index.ts';
import { guessColumns } from './translate-columns.ts';

const SAMPLES = new URL('./samples/', import.meta.url);
const sample = (name: string): SourceFile => ({ name, open: () => createReadStream(new URL(name, SAMPLES)) });
const text = (content: string, name = 'list.csv'): SourceFile => ({ name, open: async function* () { yield new TextEncoder().encode(content); } });

function given() {
  const here = city([places, cases], { now: '2022-09-20T01:00:00.000Z' });
  const investigator = actor('investigator', { area: 'cn' });
  const ports: ImportPorts = {
    reader: lineListReader(), now: () => here.now, today: '2022-09-20', signer: 'investigator 1',
    find: async (find) => here.replica.find(find),
    runMany: async (calls) => calls.map((call) => {
      const outcome = here.replica.run(call, investigator, here.now);
      return isRefusal(outcome) ? { refusal: outcome } : { events: outcome };
    }),
  };
  return { here, investigator, ports };
}
async function mappingFor(file: SourceFile, more: Partial<Mapping>): Promise<Mapping> {
  const inspected = await lineListReader().inspect(file);
  if (isRefusal(inspected)) throw new Error(inspected.words.en);
  const guess = guessColumns(inspected.headers);
  return { id: 'm', name: file.name, kind: guess.kind, columns: guess.columns, constants: {}, values: {}, dateOrder: 'none', idPrefix: '', missing: ['NA', '?'], keepExtra: false, doubtful: 'refuse', ...more };
}
const fine = <T>(outcome: T | Refusal): T => {
  if (isRefusal(outcome)) throw new Error(outcome.words.en);
  return outcome;
};
const MERS = { constants: { disease: 'mers', area: 'cn.44.03', classification: 'confirmed' } };
const H7N9 = {
  constants: { disease: 'influenza-a-h7n9', reportedOn: '2013-08-01', classification: 'confirmed' }, idPrefix: 'h7n9-',
  values: { area: { Shanghai: 'cn.31', Anhui: 'cn.34', Jiangsu: 'cn.32', Zhejiang: 'cn.33', Beijing: 'cn.11', Henan: 'cn.41', Shandong: 'cn.37', Jiangxi: 'cn.36', Fujian: 'cn.35', Hunan: 'cn.43', Hebei: 'cn.13', Guangdong: 'cn.44', Taiwan: 'cn.71' } },
};

test('MERS Korea 2015: of 162 rows the 8 whose day of death contradicts "Alive" and the one without a report day are named', async () => {
  const { ports } = given();
  const file = sample('mers_korea_2015.linelist.csv');
  const preview = fine(await previewImport(file, await mappingFor(file, MERS), ports));
  expect(preview.counts).toEqual({ rows: 162, new: 153, changed: 0, same: 0, duplicate: 0, faulty: 9 });
  expect(preview.verdicts.faulty.map((each) => each.id)).toEqual(['SK_2', 'SK_5', 'SK_35', 'SK_46', 'SK_63', 'SK_75', 'SK_82', 'SK_89', 'SK_162']);
  expect(preview.faultsBy).toMatchObject([{ reason: 'death-contradicted', column: 'dt_death', count: 8, example: { row: 3, value: '2015-06-04' } }, { reason: 'value-missing', column: 'dt_report', count: 1, example: { row: 163 } }]);
  expect(preview.unusedColumns).toEqual(['age_class', 'reporting_ctry', 'week_report']);
});

test('MERS Korea 2015 with doubtful values set aside: all 162 cases and 98 links, four early and chains computed', async () => {
  const { here, ports } = given();
  const file = sample('mers_korea_2015.linelist.csv');
  const all = fine(await commitImport(file, await mappingFor(file, { ...MERS, constants: { ...MERS.constants, reportedOn: '2015-06-17' }, doubtful: 'set-aside' }), { id: 'i1', area: 'cn.44.03', mode: 'all-or-nothing' }, ports));
  expect(all).toMatchObject({ outcome: 'committed', refused: [], counts: { rows: 162, new: 162, written: 162, faulty: 0 } });
  expect(all.preview.notes).toMatchObject([{ reason: 'death-contradicted: set aside', count: 8 }]);
  expect(here.replica.row('cases.cases', 'SK_2')).toMatchObject({ outcome: 'alive', extra: { dt_death: '2015-06-04' } });

  expect(here.replica.row('cases.cases', 'SK_162')).toMatchObject({ reportedOn: '2015-06-17', reportedOnAssumed: true, reportH: null });

  const pairs = sample('mers_korea_2015.contacts.csv');
  const links = fine(await commitImport(pairs, await mappingFor(pairs, {}), { id: 'i2', area: 'cn.44.03', mode: 'all-or-nothing' }, ports));
  expect(links).toMatchObject({ outcome: 'committed', counts: { rows: 98, new: 98, written: 98 } });
  const rows = here.replica.find({ view: 'cases.cases' }) as CaseRow[];
  const found = chainsOf(rows, here.replica.find({ view: 'cases.links' }) as LinkRow[]);
  expect(found.generation.get('SK_1')).toBe(0);
  expect(found.generation.get('SK_14')).toBe(1);
  expect(found.offspring.get('SK_14')).toBe(38);
  expect(fourEarlySummary(rows).detectH).toMatchObject({ known: 134, missing: 28, reversed: 0 });
  const curve = here.replica.find({ view: 'cases.curve', where: { basis: 'reported' } }) as unknown as { total: number }[];
  expect(curve.reduce((sum, each) => sum + each.total, 0)).toBe(162);
});

test('H7N9 China 2013: 136 cases; ages "?" are told as not known; outcome days without outcome are named', async () => {
  const { here, ports } = given();
  const file = sample('fluH7N9_china_2013.csv');
  const mapping = await mappingFor(file, { ...H7N9, doubtful: 'set-aside' });
  const done = fine(await commitImport(file, mapping, { id: 'h', area: 'cn', mode: 'all-or-nothing' }, ports));
  expect(done.counts).toMatchObject({ rows: 136, new: 136, written: 136, faulty: 0, duplicate: 0 });
  expect(done.preview.notes).toMatchObject([{ reason: 'outcome-missing: set aside', column: 'date_of_outcome', count: 27 }, { reason: 'read-as-unknown', column: 'age', value: '?', count: 2 }]);
  expect(here.replica.row('cases.cases', 'h7n9-1')).toMatchObject({ area: 'cn.31', outcome: 'died', outcomeOn: '2013-03-10', reportedOnAssumed: true, reportH: null });
  expect(fine(await previewImport(file, mapping, ports)).counts).toMatchObject({ same: 136, new: 0 });
});

const HEAD = 'id,name,sex,age,onset,reportedOn,area,disease,classification,phone';
const list = (...rows: string[]) => text([HEAD, ...rows].join('\n'));
const rowOf = (id: string, name: string, more: Partial<Record<'sex' | 'age' | 'onset' | 'classification' | 'phone', string>> = {}) =>
  [id, name, more.sex ?? '男', more.age ?? '34', more.onset ?? '2022-09-10', '2022-09-12', 'cn.44.03.04', 'measles', more.classification ?? '疑似', more.phone ?? ''].join(',');

test('a newer list shows new, changed field by field, same and faulty before anything is written', async () => {
  const { here, ports } = given();
  const first = list(rowOf('a', '王小明'), rowOf('b', '李雷', { phone: '13800001111' }));
  await commitImport(first, await mappingFor(first, {}), { id: 'one', area: 'cn.44.03.04', mode: 'good-rows' }, ports);
  const second = list(rowOf('a', '王小明', { classification: '确诊', age: '35' }), rowOf('b', '李雷'), rowOf('c', '韩梅梅', { sex: '女' }), rowOf('d', 'x', { onset: '2022-02-30' }), rowOf('a', '王小明'));
  const mapping = await mappingFor(second, {});
  const preview = fine(await previewImport(second, mapping, ports));
  expect(preview.counts).toEqual({ rows: 5, new: 1, changed: 1, same: 1, duplicate: 1, faulty: 1 });
  expect(preview.verdicts.changed).toMatchObject([{ id: 'a', differences: [{ field: 'classification', before: 'suspected', after: 'confirmed' }, { field: 'age', before: 34, after: 35 }] }].map((each) => ({ ...each, differences: expect.arrayContaining(each.differences) })));
  expect(preview.verdicts.faulty).toMatchObject([{ id: 'd', faults: [{ row: 5, column: 'onset', value: '2022-02-30', reason: 'date-impossible' }] }]);
  expect(await commitImport(second, mapping, { id: 'two', area: 'cn.44.03.04', mode: 'all-or-nothing' }, ports)).toMatchObject({ refused: 'rows-faulty', value: 1 });
  expect(here.replica.row('cases.imports', 'two')).toBeUndefined();
  const done = fine(await commitImport(second, mapping, { id: 'three', area: 'cn.44.03.04', mode: 'good-rows' }, ports));
  expect(done.counts).toMatchObject({ written: 2, refused: 0 });
  expect(here.replica.row('cases.cases', 'b')).toMatchObject({ phone: '13800001111' });
  expect(here.replica.row('cases.cases', 'a')).toMatchObject({ classification: 'confirmed', age: 35 });

  const undone = fine(await undoImport('three', ports));
  expect(undone).toMatchObject({ undone: 2, keptCount: 0 });
  expect(here.replica.row('cases.cases', 'a')).toMatchObject({ classification: 'suspected', age: 34 });
  expect(here.replica.row('cases.cases', 'c')).toBeUndefined();
  expect(here.replica.row('cases.imports', 'three')).toMatchObject({ status: 'undone' });
});

test('the same person under another id and in another script is shown, left out, and imported only on decision', async () => {
  const { ports } = given();
  const first = list(rowOf('a', '王小明', { phone: '13800001234' }));
  await commitImport(first, await mappingFor(first, {}), { id: 'one', area: 'cn.44.03.04', mode: 'good-rows' }, ports);
  const second = list(rowOf('z1', 'Xiaoming WANG', { sex: 'M', onset: '2022-09-11' }), rowOf('z2', '王小敏', { sex: '女', age: '70' }), rowOf('z3', '张伟', { phone: '138-0000-1234', age: '33' }));
  const mapping = await mappingFor(second, {});
  const preview = fine(await previewImport(second, mapping, ports));
  expect(preview.verdicts.duplicate).toMatchObject([{ id: 'z1', of: 'a', why: 'likely-same-in-register' }, { id: 'z3', of: 'a' }]);
  expect(preview.verdicts.new.map((each) => each.id)).toEqual(['z2']);
  expect(fine(await previewImport(second, mapping, ports, { decisions: { 2: 'import' } })).verdicts.new.map((each) => each.id)).toEqual(['z1', 'z2']);
});

test('an undo leaves what somebody worked on since and names it; the rest can be imported again', async () => {
  const { here, investigator, ports } = given();
  const file = list(rowOf('a', '王小明'), rowOf('b', '李雷'), rowOf('c', '韩梅梅'));
  const mapping = await mappingFor(file, {});
  await commitImport(file, mapping, { id: 'one', area: 'cn.44.03.04', mode: 'good-rows' }, ports);
  here.given(investigator, 'cases.NotifyCase', { id: 'b', at: here.now, to: 'NNDSS' });
  const undone = fine(await undoImport('one', ports));
  expect(undone).toMatchObject({ undone: 2, keptCount: 1, kept: [{ id: 'b', why: 'changed-since' }] });
  expect(here.replica.row('cases.imports', 'one')).toMatchObject({ status: 'undone-in-part' });
  expect(fine(await commitImport(file, mapping, { id: 'again', area: 'cn.44.03.04', mode: 'good-rows' }, ports)).counts).toMatchObject({ new: 2, same: 1, written: 2 });
});

test('links and contacts of unknown cases are named with the id', async () => {
  const { ports } = given();
  const pairs = text('from,to,exposure\nSK_1,SK_2,ward\n');
  expect(fine(await previewImport(pairs, await mappingFor(pairs, {}), ports)).verdicts.faulty[0]).toMatchObject({ faults: [{ row: 2, column: 'from', value: 'SK_1', reason: 'case-unknown' }, { column: 'to', value: 'SK_2' }] });
});

test('a cancelled import says what it wrote; all-or-nothing takes it back', async () => {
  const { here, ports } = given();
  const many = list(...Array.from({ length: 1200 }, (_, n) => rowOf(`p${n}`, '', { age: String(n % 90) })));
  const mapping = await mappingFor(many, {});
  let asked = 0;
  const stopping = (after: number) => ({ ...ports, cancelled: () => ++asked > after });
  const half = fine(await commitImport(many, mapping, { id: 'half', area: 'cn.44.03.04', mode: 'good-rows' }, stopping(2)));
  expect(half).toMatchObject({ outcome: 'cancelled', counts: { written: 1024 } });
  expect(here.replica.row('cases.imports', 'half')).toMatchObject({ status: 'cancelled' });
  expect(fine(await undoImport('half', ports)).undone).toBe(1024);
  asked = 0;
  expect(fine(await commitImport(many, mapping, { id: 'none', area: 'cn.44.03.04', mode: 'all-or-nothing' }, stopping(5)))).toMatchObject({ outcome: 'rolled-back', counts: { written: 0 } });
  expect(here.replica.find({ view: 'cases.cases' })).toEqual([]);
});

test('10,000 rows with names are checked for duplicates and imported at 2,000 rows a second or more', async () => {
  const { ports } = given();
  const given1 = [...'王李张刘陈杨赵黄周吴'], given2 = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华'];
  const rows = Array.from({ length: 10_000 }, (_, n) => rowOf(`p${n}`, `${given1[n % 10]}${given2[(n * 7) % 24]}${given2[(n * 13) % 23]}`, { age: String((n * 17) % 90), sex: n % 2 ? '女' : '男', phone: `139${String(n * 7919).padStart(8, '0')}` }));
  const file = list(...rows);
  const mapping = await mappingFor(file, {});
  const before = process.cpuUsage();
  const preview = fine(await previewImport(file, mapping, ports));
  // Processor time, since tests share the machine with others.
  const seconds = process.cpuUsage(before).user / 1e6;
  const { rows: total, ...by } = preview.counts;
  expect(Object.values(by).reduce((sum, each) => sum + each, 0)).toBe(total);
  expect(10_000 / seconds).toBeGreaterThan(2000);
});
