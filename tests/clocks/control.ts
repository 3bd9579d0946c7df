import { systemActor } from '../../kernel/actor.ts';
import { actor } from '../given.ts';
import { list } from '../safeguards/contacts.ts';
import {
  BUILDING,
  cdc,
  colleague,
  expert,
  type Futian,
  government,
  grid,
  household,
  lookAtExits,
  personOf,
  proposal,
  report,
  resident,
  reviewer,
  service,
} from '../safeguards/futian.ts';
import { asked, street } from './requests.ts';
import type { Walk } from './walk.ts';

export const AT = '2022-09-20T01:00:00.000Z';
const tandem = systemActor('test');
const overseer = actor('overseer', {
  area: 'cn.44.03',
  org: { id: 'supervision', name: 'City supervision', level: 'city', kind: 'oversight' },
});

export const plain = (here: Futian, more: object = {}) => report(here, 'k1', 0, '2022-09-20', more);
export const onCase = (command: string, more: object) => (here: Futian) =>
  void here.given(expert, `cases.${command}`, { id: 'k1', ...more });
const oneCase = (here: Futian) => plain(here, { isolatedOn: '2022-09-20', treatedOn: '2022-09-20' });
export const aContact =
  (personClass = 'contact.close', more: object = {}) =>
  (here: Futian) =>
    void here.given(expert, 'contacts.ListContact', {
      id: 'c1',
      case: 'k1',
      disease: 'covid-19',
      area: household(1),
      person: personOf(1),
      household: household(1),
      class: personClass,
      lastExposure: '2022-09-18',
      ...more,
    });
const told = (here: Futian) =>
  void here.given(expert, 'contacts.NotifyContact', { id: 'c1', at: AT, channel: 'phone', reached: true });
const moved = (here: Futian, more: object = {}) =>
  void here.given(expert, 'contacts.TransferContact', { id: 'c1', at: AT, to: 'Hotel 1', ...more });

const aStay = (here: Futian) =>
  void here.given(cdc, 'stays.OrderStay', {
    id: 's1',
    person: personOf(1),
    household: household(1),
    disease: 'covid-19',
    class: 'contact.close',
    evidence: [{ kind: 'contact', id: 'c1', source: 'field', signer: 'Dr Chen', at: '2022-09-19T10:00:00.000Z' }],
    place: 'cn.44.03.04.001.hotel1',
    service,
  });
const lifted = (here: Futian) =>
  void here.given(cdc, 'stays.LiftStay', { id: 's1', reason: 'no-longer-needed', note: 'transferred elsewhere' });
export const exposed = (here: Futian) => {
  oneCase(here);
  list(here, 'c1', 'k1', 1, '2022-09-18');
};
const staying = (here: Futian) => {
  exposed(here);
  aStay(here);
};
const appeal = (medical: boolean) => (here: Futian) =>
  void here.given(resident(1), 'stays.FileAppeal', {
    id: 's1',
    appeal: 'a1',
    by: { name: '居民1', relation: 'self' },
    channel: 'app',
    grounds: 'I was not there',
    medical,
  });
const decided = (here: Futian) =>
  void here.given(reviewer, 'stays.DecideAppeal', {
    id: 's1',
    appeal: 'a1',
    decision: 'upheld',
    reason: { en: 'The evidence stands.', zh: '证据成立。' },
  });

const proposed = (here: Futian) => void here.given(government, 'zones.ProposeZone', proposal('z1'));
const published = (here: Futian) => void here.given(colleague, 'zones.PublishZone', { id: 'z1' });
const ready = (here: Futian) => {
  oneCase(here);
  lookAtExits(here);
  proposed(here);
};
const reviewed = (here: Futian) =>
  void here.given(colleague, 'zones.ReviewZone', { id: 'z1', finding: 'keep', note: 'as it was', plan: 'our plan' });
const zoneLifted = (here: Futian) =>
  void here.given(colleague, 'zones.LiftZone', {
    id: 'z1',
    checklist: { noNewInfection: true, cleanRound: true, contactsMoved: true, premisesClean: true },
  });

const aVisit = (here: Futian, more: object = {}) =>
  void here.given(street, 'visits.PlanVisit', {
    id: 'v1',
    kind: 'delivery',
    household: household(1),
    window: { from: here.now, to: '2022-09-20T09:00:00.000Z' },
    urgent: false,
    ...more,
  });
const visited = (here: Futian) =>
  void here.given(grid, 'visits.CompleteVisit', {
    id: 'v1',
    outcome: 'done',
    heard: true,
    proof: { note: 'all well' },
  });

/** Cases, contacts, stays, zones, visits, oversight: what opens each clock and what closes it. */
export const controlWalks: Record<string, Walk> = {
  'case.report': { starts: plain, stops: onCase('NotifyCase', { at: AT, to: 'Province' }) },
  'case.core': { starts: plain, stops: onCase('RecordCoreInvestigation', { sourceOfInfection: 'unknown' }) },
  'case.investigation': {
    starts: plain,
    stops: onCase('ReportInvestigation', { summary: 'infected at home', sourceOfInfection: 'known' }),
  },
  'case.isolate': { starts: plain, stops: onCase('IsolateCase', { at: AT, where: 'Hospital 3' }) },
  'case.treat': { starts: plain, stops: onCase('TreatCase', { at: AT, hospital: 'Hospital 3' }) },
  'contact.notify': { before: oneCase, starts: aContact(), stops: told },
  'contact.transfer.close': { before: oneCase, starts: aContact(), stops: moved },
  'contact.transfer.secondary': { before: oneCase, starts: aContact('contact.secondary'), stops: moved },
  'contact.follow-up': {
    before: oneCase,
    starts: aContact(),
    stops: (here) =>
      void here.given(grid, 'contacts.RecordFollowUp', { id: 'c1', day: '2022-09-20', outcome: 'seen-well' }),
  },
  'assist.send': {
    before: oneCase,
    starts: aContact('contact.close', { assist: 'out' }),
    stops: (here) => moved(here, { assist: 'out', authority: 'Dongguan' }),
  },
  'assist.reply': { before: oneCase, starts: aContact('contact.close', { assist: 'in' }), stops: told },
  'stay.test': {
    before: exposed,
    starts: aStay,
    stops: (here) =>
      void here.given(grid, 'stays.RecordTest', { id: 's1', day: '2022-09-20', result: 'negative', source: 'lab' }),
  },
  'stay.release': { before: exposed, starts: aStay, stops: lifted },
  'stay.appeal': { before: staying, starts: appeal(false), stops: decided },
  'stay.appeal.medical': { before: staying, starts: appeal(true), stops: decided },
  'stay.check-on': {
    before: exposed,
    starts: aStay,
    stops: (here) =>
      void here.given(grid, 'people.CheckOnHousehold', { path: household(1), how: 'door', outcome: 'well' }),
  },
  'zone.decide': {
    before: (here) => {
      oneCase(here);
      lookAtExits(here);
    },
    starts: proposed,
    stops: published,
  },
  'zone.plan': { before: ready, starts: published, stops: reviewed },
  'zone.review': { before: ready, starts: published, stops: reviewed },
  'zone.lift': { before: ready, starts: published, stops: zoneLifted },
  'household.knock': {
    before: staying,
    starts: (here) => void here.pass(80),
    stops: (here) =>
      void here.given(grid, 'people.CheckOnHousehold', { path: household(1), how: 'door', outcome: 'well' }),
  },
  'care.confirm': {
    starts: (here) =>
      void here.given(grid, 'people.ScheduleCare', {
        path: household(1),
        id: 'dialysis',
        person: personOf(1),
        care: 'dialysis',
        at: '2022-09-23T01:00:00.000Z',
        everyDays: 3,
        place: 'Hospital 3',
      }),
    stops: (here) =>
      void here.given(grid, 'people.ConfirmCareSlot', {
        path: household(1),
        id: 'dialysis',
        at: '2022-09-23T01:00:00.000Z',
        hospital: 'Hospital 3',
        ride: { by: 'the street', phone: '10000000001' },
      }),
  },
  'visit.done': { starts: (here) => aVisit(here), stops: visited },
  'visit.transfer': {
    before: (here) => aVisit(here, { kind: 'transfer' }),
    starts: (here) => void here.given(grid, 'visits.StartVisit', { id: 'v1' }),
    stops: visited,
  },
  // Any other visit is planned again at once by itself; one for a request waits for whoever it was handed up to.
  'visit.retry': {
    before: (here) => {
      asked('other')(here);
      aVisit(here, { request: 'r1' });
    },
    starts: (here) => void here.given(grid, 'visits.FailVisit', { id: 'v1', reason: 'no-answer' }),
    stops: (here) => aVisit(here, { id: 'v2', request: 'r1' }),
  },
  'exit.clear': {
    starts: (here) => {
      for (const exit of ['door', 'lane'])
        here.given(grid, 'places.RecordExit', { path: BUILDING, exit, clear: false, note: 'fence' });
    },
    stops: (here) => lookAtExits(here),
  },
  'oversight.alarm': {
    starts: (here) =>
      void here.given(tandem, 'oversight.RaiseAlarm', {
        id: 'alarm-1',
        kind: 'mass-attempts',
        about: { id: 'cdc-1', name: 'Officer Lin', role: 'officer', org: { id: 'cdc', name: 'District CDC' } },
        area: 'cn.44.03.04',
        facts: { count: 9 },
      }),
    stops: (here) =>
      void here.given(overseer, 'oversight.AnswerAlarm', { id: 'alarm-1', finding: 'abuse', action: 'account closed' }),
  },
};
