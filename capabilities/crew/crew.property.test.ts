import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { addHours, hoursBetween } from '../../kernel/time.ts';
import { actor, city } from '../../tests/given.ts';
import { capability } from './capability.ts';
import type { CarerRow, MemberRow } from './views.ts';

const protocol = { library: { settings: parse(readFileSync('protocols/city/crew-limits.yaml', 'utf8')) } };
const officer = actor('officer');
const door = (n: number) => `cn.44.03.04.001.019.e1.b1.u1.h${n}`;
const names = ['a', 'b', 'c'];
const crewCity = () => {
  const futian = city([capability], { protocol: () => protocol });
  for (const [n, id] of names.entries()) {
    futian.given(officer, 'crew.RegisterMember', {
      id,
      name: id,
      kind: 'staff',
      org: 'o',
      area: 'cn.44',
      phone: '13900000000',
      maxHouseholds: n + 1,
      trainings: [{ course: 'field-safety', on: '2022-01-01' }],
    });
  }
  return futian;
};

const who = fc.constantFrom(...names);
const house = fc.integer({ min: 1, max: 6 });
const step = fc.oneof(
  fc.record({ do: fc.constant('assign'), who, houses: fc.array(house, { minLength: 1, maxLength: 4 }) }),
  fc.record({ do: fc.constant('release'), who, houses: fc.array(house, { minLength: 1, maxLength: 1 }) }),
  fc.record({
    do: fc.constant('cover'),
    who,
    other: who,
    houses: fc.array(house, { minLength: 1, maxLength: 3 }),
    hours: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    do: fc.constant('pass'),
    who,
    houses: fc.constant([] as number[]),
    hours: fc.integer({ min: 1, max: 6 }),
  }),
);

test('over any history nobody has more households than the cap, and the board counts what the rule counts (K3)', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const futian = crewCity();
      for (const [n, each] of steps.entries()) {
        const households = each.houses.map(door);
        if (each.do === 'assign') futian.when(officer, 'crew.AssignHouseholds', { member: each.who, households });
        if (each.do === 'release')
          futian.when(officer, 'crew.ReleaseHousehold', { member: each.who, household: households[0], reason: 'x' });
        if (each.do === 'cover' && 'other' in each)
          futian.when(officer, 'crew.StartStandIn', {
            id: `s${n}`,
            member: each.who,
            for: each.other,
            households,
            until: addHours(futian.now, each.hours),
          });
        if (each.do === 'pass' && 'hours' in each) expect(futian.pass(each.hours)).toEqual([]);
        const carers = futian.replica.find({ view: 'crew.carers' }) as CarerRow[];
        for (const member of futian.replica.find({ view: 'crew.members' }) as MemberRow[]) {
          expect(member.caseload).toBeLessThanOrEqual(member.cap);
          expect(carers.filter((row) => row.assignedTo === member.id).length).toBeLessThanOrEqual(member.cap);
          expect(carers.filter((row) => row.standIn !== null && row.member === member.id).length).toBeLessThanOrEqual(
            member.caseload,
          );
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('over any history of shifts two of them have the rest between, and seven days stay below the limit (H12)', () => {
  const move = fc.record({ start: fc.boolean(), hours: fc.integer({ min: 0, max: 14 }) });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const futian = crewCity();
      const me = actor('volunteer', { id: 'a' });
      let now = futian.now;
      for (const { start, hours } of moves) {
        now = addHours(now, hours);
        futian.replica.run(
          {
            id: `m${now}${start}${futian.replica.events.length}`,
            command: start ? 'crew.StartShift' : 'crew.EndShift',
            input: { member: 'a', at: now },
          },
          me,
          now,
        );
      }
      const marks = futian.replica.events.filter(
        (event) => event.type === 'crew.ShiftStarted' || event.type === 'crew.ShiftEnded',
      );
      for (const [i, event] of marks.entries()) {
        const before = marks[i - 1];
        if (event.type !== 'crew.ShiftStarted') continue;
        if (before)
          expect(hoursBetween(before.data.at, event.data.at)).toBeGreaterThanOrEqual(
            protocol.library.settings['crew.rest.hours'][0].value,
          );
        expect(hoursBetween(event.data.at, event.data.limitAt)).toBeLessThanOrEqual(
          protocol.library.settings['crew.shift.hours'][0].value,
        );
      }
    }),
    { numRuns: 60 },
  );
});
