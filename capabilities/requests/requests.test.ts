import { expect, test } from 'vitest';
import { actor } from '../../tests/given.ts';
import { desk, food, home, mother, start, street, toStreet } from '../../tests/requests-city.ts';

test('a request is taken by phone for somebody else: caller and beneficiary stay apart, the board is masked, clocks run', () => {
  const { futian, row, full, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  expect(row('r1')).toMatchObject({
    state: 'taken',
    urgency: 'urgent',
    personal: true,
    caller: '王** 138****1234',
    beneficiary: '李**',
    level: 'city',
    dueAt: '2022-09-20T02:00:00.000Z',
  });
  expect(full('r1')).toMatchObject({
    caller: { name: '王小明' },
    beneficiary: { name: '李奶奶' },
    timeline: [{ what: 'RequestTaken' }],
  });
  expect(duty('request.dispatch.urgent:request/r1')).toMatchObject({
    state: 'open',
    ownerLevel: 'city',
    dueAt: '2022-09-20T02:00:00.000Z',
  });
});

test('two requests have two numbers, short enough to say, and the board finds them by it', () => {
  const { futian, row } = start();
  futian.given(desk, 'requests.TakeRequest', food('a'));
  futian.given(desk, 'requests.TakeRequest', food('b', { class: 'water' }));
  expect(row('a').number).not.toBe(row('b').number);
  expect(row('a').number).toMatch(/^\d{6}$/);
  expect(futian.replica.row('requests.requests', 'a').number).toBe(row('a').number);
});

test('from dispatch to call-back: only the beneficiary’s "solved" closes it', () => {
  const { futian, row, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(desk, 'requests.DispatchRequest', { id: 'r1', ...toStreet, assignee: { id: 'grid-7', name: '张网格' } });
  futian.given(street, 'requests.RecordContact', { id: 'r1', reached: true, channel: 'phone' });
  expect(futian.when(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', channel: 'phone' })).toMatchObject(
    { refused: 'request-not-answered' },
  );
  futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: '两份蔬菜包已送到门口' });
  expect(row('r1')).toMatchObject({ state: 'answered' });
  expect(
    futian.when({ ...desk, id: 'officer-1' }, 'requests.RecordCallBack', {
      id: 'r1',
      outcome: 'solved',
      channel: 'phone',
    }),
  ).toMatchObject({ refused: 'call-back-own-work' });
  expect(
    futian.when({ ...street, id: 'officer-2', role: 'desk' }, 'requests.RecordCallBack', {
      id: 'r1',
      outcome: 'solved',
      channel: 'phone',
    }),
  ).toMatchObject({ refused: 'call-back-own-office' });
  futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', satisfied: true, channel: 'phone' });
  expect(row('r1')).toMatchObject({
    state: 'closed',
    closedHow: 'call-back',
    outcome: 'solved',
    satisfied: true,
    dueAt: null,
  });
  expect(['dispatch', 'contact', 'answer'].map((kind) => duty(`request.${kind}.urgent:request/r1`).state)).toEqual([
    'done',
    'done',
    'done',
  ]);
  expect(duty('request.call-back:request/r1').state).toBe('done');
});

test('a call-back without an answer closes only after three tries on two channels, and is never satisfied', () => {
  const { futian, row } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: 'done' });
  expect(
    futian.when(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'no-answer', channel: 'phone', satisfied: true }),
  ).toMatchObject({ refused: 'call-back-no-answer' });
  for (let i = 0; i < 3; i++)
    futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'no-answer', channel: 'phone' });
  expect(row('r1')).toMatchObject({ state: 'answered', callBackAttempts: 3 });
  futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'no-answer', channel: 'sms' });
  expect(row('r1')).toMatchObject({ state: 'closed', closedHow: 'attempts', outcome: 'no-answer', satisfied: null });
});

test('"not solved" opens it again at the body that answered and before its superior', () => {
  const { futian, row, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(desk, 'requests.DispatchRequest', { id: 'r1', ...toStreet });
  futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: 'done' });
  futian.given(desk, 'requests.RecordCallBack', {
    id: 'r1',
    outcome: 'not-solved',
    satisfied: false,
    channel: 'phone',
    note: '没收到',
  });
  expect(row('r1')).toMatchObject({
    state: 'dispatched',
    org: 'street-1',
    reopened: 1,
    superior: { level: 'district' },
    superiorArea: 'cn.44.03.04',
    outcome: 'not-solved',
  });
  expect(duty('request.reopened.answer:request/r1')).toMatchObject({ state: 'open', ownerLevel: 'district' });
});

test('the beneficiary reopens what was closed over her head; a stranger cannot', () => {
  const { futian, row } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: 'done' });
  futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', channel: 'phone' });
  expect(
    futian.when({ ...mother, id: 'acc-x', area: 'cn.44.03.04.001.019.e9.b1.u1.h1' }, 'requests.ReopenRequest', {
      id: 'r1',
      reason: 'not mine',
    }),
  ).toMatchObject({ refused: 'request-not-yours' });
  futian.given(mother, 'requests.ReopenRequest', { id: 'r1', reason: '米面没有送到' });
  expect(row('r1')).toMatchObject({ state: 'dispatched', reopened: 1, closedAt: null });
});

test('what cannot be done is handed up one level with its reason, and a wrong addressee sends it back', () => {
  const { futian, row, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  expect(futian.when(street, 'requests.ReturnRequest', { id: 'r1', reason: 'not ours' })).toMatchObject({
    refused: 'request-not-dispatched',
  });
  futian.given(desk, 'requests.DispatchRequest', { id: 'r1', ...toStreet });
  futian.given(street, 'requests.HandUpRequest', { id: 'r1', reason: '本街道无货' });
  expect(row('r1')).toMatchObject({ state: 'taken', level: 'district', ownerArea: 'cn.44.03.04', handedUp: 1 });
  expect(duty('request.handed-up.owner:request/r1')).toMatchObject({ state: 'open' });
  futian.given(desk, 'requests.DispatchRequest', {
    id: 'r1',
    org: 'supply',
    orgName: 'District supply',
    level: 'district',
    area: 'cn.44.03.04',
  });
  futian.given(actor('supply'), 'requests.ReturnRequest', { id: 'r1', reason: '应由市场监管办理', basis: '三定方案' });
  expect(row('r1')).toMatchObject({ state: 'taken', org: 'hotline', returned: 1, hops: 2 });
  for (let i = 0; i < 4; i++)
    futian.given(street, 'requests.HandUpRequest', { id: 'r1', reason: 'still not possible' });
  expect(row('r1')).toMatchObject({ level: 'city', ownerRole: 'hq' });
});

test('an office of another place cannot be given the request', () => {
  const { futian } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  expect(
    futian.when(desk, 'requests.DispatchRequest', { id: 'r1', ...toStreet, area: 'cn.44.03.05.001' }),
  ).toMatchObject({ refused: 'body-elsewhere' });
});

test('a change of class keeps the history of its clocks and cannot buy time', () => {
  const { futian, row, duty } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.pass(2);
  futian.given(desk, 'requests.ReclassifyRequest', { id: 'r1', class: 'infant-supplies', reason: '是奶粉' });
  expect(duty('request.dispatch.urgent:request/r1')).toMatchObject({
    state: 'late',
    dueAt: '2022-09-20T02:00:00.000Z',
  });
  futian.given(desk, 'requests.ReclassifyRequest', { id: 'r1', class: 'daily-goods', reason: '其实是纸巾' });
  expect(row('r1')).toMatchObject({ class: 'daily-goods', urgency: 'ordinary', personal: true });
  expect(duty('request.dispatch.urgent:request/r1')).toMatchObject({
    state: 'done',
    late: true,
    closed: { proof: 'requests.RequestReclassified' },
  });
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
  futian.given(actor('grid'), 'requests.RecordCareRefusal', {
    id: 'cr1',
    place: home,
    household: home,
    request: 'r1',
    hospital: 'Office of officer',
    by: '李保安',
    reason: '核酸超过48小时',
  });
  expect(row('r1').careRefused).toBe(true);
  expect(duty('care.refusal.review:care-refusal/cr1')).toMatchObject({
    state: 'open',
    dueAt: '2022-09-20T01:10:00.000Z',
    ownerRole: 'officer',
  });
  const review = { id: 'cr1', finding: 'unjustified', note: '首诊负责，立即收治' };
  expect(futian.when(actor('officer'), 'requests.ReviewCareRefusal', review)).toMatchObject({
    refused: 'review-not-independent',
  });
  futian.given(actor('reviewer'), 'requests.ReviewCareRefusal', review);
  expect(futian.replica.row('requests.refusals', 'cr1')).toMatchObject({ reviewed: true, finding: 'unjustified' });
  expect(duty('care.refusal.review:care-refusal/cr1').state).toBe('done');
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

test('the time left on the board is that of the next open clock, and each met clock leaves it', () => {
  const { futian, row } = start();
  futian.given(desk, 'requests.TakeRequest', {
    id: 'l1',
    class: 'street-lights',
    channel: 'app',
    place: home,
    description: '路灯不亮',
  });
  expect(row('l1')).toMatchObject({
    dueAt: '2022-09-21T01:00:00.000Z',
    answerBy: '2022-09-27T01:00:00.000Z',
    contactBy: null,
  });
  futian.pass(2);
  futian.given(desk, 'requests.DispatchRequest', { id: 'l1', ...toStreet });
  expect(row('l1')).toMatchObject({ dueAt: '2022-09-21T03:00:00.000Z', contactBy: '2022-09-21T03:00:00.000Z' });
  futian.given(street, 'requests.RecordContact', { id: 'l1', reached: true, channel: 'phone' });
  expect(row('l1')).toMatchObject({ dueAt: '2022-09-27T01:00:00.000Z', ownerRole: 'desk' });
});
