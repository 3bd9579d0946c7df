import { expect, test } from 'vitest';
import { rates } from './rates.ts';
import type { QueueRow } from './views-changes.ts';

const row = (id: string, changes: Partial<QueueRow>): QueueRow => ({
  id,
  number: null,
  area: 'cn.44',
  state: 'closed',
  class: 'food',
  group: 'supply',
  urgency: 'urgent',
  rank: 1,
  life: false,
  personal: true,
  household: null,
  place: 'cn.44',
  openAt: null,
  address: null,
  point: null,
  description: '',
  channel: 'phone',
  caller: '',
  beneficiary: '',
  proxy: '',
  org: 'street-1',
  orgName: 'Street',
  level: 'street',
  ownerRole: 'desk',
  ownerArea: 'cn.44',
  superior: null,
  superiorArea: null,
  assignee: null,
  assigneeName: null,
  takenAt: '2022-09-20T01:00:00.000Z',
  updatedAt: '2022-09-20T01:00:00.000Z',
  dispatchedAt: '2022-09-20T01:05:00.000Z',
  contactBy: '2022-09-20T03:00:00.000Z',
  contactedAt: '2022-09-20T02:00:00.000Z',
  contactAttempts: 1,
  answeredAt: '2022-09-20T05:00:00.000Z',
  answer: null,
  answeredOrg: null,
  closedAt: null,
  closedHow: null,
  outcome: null,
  satisfied: null,
  callBackAttempts: 0,
  hops: 1,
  returned: 0,
  handedUp: 0,
  reopened: 0,
  excluded: null,
  into: null,
  merged: [],
  similar: [],
  due: {},
  dueAt: null,
  answerBy: null,
  careRefused: false,
  pausedUntil: null,
  pausedWhy: null,
  pausedMinutes: 0,
  token: null,
  source: null,
  ...changes,
});
const options = {
  from: '2022-09-20T00:00:00.000Z',
  to: '2022-09-21T00:00:00.000Z',
  weights: { response: 30, resolution: 35, satisfaction: 35 },
  repeatDays: 7,
};

test('only call-backs count, and no answer is its own column', () => {
  const [street] = rates(
    [
      row('a', { outcome: 'solved', satisfied: true }),
      row('b', { outcome: 'solved', satisfied: false }),
      row('c', { outcome: 'not-solved', satisfied: false, contactedAt: '2022-09-20T04:00:00.000Z' }),
      row('d', { outcome: 'no-answer' }),
      row('e', { outcome: null }),
    ],
    options,
  );
  expect(street).toMatchObject({ requests: 5, dispatched: 5, response: 0.8, solved: 2, notSolved: 1, noAnswer: 1 });
  expect(street?.resolution).toBeCloseTo(2 / 3);
  expect(street?.satisfaction).toBeCloseTo(1 / 3);
  expect(street?.score).toBeCloseTo(0.8 * 30 + (2 / 3) * 35 + (1 / 3) * 35);
});

test('the excluded are left out of the rate and shown beside it', () => {
  const [street] = rates(
    [
      row('a', { outcome: 'solved', satisfied: true }),
      row('b', { outcome: 'not-solved', satisfied: false, excluded: 'unfounded' }),
    ],
    options,
  );
  expect(street).toMatchObject({
    resolution: 1,
    rawResolution: 0.5,
    satisfaction: 1,
    rawSatisfaction: 0.5,
    excluded: 1,
  });
});

test('a merged request is counted once, a withdrawn one not, one of another day not', () => {
  expect(
    rates(
      [
        row('a', {}),
        row('b', { state: 'merged' }),
        row('c', { closedHow: 'merged' }),
        row('d', { state: 'withdrawn' }),
        row('e', { answeredAt: '2022-09-22T00:00:00.000Z' }),
      ],
      options,
    ),
  ).toMatchObject([{ requests: 1 }]);
});

test('nothing asked gives no rate rather than a zero', () => {
  expect(rates([row('a', { dispatchedAt: null, answeredAt: null })], options)).toMatchObject([
    { response: null, resolution: null, satisfaction: null, score: null },
  ]);
});

test('returns, hops, reopening and the same need of a household within a week are counted', () => {
  const [street] = rates(
    [
      row('a', { household: 'h1', returned: 1, hops: 3, reopened: 1 }),
      row('b', { household: 'h1', takenAt: '2022-09-24T01:00:00.000Z', answeredAt: '2022-09-25T00:00:00.000Z' }),
      row('c', { household: 'h2', hops: 1 }),
    ],
    options,
  );
  expect(street).toMatchObject({ firstDispatch: 0.5, meanHops: 2, reopenRate: 0.5, repeatRate: 0.5 });
});
