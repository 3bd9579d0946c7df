import { expect, test } from 'vitest';
import { addHours } from '../../kernel/time.ts';
import { actor } from '../../tests/given.ts';
import { list } from '../../tests/safeguards/contacts.ts';
import {
  activate,
  CITY,
  cdc,
  colleague,
  type Futian,
  futian,
  government,
  household,
  library,
  lookAtExits,
  personOf,
  proposal,
  report,
  resident,
  reviewer,
  service,
} from '../../tests/safeguards/futian.ts';
import { dutiesCapability } from '../duties/capability.ts';
import { capability } from './capability.ts';

const overseer = actor('overseer', {
  area: CITY,
  org: { id: 'inspection', name: 'City inspection', level: 'city', kind: 'oversight' },
});
const street = actor('officer', { id: 'street-1', area: 'cn.44.03.04.001' });

const start = (): Futian => {
  const here = futian([capability, dutiesCapability(library)]);
  activate(here, 'cn-covid-9');
  return here;
};
const refusedAt = (here: Futian, more: object = {}, n = 1) =>
  here.when(resident(n), 'entry.AppealRefusedEntry', {
    id: `e${n}`,
    household: household(n),
    person: personOf(n),
    door: 'transport',
    name: '10路公交 市民中心站',
    demand: 'no-code',
    at: here.now,
    ...more,
  });
const decide = (here: Futian, who = reviewer, more: object = {}) =>
  here.when(who, 'entry.DecideRefusedEntry', {
    id: 'e1',
    finding: 'wrongful',
    reason: '乘车不得以健康码为唯一凭证',
    told: '已电话告知公交公司值班室',
    ...more,
  });
const contest = (here: Futian, why = 'again') =>
  here.when(resident(1), 'entry.ContestRefusedEntry', { id: 'e1', why, said: '第二天又不让上车' });
const row = (here: Futian) => here.replica.row('entry.refusals', 'e1') as any;
const duty = (here: Futian, clock: string) =>
  (here.replica.find({ view: 'duties.duties', where: { clock } }) as any[]).at(-1);

test('turned away although nothing restricts her: the district owes an answer, a pharmacy and the own gate at once', () => {
  for (const [door, clock, hours] of [
    ['transport', 'entry.appeal', 24],
    ['pharmacy', 'entry.appeal.now', 0.25],
    ['gate', 'entry.appeal.now', 0.25],
  ] as const) {
    const here = start();
    refusedAt(here, { door });
    expect(duty(here, clock)).toMatchObject({
      state: 'open',
      ownerRole: 'reviewer',
      ownerLevel: 'district',
      dueAt: addHours(here.now, hours),
    });
    decide(here);
    expect(duty(here, clock)).toMatchObject({ state: 'done' });
  }
});

test('an order in force is named with its end, and its own appeal; after its end she is free', () => {
  const here = start();
  report(here, 'k1', 0);
  list(here, 'c1', 'k1', 1, '2022-09-19');
  here.given(cdc, 'stays.OrderStay', {
    id: 's1',
    person: personOf(1),
    household: household(1),
    disease: 'covid-19',
    class: 'contact.close',
    place: household(1),
    assessment: '具备居家条件',
    evidence: [{ kind: 'contact', id: 'c1', source: 'register', signer: 'Dr Chen', at: here.now }],
    service,
  });
  expect(refusedAt(here)).toMatchObject({ refused: 'entry-ordered', value: 's1' });
  const [order] = here.replica.find({ view: 'stays.orders' }) as any[];
  here.pass(24 * 14);
  expect(here.now > order.endsAt).toBe(true);
  expect(refusedAt(here)).toHaveLength(1);
});

test('a zone is named with its end; who lives outside it may appeal', () => {
  const here = start();
  report(here, 'k1', 1);
  lookAtExits(here);
  here.given(government, 'zones.ProposeZone', proposal('z1'));
  here.given(colleague, 'zones.PublishZone', { id: 'z1' });
  expect(refusedAt(here)).toMatchObject({ refused: 'entry-zone', value: 'z1' });
  expect(refusedAt(here, {}, 5)).toHaveLength(1);
});

test('the street does not decide about its own doors, and a wrongful refusal needs somebody told at the door', () => {
  const here = start();
  refusedAt(here);
  expect(decide(here, street)).toMatchObject({ refused: 'entry-too-near' });
  expect(decide(here, reviewer, { told: undefined })).toMatchObject({ refused: 'entry-nobody-told' });
  expect(decide(here)).toHaveLength(1);
  expect(row(here)).toMatchObject({ stage: 'decided', decision: { finding: 'wrongful', org: reviewer.org.name } });
  expect(decide(here)).toMatchObject({ refused: 'entry-closed' });
});

test('turned away again: the city decides, by another organisation, and its duty is the overseer’s', () => {
  const here = start();
  refusedAt(here);
  expect(contest(here)).toMatchObject({ refused: 'entry-undecided' });
  decide(here);
  contest(here);
  expect(duty(here, 'entry.contested')).toMatchObject({ state: 'open', ownerRole: 'overseer', ownerLevel: 'city' });
  expect(decide(here)).toMatchObject({ refused: 'entry-too-near' });
  expect(decide(here, { ...reviewer, area: CITY })).toMatchObject({ refused: 'entry-decided-before' });
  expect(decide(here, overseer)).toHaveLength(1);
  expect(row(here)).toMatchObject({ stage: 'decided', round: 2, decision: { org: 'City inspection' } });
});

test('held to be justified, she may say that she disagrees, not that it happened again', () => {
  const here = start();
  refusedAt(here);
  decide(here, reviewer, { finding: 'justified', told: undefined });
  expect(contest(here)).toMatchObject({ refused: 'entry-again' });
  expect(contest(here, 'disagree')).toHaveLength(1);
});

test('a moment still to come, somebody else’s household and a second report of the same are refused', () => {
  const here = start();
  expect(refusedAt(here, { at: addHours(here.now, 1) })).toMatchObject({ refused: 'entry-future' });
  expect(refusedAt(here, { person: personOf(2) })).toMatchObject({ refused: 'entry-person' });
  refusedAt(here);
  expect(refusedAt(here)).toMatchObject({ refused: 'entry-appealed' });
});

test('withdrawn it is owed no more; doors are counted by street and kind, without a person', () => {
  const here = start();
  refusedAt(here);
  refusedAt(here, {}, 2);
  here.given(resident(1), 'entry.WithdrawRefusedEntry', { id: 'e1', reason: '已经放行' });
  expect(contest(here)).toMatchObject({ refused: 'entry-undecided' });
  const open = here.replica.find({ view: 'duties.duties', where: { clock: 'entry.appeal', state: 'open' } });
  expect(open).toHaveLength(1);
  const [door, ...others] = here.replica.find({ view: 'entry.doors' });
  expect(others).toEqual([]);
  expect(door).toMatchObject({ id: 'cn.44.03.04.001|transport', reported: 2, contested: 0 });
  expect(JSON.stringify(door)).not.toContain('.p1');
});
