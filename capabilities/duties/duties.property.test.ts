import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { registryOf } from '../../kernel/registry.ts';
import { createReplica } from '../../kernel/replica.ts';
import { addMinutes, endOf } from '../../kernel/time.ts';
import { actor, city } from '../../tests/given.ts';
import { dutiesCapability } from './capability.ts';
import { clock, library, work } from './clocks.fixture.ts';
import { isLive } from './fold.ts';
import type { DutyRow } from './model.ts';

const area = 'cn.44.03.04.001';
const clocks = [
  clock({
    id: 'work.short',
    starts: [{ event: 'work.Asked' }],
    within: { value: 2, unit: 'h' },
    ladder: [{ after: { value: 1, unit: 'h' }, level: 'district', role: 'officer' }],
  }),
  clock({ id: 'work.today', within: { endOfDay: 0 }, manual: true }),
  clock({ id: 'work.moving', within: { value: 20, unit: 'h' }, restarts: true }),
  clock({
    id: 'work.daily',
    within: { endOfDay: 0 },
    repeat: { every: { value: 1, unit: 'd' }, until: [{ event: 'work.Over' }] },
  }),
  clock({ id: 'work.listed', within: { eachDayIn: 'days', stopsWhen: 'day' } }),
];
const capabilities = () => [work, dutiesCapability(library(clocks))];

const task = fc.constantFrom('t1', 't2', 't3');
const day = fc.constantFrom('2022-09-20', '2022-09-21', '2022-09-22');
const step = fc.oneof(
  fc.record({ do: fc.constant('ask' as const), task, days: fc.uniqueArray(day, { maxLength: 3 }) }),
  fc.record({ do: fc.constant('finish' as const), task, day: fc.option(day, { nil: undefined }) }),
  fc.record({ do: fc.constant('over' as const), task }),
  fc.record({ do: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant('hand' as const), task }),
  fc.record({ do: fc.constant('explain' as const), task }),
  fc.record({ do: fc.constant('close' as const), task }),
  fc.record({ do: fc.constant('again' as const), task }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function live(steps: Step[]) {
  const futian = city(capabilities());
  steps.forEach((each, n) => {
    const desk = actor('desk');
    const duty = (id: string) => ({ duty: `work.today:task/${'task' in each ? each.task : id}`, area });
    if (each.do === 'ask') futian.when(desk, 'work.Ask', { id: each.task, area, days: each.days });
    if (each.do === 'finish')
      futian.when(actor('grid'), 'work.Finish', { id: each.task, area, ...(each.day ? { day: each.day } : {}) });
    if (each.do === 'over') futian.when(desk, 'work.End', { id: each.task, area });
    if (each.do === 'pass') futian.pass(each.hours);
    if (each.do === 'hand')
      futian.when(desk, 'duties.HandOnDuty', {
        ...duty(''),
        to: { level: 'district', role: 'desk', area: 'cn.44.03.04' },
        reason: 'not ours to do',
      });
    if (each.do === 'explain')
      futian.when(desk, 'duties.ExplainDuty', {
        ...duty(''),
        day: futian.now.slice(0, 10),
        reason: 'waiting for parts',
      });
    if (each.do === 'close') futian.when(desk, 'duties.CloseDuty', { ...duty(''), evidence: { note: 'seen on site' } });
    // The same command twice, as after a lost answer.
    if (each.do === 'again')
      for (let i = 0; i < 2; i++)
        futian.when(desk, 'work.Ask', { id: each.task, area, days: [] }, { id: `again-${n}` });
  });
  return futian;
}
const rows = (replica: ReturnType<typeof live>['replica']): DutyRow[] =>
  replica.find({ view: 'duties.duties', limit: 50_000 }) as DutyRow[];
const runs = { numRuns: 60 };

test('every duty has exactly one owner and one deadline, and a done one says by what it was closed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      for (const row of rows(live(steps).replica)) {
        expect(row.owner).toEqual({ level: row.ownerLevel, role: row.ownerRole, area: row.ownerArea });
        expect(Number.isNaN(Date.parse(row.dueAt))).toBe(false);
        expect(isLive(row) ? row.closed : ['stop', 'evidence', 'ended'].includes(row.closed?.how ?? '')).toBe(
          isLive(row) ? null : true,
        );
        if (row.closed?.how === 'evidence') expect(row.manual).toBe(true);
        if (!isLive(row)) expect(row.escalateAt).toBeNull();
        if (row.state === 'late') expect(row.late).toBe(true);
      }
    }),
    runs,
  );
});

test('after the clearance of a day none of its duties is open and unexplained', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const futian = live(steps);
      futian.pass(24);
      const cleared = futian.replica.find({ view: 'duties.clearances', where: { final: true } }) as {
        id: string;
        area: string;
        day: string;
      }[] &
        any[];
      const last = cleared.sort((a, b) => (a.day < b.day ? 1 : -1))[0];
      if (!last) {
        expect(rows(futian.replica)).toEqual([]);
        return;
      }
      const until = endOf(last.day, 'Asia/Shanghai');
      for (const row of rows(futian.replica).filter((each) => isLive(each) && each.dueAt <= until)) {
        expect([row.explainedDay, row.handedOnDay]).toContain(last.day);
      }
    }),
    runs,
  );
});

test('folding the log from the start gives what was folded step by step, and a repeated command changes nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const { replica, now } = live(steps);
      const again = createReplica({
        registry: registryOf(capabilities()),
        protocol: () => ({}),
        zone: 'Asia/Shanghai',
        exercise: true,
      });
      for (const event of replica.events) again.apply(event);
      expect(rows(again)).toEqual(rows(replica));
      const before = replica.events.length;
      const first = replica.events[0];
      if (first) replica.run({ id: first.command, command: 'work.Ask', input: {} }, actor('desk'), now);
      expect(replica.events.length).toBe(before);
    }),
    runs,
  );
});

test('clockwork that comes twice, late or for a duty already met is harmless', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fc.nat(48), (steps, hours) => {
      const { replica, now } = live(steps);
      const later = addMinutes(now, hours * 60);
      replica.tick(later);
      const before = JSON.stringify(rows(replica));
      replica.tick(later);
      for (const row of rows(replica)) {
        const outcome = replica.run(
          { id: `twice-${row.id}`, command: 'duties.EscalateDuty', input: { duty: row.id, area: row.area } },
          actor('system'),
          later,
        );
        expect(isRefusal(outcome)).toBe(false);
      }
      const after = rows(replica);
      expect(after.length).toBe(JSON.parse(before).length);
      expect(after.filter(isLive).length).toBe((JSON.parse(before) as DutyRow[]).filter(isLive).length);
    }),
    runs,
  );
});
