import { beforeAll, expect, test } from 'vitest';
import type { InForce } from '../../protocols/in-force.ts';
import { protocolParts } from '../../protocols/parts.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { actor, city } from '../../tests/given.ts';
import { capability as cases } from '../cases/capability.ts';
import { dutiesCapability } from '../duties/capability.ts';
import { capability } from './capability.ts';
import type { ContactRow } from './views.ts';
import type { CheckRow } from './views-follow-up.ts';

let library: ProtocolLibrary;
beforeAll(async () => {
  library = await loadProtocols();
});

const investigator = actor('investigator');
const grid = actor('grid');
const household = 'cn.44.03.04.001.019.e1.b1.u1.h502';
const inForce = (edition?: string): InForce => ({
  library,
  active: edition ? [{ disease: 'covid-19', edition, area: 'cn', from: '2022-01-01' }] : [],
});
/** A city with one case; `edition` can be switched during the test. */
function given(edition: string | undefined = 'cn-covid-9') {
  const rule = { edition };
  const here = city([cases, capability], { protocol: () => inForce(rule.edition), now: '2022-09-20T01:00:00.000Z' });
  for (const id of ['c1', 'c2'])
    here.given(investigator, 'cases.ReportCase', {
      id,
      disease: 'covid-19',
      area: 'cn.44.03.04',
      reportedOn: '2022-09-20',
      classification: 'confirmed',
      origin: 'local',
      source: 'screening',
    });
  return { here, rule, row: (id: string): ContactRow => here.replica.row('contacts.contacts', id) };
}
const listed = (id: string, more: object = {}) => ({
  id,
  case: 'c1',
  disease: 'covid-19',
  area: 'cn.44.03.04',
  household,
  person: `${household}.p1`,
  name: '李雷',
  phone: '13800001111',
  class: 'contact.close',
  lastExposure: '2022-09-18',
  ...more,
});

test('the edition sets the days of follow-up, counted from the last exposure', () => {
  const { here, row } = given();
  here.given(investigator, 'contacts.ListContact', listed('k1'));
  expect(row('k1')).toMatchObject({
    from: '2022-09-19',
    until: '2022-09-28',
    nextDue: '2022-09-20',
    edition: 'cn-covid-9',
    ownerName: 'investigator 1',
  });
});

test('a checked day is done, an unchecked one is missed at midnight under its owner, and the follow-up ends by itself', () => {
  const { here, row } = given();
  here.given(investigator, 'contacts.ListContact', listed('k1', { owner: { id: 'grid-1', name: 'grid 1' } }));
  here.given(grid, 'contacts.RecordFollowUp', { id: 'k1', day: '2022-09-20', outcome: 'seen-well' });
  expect(row('k1')).toMatchObject({ nextDue: '2022-09-21', overdue: false, checks: 1 });
  here.given(grid, 'contacts.RecordFollowUp', { id: 'k1', day: '2022-09-20', outcome: 'not-reached' });
  here.pass(40);
  expect(row('k1')).toMatchObject({
    missed: 1,
    missedDays: ['2022-09-21'],
    overdue: true,
    nextDue: '2022-09-22',
    ownerId: 'grid-1',
  });
  expect(here.replica.find({ view: 'contacts.followUps', where: { outcome: 'missed' } })).toMatchObject([
    { contact: 'k1', day: '2022-09-21', by: 'grid 1' },
  ]);
  here.pass(24 * 7);
  expect(row('k1')).toMatchObject({ status: 'closed', closeReason: 'follow-up-ended', nextDue: null, missed: 8 });
  expect(
    here.when(grid, 'contacts.RecordFollowUp', { id: 'k1', day: '2022-09-29', outcome: 'seen-well' }),
  ).toMatchObject({ refused: 'contact-closed' });
});

test('a later exposure moves the end; symptoms make the contact ill; a symptomatic "well" is refused', () => {
  const { here, row } = given();
  here.given(investigator, 'contacts.ListContact', listed('k1'));
  here.given(investigator, 'contacts.AddExposure', { id: 'k1', case: 'c2', lastExposure: '2022-09-20' });
  expect(row('k1')).toMatchObject({ until: '2022-09-30', cases: ['c1', 'c2'] });
  expect(
    here.when(grid, 'contacts.RecordFollowUp', {
      id: 'k1',
      day: '2022-09-20',
      outcome: 'seen-well',
      symptoms: ['fever'],
    }),
  ).toMatchObject({ refused: 'input-invalid' });
  here.given(grid, 'contacts.RecordFollowUp', {
    id: 'k1',
    day: '2022-09-20',
    outcome: 'seen-ill',
    symptoms: ['fever'],
    temperature: 38.5,
  });
  expect(row('k1').ill).toBe(true);
});

test('a discarded case frees its contacts, those of another case stay with the earlier end, and a reinstated case takes them back', () => {
  const { here, row } = given();
  here.given(investigator, 'contacts.ListContact', listed('k1', { lastExposure: '2022-09-19' }));
  here.given(investigator, 'contacts.ListContact', listed('k2', { person: undefined, lastExposure: '2022-09-19' }));
  here.given(investigator, 'contacts.AddExposure', { id: 'k2', case: 'c2', lastExposure: '2022-09-17' });
  here.given(investigator, 'cases.DiscardCase', { id: 'c1', reason: 'false positive' });
  expect(row('k1')).toMatchObject({ status: 'closed', closeReason: 'case-discarded' });
  expect(row('k2')).toMatchObject({ status: 'open', until: '2022-09-27', cases: ['c2'] });
  here.given(investigator, 'cases.ReinstateCase', { id: 'c1', reason: 'retest positive' });
  expect(row('k1')).toMatchObject({ status: 'open', until: '2022-09-29' });
  expect(row('k2')).toMatchObject({ until: '2022-09-29', cases: ['c2', 'c1'] });
});

test('a contact who becomes a case is closed with the case named', () => {
  const { here, row } = given();
  here.given(investigator, 'contacts.ListContact', listed('k1'));
  here.given(investigator, 'contacts.ListContact', listed('k2', { person: undefined }));
  here.given(investigator, 'cases.ReportCase', {
    id: 'c3',
    disease: 'covid-19',
    area: 'cn.44.03.04',
    household,
    person: `${household}.p1`,
    reportedOn: '2022-09-20',
    classification: 'confirmed',
    origin: 'local',
    source: 'contact-tracing',
    contact: 'k2',
  });
  expect(row('k1')).toMatchObject({ closeReason: 'became-case', becameCase: 'c3' });
  expect(row('k2')).toMatchObject({ closeReason: 'became-case', becameCase: 'c3' });
});

test('an edition with other days moves the end, with the reason and the former end kept', () => {
  const { here, rule, row } = given();
  here.given(investigator, 'contacts.ListContact', listed('k1'));
  rule.edition = 'cn-covid-8';
  here.replica.run(
    { id: 'x', command: 'contacts.ReviewFollowUp', input: { id: 'k1', why: 'edition cn-covid-8' } },
    actor('system'),
    here.now,
  );
  expect(row('k1')).toMatchObject({ edition: 'cn-covid-8', until: '2022-10-09' });
  expect(row('k1').history.at(-1)).toMatchObject({
    what: 'revised',
    detail: '2022-09-28 > 2022-10-09: edition cn-covid-8',
  });
});

test('without a protocol a contact is listed, nothing is due, and the disease says what it lacks', () => {
  const { here, row } = given('');
  here.given(investigator, 'contacts.ListContact', listed('k1'));
  expect(row('k1')).toMatchObject({ status: 'open', nextDue: null, until: null, lacks: 'edition-none' });
  here.given(investigator, 'contacts.CloseContact', { id: 'k1', reason: 'no-rule' });
  expect(protocolParts(inForce(), 'mers', 'cn.44.03', '2022-09-20').parts.every((part) => !part.present)).toBe(true);
  const known = protocolParts(inForce('cn-covid-9'), 'covid-19', 'cn.44.03', '2022-09-20');
  expect(known.parts.filter((part) => part.present).map((part) => part.part)).toEqual(
    expect.arrayContaining(['contacts', 'quarantine', 'zones']),
  );
});

test('unknown cases, classes nobody knows and days to come are refused', () => {
  const { here } = given();
  expect(here.when(investigator, 'contacts.ListContact', listed('k1', { case: 'c9' }))).toMatchObject({
    refused: 'case-unknown',
  });
  expect(here.when(investigator, 'contacts.ListContact', listed('k1', { class: 'contact.distant' }))).toMatchObject({
    refused: 'class-unknown',
  });
  expect(here.when(investigator, 'contacts.ListContact', listed('k1', { lastExposure: '2022-09-21' }))).toMatchObject({
    refused: 'day-to-come',
  });
});

test('a due check that nobody made is told above at the end of its day, so that every due check is done or escalated (B9)', () => {
  const here = city([cases, capability, dutiesCapability(library)], {
    protocol: () => inForce('cn-covid-9'),
    now: '2022-09-20T01:00:00.000Z',
  });
  const report = { id: 'c1', disease: 'covid-19', area: 'cn.44.03.04', reportedOn: '2022-09-20' };
  here.given(investigator, 'cases.ReportCase', {
    ...report,
    classification: 'confirmed',
    origin: 'local',
    source: 'screening',
  });
  const names = Array.from({ length: 20 }, (_, i) => `k${i + 1}`);
  for (const id of names) here.given(investigator, 'contacts.ListContact', listed(id));
  for (const id of names.slice(0, 15))
    here.given(grid, 'contacts.RecordFollowUp', {
      id,
      day: '2022-09-20',
      outcome: 'seen-well',
      symptoms: [],
      temperature: 36.5,
    });
  here.pass(16);
  const of = (state: string) => here.replica.find({ view: 'contacts.checks', where: { day: '2022-09-20', state } });
  expect([of('done').length, of('escalated').length, of('missed').length]).toEqual([15, 5, 0]);
  expect((of('escalated') as CheckRow[]).map(({ contact }) => contact).sort()).toEqual(names.slice(15).sort());
  // seen the day after, it was still not seen on its day
  here.given(grid, 'contacts.RecordFollowUp', { id: 'k16', day: '2022-09-20', outcome: 'seen-well', symptoms: [] });
  expect(of('done')).toHaveLength(15);
});
