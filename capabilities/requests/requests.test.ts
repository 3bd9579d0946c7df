import { expect, test } from 'vitest';
import type { Capability } from '../../kernel/capability.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { actor, city } from '../../tests/given.ts';
import { dutiesCapability } from '../duties/capability.ts';
import { capability as people } from '../people/capability.ts';
import { capability } from './capability.ts';

const library = await loadProtocols();
const home = 'cn.44.03.04.001.019.e1.b1.u1.h502';
const community = 'cn.44.03.04.001.019';
const desk = actor('desk', { id: 'desk-1', org: { id: 'hotline', name: '12345', level: 'city', kind: 'hotline' } });
const street = actor('officer', { id: 'officer-1', org: { id: 'street-1', name: 'Street office', level: 'street', kind: 'government' } });
const mother = actor('resident', { id: 'acc-mother', area: home, org: { id: 'self', name: 'resident', level: 'household', kind: 'resident' } });

/** Visits as the requests see them: a visit's row and its end. */
const visits: Capability = {
  name: 'visits', label: { en: 'Visits', zh: '上门' }, streams: {},
  views: { visits: { columns: {}, reads: {}, on: {} } },
};

const food = (id: string, changes: object = {}) => ({
  id, class: 'food', channel: 'phone', caller: { name: '王小明', phone: '13812341234' }, beneficiary: { household: home, name: '李奶奶' }, place: home, description: '家里没有菜了，两位老人', ...changes,
});
const start = () => {
  const futian = city([capability, people, dutiesCapability(library), visits], { protocol: () => ({ library, active: [] }) });
  return { futian, row: (id: string) => futian.replica.row('requests.queue', id), full: (id: string) => futian.replica.row('requests.requests', id), duty: (id: string) => futian.replica.row('duties.duties', id) };
};
const toStreet = { org: 'street-1', orgName: 'Street office', level: 'street', area: 'cn.44.03.04.001' };

test('a request is taken by phone for somebody else: caller and beneficiary stay apart, the board is masked, clocks run', () => {
  const { futian, row, full, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  expect(row('r1')).toMatchObject({ state: 'taken', urgency: 'urgent', personal: true, caller: '王** 138****1234', beneficiary: '李**', level: 'city', dueAt: '2022-09-20T02:00:00.000Z' });
  expect(full('r1')).toMatchObject({ caller: { name: '王小明' }, beneficiary: { name: '李奶奶' }, timeline: [{ what: 'RequestTaken' }] });
  expect(duty('request.dispatch.urgent:request/r1')).toMatchObject({ state: 'open', ownerLevel: 'city', dueAt: '2022-09-20T02:00:00.000Z' });
});

test('from dispatch to call-back: only the beneficiary’s "solved" closes it', () => {
  const { futian, row, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(desk, 'requests.DispatchRequest', { id: 'r1', ...toStreet, assignee: { id: 'grid-7', name: '张网格' } });
  futian.given(street, 'requests.RecordContact', { id: 'r1', reached: true, channel: 'phone' });
  expect(futian.when(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', channel: 'phone' })).toMatchObject({ refused: 'request-not-answered' });
  futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: '两份蔬菜包已送到门口' });
  expect(row('r1')).toMatchObject({ state: 'answered' });
  expect(futian.when({ ...desk, id: 'officer-1' }, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', channel: 'phone' })).toMatchObject({ refused: 'call-back-own-work' });
  expect(futian.when({ ...street, id: 'officer-2', role: 'desk' }, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', channel: 'phone' })).toMatchObject({ refused: 'call-back-own-office' });
  futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', satisfied: true, channel: 'phone' });
  expect(row('r1')).toMatchObject({ state: 'closed', closedHow: 'call-back', outcome: 'solved', satisfied: true, dueAt: null });
  expect(['dispatch', 'contact', 'answer'].map((kind) => duty(`request.${kind}.urgent:request/r1`).state)).toEqual(['done', 'done', 'done']);
  expect(duty('request.call-back:request/r1').state).toBe('done');
});

test('a call-back without an answer closes only after three tries on two channels, and is never satisfied', () => {
  const { futian, row } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: 'done' });
  expect(futian.when(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'no-answer', channel: 'phone', satisfied: true })).toMatchObject({ refused: 'call-back-no-answer' });
  for (let i = 0; i < 3; i++) futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'no-answer', channel: 'phone' });
  expect(row('r1')).toMatchObject({ state: 'answered', callBackAttempts: 3 });
  futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'no-answer', channel: 'sms' });
  expect(row('r1')).toMatchObject({ state: 'closed', closedHow: 'attempts', outcome: 'no-answer', satisfied: null });
});

test('"not solved" opens it again at the body that answered and before its superior', () => {
  const { futian, row, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(desk, 'requests.DispatchRequest', { id: 'r1', ...toStreet });
  futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: 'done' });
  futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'not-solved', satisfied: false, channel: 'phone', note: '没收到' });
  expect(row('r1')).toMatchObject({ state: 'dispatched', org: 'street-1', reopened: 1, superior: { level: 'district' }, superiorArea: 'cn.44.03.04', outcome: 'not-solved' });
  expect(duty('request.reopened.answer:request/r1')).toMatchObject({ state: 'open', ownerLevel: 'district' });
});

test('the beneficiary reopens what was closed over her head; a stranger cannot', () => {
  const { futian, row } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: 'done' });
  futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', channel: 'phone' });
  expect(futian.when({ ...mother, id: 'acc-x', area: 'cn.44.03.04.001.019.e9.b1.u1.h1' }, 'requests.ReopenRequest', { id: 'r1', reason: 'not mine' })).toMatchObject({ refused: 'request-not-yours' });
  futian.given(mother, 'requests.ReopenRequest', { id: 'r1', reason: '米面没有送到' });
  expect(row('r1')).toMatchObject({ state: 'dispatched', reopened: 1, closedAt: null });
});

test('what cannot be done is handed up one level with its reason, and a wrong addressee sends it back', () => {
  const { futian, row, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  expect(futian.when(street, 'requests.ReturnRequest', { id: 'r1', reason: 'not ours' })).toMatchObject({ refused: 'request-not-dispatched' });
  futian.given(desk, 'requests.DispatchRequest', { id: 'r1', ...toStreet });
  futian.given(street, 'requests.HandUpRequest', { id: 'r1', reason: '本街道无货' });
  expect(row('r1')).toMatchObject({ state: 'taken', level: 'district', ownerArea: 'cn.44.03.04', handedUp: 1 });
  expect(duty('request.handed-up.owner:request/r1')).toMatchObject({ state: 'open' });
  futian.given(desk, 'requests.DispatchRequest', { id: 'r1', org: 'supply', orgName: 'District supply', level: 'district', area: 'cn.44.03.04' });
  futian.given(actor('supply'), 'requests.ReturnRequest', { id: 'r1', reason: '应由市场监管办理', basis: '三定方案' });
  expect(row('r1')).toMatchObject({ state: 'taken', org: 'hotline', returned: 1, hops: 2 });
  for (let i = 0; i < 4; i++) futian.given(street, 'requests.HandUpRequest', { id: 'r1', reason: 'still not possible' });
  expect(row('r1')).toMatchObject({ level: 'city', ownerRole: 'hq' });
});

test('an office of another place cannot be given the request', () => {
  const { futian } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  expect(futian.when(desk, 'requests.DispatchRequest', { id: 'r1', ...toStreet, area: 'cn.44.03.05.001' })).toMatchObject({ refused: 'body-elsewhere' });
});

test('the same household and class near in time is suggested as a duplicate, merged, unmerged, and closes with the main one', () => {
  const { futian, row } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(desk, 'requests.TakeRequest', food('r2', { description: '买不到米' }));
  expect(futian.replica.row('requests.duplicates', 'r2')).toMatchObject({ similar: [{ id: 'r1' }] });
  futian.given(desk, 'requests.MergeRequest', { id: 'r2', into: 'r1' });
  expect(row('r1').merged).toEqual(['r2']);
  expect(futian.when(desk, 'requests.AnswerRequest', { id: 'r2', what: 'done' })).toMatchObject({ refused: 'request-merged' });
  futian.given(desk, 'requests.UnmergeRequest', { id: 'r2', reason: '两件事' });
  expect(row('r2')).toMatchObject({ state: 'taken', into: null });
  expect(row('r1').merged).toEqual([]);
  futian.given(desk, 'requests.MergeRequest', { id: 'r2', into: 'r1' });
  futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: 'done' });
  futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', channel: 'phone' });
  expect(row('r2')).toMatchObject({ state: 'closed', closedHow: 'merged' });
});

test('at one place the words decide; a life in danger is never merged into something slower', () => {
  const { futian } = start();
  const lamp = (id: string, description: string) => ({ id, class: 'street-lights', channel: 'app', place: community, description });
  futian.given(desk, 'requests.TakeRequest', lamp('l1', '小区东门路灯不亮'));
  futian.given(desk, 'requests.TakeRequest', lamp('l2', '东门路灯不亮了，小区很黑'));
  futian.given(desk, 'requests.TakeRequest', lamp('l3', '红绿灯坏了'));
  expect(futian.replica.row('requests.duplicates', 'l2')?.similar).toMatchObject([{ id: 'l1' }]);
  expect(futian.replica.row('requests.duplicates', 'l3')).toBeUndefined();
  futian.given(desk, 'requests.PressLifeThreat', { id: 'x1', place: community });
  expect(futian.when(desk, 'requests.MergeRequest', { id: 'x1', into: 'l1' })).toMatchObject({ refused: 'merge-less-urgent' });
});

test('the life-threat button needs a place and nothing else; its clocks run at once; pressing twice is harmless', () => {
  const { futian, row, duty } = start();
  futian.given(actor('volunteer'), 'requests.PressLifeThreat', { id: 'x1', place: home });
  futian.given(actor('volunteer'), 'requests.PressLifeThreat', { id: 'x1', place: home });
  expect(row('x1')).toMatchObject({ urgency: 'life', rank: 0, life: true, personal: true });
  expect(duty('request.answer.life:request/x1')).toMatchObject({ state: 'open', dueAt: '2022-09-20T03:00:00.000Z' });
});

test('a class asks its own questions; a life in danger does not wait for the answers', () => {
  const { futian } = start();
  const insulin = { ...food('m1'), class: 'medicine', description: '胰岛素快用完了' };
  expect(futian.when(desk, 'requests.TakeRequest', insulin)).toMatchObject({ refused: 'attributes-invalid', value: ['medicine'] });
  expect(futian.when(desk, 'requests.TakeRequest', { ...insulin, attributes: { medicine: '胰岛素', runsOutAt: 'tomorrow' } })).toMatchObject({ refused: 'attributes-invalid' });
  futian.given(desk, 'requests.TakeRequest', { ...insulin, attributes: { medicine: '胰岛素', runsOutAt: '2022-09-21T01:00:00Z' } });
  expect(futian.replica.row('duties.duties', 'request.medicine.before-run-out:request/m1')).toMatchObject({ dueAt: '2022-09-20T13:00:00.000Z', ownerRole: 'grid' });
  futian.given(desk, 'requests.TakeRequest', { ...insulin, id: 'm2', life: true });
  expect(futian.when(desk, 'requests.TakeRequest', { ...insulin, id: 'm3', class: 'nonsense' })).toMatchObject({ refused: 'request-class-unknown' });
});

test('a standing proxy speaks for the beneficiary; somebody without standing is only the caller', () => {
  const { futian, full } = start();
  expect(futian.when(desk, 'requests.TakeRequest', food('r1', { proxy: `${home}.px1` }))).toMatchObject({ refused: 'proxy-unknown' });
  futian.given(desk, 'people.RegisterHousehold', { path: home, kind: 'home', members: [{ id: `${home}.p1`, name: '李奶奶', sex: 'female', smartphone: false }] });
  futian.given(desk, 'people.GrantProxy', { path: home, id: 'px1', person: `${home}.p1`, proxy: { name: '王小明', phone: '13812341234', account: 'acc-son' }, scope: ['requests'], until: '2022-12-01T00:00:00.000Z', how: 'paper' });
  futian.given(desk, 'requests.TakeRequest', food('r1', { proxy: `${home}.px1` }));
  expect(full('r1')).toMatchObject({ proxy: { name: '王小明' }, proxyAccount: 'acc-son' });
});

test('a change of class keeps the history of its clocks and cannot buy time', () => {
  const { futian, row, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.pass(2);
  futian.given(desk, 'requests.ReclassifyRequest', { id: 'r1', class: 'infant-supplies', reason: '是奶粉' });
  expect(duty('request.dispatch.urgent:request/r1')).toMatchObject({ state: 'late', dueAt: '2022-09-20T02:00:00.000Z' });
  futian.given(desk, 'requests.ReclassifyRequest', { id: 'r1', class: 'daily-goods', reason: '其实是纸巾' });
  expect(row('r1')).toMatchObject({ class: 'daily-goods', urgency: 'ordinary', personal: true });
  expect(duty('request.dispatch.urgent:request/r1')).toMatchObject({ state: 'done', late: true, closed: { proof: 'requests.RequestReclassified' } });
  expect(duty('request.dispatch.ordinary:request/r1')).toMatchObject({ state: 'open' });
});

test('a withdrawn or merged request owes nothing more', () => {
  const { futian, row } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1', { caller: { account: 'acc-mother' } }));
  futian.given(mother, 'requests.WithdrawRequest', { id: 'r1', reason: '邻居帮忙解决了' });
  expect(row('r1')).toMatchObject({ state: 'withdrawn', dueAt: null });
  expect(futian.replica.find({ view: 'duties.duties', where: { state: ['open', 'late'] } })).toEqual([]);
});

test('a refusal of care is on record with name and reason, starts its clock, and is reviewed by somebody independent', () => {
  const { futian, row, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(actor('grid'), 'requests.RecordCareRefusal', { id: 'cr1', place: home, household: home, request: 'r1', hospital: 'Office of officer', by: '李保安', reason: '核酸超过48小时' });
  expect(row('r1').careRefused).toBe(true);
  expect(duty('care.refusal.review:care-refusal/cr1')).toMatchObject({ state: 'open', dueAt: '2022-09-20T01:10:00.000Z', ownerRole: 'officer' });
  const review = { id: 'cr1', finding: 'unjustified', note: '首诊负责，立即收治' };
  expect(futian.when(actor('officer'), 'requests.ReviewCareRefusal', review)).toMatchObject({ refused: 'review-not-independent' });
  futian.given(actor('reviewer'), 'requests.ReviewCareRefusal', review);
  expect(futian.replica.row('requests.refusals', 'cr1')).toMatchObject({ reviewed: true, finding: 'unjustified' });
  expect(duty('care.refusal.review:care-refusal/cr1').state).toBe('done');
});

test('the public list has no personal class, no telephone number, and only coarse places', () => {
  const { futian } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(desk, 'requests.TakeRequest', { id: 'p1', class: 'noise', channel: 'app', place: `${community}.e1.b1`, point: [114.057868, 22.543099], description: '楼下喇叭太吵，联系 13812341234' });
  const rows = futian.replica.find({ view: 'requests.public' });
  expect(rows).toMatchObject([{ id: 'p1', area: community, point: [114.058, 22.543], description: '楼下喇叭太吵，联系 ****' }]);
  futian.given(desk, 'requests.ReclassifyRequest', { id: 'p1', class: 'psychological', reason: 'about a person' });
  expect(futian.replica.find({ view: 'requests.public' })).toEqual([]);
});

test('a lone failed try is no contact; three on two channels are', () => {
  const { futian, row } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(desk, 'requests.DispatchRequest', { id: 'r1', ...toStreet });
  futian.given(street, 'requests.RecordContact', { id: 'r1', reached: false, channel: 'phone' });
  expect(row('r1')).toMatchObject({ state: 'dispatched', contactAttempts: 1, contactedAt: null });
  futian.given(street, 'requests.RecordContact', { id: 'r1', reached: false, channel: 'phone' });
  futian.given(street, 'requests.RecordContact', { id: 'r1', reached: false, channel: 'door' });
  expect(row('r1')).toMatchObject({ state: 'contacted', contactAttempts: 3 });
});
