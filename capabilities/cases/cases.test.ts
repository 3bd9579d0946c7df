import { expect, test } from 'vitest';
import { chainsOf } from '../../engines/chains/chains.ts';
import { actor, city } from '../../tests/given.ts';
import { capability } from './capability.ts';
import { fourEarlySummary, sourceShare } from './indicators.ts';
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
  detectedOn: '2022-09-18',
  reportedOn: '2022-09-19',
  classification: 'suspected',
  origin: 'unknown',
  source: 'hospital',
  ...more,
});
const laboratory = { kind: 'laboratory', at: '2022-09-19T08:00:00.000Z', signer: 'Dr Chen' };
const futian = () => city([capability]);
const row = (here: ReturnType<typeof futian>, id: string): CaseRow => here.replica.row('cases.cases', id);
const curve = (here: ReturnType<typeof futian>) =>
  here.replica
    .find({ view: 'cases.curve' })
    .map((each: any) => `${each.id}: ${each.suspected}/${each.confirmed}/${each.total}`)
    .sort();

test('a case of a disease without any protocol is reported, classified on evidence and counted', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1'));
  expect(curve(here)).toEqual([
    'measles|cn.44.03.04.001.019|2022-09-16|onset: 1/0/1',
    'measles|cn.44.03.04.001.019|2022-09-19|reported: 1/0/1',
  ]);
  here.given(investigator, 'cases.ClassifyCase', { id: 'm1', classification: 'confirmed', evidence: laboratory });
  expect(row(here, 'm1')).toMatchObject({
    classification: 'confirmed',
    detectH: 48,
    reportH: 24,
    isolateH: null,
    lacking: ['isolatedOn', 'treatedOn'],
  });
  expect(curve(here)).toEqual([
    'measles|cn.44.03.04.001.019|2022-09-16|onset: 0/1/1',
    'measles|cn.44.03.04.001.019|2022-09-19|reported: 0/1/1',
  ]);
});

test('a classification without evidence, or on evidence from the future, is refused', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1'));
  expect(here.when(investigator, 'cases.ClassifyCase', { id: 'm1', classification: 'confirmed' })).toMatchObject({
    refused: 'input-invalid',
  });
  expect(
    here.when(investigator, 'cases.ClassifyCase', {
      id: 'm1',
      classification: 'confirmed',
      evidence: { ...laboratory, at: '2022-09-21T00:00:00.000Z' },
    }),
  ).toMatchObject({ refused: 'evidence-to-come' });
});

test('a discarded case leaves the curve and comes back when it is reinstated', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1'));
  here.given(investigator, 'cases.DiscardCase', { id: 'm1', reason: 'rubella IgM positive' });
  expect(curve(here)).toEqual([]);
  expect(row(here, 'm1')).toMatchObject({ status: 'discarded', classification: 'discarded', was: 'suspected' });
  expect(
    here.when(investigator, 'cases.CorrectCase', { id: 'm1', changes: { age: 7 }, reason: 'typed wrong' }),
  ).toMatchObject({ refused: 'case-discarded' });
  here.given(investigator, 'cases.ReinstateCase', { id: 'm1', reason: 'wrong sample' });
  expect(curve(here)).toHaveLength(2);
});

test('a correction keeps what was, moves the curve, and a day to come is refused', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1'));
  const [event] = here.given(investigator, 'cases.CorrectCase', {
    id: 'm1',
    changes: { onset: '2022-09-14', phone: null, area: 'cn.44.03.05' },
    reason: 'mother remembers',
  });
  expect(event?.data).toMatchObject({
    before: { onset: '2022-09-16', phone: '13800001234' },
    changes: { onset: '2022-09-14', phone: null },
  });
  expect(row(here, 'm1')).toMatchObject({ onset: '2022-09-14', area: 'cn.44.03.05', detectH: 96 });
  expect(curve(here)).toEqual([
    'measles|cn.44.03.05|2022-09-14|onset: 1/0/1',
    'measles|cn.44.03.05|2022-09-19|reported: 1/0/1',
  ]);
  expect(
    here.when(investigator, 'cases.CorrectCase', { id: 'm1', changes: { onset: '2022-10-01' }, reason: 'x' }),
  ).toMatchObject({ refused: 'day-to-come' });
});

test('direct report, core investigation and report stop their clocks; core information can be taken offline', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1'));
  here.given(investigator, 'cases.ReportCase', report('m0', { onset: '2022-09-05' }));
  here.given(investigator, 'cases.NotifyCase', { id: 'm1', at: '2022-09-20T00:30:00.000Z', to: 'NNDSS' });
  here.given(investigator, 'cases.RecordCoreInvestigation', {
    id: 'm1',
    symptoms: ['rash'],
    sourceOfInfection: 'known',
    infector: 'm0',
    places: [],
  });
  here.given(investigator, 'cases.ReportInvestigation', {
    id: 'm1',
    summary: 'School contact of m0.',
    sourceOfInfection: 'known',
  });
  here.given(investigator, 'cases.IsolateCase', { id: 'm1', at: '2022-09-19T10:00:00.000Z', where: 'home' });
  expect(row(here, 'm1')).toMatchObject({
    notifiedAt: '2022-09-20T00:30:00.000Z',
    coreAt: here.now,
    investigatedAt: here.now,
    infector: 'm0',
    sourceKnown: true,
    isolatedOn: '2022-09-19',
    isolateH: 24,
  });
  expect(here.replica.row('cases.links', 'm0>m1')).toMatchObject({ via: 'report' });
  const rows = here.replica.find({ view: 'cases.cases' }) as CaseRow[];
  expect(sourceShare(rows)).toEqual({ known: 1, unknown: 1, share: 0.5 });
  expect(fourEarlySummary(rows).isolateH).toMatchObject({ known: 1, missing: 1, reversed: 0, median: 24 });
});

test('each case shows its four intervals; median and 90th percentile of them, and what is missing is counted (B4)', () => {
  const here = futian();
  const hours = [0, 24, 48, 72, 240];
  hours.forEach((each, i) => {
    const isolated = new Date(Date.parse('2022-09-10T00:00:00.000Z') + each * 3_600_000).toISOString();
    here.given(investigator, 'cases.ReportCase', report(`b${i}`, { onset: '2022-09-08', detectedOn: '2022-09-10' }));
    if (isolated <= here.now)
      here.given(investigator, 'cases.IsolateCase', { id: `b${i}`, at: isolated, where: 'home' });
  });
  expect(row(here, 'b2')).toMatchObject({
    detectH: 48,
    reportH: 216,
    isolateH: 48,
    treatH: null,
    lacking: ['treatedOn'],
  });
  const summary = fourEarlySummary(here.replica.find({ view: 'cases.cases' }) as CaseRow[]);
  expect(summary.detectH).toEqual({ known: 5, missing: 0, reversed: 0, median: 48, p90: 48 });
  // R type 7 of 0, 24, 48, 72, 240: the median is the third, the 90th percentile six tenths of the way from the fourth to the fifth
  expect(summary.isolateH).toEqual({ known: 5, missing: 0, reversed: 0, median: 48, p90: 72 + 0.6 * 168 });
  expect(summary.treatH).toEqual({ known: 0, missing: 5, reversed: 0, median: undefined, p90: undefined });
});

test('the share of cases with a known source counts whoever is linked or named, and leaves the discarded out (C3)', () => {
  const rows = ['open', 'open', 'open', 'open', 'discarded'].map((status, i) => ({ status, sourceKnown: i % 4 === 0 }));
  expect(sourceShare(rows as Pick<CaseRow, 'sourceKnown' | 'status'>[])).toEqual({ known: 1, unknown: 3, share: 0.25 });
  expect(sourceShare([])).toEqual({ known: 0, unknown: 0, share: undefined });
});

test('links need evidence, two known cases and an investigator of the area', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1'));
  here.given(investigator, 'cases.ReportCase', report('m2'));
  const link = { from: 'm1', to: 'm2', exposure: 'same class', evidence: { ...laboratory, kind: 'epidemiological' } };
  expect(here.when(investigator, 'cases.LinkCases', { ...link, from: 'm9' })).toMatchObject({
    refused: 'case-unknown',
    value: 'm9',
  });
  expect(here.when(actor('investigator', { area: 'cn.44.05' }), 'cases.LinkCases', link)).toMatchObject({
    refused: 'area-elsewhere',
  });
  here.given(investigator, 'cases.LinkCases', link);
  expect(row(here, 'm2')).toMatchObject({ sourceKnown: true, links: 1 });
  here.given(investigator, 'cases.WithdrawLink', { from: 'm1', to: 'm2', reason: 'other school' });
  expect(row(here, 'm2')).toMatchObject({ sourceKnown: false, links: 0 });
});

test('headquarters sees the case without name, telephone and address', () => {
  const here = futian();
  here.given(investigator, 'cases.ReportCase', report('m1', { address: 'Room 502' }));
  expect(capability.views.cases?.mask?.(row(here, 'm1'), { id: 'h', role: 'hq' })).toMatchObject({
    name: '王**',
    phone: undefined,
    address: undefined,
    age: 6,
  });
});

test('generations follow the links; discarded cases, circles and impossible orders are named', () => {
  const item = (id: string, onset: string, status: 'open' | 'discarded' = 'open') => ({
    id,
    onset,
    reportedOn: onset,
    status,
  });
  const list = [
    item('a', '2022-01-01'),
    item('b', '2022-01-05'),
    item('c', '2022-01-03'),
    item('d', '2022-02-20'),
    item('x', '2022-01-01'),
    item('y', '2022-01-02'),
    item('z', '2022-01-02', 'discarded'),
  ];
  const found = chainsOf(
    list,
    [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'a', to: 'd' },
      { from: 'x', to: 'y' },
      { from: 'y', to: 'x' },
      { from: 'a', to: 'z' },
    ],
    30,
  );
  expect(Object.fromEntries(found.generation)).toEqual({ a: 0, b: 1, c: 2, d: 1, x: null, y: null });
  expect(found.sizes).toEqual([4, 2]);
  expect(found.doubts.map((doubt) => doubt.kind).sort()).toEqual([
    'child-before-parent',
    'child-before-parent',
    'circle',
    'end-unknown',
    'long-gap',
  ]);
});
