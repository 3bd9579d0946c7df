import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { edition } from '../../protocols/read.ts';
import { list } from '../../tests/safeguards/contacts.ts';
import {
  activate,
  cdc,
  committee,
  expert,
  type Futian,
  futian,
  government,
  household,
  library,
  personOf,
  report,
  resident,
  reviewer,
  service,
} from '../../tests/safeguards/futian.ts';
import { previewUnder, restrictionOf } from './index.ts';

const evidence = (kind: string, id: string, more: object = {}) => ({
  kind,
  id,
  source: 'field investigation',
  signer: 'Dr Chen',
  at: '2022-09-19T10:00:00.000Z',
  ...more,
});
const order = (n: number, more: object = {}) => ({
  id: `s${n}`,
  person: personOf(n),
  household: household(n),
  disease: 'covid-19',
  class: 'contact.close',
  evidence: [evidence('contact', `c${n}`)],
  place: 'cn.44.03.04.001.hotel1',
  service,
  ...more,
});
const row = (here: Futian, n: number) => here.replica.row('stays.orders', `s${n}`);
const holds = (here: Futian, n: number) =>
  restrictionOf(here.replica.find({ view: 'stays.orders', where: { person: personOf(n) } }) as never, here.now);

/** A case in household 0 and contacts of it in 1 and 2, last exposed on 18 September. */
function outbreak() {
  const here = futian();
  activate(here, 'cn-covid-9');
  report(here, 'k1', 0);
  for (const n of [1, 2]) list(here, `c${n}`, 'k1', n, '2022-09-18');
  return here;
}

test('phases, tests and end come from evidence and edition; the notice says rule, evidence, dates, end, article and appeal in both languages', () => {
  const here = outbreak();
  here.given(cdc, 'stays.OrderStay', order(1));
  expect(row(here, 1)).toMatchObject({
    dayZero: '2022-09-18',
    edition: 'cn-covid-9',
    endsAt: '2022-09-28T16:00:00.000Z',
    phases: [
      { place: 'central', from: '2022-09-19', to: '2022-09-25' },
      { place: 'home', regime: 'monitoring', from: '2022-09-26', to: '2022-09-28' },
    ],
    tests: [
      { day: '2022-09-20' },
      { day: '2022-09-21' },
      { day: '2022-09-23' },
      { day: '2022-09-25' },
      { day: '2022-09-28' },
    ],
  });
  const { en, zh } = row(here, 1).notice;
  for (const part of [
    'Close contact',
    '9th edition',
    'contact with a case',
    '18 Sep 2022',
    '29 Sep 2022, 00:00',
    'Art. 58',
    'Appeal',
    '0755-12345',
  ])
    expect(en).toContain(part);
  for (const part of [
    '密切接触者',
    '第九版',
    '与病例接触',
    '2022年9月18日',
    '2022年9月29日 00:00',
    '法律依据',
    '申诉',
    '0755-12345',
  ])
    expect(zh).toContain(part);
  expect(holds(here, 1)).toMatchObject({
    restricted: true,
    place: 'central',
    rule: { class: 'contact.close', edition: 'cn-covid-9' },
    evidence: { kind: 'contact', signer: 'Dr Chen' },
  });
});

test('no order without evidence, without source, signer or time, about somebody else, or of another class', () => {
  const here = outbreak();
  const because = (input: object) => {
    const outcome = here.when(cdc, 'stays.OrderStay', input);
    if (!isRefusal(outcome)) throw new Error('ordered');
    return [outcome.refused, ...(outcome.because ?? []).map((item) => item.refused)];
  };
  expect(because(order(1, { evidence: [] }))).toEqual(['stay-without-evidence', 'evidence-missing']);
  expect(because(order(1, { evidence: [{ kind: 'contact', id: 'c1' }] }))).toEqual([
    'stay-without-evidence',
    'evidence-incomplete',
  ]);
  expect(because(order(1, { evidence: [evidence('contact', 'c2')] }))).toContain('evidence-about-other');
  expect(because(order(1, { evidence: [evidence('contact', 'c9')] }))).toContain('evidence-unknown');
  expect(because(order(1, { evidence: [evidence('arrival', 'ticket', { day: '2022-09-18' })] }))).toContain(
    'evidence-of-other-class',
  );
  expect(because(order(1, { evidence: [evidence('contact', 'c1', { at: '2022-09-21T00:00:00.000Z' })] }))).toContain(
    'evidence-in-future',
  );
  expect(because(order(1, { class: 'contact.secondary' }))).toContain('evidence-of-other-class');
});

test("a residents' committee, an employer or a government office can only ask; the disease class decides whether the power exists", () => {
  const here = outbreak();
  expect(here.when(committee, 'stays.OrderStay', order(1))).toMatchObject({ refused: 'measure-no-authority' });
  expect(here.when(government, 'stays.OrderStay', order(1))).toMatchObject({ refused: 'measure-no-authority' });
  const later = futian([], '2023-02-01T01:00:00.000Z');
  activate(later, 'cn-covid-b', '2023-02-01');
  report(later, 'k1', 0, '2023-01-31');
  list(later, 'c1', 'k1', 1, '2023-01-31');
  const outcome = later.when(
    cdc,
    'stays.OrderStay',
    order(1, { evidence: [evidence('contact', 'c1', { at: '2023-01-31T10:00:00.000Z' })] }),
  );
  expect(outcome).toMatchObject({ refused: 'measure-wrong-class' });
});

test('a stay needs its services, names each one missing, and cannot overlap another', () => {
  const here = outbreak();
  expect(here.when(cdc, 'stays.OrderStay', order(1, { service: { carer: 'nobody' } }))).toMatchObject({
    refused: 'stay-unready',
    value: ['carer-unknown', 'supplies-missing', 'medical-missing', 'hotline-missing'],
  });
  here.given(expert, 'people.ScheduleCare', {
    path: household(1),
    id: 'd1',
    person: personOf(1),
    care: 'dialysis',
    at: '2022-09-21T01:00:00.000Z',
    everyDays: 2,
    place: 'District hospital',
  });
  expect(here.when(cdc, 'stays.OrderStay', order(1))).toMatchObject({
    refused: 'stay-unready',
    value: ['care-slot-unconfirmed'],
  });
  here.given(expert, 'people.ConfirmCareSlot', {
    path: household(1),
    id: 'd1',
    at: '2022-09-21T01:00:00.000Z',
    hospital: 'District hospital',
    ride: { by: 'street car 2', phone: '13900000001' },
  });
  here.given(cdc, 'stays.OrderStay', order(1));
  expect(here.when(cdc, 'stays.OrderStay', order(1, { id: 's9' }))).toMatchObject({
    refused: 'stay-overlap',
    value: 's1',
  });
});

test('a class of which the edition requires nothing cannot be held', () => {
  const here = futian([], '2022-11-12T01:00:00.000Z');
  activate(here, 'cn-covid-9-20', '2022-11-12');
  report(here, 'k1', 0, '2022-11-11');
  list(here, 'c1', 'k1', 1, '2022-11-11', 'contact.secondary');
  const outcome = here.when(cdc, 'stays.OrderStay', order(1, { class: 'contact.secondary' }));
  expect(outcome).toMatchObject({ refused: 'class-requires-nothing' });
});

test('a discarded case frees everybody held on it, with notice', () => {
  const here = outbreak();
  here.given(cdc, 'stays.OrderStay', order(1));
  here.given(expert, 'cases.DiscardCase', { id: 'k1', reason: 'sequencing shows contamination' });
  expect(row(here, 1)).toMatchObject({ status: 'ended', endReason: 'evidence-fell', dueAt: null });
  expect(holds(here, 1)).toEqual({ restricted: false });
});

const appeal = (n: number, more: object = {}) => ({
  id: `s${n}`,
  appeal: `a${n}`,
  by: { name: '王小明', relation: 'self' },
  channel: 'phone',
  grounds: 'I was not there that day',
  ...more,
});
const verdict = (n: number, more: object = {}) => ({
  id: `s${n}`,
  appeal: `a${n}`,
  decision: 'overturned',
  reason: { en: 'The tracker shows another city.', zh: '轨迹显示在外地。' },
  ...more,
});

test('an appeal is decided outside the ordering organisation, and what it finds false falls everywhere', () => {
  const here = outbreak();
  for (const n of [1, 2]) here.given(cdc, 'stays.OrderStay', order(n));
  here.given(resident(1), 'stays.FileAppeal', appeal(1));
  expect(here.replica.row('stays.appeals', 's1/a1')).toMatchObject({
    dueAt: '2022-09-21T01:00:00.000Z',
    suspensive: false,
  });
  expect(holds(here, 1).restricted).toBe(true);
  expect(here.when({ ...reviewer, org: cdc.org }, 'stays.DecideAppeal', verdict(1))).toMatchObject({
    refused: 'reviewer-not-independent',
  });
  here.given(reviewer, 'stays.DecideAppeal', verdict(1, { falseEvidence: ['case:k1'] }));
  expect(row(here, 1)).toMatchObject({ status: 'ended', endReason: 'appeal', openAppeals: [] });
  expect(row(here, 2)).toMatchObject({ status: 'ended', endReason: 'evidence-fell' });
});

test('a medical appeal suspends the order at once and is due within minutes', () => {
  const here = outbreak();
  here.given(cdc, 'stays.OrderStay', order(1));
  here.given(resident(1), 'stays.FileAppeal', appeal(1, { medical: true, grounds: 'chemotherapy today' }));
  expect(here.replica.row('stays.appeals', 's1/a1').dueAt).toBe('2022-09-20T01:15:00.000Z');
  expect(holds(here, 1)).toEqual({ restricted: false });
  here.given(reviewer, 'stays.DecideAppeal', verdict(1, { decision: 'upheld' }));
  expect(holds(here, 1).restricted).toBe(true);
});

test('a switch of edition keeps, shortens or lifts each open stay with notice, as its preview said', () => {
  const here = futian([], '2022-11-09T01:00:00.000Z');
  activate(here, 'cn-covid-9');
  report(here, 'k1', 0, '2022-11-08');
  list(here, 'c1', 'k1', 1, '2022-11-08');
  list(here, 'c2', 'k1', 2, '2022-11-08', 'contact.secondary');
  for (const n of [1, 2])
    here.given(
      cdc,
      'stays.OrderStay',
      order(n, {
        class: n === 1 ? 'contact.close' : 'contact.secondary',
        place: n === 1 ? 'cn.44.03.04.001.hotel1' : household(2),
      }),
    );
  const twenty = edition(library, 'cn-covid-9-20');
  if (isRefusal(twenty)) throw new Error('no edition');
  const preview = previewUnder(twenty, here.replica.find({ view: 'stays.orders' }) as never, {
    library,
    now: '2022-11-10T16:00:00.000Z',
    zone: 'Asia/Shanghai',
  });
  expect(preview).toMatchObject({
    lifted: ['s2'],
    shortened: [{ id: 's1', from: '2022-11-18T16:00:00.000Z', to: '2022-11-16T16:00:00.000Z' }],
    kept: [],
  });
  activate(here, 'cn-covid-9-20', '2022-11-11');
  here.pass(48);
  expect(row(here, 1)).toMatchObject({ endsAt: '2022-11-16T16:00:00.000Z', edition: 'cn-covid-9-20', status: 'open' });
  expect(row(here, 1).notices.at(-1).words.zh).toContain('缩短');
  expect(row(here, 2)).toMatchObject({ status: 'ended', endReason: 'edition' });
});

test('a child is not taken away alone', () => {
  const here = outbreak();
  here.given(expert, 'people.AddMember', {
    path: household(1),
    member: { id: `${household(1)}.p2`, name: '小宝', sex: 'male', birth: '2015-05-01', smartphone: false },
  });
  list(here, 'c7', 'k1', 1, '2022-09-18', 'contact.close', `${household(1)}.p2`);
  const child = order(1, { id: 's7', person: `${household(1)}.p2`, evidence: [evidence('contact', 'c7')] });
  expect(here.when(cdc, 'stays.OrderStay', child)).toMatchObject({ refused: 'stay-unready', value: ['child-alone'] });
  here.given(cdc, 'stays.OrderStay', { ...child, companion: personOf(1) });
});

test('of two cases under one contact, the fall of one shortens the stay to what the other shows', () => {
  const here = outbreak();
  report(here, 'k2', 5, '2022-09-17');
  here.given(expert, 'contacts.AddExposure', { id: 'c1', case: 'k2', lastExposure: '2022-09-16' });
  here.given(cdc, 'stays.OrderStay', order(1));
  here.given(expert, 'cases.DiscardCase', { id: 'k1', reason: 'contaminated sample' });
  expect(row(here, 1)).toMatchObject({
    status: 'open',
    endsAt: '2022-09-26T16:00:00.000Z',
    grounds: ['contact:c1', 'case:k2'],
  });
  here.given(expert, 'contacts.ReclassifyContact', {
    id: 'c1',
    class: 'exposed.place.person',
    evidence: { kind: 'epidemiological', at: here.now, signer: 'Dr Chen' },
  });
  expect(row(here, 1)).toMatchObject({ status: 'ended', endReason: 'evidence-fell' });
});
