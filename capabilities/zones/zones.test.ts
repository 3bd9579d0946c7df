import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { edition } from '../../protocols/read.ts';
import {
  activate,
  BUILDING,
  cdc,
  colleague,
  committee,
  expert,
  type Futian,
  futian,
  government,
  grid,
  household,
  library,
  lookAtExits,
  personOf,
  proposal,
  report,
} from '../../tests/safeguards/futian.ts';
import { previewUnder, zoneOf } from './index.ts';

/** A case in household 1 reported on 18 September, exits seen clear this morning. */
function outbreak(more: Parameters<typeof futian>[0] = []) {
  const here = futian(more);
  activate(here, 'cn-covid-9');
  report(here, 'k1', 1);
  lookAtExits(here);
  return here;
}
const zone = (here: Futian, id = 'z1') => here.replica.row('zones.zones', id);
const inside = (here: Futian, n: number) => zoneOf(here.replica.row('zones.households', household(n)), here.now);
const unmet = (outcome: unknown): string[] => {
  if (!isRefusal(outcome)) throw new Error('published');
  expect(outcome.refused).toBe('zone-unready');
  return outcome.because!.map((item) => item.refused);
};

test('a complete proposal is published by a second person: everybody inside is told content, scope, duration, reason and help', () => {
  const here = outbreak();
  here.given(government, 'zones.ProposeZone', proposal('z1'));
  here.given(colleague, 'zones.PublishZone', { id: 'z1' });
  expect(zone(here)).toMatchObject({
    status: 'open',
    households: 4,
    persons: 4,
    unit: 'unit',
    endsAt: '2022-09-25T16:00:00.000Z',
    edition: 'cn-covid-9',
    reviewBy: '2022-09-21T01:00:00.000Z',
  });
  expect(inside(here, 2)).toMatchObject({ zone: 'z1', carer: { member: 'carer-1' }, hotline: '0755-12345' });
  expect(inside(here, 5)).toBeUndefined();
  const { en, zh } = zone(here).notices[0].words;
  for (const part of [
    'Stay in the flat',
    '4 households',
    '26 Sep 2022, 00:00',
    'A case lives here',
    '0755-12345',
    'Art. 64',
    'Appeal',
    'ends by itself',
  ])
    expect(en).toContain(part);
  for (const part of ['足不出户', '范围', '2022年9月26日 00:00', '本单元有病例', '0755-12345', '申诉', '自动解除'])
    expect(zh).toContain(part);
  // A person at the door finds each thing under its heading.
  for (const [text, ...headings] of [
    [en, 'What', 'Where', 'Until', 'Why', 'How to appeal'],
    [zh, '管控内容', '范围', '截止', '原因', '如何申诉'],
  ])
    expect(text.split('\n').map((line: string) => line.split(/[:：]/)[0])).toEqual(expect.arrayContaining(headings));
});

test('an empty proposal by the wrong office is refused with every condition it lacks', () => {
  const here = futian();
  activate(here, 'cn-covid-9');
  here.given(committee, 'zones.ProposeZone', {
    id: 'z1',
    disease: 'covid-19',
    level: 'high',
    scope: [`${BUILDING}.u1`],
  });
  expect(unmet(here.when(committee, 'zones.PublishZone', { id: 'z1' }))).toEqual([
    'evidence-missing',
    'larger-reason-missing',
    'aim-missing',
    'alternatives-missing',
    'least-harm-missing',
    'cost-missing',
    'authority-missing',
    'second-person-missing',
    'supply-plan-missing',
    'exit-unseen',
    'hotline-missing',
    'explanation-missing',
  ]);
  here.given(grid, 'places.RecordExit', { path: BUILDING, exit: 'lane', clear: false, note: 'fence' });
  here.given(expert, 'people.RecordConsent', {
    path: household(1),
    person: personOf(1),
    to: 'care-data',
    given: true,
    how: 'spoken',
    witness: 'Liu',
  });
  here.given(expert, 'people.ScheduleCare', {
    path: household(1),
    id: 'd1',
    person: personOf(1),
    care: 'dialysis',
    at: '2022-09-21T01:00:00.000Z',
    everyDays: 2,
    place: 'District hospital',
  });
  here.given(grid, 'crew.ReleaseHousehold', {
    member: 'carer-1',
    household: household(3),
    reason: 'moved to another street',
  });
  expect(unmet(here.when(government, 'zones.PublishZone', { id: 'z1' }))).toEqual(
    expect.arrayContaining(['exit-blocked', 'care-slot-unconfirmed', 'carer-missing']),
  );
});

test('the proposer cannot publish, nor whoever amended it', () => {
  const here = outbreak();
  here.given(government, 'zones.ProposeZone', proposal('z1'));
  expect(unmet(here.when(government, 'zones.PublishZone', { id: 'z1' }))).toEqual(['second-person-missing']);
  here.given(colleague, 'zones.AmendProposal', { id: 'z1', changes: { aim: 'stop spread inside the stair' } });
  expect(unmet(here.when(colleague, 'zones.PublishZone', { id: 'z1' }))).toEqual(['second-person-missing']);
  here.given({ ...government, id: 'gov-3' }, 'zones.PublishZone', { id: 'z1' });
});

test('a whole street is more than the edition allows, and a class B disease managed as such has no zones', () => {
  const here = outbreak();
  here.given(government, 'zones.ProposeZone', proposal('z1', { scope: ['cn.44.03.04.001'] }));
  expect(unmet(here.when(colleague, 'zones.PublishZone', { id: 'z1' }))).toContain('unit-too-large');
  const later = futian([], '2023-02-01T01:00:00.000Z');
  activate(later, 'cn-covid-b', '2023-02-01');
  later.given(government, 'zones.ProposeZone', proposal('z1'));
  expect(unmet(later.when(colleague, 'zones.PublishZone', { id: 'z1' }))).toEqual(['level-unused']);
});

test('a case outside, of long ago or discarded carries no zone; when the last one falls the zone ends', () => {
  const here = outbreak();
  report(here, 'k2', 6);
  here.given(government, 'zones.ProposeZone', proposal('z1', { evidence: ['k2'] }));
  expect(unmet(here.when(colleague, 'zones.PublishZone', { id: 'z1' }))).toEqual(
    expect.arrayContaining(['evidence-missing', 'evidence-invalid']),
  );
  report(here, 'k3', 2, '2022-09-01');
  here.given(government, 'zones.AmendProposal', { id: 'z1', changes: { evidence: ['k3'] } });
  expect(unmet(here.when(colleague, 'zones.PublishZone', { id: 'z1' }))).toEqual(['term-over']);
  here.given(government, 'zones.AmendProposal', { id: 'z1', changes: { evidence: ['k1'] } });
  here.given(colleague, 'zones.PublishZone', { id: 'z1' });
  here.given(expert, 'cases.DiscardCase', { id: 'k1', reason: 'contaminated sample' });
  expect(zone(here)).toMatchObject({ status: 'ended', endReason: 'evidence-fell' });
  expect(here.replica.find({ view: 'zones.households' })).toEqual([]);
});

test('a zone lasts longer only on a newer case inside, and with the services still there', () => {
  const here = outbreak();
  here.given(government, 'zones.ProposeZone', proposal('z1'));
  here.given(colleague, 'zones.PublishZone', { id: 'z1' });
  expect(here.when(colleague, 'zones.ExtendZone', { id: 'z1', evidence: ['k1'], reason: 'to be safe' })).toMatchObject({
    refused: 'evidence-not-new',
  });
  here.pass(30);
  report(here, 'k5', 3, '2022-09-21');
  expect(
    unmet(here.when(colleague, 'zones.ExtendZone', { id: 'z1', evidence: ['k5'], reason: 'new case in 3' })),
  ).toEqual(['exit-unseen']);
  lookAtExits(here);
  here.given(colleague, 'zones.ExtendZone', { id: 'z1', evidence: ['k5'], reason: 'new case in 3' });
  expect(zone(here)).toMatchObject({ endsAt: '2022-09-28T16:00:00.000Z', dueAt: '2022-09-28T16:00:00.000Z' });
  expect(inside(here, 0)?.endsAt).toBe('2022-09-28T16:00:00.000Z');
});

test('the deciding body lifts early; what the checklist does not meet needs an assessment', () => {
  const here = outbreak();
  here.given(government, 'zones.ProposeZone', proposal('z1'));
  here.given(colleague, 'zones.PublishZone', { id: 'z1' });
  const checklist = { noNewInfection: true, cleanRound: false, contactsMoved: true, premisesClean: true };
  expect(here.when(colleague, 'zones.LiftZone', { id: 'z1', checklist })).toMatchObject({
    refused: 'assessment-missing',
    value: ['cleanRound'],
  });
  expect(here.when(cdc, 'zones.LiftZone', { id: 'z1', checklist, assessment: 'all contacts moved' })).toMatchObject({
    refused: 'lifting-authority-missing',
  });
  here.given(colleague, 'zones.ReviewZone', {
    id: 'z1',
    finding: 'keep',
    note: 'two contacts still inside',
    plan: 'one prescription for this stair',
  });
  expect(zone(here)).toMatchObject({ hasPlan: true });
  here.given(colleague, 'zones.LiftZone', { id: 'z1', checklist, assessment: 'all contacts moved out and negative' });
  expect(inside(here, 1)).toBeUndefined();
});

test('a switch of edition shortens a zone, and ends one that is now too large, as its preview said', () => {
  const zoned = (scope: string) => {
    const here = futian([], '2022-11-09T01:00:00.000Z');
    activate(here, 'cn-covid-9');
    report(here, 'k1', 1, '2022-11-08');
    lookAtExits(here);
    here.given(government, 'zones.ProposeZone', proposal('z1', { scope: [scope] }));
    here.given(colleague, 'zones.PublishZone', { id: 'z1' });
    const twenty = edition(library, 'cn-covid-9-20');
    if (isRefusal(twenty)) throw new Error('no edition');
    const preview = previewUnder(twenty, here.replica.find({ view: 'zones.zones' }) as never, {
      library,
      now: '2022-11-10T16:00:00.000Z',
      zone: 'Asia/Shanghai',
    });
    activate(here, 'cn-covid-9-20', '2022-11-11');
    here.pass(48);
    return { preview, row: zone(here), here };
  };
  const unit = zoned(`${BUILDING}.u1`);
  expect(unit.preview).toMatchObject({
    shortened: [{ id: 'z1', from: '2022-11-15T16:00:00.000Z', to: '2022-11-13T16:00:00.000Z' }],
    lifted: [],
    householdsFreed: 0,
  });
  expect(unit.row).toMatchObject({ status: 'open', endsAt: '2022-11-13T16:00:00.000Z', edition: 'cn-covid-9-20' });
  const estate = zoned(BUILDING.slice(0, BUILDING.lastIndexOf('.')));
  expect(estate.preview).toMatchObject({ lifted: ['z1'], householdsFreed: 8 });
  expect(estate.row).toMatchObject({ status: 'ended', endReason: 'edition' });
  expect(inside(estate.here, 0)).toBeUndefined();
});

test('danger to life inside opens the gate at once, with nobody asked', () => {
  const here = outbreak();
  here.given(government, 'zones.ProposeZone', proposal('z1'));
  here.given(colleague, 'zones.PublishZone', { id: 'z1' });
  here.replica.apply({
    id: 'q:0',
    seq: here.replica.events.length + 1,
    stream: 'request/q1',
    version: 1,
    type: 'requests.RequestTaken',
    data: { id: 'q1', life: true, beneficiary: { household: household(1) } },
    area: household(1),
    actor: { id: 'desk', name: 'desk', role: 'desk', org: { id: 'hotline', name: 'Hotline', level: 'city' } },
    purpose: 'care',
    happenedAt: here.now,
    recordedAt: here.now,
    command: 'q',
  });
  expect(here.replica.settle(here.now)).toEqual([]);
  expect(inside(here, 1)?.gateOpenedAt).toBe(here.now);
  expect(inside(here, 0)?.gateOpenedAt).toBeNull();
});
