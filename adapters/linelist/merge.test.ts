import { expect, test } from 'vitest';
import { commitImport, previewImport, undoImport } from '../../capabilities/cases/server/import.ts';
import { fine, importCity, mappingFor, text } from '../../tests/lists.ts';

const HEAD = 'id,name,sex,age,onset,reportedOn,area,disease,classification,phone';
const list = (...rows: string[]) => text([HEAD, ...rows].join('\n'));
const rowOf = (
  id: string,
  name: string,
  more: Partial<Record<'sex' | 'age' | 'onset' | 'classification' | 'phone', string>> = {},
) =>
  [
    id,
    name,
    more.sex ?? '男',
    more.age ?? '34',
    more.onset ?? '2022-09-10',
    '2022-09-12',
    'cn.44.03.04',
    'measles',
    more.classification ?? '疑似',
    more.phone ?? '',
  ].join(',');

test('a newer list shows new, changed field by field, same and faulty before anything is written', async () => {
  const { here, ports } = importCity();
  const first = list(rowOf('a', '王小明'), rowOf('b', '李雷', { phone: '13800001111' }));
  await commitImport(first, await mappingFor(first, {}), { id: 'one', area: 'cn.44.03.04', mode: 'good-rows' }, ports);
  const second = list(
    rowOf('a', '王小明', { classification: '确诊', age: '35' }),
    rowOf('b', '李雷'),
    rowOf('c', '韩梅梅', { sex: '女' }),
    rowOf('d', 'x', { onset: '2022-02-30' }),
    rowOf('a', '王小明'),
  );
  const mapping = await mappingFor(second, {});
  const preview = fine(await previewImport(second, mapping, ports));
  expect(preview.counts).toEqual({ rows: 5, new: 1, changed: 1, same: 1, duplicate: 1, faulty: 1 });
  expect(preview.verdicts.changed).toMatchObject(
    [
      {
        id: 'a',
        differences: [
          { field: 'classification', before: 'suspected', after: 'confirmed' },
          { field: 'age', before: 34, after: 35 },
        ],
      },
    ].map((each) => ({ ...each, differences: expect.arrayContaining(each.differences) })),
  );
  expect(preview.verdicts.faulty).toMatchObject([
    { id: 'd', faults: [{ row: 5, column: 'onset', value: '2022-02-30', reason: 'date-impossible' }] },
  ]);
  expect(
    await commitImport(second, mapping, { id: 'two', area: 'cn.44.03.04', mode: 'all-or-nothing' }, ports),
  ).toMatchObject({ refused: 'rows-faulty', value: 1 });
  expect(here.replica.row('cases.imports', 'two')).toBeUndefined();
  const done = fine(
    await commitImport(second, mapping, { id: 'three', area: 'cn.44.03.04', mode: 'good-rows' }, ports),
  );
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
  const { ports } = importCity();
  const first = list(rowOf('a', '王小明', { phone: '13800001234' }));
  await commitImport(first, await mappingFor(first, {}), { id: 'one', area: 'cn.44.03.04', mode: 'good-rows' }, ports);
  const second = list(
    rowOf('z1', 'Xiaoming WANG', { sex: 'M', onset: '2022-09-11' }),
    rowOf('z2', '王小敏', { sex: '女', age: '70' }),
    rowOf('z3', '张伟', { phone: '138-0000-1234', age: '33' }),
  );
  const mapping = await mappingFor(second, {});
  const preview = fine(await previewImport(second, mapping, ports));
  expect(preview.verdicts.duplicate).toMatchObject([
    { id: 'z1', of: 'a', why: 'likely-same-in-register' },
    { id: 'z3', of: 'a' },
  ]);
  expect(preview.verdicts.new.map((each) => each.id)).toEqual(['z2']);
  expect(
    fine(await previewImport(second, mapping, ports, { decisions: { 2: 'import' } })).verdicts.new.map(
      (each) => each.id,
    ),
  ).toEqual(['z1', 'z2']);
});

test('an undo leaves what somebody worked on since and names it; the rest can be imported again', async () => {
  const { here, investigator, ports } = importCity();
  const file = list(rowOf('a', '王小明'), rowOf('b', '李雷'), rowOf('c', '韩梅梅'));
  const mapping = await mappingFor(file, {});
  await commitImport(file, mapping, { id: 'one', area: 'cn.44.03.04', mode: 'good-rows' }, ports);
  here.given(investigator, 'cases.NotifyCase', { id: 'b', at: here.now, to: 'NNDSS' });
  const undone = fine(await undoImport('one', ports));
  expect(undone).toMatchObject({ undone: 2, keptCount: 1, kept: [{ id: 'b', why: 'changed-since' }] });
  expect(here.replica.row('cases.imports', 'one')).toMatchObject({ status: 'undone-in-part' });
  expect(
    fine(await commitImport(file, mapping, { id: 'again', area: 'cn.44.03.04', mode: 'good-rows' }, ports)).counts,
  ).toMatchObject({ new: 2, same: 1, written: 2 });
});

test('links and contacts of unknown cases are named with the id', async () => {
  const { ports } = importCity();
  const pairs = text('from,to,exposure\nSK_1,SK_2,ward\n');
  expect(fine(await previewImport(pairs, await mappingFor(pairs, {}), ports)).verdicts.faulty[0]).toMatchObject({
    faults: [
      { row: 2, column: 'from', value: 'SK_1', reason: 'case-unknown' },
      { column: 'to', value: 'SK_2' },
    ],
  });
});

test('a cancelled import says what it wrote; all-or-nothing takes it back', async () => {
  const { here, ports } = importCity();
  const many = list(...Array.from({ length: 1200 }, (_, n) => rowOf(`p${n}`, '', { age: String(n % 90) })));
  const mapping = await mappingFor(many, {});
  let asked = 0;
  const stopping = (after: number) => ({ ...ports, cancelled: () => ++asked > after });
  const half = fine(
    await commitImport(many, mapping, { id: 'half', area: 'cn.44.03.04', mode: 'good-rows' }, stopping(2)),
  );
  expect(half).toMatchObject({ outcome: 'cancelled', counts: { written: 1024 } });
  expect(here.replica.row('cases.imports', 'half')).toMatchObject({ status: 'cancelled' });
  expect(fine(await undoImport('half', ports)).undone).toBe(1024);
  asked = 0;
  expect(
    fine(await commitImport(many, mapping, { id: 'none', area: 'cn.44.03.04', mode: 'all-or-nothing' }, stopping(5))),
  ).toMatchObject({ outcome: 'rolled-back', counts: { written: 0 } });
  expect(here.replica.find({ view: 'cases.cases' })).toEqual([]);
});

test('each of 10,000 rows with names is judged once', async () => {
  const { ports } = importCity();
  const given1 = [...'王李张刘陈杨赵黄周吴'],
    given2 = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华'];
  const rows = Array.from({ length: 10_000 }, (_, n) =>
    rowOf(`p${n}`, `${given1[n % 10]}${given2[(n * 7) % 24]}${given2[(n * 13) % 23]}`, {
      age: String((n * 17) % 90),
      sex: n % 2 ? '女' : '男',
      phone: `139${String(n * 7919).padStart(8, '0')}`,
    }),
  );
  const file = list(...rows);
  const mapping = await mappingFor(file, {});
  const preview = fine(await previewImport(file, mapping, ports));
  const { rows: total, ...by } = preview.counts;
  expect(total).toBe(10_000);
  expect(Object.values(by).reduce((sum, each) => sum + each, 0)).toBe(total);
});

test('contacts of known cases are listed, compared with the register, and taken back', async () => {
  const { here, ports } = importCity();
  const first = list(rowOf('a', '王小明'));
  await commitImport(first, await mappingFor(first, {}), { id: 'one', area: 'cn.44.03.04', mode: 'good-rows' }, ports);
  const file = text('密接编号,关联病例,姓名,末次接触日期\nk1,a,李雷,2022-09-15\nk2,b,韩梅梅,2022-09-15\n');
  const mapping = await mappingFor(file, {
    constants: { disease: 'measles', area: 'cn.44.03.04', class: 'contact.close' },
  });
  expect(mapping.kind).toBe('contacts');
  const done = fine(await commitImport(file, mapping, { id: 'two', area: 'cn.44.03.04', mode: 'good-rows' }, ports));
  expect(done).toMatchObject({ counts: { new: 1, faulty: 1, written: 1 }, refused: [] });
  expect(here.replica.row('contacts.contacts', 'k1')).toMatchObject({ name: '李雷', case: 'a', lacks: 'edition-none' });
  expect(fine(await previewImport(file, mapping, ports)).counts).toMatchObject({ same: 1, new: 0 });
  expect(fine(await undoImport('two', ports))).toMatchObject({ undone: 1, keptCount: 0 });
  expect(here.replica.row('contacts.contacts', 'k1')).toBeUndefined();
});
