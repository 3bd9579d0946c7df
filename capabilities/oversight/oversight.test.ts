import { expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { systemActor } from '../../kernel/actor.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { actor } from '../../tests/given.ts';
import {
  activate,
  cdc,
  type Futian,
  futian,
  grid,
  household,
  library,
  personOf,
  service,
} from '../../tests/safeguards/futian.ts';
import { oversightCapability } from './capability.ts';
import { noteCall, traceCall } from './index.ts';
import { areaOf, hourOf, weekOf } from './model.ts';

const oversight = oversightCapability(library);
const inspector = actor('overseer', {
  area: 'cn.44.03',
  org: { id: 'supervision', name: 'City supervision', level: 'city', kind: 'oversight' },
});
const tandem = systemActor('server');

/** As the server does: a refused attempt is noted beside the answer. */
function attempt(here: Futian, who: Actor, command: string, input: unknown): Refusal {
  const outcome = here.when(who, command, input);
  if (!isRefusal(outcome)) throw new Error(`${command} was carried out`);
  const note = noteCall({ command, input }, who, outcome, here.now);
  if (note) here.given(tandem, note.command, note.input);
  return outcome;
}
const alarms = (here: Futian) =>
  here.replica.find({ view: 'oversight.alarms' }) as never as {
    id: string;
    kind: string;
    about: { org: { id: string } };
    facts: { count: number };
    status: string;
  }[];
const order = (n: number, more: object = {}) => ({
  id: `bank-${n}`,
  person: `cn.44.03.04.001.019.e9.b1.u1.h${n}.p1`,
  household: `cn.44.03.04.001.019.e9.b1.u1.h${n}`,
  disease: 'covid-19',
  class: 'contact.close',
  place: 'cn.44.03.04.001.hotel1',
  service,
  ...more,
});

test('1,317 people who share a bank and no evidence: none is restricted, and an inspector of another organisation is called once', () => {
  const here = futian([oversight]);
  activate(here, 'cn-covid-9');
  for (let n = 1; n <= 1317; n++)
    expect(attempt(here, cdc, 'stays.OrderStay', order(n)).refused).toBe('stay-without-evidence');
  expect(here.replica.find({ view: 'stays.orders' })).toHaveLength(0);
  expect(alarms(here)).toMatchObject([
    {
      kind: 'mass-attempts',
      about: { id: 'cdc-1', org: { id: 'cdc' } },
      facts: { count: 21, command: 'stays.OrderStay' },
      status: 'open',
    },
  ]);
  expect(here.replica.row('oversight.refusals', `cdc-1|${hourOf(here.now)}`)).toMatchObject({
    count: 1317,
    refused: { 'stay-without-evidence': 1317 },
  });
  expect(JSON.stringify(here.replica.events.filter((event) => event.type === 'oversight.RefusalNoted'))).not.toMatch(
    /h\d+\.p1/,
  );
});

test('typed documents pass one by one, but not in mass unseen: more than fifty stays in an hour on documents alone call an inspector', () => {
  const here = futian([oversight]);
  activate(here, 'cn-covid-9');
  const path = `${household(1).replace('.h1', '.h900')}`;
  const members = Array.from({ length: 52 }, (_, n) => ({
    id: `${path}.p${n + 1}`,
    name: `储户${n}`,
    sex: 'male',
    birth: '1980-01-01',
    smartphone: true,
  }));
  here.given(grid, 'people.RegisterHousehold', { path, kind: 'dormitory', members });
  here.given(grid, 'crew.AssignHousehold', { member: 'carer-1', household: path });
  const evidence = [
    {
      kind: 'arrival',
      id: 'list-of-depositors',
      source: 'list',
      signer: 'Officer Lin',
      at: '2022-09-19T10:00:00.000Z',
      day: '2022-09-18',
    },
  ];
  for (let n = 1; n <= 52; n++)
    here.given(
      cdc,
      'stays.OrderStay',
      order(n, { class: 'inbound', person: `${path}.p${n}`, household: path, evidence }),
    );
  expect(alarms(here)).toMatchObject([{ kind: 'mass-orders', facts: { count: 51 } }]);
});

test('a purpose that Tandem does not serve is refused with an alarm at the first try; livelihood refusals are nobody’s business', () => {
  const here = futian([oversight]);
  const refusal = { refused: 'purpose-refused', value: 'order-maintenance', words: { en: 'no', zh: '不' } };
  const note = noteCall({ command: 'read people.persons', input: {} }, cdc, refusal);
  here.given(tandem, note?.command as string, note?.input);
  here.given(tandem, note?.command as string, note?.input);
  expect(alarms(here)).toMatchObject([{ kind: 'purpose', facts: { value: 'order-maintenance' } }]);
  expect(
    noteCall({ command: 'requests.TakeRequest', input: {} }, cdc, { ...refusal, refused: 'input-invalid' }),
  ).toBeUndefined();
  expect(
    noteCall({ command: 'stays.FileAppeal', input: {} }, cdc, { ...refusal, refused: 'not-permitted' }),
  ).toBeUndefined();
  expect(
    noteCall({ command: 'stays.SetStatus', input: {} }, cdc, { ...refusal, refused: 'command-unknown' }),
  ).toMatchObject({ input: { refused: 'command-unknown', area: 'cn.44.03.04' } });
  expect(
    noteCall({ command: 'stays.EndStay', input: {} }, systemActor('stays'), { ...refusal, refused: 'not-permitted' }),
  ).toBeUndefined();
});

test('an alarm is answered by another organisation than the one concerned, once', () => {
  const here = futian([oversight]);
  const refusal = { refused: 'purpose-refused', value: 'debt', words: { en: 'no', zh: '不' } };
  here.given(
    tandem,
    'oversight.NoteRefusal',
    noteCall({ command: 'read people.persons', input: {} }, cdc, refusal)?.input,
  );
  const [open] = alarms(here);
  const answer = { id: open?.id, finding: 'abuse', action: 'Account suspended, case passed to the prosecutor.' };
  expect(here.when({ ...inspector, org: cdc.org }, 'oversight.AnswerAlarm', answer)).toMatchObject({
    refused: 'inspector-not-independent',
  });
  here.given(inspector, 'oversight.AnswerAlarm', answer);
  expect(alarms(here)[0]).toMatchObject({ status: 'answered', finding: 'abuse', dueAt: null });
  expect(here.when(inspector, 'oversight.AnswerAlarm', answer)).toMatchObject({ refused: 'alarm-answered' });
});

test('a read is traced with reader, office and purpose, and the household finds it by her own members', () => {
  const here = futian([oversight]);
  const call = traceCall({
    by: grid,
    view: 'people.persons',
    purpose: 'livelihood',
    subjects: [personOf(1), personOf(2), personOf(1)],
  });
  here.given(tandem, call.command, call.input);
  const found = here.replica.find({ view: 'oversight.reads', where: { subjects: [household(2), personOf(2)] } });
  expect(found).toMatchObject([
    {
      name: 'grid 1',
      org: 'Office of grid',
      view: 'people.persons',
      purpose: 'livelihood',
      subjects: [personOf(1), personOf(2)],
      area: 'cn.44.03.04.001.019.e1.b1.u1',
    },
  ]);
  expect(here.replica.find({ view: 'oversight.reads', where: { subjects: [household(3), personOf(3)] } })).toHaveLength(
    0,
  );
});

test('the weekly sample holds the same reads however often it is folded, and is checked by an outsider after the week', () => {
  const here = futian([oversight]);
  for (let n = 0; n < 100; n++)
    here.given(
      tandem,
      'oversight.TraceRead',
      traceCall({ by: grid, view: 'people.persons', purpose: 'care', subjects: [personOf(n % 8)] }).input,
    );
  const id = 'cn.44.03|2022-09-19';
  const drawn = here.replica.row('oversight.samples', id);
  expect(drawn).toMatchObject({ total: 100, unchecked: 20, readyOn: '2022-09-26' });
  const again = futian([oversight]);
  for (const event of here.replica.events) if (event.type === 'oversight.ReadTraced') again.replica.apply(event);
  expect(again.replica.row('oversight.samples', id)).toEqual(drawn);
  const check = {
    sample: id,
    read: drawn.reads[0].id,
    finding: 'unjustified',
    note: 'The worker had no household there.',
  };
  expect(here.when(inspector, 'oversight.CheckRead', check)).toMatchObject({ refused: 'sample-not-drawn' });
  here.pass(24 * 7);
  expect(here.when({ ...inspector, org: grid.org }, 'oversight.CheckRead', check)).toMatchObject({
    refused: 'inspector-not-independent',
  });
  here.given(inspector, 'oversight.CheckRead', check);
  expect(here.replica.row('oversight.samples', id)).toMatchObject({ unchecked: 19, unjustified: 1 });
  expect(alarms(here)).toMatchObject([{ kind: 'read-unjustified', about: { id: 'grid-1' } }]);
});

test('a broken chain in the log calls an inspector; a whole one is on record', () => {
  const here = futian([oversight]);
  here.given(tandem, 'oversight.RecordVerification', {
    day: '2022-09-19',
    events: 900,
    faults: 0,
    anchor: { day: '2022-09-19', seq: 900, hash: 'abc' },
  });
  expect(alarms(here)).toHaveLength(0);
  here.given(tandem, 'oversight.RecordVerification', {
    day: '2022-09-20',
    events: 950,
    faults: 1,
    first: 'stay/s1 version 2: data',
  });
  expect(here.replica.row('oversight.integrity', '2022-09-20')).toMatchObject({ faults: 1 });
  expect(alarms(here)).toMatchObject([{ kind: 'log-fault' }]);
});

test('what was written about a household is listed with who and when, and without the content', () => {
  const here = futian([oversight]);
  here.given(grid, 'people.CheckOnHousehold', { path: household(3), how: 'door', outcome: 'well' });
  const writes = here.replica.find({ view: 'oversight.writes', where: { household: household(3) } });
  expect(writes).toMatchObject([
    { what: 'people.HouseholdRegistered', name: 'grid 1' },
    { what: 'people.HouseholdCheckedOn' },
  ]);
  expect(JSON.stringify(writes)).not.toContain('居民');
});

test('weeks begin on Monday, and the area of a read is the smallest that holds all it showed', () => {
  expect(['2022-09-19', '2022-09-25', '2022-09-26'].map(weekOf)).toEqual(['2022-09-19', '2022-09-19', '2022-09-26']);
  expect(areaOf(['cn.44.03.04.001', 'cn.44.03.05.001'])).toBe('cn.44.03');
  expect(areaOf(['cn.44.03.04', 'cn.44.03.04.001'])).toBe('cn.44.03.04');
});
