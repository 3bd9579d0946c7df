import { expect, test } from 'vitest';
import { actor, city } from '../../tests/given.ts';
import { capability } from './capability.ts';
import { fileResult } from './likeness.ts';
import type { DuplicateRow } from './merging.ts';
import type { CaseRow } from './views.ts';

const investigator = actor('investigator');
const report = (id: string, more: object = {}) => ({
  id,
  disease: 'measles',
  area: 'cn.44.03.04.001.019',
  name: '王小明',
  sex: 'male',
  age: 6,
  phone: '13800001234',
  onset: '2022-09-16',
  reportedOn: '2022-09-19',
  classification: 'suspected',
  origin: 'unknown',
  source: 'hospital',
  ...more,
});
const futian = () => city([capability]);
type Here = ReturnType<typeof futian>;
const row = (here: Here, id: string): CaseRow => here.replica.row('cases.cases', id);
const pair = (here: Here, id: string): DuplicateRow => here.replica.row('cases.duplicates', id);
const total = (here: Here): number =>
  here.replica
    .find({ view: 'cases.curve', where: { basis: 'reported' } })
    .reduce((sum, each) => sum + (each as unknown as { total: number }).total, 0);

test('a report that is likely of somebody reported already is shown with score and reasons', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1'));
  here.given(investigator, 'cases.ReportCase', report('m2', { name: 'Wang Xiaoming', onset: '2022-09-17' }));
  here.given(investigator, 'cases.ReportCase', report('m3', { name: '李雷', phone: '13911112222', age: 40 }));
  here.given(investigator, 'cases.ReportCase', report('m4', { disease: 'rubella' }));
  expect(pair(here, 'm2')).toMatchObject({ state: 'open', similar: [{ id: 'm1' }] });
  const [like] = pair(here, 'm2').similar;
  expect(like?.weight).toBeGreaterThan(18);
  expect(like?.said.map(({ field, level }) => `${field} ${level}`)).toEqual(
    expect.arrayContaining(['cross same', 'phone same', 'sex same', 'year same', 'day near']),
  );
  expect(pair(here, 'm3')).toBeUndefined();
  expect(pair(here, 'm4')).toBeUndefined();
});

test('a merge counts one person once, fills in what the other lacked, and its undo gives everything back', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1', { phone: undefined, hospital: 'First' }));
  here.given(investigator, 'cases.ReportCase', report('m2', { onset: '2022-09-15', hospital: 'Second' }));
  const before = [row(here, 'm1'), row(here, 'm2')];
  expect(total(here)).toBe(2);
  here.given(investigator, 'cases.MergeCase', { id: 'm2', into: 'm1', shown: ['onset'] });
  expect(total(here)).toBe(1);
  expect(row(here, 'm2')).toMatchObject({ status: 'merged', mergedInto: 'm1', onset: '2022-09-15' });
  expect(row(here, 'm1')).toMatchObject({ phone: '13800001234', onset: '2022-09-15', hospital: 'First' });
  expect(pair(here, 'm2')).toMatchObject({ state: 'merged', merged: { id: 'm1' } });
  expect(here.when(investigator, 'cases.NotifyCase', { id: 'm2', at: here.now, to: 'x' })).toMatchObject({
    refused: 'case-merged',
  });
  here.given(investigator, 'cases.CorrectCase', { id: 'm1', changes: { hospital: 'Third' }, reason: 'asked' });
  here.given(investigator, 'cases.UnmergeCase', { id: 'm2', reason: 'two cousins' });
  expect(total(here)).toBe(2);
  const plain = ({ history: _history, changedBy: _by, ...facts }: CaseRow) => facts;
  expect(plain(row(here, 'm2'))).toEqual(plain(before[1] as CaseRow));
  // What somebody changed since stays; what was taken over is given back.
  expect(plain(row(here, 'm1'))).toEqual({ ...plain(before[0] as CaseRow), hospital: 'Third' });
  expect(row(here, 'm1').phone).toBeUndefined();
  expect(pair(here, 'm2')).toMatchObject({ state: 'open', similar: [{ id: 'm1' }] });
});

test('two people who look alike are said to be two, and that can be taken back', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1'));
  here.given(investigator, 'cases.ReportCase', report('m2'));
  here.given(investigator, 'cases.DismissLikeness', { id: 'm2', other: 'm1' });
  expect(pair(here, 'm2')).toMatchObject({ state: 'dismissed', similar: [], dismissed: [{ id: 'm1' }] });
  here.given(investigator, 'cases.RecallLikeness', { id: 'm2', other: 'm1' });
  expect(pair(here, 'm2')).toMatchObject({ state: 'open', similar: [{ id: 'm1' }] });
});

test('a merge with oneself, with a case of another disease, discarded, merged or elsewhere is refused', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1'));
  here.given(investigator, 'cases.ReportCase', report('m2'));
  here.given(investigator, 'cases.ReportCase', report('m3'));
  here.given(investigator, 'cases.ReportCase', report('r1', { disease: 'rubella' }));
  const merge = (id: string, into: string, who = investigator) => here.when(who, 'cases.MergeCase', { id, into });
  expect(merge('m1', 'm1')).toMatchObject({ refused: 'merge-self' });
  expect(merge('m1', 'r1')).toMatchObject({ refused: 'disease-differs' });
  expect(merge('m1', 'm9')).toMatchObject({ refused: 'case-unknown' });
  expect(merge('m1', 'm2', actor('investigator', { area: 'cn.44.03.05' }))).toMatchObject({
    refused: 'area-elsewhere',
  });
  expect(here.when(investigator, 'cases.UnmergeCase', { id: 'm1', reason: 'x' })).toMatchObject({
    refused: 'case-not-merged',
  });
  here.given(investigator, 'cases.MergeCase', { id: 'm2', into: 'm1' });
  expect(merge('m3', 'm2')).toMatchObject({ refused: 'case-merged' });
  here.given(investigator, 'cases.DiscardCase', { id: 'm3', reason: 'negative' });
  expect(merge('m3', 'm1')).toMatchObject({ refused: 'case-discarded', value: 'm3' });
});

test('a laboratory result is filed with a sure case, shown where two may be meant, and else of nobody known', () => {
  const wang = { id: 'm1', disease: 'measles', name: '王小明', sex: 'male', birth: '2016-03-07', phone: '13800001234' };
  const others = Array.from({ length: 50 }, (_, n) => ({
    id: `o${n}`,
    disease: 'measles',
    name: `${'李张刘陈杨'[n % 5]}${'伟芳娜敏静丽强磊军洋'[n % 10]}`,
    sex: n % 2 ? 'male' : 'female',
    birth: `19${50 + n}-01-05`,
  }));
  const result = { id: 's1', disease: 'measles', name: 'WANG Xiaoming', sex: 'M', birth: '2016-03-07' };
  expect(fileResult(result, [wang, ...others])).toMatchObject({ verdict: 'same', case: 'm1' });
  const brother = { ...wang, id: 'm2', name: '王小敏' };
  expect(fileResult({ ...result, name: '王小' }, [wang, brother, ...others])).toMatchObject({ verdict: 'review' });
  expect(fileResult({ ...result, name: '赵云', birth: '1990-12-12' }, [wang, ...others])).toMatchObject({
    verdict: 'unknown',
    candidates: [],
  });
  expect(fileResult({ ...result, disease: 'rubella' }, [wang])).toMatchObject({ verdict: 'unknown' });
  expect(() => fileResult(result, [wang], { review: 20, sure: 10 })).toThrow(/laboratory-thresholds/);
});
