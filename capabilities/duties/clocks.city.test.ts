import { expect, test } from 'vitest';
import { AT, aContact, controlWalks, exposed, onCase, plain } from '../../tests/clocks/control.ts';
import { drillWalks } from '../../tests/clocks/drills.ts';
import { entryWalks } from '../../tests/clocks/entry.ts';
import { floorWalks } from '../../tests/clocks/floors.ts';
import { inspectionWalks } from '../../tests/clocks/inspections.ts';
import { requestWalks } from '../../tests/clocks/requests.ts';
import { reserveWalks } from '../../tests/clocks/reserves.ts';
import { signalWalks } from '../../tests/clocks/signals.ts';
import { close } from '../../tests/safeguards/contacts.ts';
import { activate, expert, type Futian, futian, library, report } from '../../tests/safeguards/futian.ts';
import { capability as arrivals } from '../arrivals/capability.ts';
import { capability as drills } from '../drills/capability.ts';
import { capability as entry } from '../entry/capability.ts';
import { capability as floors } from '../floors/capability.ts';
import { capability as inspections } from '../inspections/capability.ts';
import { oversightCapability } from '../oversight/capability.ts';
import { capability as requests } from '../requests/capability.ts';
import { capability as reserves } from '../reserves/capability.ts';
import { signalsCapability } from '../signals/capability.ts';
import { situationCapability } from '../situation/capability.ts';
import { capability as visits } from '../visits/capability.ts';
import { capability as warnings } from '../warnings/capability.ts';
import { dutiesCapability } from './capability.ts';
import type { DutyRow } from './model.ts';

const walks = {
  ...controlWalks,
  ...requestWalks,
  ...signalWalks,
  ...drillWalks,
  ...reserveWalks,
  ...floorWalks,
  ...inspectionWalks,
  ...entryWalks,
};

function wholeCity(): Futian {
  const here = futian([
    requests,
    visits,
    dutiesCapability(library),
    oversightCapability(library),
    signalsCapability(library),
    warnings,
    drills,
    arrivals,
    reserves,
    situationCapability(),
    floors,
    inspections,
    entry,
  ]);
  activate(here, 'cn-covid-9');
  return here;
}
const duties = (here: Futian, clock?: string) =>
  here.replica.find({ view: 'duties.duties', where: clock ? { clock } : {}, limit: 50_000 }) as DutyRow[];

test('every clock of the protocols is walked here', () => {
  expect(Object.keys(walks).sort()).toEqual(library.clocks.map((clock) => clock.id).sort());
});

test.each(library.clocks.map((clock) => [clock.id, clock] as const))('%s opens one duty and closes it', (id, clock) => {
  const here = wholeCity();
  const walk = walks[id]!;
  walk.before?.(here);
  expect(duties(here, id).filter((row) => row.state !== 'done')).toEqual([]);
  walk.starts(here);
  const [row, ...others] = duties(here, id).filter((each) => each.state !== 'done');
  expect(others).toEqual([]);
  expect(row).toMatchObject({ state: 'open', ownerLevel: clock.owner.level, ownerRole: clock.owner.role, late: false });
  expect(row!.owner.area).toMatch(/^cn\.44\.03/);
  expect(row!.dueAt > row!.startedAt).toBe(true);
  // A clock that says what its duties are about finds the words in the event.
  if (clock.about) expect(row!.about?.zh).toMatch(/\S/);
  else expect(row!.about).toBeNull();
  walk.stops(here);
  expect(here.replica.row('duties.duties', row!.id)).toMatchObject({ state: 'done', late: false });
});

test('a discarded case owes nothing; reinstated, it owes what is not on record', () => {
  const here = wholeCity();
  plain(here);
  onCase('NotifyCase', { at: AT, to: 'Province' })(here);
  onCase('DiscardCase', { reason: 'negative twice' })(here);
  expect(duties(here).filter((row) => row.state !== 'done')).toEqual([]);
  onCase('ReinstateCase', { reason: 'positive after all' })(here);
  expect(
    duties(here)
      .filter((row) => row.state !== 'done')
      .map((row) => row.clock)
      .sort(),
  ).toEqual(['case.core', 'case.investigation', 'case.isolate', 'case.treat']);
});

test('a list of another body, years old, opens no duty; nor does a contact whose follow-up is long over', () => {
  const here = wholeCity();
  report(here, 'k1', 0, '2015-06-01', { import: 'mers', onset: '2015-05-20' });
  onCase('ClassifyCase', {
    classification: 'probable',
    evidence: { kind: 'review', at: AT, signer: 'Dr Chen' },
  })(here);
  aContact('contact.close', { lastExposure: '2015-05-21', import: 'mers' })(here);
  expect(duties(here)).toEqual([]);
});

test('a follow-up that moves takes its days along, and a contact closed is checked no more', () => {
  const here = wholeCity();
  exposed(here);
  const check = () => here.replica.row('duties.duties', 'contact.follow-up:contact/c1') as unknown as DutyRow;
  const first = [check().day, ...check().days];
  expect(first[0]).toBe('2022-09-20');
  here.given(expert, 'contacts.AddExposure', { id: 'c1', case: 'k1', lastExposure: '2022-09-20' });
  expect([check().day, ...check().days].at(-1)! > first.at(-1)!).toBe(true);
  here.pass(40);
  expect(check()).toMatchObject({ state: 'open', day: '2022-09-22' });
  close(here, 'c1', 'not-exposed');
  expect(check()).toMatchObject({ state: 'done', days: [], opensAt: null });
});
