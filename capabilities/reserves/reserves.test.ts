import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { addHours } from '../../kernel/time.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { actor, city } from '../../tests/given.ts';
import { capability } from './capability.ts';
import type { SiteRow } from './model.ts';
import { projection } from './projection.ts';

const AREA = 'cn.44.03.04';
const hq = actor('hq');
const supply = actor('supply');
const library = await loadProtocols();
const names = { en: 'Site', zh: '场所' };
const here = () => city([capability], { protocol: () => ({ library, active: [] }) });
type Here = ReturnType<typeof here>;
const refusal = (outcome: unknown) => (isRefusal(outcome) ? outcome : undefined);

function tiers(...rooms: number[]): Here {
  const now = here();
  for (const [n, each] of rooms.entries())
    now.given(supply, 'reserves.RegisterSite', {
      id: `t${n + 1}`,
      area: AREA,
      names,
      kind: 'hospital',
      tier: n + 1,
      rooms: each,
      leadHours: 24,
    });
  return now;
}
const take = (now: Here, site: string, key: string, hours = 240) =>
  now.when(hq, 'reserves.OccupyRoom', { id: site, key, until: addHours(now.now, hours) });
const status = (now: Here, id: string) => now.replica.row('reserves.sites', id).status;

test('E7: at the trigger the next tier is called by itself, once; after its lead time it is opened and takes people', () => {
  const now = tiers(10, 20, 30);
  for (let n = 1; n <= 6; n++) take(now, 't1', `c${n}`);
  expect(status(now, 't2')).toBe('standby');
  take(now, 't1', 'c7');
  expect(now.replica.row('reserves.sites', 't2')).toMatchObject({ status: 'called', readyBy: addHours(now.now, 24) });
  take(now, 't1', 'c8');
  expect(status(now, 't3')).toBe('standby');
  expect(refusal(take(now, 't2', 'c9'))?.refused).toBe('site-not-open');
  now.given(hq, 'reserves.OpenSite', { id: 't2' });
  expect(refusal(take(now, 't2', 'c9'))).toBeUndefined();
});

test('a full site says so; the same case twice takes one place; a freed place is free', () => {
  const now = tiers(1);
  take(now, 't1', 'c1');
  expect(take(now, 't1', 'c1')).toEqual([]);
  expect(refusal(take(now, 't1', 'c2'))?.words.en).toMatch(/^t1 is full \(1 place\)/);
  now.given(hq, 'reserves.FreeRoom', { id: 't1', key: 'c1', to: 'home' });
  expect(refusal(take(now, 't1', 'c2'))).toBeUndefined();
  expect(refusal(now.when(hq, 'reserves.FreeRoom', { id: 't1', key: 'c1', to: 'home' }))?.refused).toBe(
    'room-not-taken',
  );
  expect(refusal(now.when(hq, 'reserves.CloseSite', { id: 't1' }))?.refused).toBe('site-taken');
});

test('E8: free places ahead count planned ends, tiers on their way and conversions, each at its hour', () => {
  const now = tiers(10, 20);
  for (const [n, hours] of [12, 30, 60, 200, 200, 200, 200].entries()) take(now, 't1', `c${n}`, hours);
  now.given(supply, 'reserves.PlanConversion', {
    id: 't1',
    plan: 'p',
    how: 'convert',
    rooms: 5,
    readyAt: addHours(now.now, 40),
    note: 'a ward',
  });
  const [beds] = projection(now.replica.find({ view: 'reserves.sites' }) as SiteRow[], now.now);
  expect(beds).toMatchObject({ rooms: 10, occupied: 7, free: 3 });
  expect(beds?.ahead.map(({ free }) => free)).toEqual([3 + 1 + 20, 3 + 2 + 20 + 5, 3 + 3 + 20 + 5]);
  now.given(supply, 'reserves.EndConversion', { id: 't1', plan: 'p', outcome: 'done' });
  expect(now.replica.row('reserves.sites', 't1').rooms).toBe(15);
});

test('D4: a round of testing beyond the capacity is refused, with what is short and by how much', () => {
  const now = here();
  now.given(supply, 'reserves.RegisterTesting', {
    id: 's1',
    area: `${AREA}.001`,
    names,
    kind: 'sampling',
    samplers: 10,
    swabsPerSampler: 100,
  });
  now.given(supply, 'reserves.RegisterTesting', { id: 'l1', area: AREA, names, kind: 'laboratory', tubes: 90 });
  const round = { id: 'r1', area: AREA, day: '2022-09-21', people: 800, perTube: 10 };
  now.given(hq, 'reserves.PlanTesting', round);
  const refused = refusal(now.when(hq, 'reserves.PlanTesting', { ...round, id: 'r2', people: 300 }));
  expect(refused?.refused).toBe('testing-over-capacity');
  expect(refused?.value).toEqual([
    { what: 'swabs', asked: 1100, able: 1000, by: 100 },
    { what: 'tubes', asked: 110, able: 90, by: 20 },
  ]);
  expect(refusal(now.when(hq, 'reserves.PlanTesting', { ...round, id: 'r2', day: '2022-09-22' }))).toBeUndefined();
  now.given(hq, 'reserves.DropTesting', { id: 'r1', area: AREA, reason: 'rain' });
  expect(refusal(now.when(hq, 'reserves.PlanTesting', { ...round, id: 'r3', people: 300 }))).toBeUndefined();
});

test('N3: what expires first goes first, the gap to the target is shown, too much is refused by how much', () => {
  const now = here();
  now.given(supply, 'reserves.SetReserveTarget', { id: 'masks', area: AREA, item: names, unit: names, target: 1000 });
  const receive = (batch: string, expiresOn: string) =>
    now.when(supply, 'reserves.ReceiveStock', { id: 'masks', batch, quantity: 300, expiresOn });
  receive('late', '2023-09-20');
  receive('soon', '2022-11-20');
  expect(refusal(receive('old', '2022-09-20'))?.refused).toBe('batch-expired');
  expect(now.replica.row('reserves.stocks', 'masks')).toMatchObject({ held: 600, gap: 400, rotateBy: '2022-10-21' });
  now.given(supply, 'reserves.IssueStock', { id: 'masks', quantity: 350, to: 'clinics' });
  expect(now.replica.row('reserves.stocks', 'masks').batches).toMatchObject([{ batch: 'late', quantity: 250 }]);
  const short = refusal(now.when(supply, 'reserves.IssueStock', { id: 'masks', quantity: 251, to: 'clinics' }));
  expect(short).toMatchObject({ refused: 'stock-short' });
  expect(short?.words.en).toMatch(/1 too few/);
});
