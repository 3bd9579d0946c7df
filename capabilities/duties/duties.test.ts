import { expect, test } from 'vitest';
import type { Capability } from '../../kernel/capability.ts';
import { actor, city } from '../../tests/given.ts';
import { dutiesCapability } from './capability.ts';
import { clock, library, work } from './clocks.fixture.ts';
import { isLate } from './fold.ts';

const office = 'cn.44.03.04.001';
const contact = clock({
  id: 'work.contact',
  starts: [{ event: 'work.Asked', where: { urgency: 'life' } }],
  stops: [{ event: 'work.Done' }],
  within: { value: 2, unit: 'h' },
  ladder: [
    { after: { value: -30, unit: 'min' }, level: 'community', role: 'grid' },
    { after: { value: 0, unit: 'h' }, level: 'street', role: 'officer' },
    { after: { value: 3, unit: 'h' }, level: 'district', role: 'hq' },
  ],
  standIn: { role: 'officer' },
});
const inspect = clock({
  id: 'work.inspect',
  starts: [{ event: 'work.Asked', where: { urgency: 'ordinary' } }],
  within: { endOfDay: 0 },
  manual: true,
});
const tests = clock({
  id: 'work.tests',
  starts: [{ event: 'work.Asked', where: { urgency: 'tests' } }],
  within: { eachDayIn: 'days', stopsWhen: 'day' },
});
const daily = clock({
  id: 'work.daily',
  starts: [{ event: 'work.Asked', where: { urgency: 'daily' } }],
  stops: [{ event: 'work.Done' }],
  within: { endOfDay: 0 },
  repeat: { every: { value: 1, unit: 'd' }, until: [{ event: 'work.Over' }] },
});

const start = (clocks = [contact, inspect, tests, daily], more: Capability[] = []) => {
  const futian = city([work, dutiesCapability(library(clocks)), ...more], { now: '2022-09-20T01:00:00.000Z' });
  const ask = (id: string, urgency: string, days: string[] = []) =>
    futian.given(actor('desk'), 'work.Ask', { id, area: office, urgency, days });
  return { ...futian, futian, ask, duty: (id: string) => futian.replica.row('duties.duties', id) };
};

test('a clock gives a duty one owner and one deadline, and only its stop event meets it', () => {
  const { ask, duty, futian } = start();
  ask('r1', 'life');
  expect(duty('work.contact:task/r1')).toMatchObject({
    state: 'open',
    owner: { level: 'street', role: 'desk', area: office },
    dueAt: '2022-09-20T03:00:00.000Z',
    dueDay: '2022-09-20',
  });
  expect(
    futian.when(actor('desk'), 'duties.CloseDuty', {
      duty: 'work.contact:task/r1',
      area: office,
      evidence: { note: 'called her' },
    }),
  ).toMatchObject({ refused: 'duty-not-manual' });
  futian.given(actor('grid'), 'work.Finish', { id: 'r1', area: office });
  expect(duty('work.contact:task/r1')).toMatchObject({
    state: 'done',
    late: false,
    escalateAt: null,
    closed: { how: 'stop', proof: 'work.Done' },
  });
});

test('an event that does not match the where of a clock starts nothing', () => {
  const { ask, futian } = start();
  ask('r1', 'complex');
  expect(futian.replica.find({ view: 'duties.duties' })).toEqual([]);
});

test('a deadline warns before, falls due, then climbs the ladder with its stand-in named', () => {
  const { ask, duty, futian } = start();
  ask('r1', 'life');
  expect(isLate(duty('work.contact:task/r1'), '2022-09-20T03:00:00.000Z')).toBe(true);
  futian.pass(2);
  expect(duty('work.contact:task/r1')).toMatchObject({
    state: 'late',
    late: true,
    toldLevels: ['community', 'street'],
  });
  futian.pass(3);
  expect(duty('work.contact:task/r1').toldLevels).toEqual(['community', 'street', 'district']);
  expect(
    futian.replica.events
      .filter((event) => event.type === 'duties.DutyEscalated')
      .map((event) => [event.data.level, event.data.warning, event.data.standIn]),
  ).toEqual([
    ['community', true, 'officer'],
    ['street', false, 'officer'],
    ['district', false, 'officer'],
  ]);
  expect(duty('work.contact:task/r1').escalateAt).toBeNull();
});

test('work done offline before the deadline is on time although it arrives later', () => {
  const { ask, duty, futian } = start();
  ask('r1', 'life');
  futian.pass(5);
  futian.when(actor('grid'), 'work.Finish', { id: 'r1', area: office }, { happenedAt: '2022-09-20T02:30:00.000Z' });
  expect(duty('work.contact:task/r1')).toMatchObject({ state: 'done', late: false });
});

test('a duty is handed on to a named office with a reason, by its owner or stand-in only', () => {
  const { ask, duty, futian } = start();
  ask('r1', 'life');
  const to = { level: 'district', role: 'officer', area: 'cn.44.03.04' };
  expect(
    futian.when(actor('supply'), 'duties.HandOnDuty', {
      duty: 'work.contact:task/r1',
      area: office,
      to,
      reason: 'needs a hospital',
    }),
  ).toMatchObject({ refused: 'duty-not-yours' });
  expect(
    futian.when(actor('desk'), 'duties.HandOnDuty', {
      duty: 'work.contact:task/r1',
      area: 'cn.44.03.04',
      to,
      reason: 'needs a hospital',
    }),
  ).toMatchObject({ refused: 'duty-elsewhere' });
  futian.given(actor('desk'), 'duties.HandOnDuty', {
    duty: 'work.contact:task/r1',
    area: office,
    to,
    reason: 'needs a hospital',
  });
  expect(duty('work.contact:task/r1')).toMatchObject({
    state: 'handed-on',
    ownerLevel: 'district',
    dueAt: '2022-09-20T03:00:00.000Z',
  });
});

test('at 24:00 every duty of the day is done, handed on or explained; the rest are named and handed up by themselves', () => {
  const { ask, duty, futian } = start();
  for (const id of ['a', 'b', 'c', 'd']) ask(id, 'ordinary');
  futian.given(actor('desk'), 'duties.CloseDuty', {
    duty: 'work.inspect:task/a',
    area: office,
    evidence: { note: 'seen on site', ref: 'photo 3' },
  });
  futian.given(actor('desk'), 'duties.ExplainDuty', {
    duty: 'work.inspect:task/b',
    area: office,
    day: '2022-09-20',
    reason: 'spare part comes tomorrow',
  });
  futian.given(actor('desk'), 'duties.HandOnDuty', {
    duty: 'work.inspect:task/c',
    area: office,
    to: { level: 'district', role: 'officer', area: 'cn.44.03.04' },
    reason: 'not our road',
  });
  futian.pass(16);
  const sheet = futian.replica.row('duties.clearances', 'cn.44.03.04:2022-09-20');
  expect(sheet).toMatchObject({ final: true, done: 1, handedOn: 1, explained: 1, unexplained: 1 });
  expect(sheet.lines.find((line: { outcome: string }) => line.outcome === 'unexplained')).toMatchObject({
    duty: 'work.inspect:task/d',
    owner: { level: 'street' },
    to: { level: 'district', role: 'officer', area: 'cn.44.03.04' },
  });
  expect(duty('work.inspect:task/d')).toMatchObject({
    state: 'late',
    ownerLevel: 'district',
    handedOnDay: '2022-09-20',
  });
  // The next day the higher office must answer for it.
  futian.pass(24);
  expect(futian.replica.row('duties.clearances', 'cn.44.03.04:2022-09-21').unexplained).toBe(3);
  expect(duty('work.inspect:task/d')).toMatchObject({ ownerLevel: 'city', ownerRole: 'hq' });
});

test('a day cleared finally stays as it was; a day to come cannot be cleared', () => {
  const { ask, futian } = start();
  ask('a', 'ordinary');
  futian.pass(16);
  const before = futian.replica.events.length;
  expect(futian.when(actor('officer'), 'duties.ClearDay', { area: 'cn.44.03.04', day: '2022-09-20' })).toEqual([]);
  expect(futian.replica.events.length).toBe(before);
  expect(futian.when(actor('officer'), 'duties.ClearDay', { area: 'cn.44.03.04', day: '2022-09-25' })).toMatchObject({
    refused: 'day-not-come',
  });
});

test('listed days are one duty each: a missed day stays on record, the next opens, the end of the matter ends them all', () => {
  const { ask, duty, futian } = start();
  ask('s1', 'tests', ['2022-09-20', '2022-09-21', '2022-09-23']);
  futian.given(actor('grid'), 'work.Finish', { id: 's1', area: office, day: '2022-09-20' });
  expect(duty('work.tests:task/s1')).toMatchObject({
    state: 'done',
    day: '2022-09-20',
    days: ['2022-09-21', '2022-09-23'],
  });
  futian.pass(16);
  expect(duty('work.tests:task/s1')).toMatchObject({
    state: 'open',
    day: '2022-09-21',
    dueAt: '2022-09-21T16:00:00.000Z',
  });
  futian.pass(48);
  expect(duty('work.tests:task/s1')).toMatchObject({ day: '2022-09-23', state: 'open', lateRounds: 1, rounds: 3 });
  expect(duty('work.tests:task/s1').past).toMatchObject([
    { day: '2022-09-20', late: false },
    { day: '2022-09-21', doneAt: null, late: true },
  ]);
  futian.given(actor('grid'), 'work.Finish', { id: 's1', area: office });
  expect(duty('work.tests:task/s1')).toMatchObject({ state: 'done', days: [], opensAt: null });
});

test('a daily duty opens again each day until the matter is over', () => {
  const { ask, duty, futian } = start();
  ask('p1', 'daily');
  futian.given(actor('grid'), 'work.Finish', { id: 'p1', area: office });
  futian.pass(25);
  expect(duty('work.daily:task/p1')).toMatchObject({ state: 'open', rounds: 2, dueAt: '2022-09-21T16:00:00.000Z' });
  futian.given(actor('desk'), 'work.End', { id: 'p1', area: office });
  expect(duty('work.daily:task/p1')).toMatchObject({ state: 'done', opensAt: null });
  futian.pass(48);
  expect(duty('work.daily:task/p1').rounds).toBe(2);
});

test('a task that nobody acknowledges in time is told one office further up each time, until the city; acknowledged, it is told to nobody (B10)', () => {
  const push = { id: 'work.push', starts: [{ event: 'work.Asked', where: { urgency: 'life' } }] };
  const pushed = clock({ ...push, within: { value: 9, unit: 'h' }, acknowledge: { value: 30, unit: 'min' } });
  const { ask, duty, futian } = start([pushed]);
  ask('r1', 'life');
  ask('r2', 'life');
  const [id, other] = ['work.push:task/r1', 'work.push:task/r2'];
  expect(duty(id)).toMatchObject({ acknowledgeAt: '2022-09-20T01:30:00.000Z', acknowledged: null });
  futian.pass(20 / 60);
  futian.given(actor('desk'), 'duties.AcknowledgeDuty', { duty: other, area: office });
  futian.pass(11 / 60);
  expect(duty(id)).toMatchObject({ toldLevels: ['district'], owner: { level: 'street' }, state: 'open' });
  futian.pass(0.5);
  expect(duty(id)).toMatchObject({ toldLevels: ['district', 'city'], acknowledgeAt: null });
  expect(duty(other)).toMatchObject({ told: [], acknowledgeAt: null, acknowledged: { by: 'desk 1' } });
});
