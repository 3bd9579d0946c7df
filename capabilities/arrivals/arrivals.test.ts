import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { addDays } from '../../kernel/time.ts';
import { stayPlan } from '../../protocols/plans.ts';
import { edition } from '../../protocols/read.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { actor, city } from '../../tests/given.ts';
import { dutiesCapability } from '../duties/capability.ts';
import { capability } from './capability.ts';

const library = await loadProtocols();
const HOME = 'cn.44.03.04.001.001.e1.b1.u1.h1';
const active = [{ disease: 'covid-19', edition: 'cn-covid-9', area: 'cn.44.03', from: '2022-06-28' }];
const here = () => city([capability, dutiesCapability(library)], { protocol: () => ({ library, active }) });
const desk = actor('desk');
const grid = actor('grid', { area: 'cn.44.03.04.001.001' });
const said = (more: object = {}) => ({
  id: 'a-1',
  name: '李华',
  phone: '13800001111',
  to: HOME,
  arrivesOn: '2022-09-22',
  from: '成都市锦江区',
  level: 'high',
  leftOn: '2022-09-20',
  disease: 'covid-19',
  way: 'phone',
  ...more,
});
const rowOf = (futian: ReturnType<typeof here>) => futian.replica.row('arrivals.arrivals', 'a-1') as any;

test('declared by telephone or on the web, it is the same record (B5)', () => {
  const records = ['phone', 'web', 'paper'].map((way) => {
    const futian = here();
    futian.given(way === 'web' ? actor('resident', { area: HOME }) : desk, 'arrivals.DeclareArrival', said({ way }));
    const { way: _way, declaredBy: _by, ...record } = rowOf(futian);
    return record;
  });
  expect(records[1]).toEqual(records[0]);
  expect(records[2]).toEqual(records[0]);
});

test('the measure is the row of the edition for the level left and the days since (B8)', () => {
  const ninth = edition(library, 'cn-covid-9');
  if (isRefusal(ninth)) throw new Error('no ninth edition');
  for (const level of ['high', 'mid', 'low'] as const) {
    const futian = here();
    futian.given(desk, 'arrivals.DeclareArrival', said({ level }));
    const plan = stayPlan(ninth, `riskarea.leaver.${level}`, '2022-09-22');
    if (isRefusal(plan)) throw new Error(plan.refused);
    const { measure } = rowOf(futian);
    expect(measure).toMatchObject({ class: `riskarea.leaver.${level}`, edition: 'cn-covid-9', kind: plan.kind });
    if (plan.kind === 'stay') {
      expect(measure.phases.map(({ place, days }: any) => [place, days])).toEqual(
        plan.phases.map(({ place, days }) => [place, days]),
      );
      expect(measure.until).toBe(addDays('2022-09-20', plan.totalDays));
      expect(measure.tests.every((day: string) => day >= '2022-09-22')).toBe(true);
    }
    if (plan.kind === 'watch') expect(measure.testCount).toBe(plan.tests?.count);
  }
  const late = here();
  late.given(desk, 'arrivals.DeclareArrival', said({ leftOn: '2022-09-05' }));
  expect(rowOf(late).measure).toMatchObject({ kind: 'none', until: null });
  const home = here();
  home.given(desk, 'arrivals.DeclareArrival', said({ level: 'none' }));
  expect(rowOf(home)).toMatchObject({ dueAt: null, measure: { kind: 'none', class: null } });
});

test('somebody from a listed area is a duty of the grid before arriving, and ends when the grid has been in touch (B6)', () => {
  const futian = here();
  futian.given(desk, 'arrivals.DeclareArrival', said());
  const duties = () => futian.replica.find({ view: 'duties.duties', where: { clock: 'arrival.follow-up' } }) as any[];
  expect(duties()).toMatchObject([{ state: 'open', dueAt: '2022-09-22T16:00:00.000Z' }]);
  expect(futian.now < '2022-09-22').toBe(true);
  futian.given(grid, 'arrivals.FollowUpArrival', { id: 'a-1', how: 'phone', note: '已告知检测点' });
  expect(duties().filter(({ state }) => state === 'open')).toEqual([]);
});

test('tested on arrival the person leaves at once; the result attaches to the record and changes nothing else (B7)', () => {
  const futian = here();
  futian.given(desk, 'arrivals.DeclareArrival', said({ level: 'none' }));
  expect(futian.when(grid, 'arrivals.RecordArrivalResult', { id: 'a-1', result: 'negative' })).toMatchObject({
    refused: 'test-none',
  });
  futian.given(grid, 'arrivals.RecordArrival', { id: 'a-1' });
  futian.given(grid, 'arrivals.RecordArrivalTest', { id: 'a-1', at: futian.now, where: '福田站' });
  const before = rowOf(futian);
  expect(before).toMatchObject({ stage: 'arrived', result: 'waiting' });
  futian.given(grid, 'arrivals.RecordArrivalResult', { id: 'a-1', result: 'positive' });
  expect(rowOf(futian)).toEqual({ ...before, result: 'positive' });
});

test('days that cannot be are refused with what to do', () => {
  const futian = here();
  const refused = (more: object) => (futian.when(desk, 'arrivals.DeclareArrival', said(more)) as any).refused;
  expect(refused({ leftOn: '2022-09-23' })).toBe('arrival-order');
  expect(refused({ arrivesOn: '2023-09-22' })).toBe('arrival-far');
  expect(refused({ arrivesOn: '2022-02-30' })).toBe('input-invalid');
  expect(refused({ level: 'purple' })).toBe('input-invalid');
});
