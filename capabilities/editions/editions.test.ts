import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { loadProtocols } from '../../server/protocols.ts';
import {
  activate,
  agree,
  CITY,
  committee,
  DISTRICT,
  expert,
  futian,
  hq,
  signAll,
} from '../../tests/safeguards/futian.ts';
import { ruleNamesOf } from './library.ts';

const nine = { disease: 'covid-19', edition: 'cn-covid-9', area: CITY, from: '2022-09-20' };

test('an edition with unsourced values is refused, naming each, until a second person answers for them', () => {
  const here = futian();
  const refusal = here.when(hq, 'editions.ActivateEdition', nine);
  if (!isRefusal(refusal)) throw new Error('activated unsigned');
  expect(refusal.refused).toBe('values-unsigned');
  const named = refusal.because!.map((item) => item.value);
  expect(named).toContain('cn-covid-9:transfer.close.h');
  expect(refusal.because!.every((item) => item.refused === 'value-unsigned')).toBe(true);
  signAll(here, 'cn-covid-9', CITY, { ...hq });
  expect(here.when(hq, 'editions.ActivateEdition', nine)).toMatchObject({
    refused: 'values-unsigned',
    because: expect.arrayContaining([expect.objectContaining({ refused: 'value-own-signature' })]),
  });
  const other = futian();
  signAll(other, 'cn-covid-9');
  agree(other, 'cn-covid-9');
  expect(other.when(hq, 'editions.ActivateEdition', nine)).toMatchObject([
    { type: 'editions.EditionActivated' },
    { type: 'editions.EditionStarted' },
  ]);
  expect(other.replica.row('editions.inForce', `covid-19@${CITY}`)).toMatchObject({
    edition: 'cn-covid-9',
    from: '2022-09-20',
    beginsAt: null,
  });
});

test('a sign-off for one district does not cover the city', () => {
  const here = futian();
  signAll(here, 'cn-covid-9', DISTRICT);
  expect(here.when(hq, 'editions.ActivateEdition', nine)).toMatchObject({ refused: 'values-unsigned' });
});

test('a committee or a district cannot activate an edition for the city; nobody can do it backwards or for another disease', () => {
  const here = futian();
  signAll(here, 'cn-covid-9');
  const acting = (org: typeof committee.org) => here.when({ ...hq, org }, 'editions.ActivateEdition', nine);
  expect(acting(committee.org)).toMatchObject({ refused: 'authority-missing' });
  expect(acting({ id: 'gov', name: 'District', level: 'district', kind: 'government' })).toMatchObject({
    refused: 'authority-missing',
  });
  expect(here.when(hq, 'editions.ActivateEdition', { ...nine, from: '2022-09-19' })).toMatchObject({
    refused: 'from-in-the-past',
  });
  expect(here.when(hq, 'editions.ActivateEdition', { ...nine, disease: 'dengue' })).toMatchObject({
    refused: 'edition-of-other-disease',
  });
  expect(here.when(hq, 'editions.ActivateEdition', { ...nine, edition: 'cn-covid-9-20' })).toMatchObject({
    refused: 'edition-too-early',
  });
  expect(here.when(hq, 'editions.ActivateEdition', { ...nine, edition: 'cn-covid-8' })).toMatchObject({
    refused: 'edition-superseded',
  });
});

test('an edition activated for a later day begins by itself, and the old one holds until then', () => {
  const here = futian([], '2022-11-09T01:00:00.000Z');
  activate(here, 'cn-covid-9');
  activate(here, 'cn-covid-9-20', '2022-11-11');
  const row = () => here.replica.row('editions.inForce', `covid-19@${CITY}`);
  expect(row()).toMatchObject({ edition: 'cn-covid-9', beginsOn: '2022-11-11', beginsAt: '2022-11-10T16:00:00.000Z' });
  expect(here.pass(40)).toEqual([]);
  expect(row()).toMatchObject({ edition: 'cn-covid-9-20', previous: 'cn-covid-9', beginsAt: null });
});

const lingbao = (id: string, change: object) => ({
  id,
  disease: 'covid-19',
  area: DISTRICT,
  source: 'county table of 17 Sep 2022',
  rule: {
    id,
    text: id,
    issuer: { name: 'Lingbao county', level: 'district' },
    on: 'person',
    from: '2022-09-17',
    ...change,
  },
});
const fixture = [
  lingbao('town-with-high', { area: { level: 'high', unit: 'street' }, phases: [{ measure: 'central', days: 7 }] }),
  lingbao('whole-region', { area: { level: 'any', unit: 'city' }, phases: [{ measure: 'central', days: 7 }] }),
  lingbao('low-part', { area: { level: 'low' }, phases: [{ measure: 'monitor', days: 7 }] }),
];

test("the Lingbao table of 17 September 2022 breaks three of the nine don'ts: 4, 2 and 5", () => {
  const here = futian();
  activate(here, 'cn-covid-9');
  for (const rule of fixture) here.given(expert, 'editions.EnterLocalRule', rule);
  const rows = fixture.map(({ id }) => here.replica.row('editions.localRules', id));
  expect(
    rows
      .flatMap((row) => row.violations)
      .filter((item) => item.direction === 'stricter')
      .map((item) => item.dont),
  ).toEqual([4, 2, 5]);
  expect(rows.every((row) => row.violations.every((item: { clause: string }) => item.clause.length > 0))).toBe(true);
});

test('a rule weaker than the edition is listed too, and a switch compares every open rule again', () => {
  const here = futian([], '2022-11-09T01:00:00.000Z');
  activate(here, 'cn-covid-9');
  here.given(
    expert,
    'editions.EnterLocalRule',
    lingbao('lax', {
      personClass: 'contact.close',
      phases: [
        { measure: 'central', days: 5 },
        { measure: 'home', days: 3 },
      ],
    }),
  );
  expect(here.replica.row('editions.localRules', 'lax')).toMatchObject({ laxer: 1, edition: 'cn-covid-9' });
  activate(here, 'cn-covid-9-20', '2022-11-11');
  here.pass(48);
  expect(here.replica.row('editions.localRules', 'lax')).toMatchObject({
    laxer: 0,
    stricter: 0,
    edition: 'cn-covid-9-20',
  });
  here.given(hq, 'editions.WithdrawLocalRule', { id: 'lax', reason: 'county withdrew it' });
  expect(here.replica.row('editions.localRules', 'lax').status).toBe('withdrawn');
});

test('a switch is never one organisation’s alone: another agrees first, for that area and by that day', () => {
  const here = futian();
  signAll(here, 'cn-covid-9');
  const refused = (input: object = nine) => here.when(hq, 'editions.ActivateEdition', input);
  expect(refused()).toMatchObject({ refused: 'second-organisation-missing' });
  const say = (who: typeof expert, more: object = {}) =>
    here.given(who, 'editions.AgreeToSwitch', { ...nine, reason: 'read the edition', ...more });
  say({ ...expert, id: 'hq-9', org: hq.org });
  expect(refused()).toMatchObject({ refused: 'second-organisation-missing' });
  say(expert, { area: DISTRICT });
  expect(refused()).toMatchObject({ refused: 'second-organisation-missing' });
  say(expert, { from: '2022-09-21' });
  expect(refused()).toMatchObject({ refused: 'second-organisation-missing' });
  expect(here.when(hq, 'editions.ActivateEdition', { ...nine, from: '2022-09-21' })).toMatchObject([
    { type: 'editions.EditionActivated', data: { agreed: [{ org: 'City CDC' }] } },
  ]);
  expect(here.when(expert, 'editions.AgreeToSwitch', { ...nine, disease: 'dengue', reason: 'read it' })).toMatchObject({
    refused: 'edition-of-other-disease',
  });
});

test('a disease that is watched without an edition has a name too', async () => {
  const { diseases } = ruleNamesOf(await loadProtocols());
  expect(diseases['influenza-a']).toEqual({ en: 'Influenza A', zh: '甲型流感' });
});
