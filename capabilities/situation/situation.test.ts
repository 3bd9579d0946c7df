import { expect, test } from 'vitest';
import { list } from '../../tests/safeguards/contacts.ts';
import {
  activate,
  cdc,
  expert,
  futian,
  grid,
  household,
  personOf,
  report,
  reviewer,
  service,
} from '../../tests/safeguards/futian.ts';
import { staysLine } from './board.ts';
import { situationCapability } from './capability.ts';
import { type CostRow, costOf } from './costs.ts';
import { type DayRow, mergeDays, rowId } from './days.ts';

const ZONE = 'Asia/Shanghai';
const COMMUNITY = 'cn.44.03.04.001.019';
const areas = [COMMUNITY, 'cn.44.03.04.001', 'cn.44.03.04', 'cn.44.03'];

/** A case in household 0, contacts of it in 1 and 2, both ordered to stay. */
function outbreak() {
  const here = futian([situationCapability(ZONE)]);
  activate(here, 'cn-covid-9');
  report(here, 'k1', 0, '2022-09-19');
  for (const n of [1, 2]) {
    list(here, `c${n}`, 'k1', n, '2022-09-18');
    here.given(cdc, 'stays.OrderStay', {
      id: `s${n}`,
      person: personOf(n),
      household: household(n),
      disease: 'covid-19',
      class: 'contact.close',
      place: 'cn.44.03.04.001.hotel1',
      service,
      evidence: [
        {
          kind: 'contact',
          id: `c${n}`,
          source: 'field investigation',
          signer: 'Dr Chen',
          at: '2022-09-19T10:00:00.000Z',
        },
      ],
    });
  }
  const days = (day: string, area = COMMUNITY) => here.replica.row('situation.days', rowId(area, day));
  const cost = (at = here.now) => costOf(here.replica.find({ view: 'situation.costs' }) as CostRow[], at, ZONE);
  return { here, days, cost };
}

test('A14: a day is counted alike for community, street, district and city, and both tracks stand in one row', () => {
  const { here, days } = outbreak();
  here.given(grid, 'people.ScheduleCare', {
    path: household(3),
    id: 'd1',
    person: personOf(3),
    care: 'dialysis',
    at: '2022-09-22T01:00:00.000Z',
    everyDays: 2,
    place: 'Hospital',
  });
  here.given(grid, 'people.ConfirmCareSlot', {
    path: household(3),
    id: 'd1',
    at: '2022-09-22T01:00:00.000Z',
    hospital: 'Hospital',
    ride: { by: 'Car 3', phone: '13800000003' },
  });
  for (const area of areas)
    expect(days('2022-09-20', area)).toMatchObject({
      staysOrdered: 2,
      contactsListed: 2,
      careConfirmed: 1,
      casesNew: 0,
    });
  expect(days('2022-09-19')).toMatchObject({
    casesNew: 1,
    cases: { 'covid-19': { confirmed: 1 } },
    level: 'community',
  });
});

test('a case that is classified anew moves between classes and is never counted twice', () => {
  const { here, days } = outbreak();
  here.given(expert, 'cases.ClassifyCase', {
    id: 'k1',
    classification: 'probable',
    evidence: { kind: 'clinical', at: '2022-09-20T00:00:00.000Z', signer: 'Dr Chen' },
  });
  expect(days('2022-09-19', 'cn.44.03')).toMatchObject({
    casesNew: 1,
    cases: { 'covid-19': { confirmed: 0, probable: 1 } },
  });
});

test('a province is the sum of its cities', () => {
  const { days } = outbreak();
  const city = days('2022-09-19', 'cn.44.03') as DayRow;
  const [sum] = mergeDays([city, { ...city, area: 'cn.44.04' }], 'cn.44');
  expect(sum).toMatchObject({ id: 'cn.44@2022-09-19', casesNew: 2, cases: { 'covid-19': { confirmed: 2 } } });
  expect(city.casesNew).toBe(1);
});

test('A13: person-days are right at any moment, before and after the end, and stop with an appeal that is upheld', () => {
  const { here, cost } = outbreak();
  const start = here.now;
  expect(cost()).toMatchObject({ stays: 0, inStays: 2 });
  expect(cost('2022-09-20T13:00:00.000Z').stays).toBeCloseTo(1);
  expect(cost('2022-10-30T00:00:00.000Z').inStays).toBe(0);
  // 2 people from 20 September 09:00 to 28 September 24:00, Shanghai
  const whole = (2 * (Date.parse('2022-09-28T16:00:00.000Z') - Date.parse(start))) / 86_400_000;
  expect(cost('2022-10-30T00:00:00.000Z').stays).toBeCloseTo(whole);
  here.pass(24);
  here.given(grid, 'stays.FileAppeal', {
    id: 's1',
    appeal: 'a1',
    by: { name: '居民1', relation: 'self' },
    channel: 'phone',
    grounds: 'never met',
  });
  here.given(reviewer, 'stays.DecideAppeal', {
    id: 's1',
    appeal: 'a1',
    decision: 'overturned',
    reason: { en: 'No contact found', zh: '未见接触' },
  });
  expect(cost()).toMatchObject({ inStays: 1 });
  expect(cost('2022-10-30T00:00:00.000Z').stays).toBeCloseTo(1 + whole / 2);
  here.pass(24 * 20);
  expect(cost().stays).toBeCloseTo(1 + whole / 2);
  expect(cost().byDay['2022-09-21']).toBeCloseTo(1 + 9 / 24);
});

test('A13: all stays together say when the first is looked at: at its next test, at the latest at its end', () => {
  const stay = (startsAt: string, endsAt: string, nextTest: string | null) => ({ startsAt, endsAt, nextTest });
  const line = staysLine(
    [
      stay('2022-11-01T01:00:00.000Z', '2022-11-09T16:00:00.000Z', '2022-11-08'),
      stay('2022-11-02T01:00:00.000Z', '2022-11-07T16:00:00.000Z', null),
      stay('2022-11-03T01:00:00.000Z', '2022-11-10T16:00:00.000Z', '2022-11-09'),
    ],
    '2022-11-07',
    'Asia/Shanghai',
  );
  expect(line).toEqual({
    running: 3,
    endingToday: 1,
    nextEnd: '2022-11-07T16:00:00.000Z',
    startsAt: '2022-11-01T01:00:00.000Z',
    endsAt: '2022-11-10T16:00:00.000Z',
    reviewBy: '2022-11-07T16:00:00.000Z',
  });
  expect(staysLine([], '2022-11-07', 'Asia/Shanghai')).toMatchObject({ running: 0, reviewBy: null });
});
