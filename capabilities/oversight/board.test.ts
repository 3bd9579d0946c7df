import { expect, test } from 'vitest';
import { type BoardFacts, boardOf } from './board.ts';

const calm: BoardFacts = {
  now: '2022-09-20T01:00:00.000Z',
  ordersPastEnd: 0,
  zonesPastEnd: 0,
  openOrders: [],
  zonesOpen: 0,
  appealsOpen: 0,
  appealsLate: 0,
  refusedPower: 0,
  refusedEvidence: 0,
  statusCommands: [],
  alarmsOpen: 0,
  alarmsLate: 0,
  purposeAlarms: 0,
  readsTraced: 0,
  samplesUnchecked: 0,
  verified: undefined,
  lifeMinutes: [],
  gateMinutes: [],
  blockedExits: 0,
  unconfirmedCare: 0,
  silentHouseholds: 0,
  careRefusals: 0,
  careRefusalsOpen: 0,
  channels: {},
  deviations: 0,
};
const failing = (facts: Partial<BoardFacts>) =>
  boardOf({ ...calm, ...facts })
    .filter((item) => !item.ok)
    .map((item) => item.id);

test('a calm city holds every safeguard', () => expect(failing({})).toEqual([]));

test('each breach turns its own safeguard and no other', () => {
  expect(failing({ ordersPastEnd: 1 })).toEqual(['SG1']);
  expect(failing({ appealsLate: 2 })).toEqual(['SG4']);
  expect(failing({ statusCommands: ['stays.SetStatus'] })).toEqual(['SG7']);
  expect(failing({ lifeMinutes: [3, null] })).toEqual(['SG13']);
  expect(failing({ blockedExits: 1 })).toEqual(['SG14']);
  expect(failing({ silentHouseholds: 1 })).toEqual(['SG15']);
  expect(
    failing({
      openOrders: [
        {
          clause: '',
          article: 'law',
          edition: 'e',
          endsAt: 'x',
          evidence: [{}],
          notice: { en: 'a', zh: '甲' },
          appealRoute: { en: 'a', zh: '甲' },
        } as never,
      ],
    }),
  ).toEqual(['SG17']);
});

test('the share of people who did not use the app is shown', () => {
  const parity = boardOf({ ...calm, channels: { app: 1, phone: 2, paper: 1 } }).find((item) => item.id === 'SG16');
  expect(parity?.counts[0]?.value).toBe('75%');
});
