import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addHours } from '../../kernel/time.ts';
import { door, estate, li, officer, plan, protocol } from '../../tests/estate.ts';

const DAYS = protocol.library.settings['household.silence.days'][0].value;
const zoneOf = {
  id: 'z1',
  households: [
    { path: door(101), carer: 'li' },
    { path: door(102), carer: 'li' },
  ],
};

test('a sealed household that asks for nothing is flagged once and knocked on the same day by one owner', () => {
  const futian = estate();
  futian.say('zones.ZonePublished', 'cn.44.03.04.001.019', zoneOf);
  futian.pass(24);
  futian.given(li, 'people.CheckOnHousehold', { path: door(102), how: 'phone', outcome: 'no-answer' });
  futian.say('requests.RequestTaken', door(101), { id: 'r1', life: false, household: door(101), place: door(101) });
  futian.pass(24 * (DAYS - 1));
  expect(futian.replica.row('visits.households', door(102))).toMatchObject({ silent: true, silentAt: null });
  expect(futian.replica.row('visits.households', door(101))).toMatchObject({ silent: false });
  expect(futian.all({ kind: 'knock' })).toMatchObject([
    { household: door(102), status: 'assigned', urgent: true, dueAt: '2022-09-23T16:00:00.000Z' },
  ]);
  const [knock] = futian.all({ kind: 'knock' });
  expect(
    futian.when(officer, 'visits.CompleteVisit', {
      id: knock.id,
      outcome: 'done',
      heard: false,
      proof: { note: 'nobody' },
    }),
  ).toMatchObject({ refused: 'knock-unheard' });
  futian.given(officer, 'visits.FailVisit', { id: knock.id, reason: 'no-answer' });
  expect(futian.all({ kind: 'knock', status: ['planned', 'assigned'] })).toMatchObject([{ level: 'street' }]);
  futian.say('zones.ZoneEnded', 'cn.44.03.04.001.019', { id: 'z1', households: [door(101), door(102)] });
  expect(futian.replica.find({ view: 'visits.households' })).toEqual([]);
});

test('a household under two restrictions is watched until the last one ends', () => {
  const futian = estate();
  futian.say('zones.ZonePublished', 'cn.44', zoneOf);
  futian.say('stays.StayOrdered', door(101), { id: 's1', household: door(101) });
  futian.say('zones.ZoneEnded', 'cn.44', { id: 'z1', households: [door(101), door(102)] });
  expect(futian.replica.find({ view: 'visits.households' })).toMatchObject([
    { id: door(101), restrictions: ['stay/s1'] },
  ]);
  futian.say('stays.StayEnded', door(101), { id: 's1', household: door(101) });
  expect(futian.replica.find({ view: 'visits.households' })).toEqual([]);
});

test('over any history of hearing and silence each silence is flagged exactly once and always', () => {
  const beat = fc.record({ hours: fc.integer({ min: 1, max: 90 }), heard: fc.constantFrom('no-answer', 'well') });
  fc.assert(
    fc.property(fc.array(beat, { maxLength: 8 }), (beats) => {
      const futian = estate();
      futian.say('zones.ZonePublished', 'cn.44', { id: 'z1', households: [{ path: door(101), carer: 'li' }] });
      let lastHeard = futian.now;
      const expected: string[] = [];
      for (const { hours, heard } of beats) {
        futian.pass(hours);
        if (addHours(lastHeard, DAYS * 24) <= futian.now && expected.at(-1) !== lastHeard) expected.push(lastHeard);
        futian.when(li, 'people.CheckOnHousehold', { path: door(101), how: 'phone', outcome: heard });
        if (heard === 'well') lastHeard = futian.now;
      }
      expect(
        futian.replica.events
          .filter((event) => event.type === 'visits.SilenceFlagged')
          .map((event) => event.data.since),
      ).toEqual(expected);
      expect(futian.all({ kind: 'knock' })).toHaveLength(expected.length);
    }),
    { numRuns: 40 },
  );
});

test('over any way of failing, as long as nobody has done it somebody owns the matter', () => {
  const reason = fc.constantFrom('no-answer', 'no-access', 'unsafe', 'unwell', 'no-time');
  fc.assert(
    fc.property(fc.array(reason, { minLength: 1, maxLength: 6 }), fc.boolean(), (reasons, request) => {
      const futian = estate();
      futian.given(
        officer,
        'visits.PlanVisit',
        plan('v1', door(101), { kind: 'check', ...(request ? { request: 'r9' } : {}) }),
      );
      for (const each of reasons) {
        const [open] = futian.all({ status: ['planned', 'assigned'] });
        if (!open) break;
        futian.given(officer, 'visits.FailVisit', { id: open.id, reason: each });
      }
      const failures = futian.replica.events.filter((event) => event.type === 'visits.VisitFailed');
      for (const failure of failures) expect(failure.data.handUp.to).toMatch(/^(street|district|city)$/);
      if (request) expect(failures).toMatchObject([{ data: { request: 'r9' } }]);
      else expect(futian.all({ status: ['planned', 'assigned'] })).toHaveLength(1);
    }),
    { numRuns: 40 },
  );
});
