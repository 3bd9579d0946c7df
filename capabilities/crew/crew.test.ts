import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { actor, city } from '../../tests/given.ts';
import { capability as people } from '../people/capability.ts';
import { capability } from './capability.ts';
import { limitsOn, type MemberRow, unfit } from './index.ts';
import { suggest } from './suggest.ts';

const settings = parse(readFileSync('protocols/city/crew-limits.yaml', 'utf8'));
const protocol = { library: { settings } } as never;
const officer = actor('officer');
const door = (n: number) => `cn.44.03.04.001.019.e1.b1.u1.h${n}`;
const li = {
  id: 'li',
  name: '李丽',
  kind: 'volunteer',
  org: 'vol',
  area: 'cn.44.03.04.001.019',
  phone: '13900000001',
  skills: ['lifting'],
  languages: ['zh'],
  trainings: [{ course: 'field-safety', on: '2022-01-01', expires: '2022-12-31' }],
  insuredUntil: '2022-12-31',
  licences: [{ code: 'nurse', expires: '2022-09-30' }],
};
const start = () => {
  const futian = city([people, capability], { protocol: () => protocol });
  futian.given(officer, 'crew.RegisterMember', { ...li, maxHouseholds: 2 });
  return futian;
};
const me = actor('volunteer', { id: 'li' });
const row = (futian: ReturnType<typeof start>, id = 'li'): MemberRow => futian.replica.row('crew.members', id);

test('the caseload cap holds, also for several households at once (K3)', () => {
  const futian = start();
  futian.given(officer, 'crew.AssignHousehold', { member: 'li', household: door(1) });
  expect(futian.when(officer, 'crew.AssignHouseholds', { member: 'li', households: [door(2), door(3)] })).toMatchObject(
    { refused: 'caseload-full' },
  );
  futian.given(officer, 'crew.AssignHousehold', { member: 'li', household: door(2) });
  expect(row(futian)).toMatchObject({ caseload: 2, cap: 2 });
  expect(futian.replica.row('crew.carers', door(2))).toMatchObject({
    member: 'li',
    name: '李丽',
    phone: '13900000001',
  });
  expect(
    futian.when(officer, 'crew.UpdateMember', { member: 'li', reason: 'tired', changes: { maxHouseholds: 1 } }),
  ).toMatchObject({ refused: 'cap-below-load' });
});

test('a household has one carer; a household nobody has taken on is listed until somebody has (G3)', () => {
  const futian = start();
  futian.given(officer, 'crew.RegisterMember', { ...li, id: 'zhao', name: '赵强' });
  futian.given(officer, 'people.RegisterHousehold', { path: door(1), kind: 'home', members: [] });
  expect(futian.replica.row('crew.unassigned', door(1))).toMatchObject({ size: 0 });
  futian.given(officer, 'crew.AssignHousehold', { member: 'li', household: door(1) });
  expect(futian.replica.row('crew.unassigned', door(1))).toBeUndefined();
  expect(futian.when(officer, 'crew.AssignHousehold', { member: 'zhao', household: door(1) })).toMatchObject({
    refused: 'household-has-carer',
  });
  futian.given(officer, 'crew.LeaveService', { member: 'li', reason: 'moved away' });
  expect(futian.replica.row('crew.carers', door(1))).toBeUndefined();
  expect(futian.replica.row('crew.unassigned', door(1))).toBeDefined();
});

test('an expired training or no insurance blocks assignment', () => {
  const futian = start();
  futian.given(officer, 'crew.RegisterMember', {
    ...li,
    id: 'old',
    trainings: [{ course: 'field-safety', on: '2020-01-01', expires: '2021-01-01' }],
  });
  futian.given(officer, 'crew.RegisterMember', { ...li, id: 'bare', insuredUntil: '2022-01-01' });
  expect(futian.when(officer, 'crew.AssignHousehold', { member: 'old', household: door(1) })).toMatchObject({
    refused: 'training-expired',
  });
  expect(futian.when(officer, 'crew.AssignHousehold', { member: 'bare', household: door(1) })).toMatchObject({
    refused: 'not-insured',
  });
  futian.given(officer, 'crew.RecordTraining', {
    member: 'old',
    course: 'field-safety',
    on: '2022-09-19',
    expires: '2023-09-19',
  });
  futian.given(officer, 'crew.AssignHousehold', { member: 'old', household: door(1) });
});

test("a shift starts after the rest, is flagged when too long, and nobody enters another volunteer's", () => {
  const futian = start();
  futian.given(me, 'crew.StartShift', { member: 'li', at: futian.now });
  expect(
    futian.when(actor('volunteer', { id: 'zhao' }), 'crew.EndShift', { member: 'li', at: futian.now }),
  ).toMatchObject({ refused: 'shift-not-yours' });
  expect(futian.when(me, 'crew.EndShift', { member: 'li', at: '2022-09-21T01:00:00.000Z' })).toMatchObject({
    refused: 'time-ahead',
  });
  expect(futian.pass(12)).toEqual([]);
  expect(row(futian).overHours).toBe(true);
  expect(futian.replica.events.filter((event) => event.type === 'crew.OverHoursFlagged')).toHaveLength(1);
  futian.given(me, 'crew.EndShift', { member: 'li', at: futian.now });
  expect(futian.when(me, 'crew.StartShift', { member: 'li', at: futian.now })).toMatchObject({
    refused: 'rest-broken',
  });
  futian.pass(11);
  futian.given(me, 'crew.StartShift', { member: 'li', at: futian.now });
});

test('nobody starts a shift sick; a stand-in covers within the cap and goes back by itself', () => {
  const futian = start();
  futian.given(officer, 'crew.RegisterMember', {
    ...li,
    id: 'zhao',
    name: '赵强',
    phone: '13900000002',
    maxHouseholds: 1,
  });
  futian.given(officer, 'crew.AssignHouseholds', { member: 'li', households: [door(1), door(2)] });
  futian.given(me, 'crew.ReportAbsent', {
    member: 'li',
    from: futian.now,
    until: '2022-09-22T01:00:00.000Z',
    reason: 'sick',
  });
  expect(futian.when(me, 'crew.StartShift', { member: 'li', at: futian.now })).toMatchObject({
    refused: 'member-absent',
  });
  const cover = { id: 'cover', member: 'zhao', for: 'li', until: '2022-09-21T01:00:00.000Z' };
  expect(futian.when(officer, 'crew.StartStandIn', { ...cover, households: [door(1), door(2)] })).toMatchObject({
    refused: 'caseload-full',
  });
  expect(futian.when(officer, 'crew.StartStandIn', { ...cover, households: [door(9)] })).toMatchObject({
    refused: 'stand-in-household',
  });
  futian.given(officer, 'crew.StartStandIn', { ...cover, households: [door(1)] });
  expect(futian.replica.row('crew.carers', door(1))).toMatchObject({
    member: 'zhao',
    phone: '13900000002',
    assignedTo: 'li',
    standIn: 'cover',
  });
  expect(futian.replica.find({ view: 'crew.carers', where: { uncovered: true } })).toMatchObject([{ id: door(2) }]);
  expect(futian.pass(25)).toEqual([]);
  expect(futian.replica.row('crew.carers', door(1))).toMatchObject({ member: 'li', standIn: null, uncovered: true });
  expect(row(futian, 'zhao').caseload).toBe(0);
  expect(futian.pass(24)).toEqual([]);
  expect(row(futian)).toMatchObject({ absentUntil: null });
  expect(futian.replica.find({ view: 'crew.carers', where: { uncovered: true } })).toEqual([]);
});

test('no task that needs a licence goes to somebody without, and none falls into rest (K2, H12)', () => {
  const futian = start();
  const limits = limitsOn(protocol, '2022-09-20');
  if ('refused' in limits) throw new Error(limits.refused);
  const soon = { from: futian.now, to: '2022-09-20T09:00:00.000Z' };
  const reasons = (task: object) =>
    unfit(row(futian), { ...soon, ...task }, futian.now, 'Asia/Shanghai', limits).map((each) => each.refused);
  expect(reasons({ licences: ['nurse'], skills: ['lifting'] })).toEqual([]);
  expect(reasons({ licences: ['driver-a1'] })).toEqual(['licence-missing']);
  expect(reasons({ licences: ['nurse'], from: '2022-10-01T01:00:00.000Z', to: '2022-10-01T09:00:00.000Z' })).toEqual([
    'licence-missing',
  ]);
  futian.given(me, 'crew.StartShift', { member: 'li', at: '2022-09-19T22:00:00.000Z' });
  futian.given(me, 'crew.EndShift', { member: 'li', at: futian.now });
  expect(reasons({})).toEqual(['rest-broken']);
  expect(reasons({ to: '2022-09-20T20:00:00.000Z' })).toEqual([]);
});

test('a limit that no protocol states is asked for, not assumed', () => {
  const bare = city([capability], { protocol: () => ({ library: { settings: {} } }) });
  expect(bare.when(officer, 'crew.RegisterMember', li)).toMatchObject({ refused: 'setting-unstated' });
});

test('suggested carers have room for all; a shared language comes first, then nearness, then the lighter load', () => {
  const somebody = (id: string, changes: Partial<MemberRow>) => ({
    ...row(start()),
    id,
    cap: 10,
    caseload: 0,
    languages: [],
    ...changes,
  });
  const crew = [
    somebody('full', { caseload: 9 }),
    somebody('far', { area: 'cn.44.03.05' }),
    somebody('near', {}),
    somebody('speaks', { area: 'cn.44.03.05', languages: ['yue'] }),
    somebody('left', { left: true }),
    somebody('busy', { caseload: 5 }),
  ];
  expect(
    suggest(
      crew,
      [
        { id: door(1), languages: ['yue'] },
        { id: door(2), languages: [] },
      ],
      '2022-09-20T01:00:00.000Z',
    ).map((each) => each.id),
  ).toEqual(['speaks', 'near', 'busy', 'far']);
});
