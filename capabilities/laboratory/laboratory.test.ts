import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { actor, city } from '../../tests/given.ts';
import { capability as cases } from '../cases/capability.ts';
import { capability } from './capability.ts';
import type { ResultRow } from './views.ts';

const investigator = actor('investigator');
const AREA = 'cn.44.03.04.001.019';
const report = (id: string, more: object = {}) => ({
  id,
  disease: 'measles',
  area: AREA,
  name: '王小明',
  sex: 'male',
  age: 6,
  birth: '2016-03-07',
  phone: '13800001234',
  reportedOn: '2022-09-19',
  classification: 'suspected',
  origin: 'unknown',
  source: 'hospital',
  ...more,
});
const result = (more: object = {}) => ({
  id: 'lab-1',
  laboratory: '市疾控中心',
  disease: 'measles',
  sampledOn: '2022-09-18',
  result: 'positive',
  area: AREA,
  name: 'WANG Xiaoming',
  sex: 'male',
  birth: '2016-03-07',
  phone: '13800001234',
  ...more,
});
const futian = (...reports: object[]) => {
  const here = city([cases, capability]);
  for (const each of reports) here.given(investigator, 'cases.ReportCase', each);
  return here;
};
type Here = ReturnType<typeof futian>;
const row = (here: Here, id = 'lab-1'): ResultRow => here.replica.row('laboratory.results', id);
const refusedAs = (outcome: unknown) => (isRefusal(outcome) ? outcome.refused : undefined);

test('a result in another script finds its case by itself', () => {
  const here = futian(report('m1'), report('m2', { name: '李红', phone: '13900002222', birth: '2011-01-05', age: 11 }));
  here.given(investigator, 'laboratory.ReceiveResult', result());
  expect(row(here)).toMatchObject({ stage: 'filed', case: 'm1', by: 'likeness' });
  expect(row(here).weight).toBeGreaterThan(20);
});

test('what is not sure waits for a person, with score and reasons; she files it, and takes it back', () => {
  const twin = { phone: '13800001234', birth: '2016-03-07' };
  const here = futian(report('m1', twin), report('m2', { ...twin, name: '王小敏' }));
  here.given(investigator, 'laboratory.ReceiveResult', result({ name: '王小', phone: undefined }));
  const waiting = row(here);
  expect(waiting.stage).not.toBe('filed');
  here.given(investigator, 'laboratory.FileResult', { id: 'lab-1', case: 'm2' });
  expect(row(here)).toMatchObject({ stage: 'filed', case: 'm2', by: 'person' });
  expect(refusedAs(here.when(investigator, 'laboratory.FileResult', { id: 'lab-1', case: 'm1' }))).toBe('result-filed');
  here.given(investigator, 'laboratory.TakeBackResult', { id: 'lab-1', reason: '姓名录错' });
  expect(row(here)).toMatchObject({ stage: waiting.stage, case: null, reason: '姓名录错' });
});

test('brothers of one household are a person’s decision', () => {
  const here = futian(report('m1'), report('m2', { birth: '2016-03-07', name: '王晓明' }));
  here.given(investigator, 'laboratory.ReceiveResult', result());
  expect(row(here).stage).toBe('review');
  expect(
    row(here)
      .candidates.map(({ id }) => id)
      .sort(),
  ).toEqual(['m1', 'm2']);
});

test('of nobody known, of another disease, of a case that is closed: said, never filed', () => {
  const here = futian(report('m1'), report('m9', { disease: 'rubella' }));
  here.given(
    investigator,
    'laboratory.ReceiveResult',
    result({ name: '赵云', birth: '1990-12-12', phone: '13711112222' }),
  );
  expect(row(here)).toMatchObject({ stage: 'unknown', case: null, candidates: [] });
  const filed = (id: string) => refusedAs(here.when(investigator, 'laboratory.FileResult', { id: 'lab-1', case: id }));
  expect(filed('m9')).toBe('disease-differs');
  expect(filed('nobody')).toBe('case-unknown');
  here.given(investigator, 'cases.DiscardCase', { id: 'm1', reason: '误报' });
  expect(filed('m1')).toBe('case-not-open');
});

test('a number twice, a day to come, and taking back what was never filed are refused', () => {
  const here = futian();
  here.given(investigator, 'laboratory.ReceiveResult', result());
  expect(refusedAs(here.when(investigator, 'laboratory.ReceiveResult', result()))).toBe('result-exists');
  const late = result({ id: 'lab-2', sampledOn: '2022-12-01' });
  expect(refusedAs(here.when(investigator, 'laboratory.ReceiveResult', late))).toBe('day-to-come');
  const none = here.when(investigator, 'laboratory.TakeBackResult', { id: 'lab-1', reason: 'x' });
  expect(refusedAs(none)).toBe('result-not-filed');
});

test('headquarters sees the result and not the person', () => {
  const here = futian(report('m1'));
  here.given(investigator, 'laboratory.ReceiveResult', result());
  const masked = capability.views['results']?.mask?.(row(here), { id: 'hq-1', role: 'hq' });
  expect(masked).toMatchObject({ result: 'positive', case: 'm1', birth: undefined, address: undefined });
  expect(masked?.name).not.toBe('WANG Xiaoming');
});
