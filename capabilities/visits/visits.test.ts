import { expect, test } from 'vitest';
import { door, estate, li, officer, plan } from '../../tests/estate.ts';
import { actor } from '../../tests/given.ts';
import { doorOf, walkingOrder } from './index.ts';
import { PHOTO_TEXT } from './lists.ts';

const sun = actor('volunteer', { id: 'sun', name: '孙护士' });
const assigned = () => {
  const futian = estate();
  futian.given(officer, 'visits.PlanVisit', plan('v1', door(101), { items: [{ name: '米', amount: '5 kg' }] }));
  futian.given(officer, 'visits.AssignVisit', { id: 'v1', assignee: 'li' });
  return futian;
};
const proof = { note: '放在门口' };

test('a delivery is planned, assigned, started and done with proof of who took it; the photo is kept apart (G3)', () => {
  const futian = assigned();
  futian.given(li, 'visits.StartVisit', { id: 'v1' });
  expect(futian.when(li, 'visits.CompleteVisit', { id: 'v1', outcome: 'done', heard: false, proof: {} })).toMatchObject(
    { refused: 'proof-missing' },
  );
  const photo = 'data:image/jpeg;base64,/9j/4AAQ';
  futian.given(li, 'visits.CompleteVisit', {
    id: 'v1',
    outcome: 'done',
    heard: true,
    proof: { handedTo: '王', photo },
  });
  expect(futian.visit('v1')).toMatchObject({ status: 'done', handedTo: '王', dueAt: null, door: '1-1-1-101' });
  expect(JSON.stringify(futian.visit('v1'))).not.toContain('base64');
  expect(futian.replica.row('visits.proofs', 'v1')).toMatchObject({ photo, by: '李丽', handedTo: '王' });
});

test('two phones complete the same visit: the second learns who was first; a repeat of the first is no second', () => {
  const futian = assigned();
  const done = { id: 'v1', outcome: 'done', heard: true, proof };
  const first = futian.when(li, 'visits.CompleteVisit', done, { id: 'phone-1' });
  expect(futian.when(li, 'visits.CompleteVisit', done, { id: 'phone-1' })).toEqual(first);
  const second = futian.when(actor('grid'), 'visits.CompleteVisit', done, { id: 'phone-2' });
  expect(second).toMatchObject({ refused: 'visit-finished', words: { en: expect.stringContaining('李丽') } });
  expect(futian.replica.events.filter((event) => event.type === 'visits.VisitDone')).toHaveLength(1);
});

test('a volunteer acts on own visits only; nobody unfit is sent, and every reason is named', () => {
  const futian = assigned();
  expect(futian.when(sun, 'visits.StartVisit', { id: 'v1' })).toMatchObject({ refused: 'visit-not-yours' });
  futian.given(officer, 'visits.PlanVisit', plan('v2', door(102), { licences: ['nurse'], skills: ['lifting'] }));
  expect(futian.when(officer, 'visits.AssignVisit', { id: 'v2', assignee: 'li' })).toMatchObject({
    refused: 'assignee-unfit',
    because: [{ refused: 'licence-missing' }, { refused: 'skill-missing' }],
  });
  expect(futian.when(officer, 'visits.AssignVisit', { id: 'v2', assignee: 'nobody' })).toMatchObject({
    refused: 'member-unknown',
  });
});

test('nobody is sent to a door outside the own area, where the record would be refused, except where a life is in danger', () => {
  const futian = estate();
  futian.given(officer, 'visits.PlanVisit', plan('v1', door(101)));
  expect(futian.when(officer, 'visits.AssignVisit', { id: 'v1', assignee: 'sun' })).toMatchObject({
    refused: 'assignee-elsewhere',
  });
  futian.given(officer, 'visits.PlanVisit', plan('v2', door(101), { kind: 'life', life: true }));
  futian.given(officer, 'visits.AssignVisit', { id: 'v2', assignee: 'sun' });
  expect(futian.visit('v2')).toMatchObject({ assignee: 'sun' });
});

test('a photo above 200 kB and a photo that is no JPEG are refused', () => {
  const futian = assigned();
  for (const photo of [`data:image/jpeg;base64,${'A'.repeat(PHOTO_TEXT)}`, 'data:image/png;base64,AAAA']) {
    expect(
      futian.when(li, 'visits.CompleteVisit', { id: 'v1', outcome: 'done', heard: true, proof: { photo } }),
    ).toMatchObject({ refused: 'input-invalid' });
  }
});

test('cannot do hands up: without a request it is planned again one level up', () => {
  const futian = assigned();
  expect(futian.when(li, 'visits.FailVisit', { id: 'v1', reason: 'other' })).toMatchObject({ refused: 'note-missing' });
  futian.given(li, 'visits.FailVisit', { id: 'v1', reason: 'no-access' });
  // the nurse lives on another estate: nobody else of this one may go, so the street has it
  expect(futian.all({ status: 'planned' })).toMatchObject([
    { household: door(101), level: 'street', urgent: true, assignee: null },
  ]);
  expect(futian.replica.events.find((event) => event.type === 'visits.VisitFailed')?.data).toMatchObject({
    handUp: { from: 'community', to: 'street' },
  });
});

test('a trip leaves with every leg confirmed, or an officer takes the risk in writing; a life in danger just leaves', () => {
  const futian = estate();
  futian.given(
    officer,
    'visits.PlanVisit',
    plan('t1', door(101), { kind: 'medical-trip', legs: [{ leg: 'hospital', by: '北大医院' }] }),
  );
  futian.given(officer, 'visits.AssignVisit', { id: 't1', assignee: 'li' });
  expect(futian.when(li, 'visits.StartVisit', { id: 't1' })).toMatchObject({
    refused: 'trip-legs-open',
    value: ['release', 'vehicle', 'pathway', 'return', 're-entry'],
  });
  expect(futian.when(officer, 'visits.TakeTripRisk', { id: 't1', reason: 'urgent' })).toMatchObject({
    refused: 'input-invalid',
  });
  futian.given(officer, 'visits.TakeTripRisk', { id: 't1', reason: 'Dialysis overdue, return car promised by 17:00.' });
  futian.given(li, 'visits.StartVisit', { id: 't1' });
  futian.given(officer, 'visits.PlanVisit', plan('t2', door(102), { kind: 'medical-trip' }));
  for (const leg of ['hospital', 'release', 'vehicle', 'pathway', 'return', 're-entry'])
    futian.given(officer, 'visits.ConfirmLeg', { id: 't2', leg, by: 'desk' });
  futian.given(actor('grid'), 'visits.StartVisit', { id: 't2' });
  futian.given(officer, 'visits.PlanVisit', plan('t3', door(201), { kind: 'medical-trip', life: true }));
  futian.given(actor('grid'), 'visits.StartVisit', { id: 't3' });
});

test('a confirmed dialysis slot of a sealed household becomes a trip; when it is done the next slot opens (H2)', () => {
  const futian = estate();
  futian.say('zones.ZonePublished', 'cn.44.03.04.001.019', {
    id: 'z1',
    households: [{ path: door(101), carer: 'li' }],
  });
  const slot = { path: door(101), id: 'dialysis' };
  futian.given(officer, 'people.ScheduleCare', {
    ...slot,
    person: `${door(101)}.p1`,
    care: 'dialysis',
    at: '2022-09-20T06:00:00.000Z',
    everyDays: 2,
    place: '北大医院',
  });
  futian.given(officer, 'people.ConfirmCareSlot', {
    ...slot,
    at: '2022-09-20T06:00:00.000Z',
    hospital: '北大医院',
    ride: { by: '车队', phone: '13911112222' },
  });
  const [trip] = futian.all({ kind: 'medical-trip' });
  expect(trip).toMatchObject({
    status: 'planned',
    legs: [{ leg: 'hospital' }, { leg: 'vehicle', by: '车队' }],
    dueAt: '2022-09-20T06:00:00.000Z',
  });
  futian.given(officer, 'visits.TakeTripRisk', { id: trip.id, reason: 'Return car promised by the fleet.' });
  futian.given(officer, 'visits.CompleteVisit', {
    id: trip.id,
    outcome: 'done',
    heard: true,
    proof: { note: 'back home' },
  });
  expect(futian.replica.row('people.careSlots', `${door(101)}.dialysis`)).toMatchObject({
    at: '2022-09-22T06:00:00.000Z',
    confirmed: false,
  });
});

test('a life in danger sends somebody at once, and asks for nothing', () => {
  const futian = estate();
  futian.given(sun, 'crew.StartShift', { member: 'sun', at: futian.now });
  futian.say('requests.RequestTaken', door(202), {
    id: 'r1',
    class: 'life-threat',
    urgency: 'life',
    life: true,
    place: door(202),
    household: door(202),
    beneficiary: { household: door(202) },
  });
  expect(futian.visit('life~r1')).toMatchObject({
    kind: 'life',
    status: 'assigned',
    assignee: 'sun',
    urgent: true,
    request: 'r1',
    dueAt: '2022-09-20T01:15:00.000Z',
  });
});

test('a dispatched request of a class served at the door becomes one visit of its carer; a closed one is withdrawn', () => {
  const futian = estate();
  const about = { id: 'r2', class: 'medicine', urgency: 'urgent', life: false, place: door(101), household: door(101) };
  futian.say('requests.RequestDispatched', door(101), about);
  futian.say('requests.RequestDispatched', door(101), about);
  futian.say('requests.RequestDispatched', door(101), { ...about, id: 'r3', class: 'noise' });
  expect(futian.all({ status: 'assigned' })).toMatchObject([
    { kind: 'delivery', request: 'r2', assignee: 'li', urgent: true },
  ]);
  futian.say('requests.RequestClosed', door(101), { ...about, how: 'call-back' });
  expect(futian.all()).toMatchObject([{ status: 'withdrawn' }]);
});

test('help found necessary at a door is a duty at once', () => {
  const futian = estate();
  futian.given(li, 'people.CheckOnHousehold', {
    path: door(101),
    how: 'door',
    outcome: 'needs-help',
    note: '没有米了',
  });
  expect(futian.all()).toMatchObject([
    { kind: 'check', level: 'street', note: '没有米了', urgent: true, status: 'assigned' },
  ]);
});

test('walking order: a life, then what is urgent, then door by door, each unit from the top down', () => {
  const stop = (household: string, more = {}) => ({ household, urgent: false, life: false, to: 'x', ...more });
  const at = (unit: string) => `cn.44.03.04.001.019.e1.${unit}`;
  const order = walkingOrder([
    stop(at('b10.u1.h101')),
    stop(at('b2.u2.h301')),
    stop(at('b2.u1.h201')),
    stop(at('b2.u1.h1001')),
    stop(at('b2.u1.h202'), { urgent: true }),
    stop(at('b9.u1.h1'), { life: true }),
  ]);
  expect(order.map((each) => doorOf(each.household))).toEqual([
    '1-9-1-1',
    '1-2-1-202',
    '1-2-1-1001',
    '1-2-1-201',
    '1-2-2-301',
    '1-10-1-101',
  ]);
});

test('a card is held by the carer and by whoever has an open visit, and shows no more than the household agreed', () => {
  const futian = assigned();
  futian.given(officer, 'crew.RegisterMember', {
    kind: 'volunteer',
    org: 'vol',
    phone: '13900000001',
    trainings: [{ course: 'field-safety', on: '2022-01-01' }],
    insuredUntil: '2023-12-31',
    id: 'he',
    name: '何平',
    area: 'cn.44.03.04.001.019.e1',
  });
  futian.given(officer, 'visits.AssignVisit', { id: 'v1', assignee: 'he' });
  const card = futian.replica.row('visits.cards', door(101));
  expect([...card.holders].sort()).toEqual(['he', 'li']);
  const seen = futian.capability.views.cards!.mask!(card, { id: 'he', role: 'volunteer' });
  expect(seen.household).toMatchObject({
    name: '王**',
    phone: '138****1234',
    groups: [],
    people: [],
    vulnerable: true,
  });
  futian.given(actor('grid'), 'visits.CompleteVisit', { id: 'v1', outcome: 'done', heard: true, proof });
  expect(futian.replica.row('visits.cards', door(101)).holders).toEqual(['li']);
});
