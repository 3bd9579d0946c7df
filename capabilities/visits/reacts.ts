import type { Call, Finds, Reaction } from '../../kernel/capability.ts';
import { momentWords } from '../../kernel/day-words.ts';
import type { Event } from '../../kernel/event.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addHours, addMinutes, endOf, type Instant } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { MemberRow } from '../crew/index.ts';
import type { CareSlotRow } from '../people/index.ts';
import { OPEN, VISIT_KINDS, type VisitKind } from './lists.ts';
import type { PlanVisit, VisitEvents } from './model.ts';
import type { VisitRow } from './views.ts';
import { pathsOf, type WatchedRow } from './views-households.ts';
import { candidates, pick, planned, type When } from './who-goes.ts';

const setting = (protocol: any, name: string, day: string): number | undefined => {
  const found = settingOn(protocol.library, name, day);
  return isRefusal(found) ? undefined : Number(found.value);
};
/** The window of a visit planned now. A number no protocol states leaves the rest of the day. */
function windowOf({ now, today, zone, protocol }: When, urgency: 'life' | 'urgent' | 'plain'): PlanVisit['window'] {
  const name = { life: 'visits.life.minutes', urgent: 'visits.urgent.hours', plain: 'visits.window.hours' }[urgency];
  const value = setting(protocol, name, today);
  if (value === undefined) return { from: now, to: endOf(today, zone) };
  return { from: now, to: urgency === 'life' ? addMinutes(now, value) : addHours(now, value) };
}
const doorFor = (data: any): string => data.household ?? data.beneficiary?.household ?? data.place;

/** A life in danger: somebody goes at once, beside and not after the ambulance. Nothing is asked (SG13, F6). */
const life: Reaction = {
  find: (event): Finds => (event.data.life ? candidates(doorFor(event.data)) : {}),
  then: (event, found, told) => {
    if (!event.data.life) return [];
    const visit: PlanVisit = {
      id: `life~${event.data.id}`,
      kind: 'life',
      household: doorFor(event.data),
      request: event.data.id,
      window: windowOf(told, 'life'),
      urgent: true,
      life: true,
      level: 'community',
    };
    return planned(visit, pick(found, visit, told));
  },
};

/** A dispatched request whose class is served at the door becomes a visit (protocols/city/visit-limits.yaml). */
const dispatched: Reaction = {
  find: (event) => ({
    ...candidates(doorFor(event.data)),
    open: { view: 'visits.visits', where: { request: event.data.id, status: OPEN } },
  }),
  then: (event, found, told) => {
    const stated = settingOn(told.protocol.library, `visits.class.${event.data.class}`, told.today);
    if (isRefusal(stated) || event.data.life || found.open.length > 0) return [];
    const kind = String(stated.value) as VisitKind;
    if (!VISIT_KINDS.includes(kind)) return [];
    const urgent = event.data.urgency === 'urgent';
    const visit: PlanVisit = {
      id: `request~${event.data.id}~${event.seq}`,
      kind,
      household: doorFor(event.data),
      request: event.data.id,
      window: windowOf(told, urgent ? 'urgent' : 'plain'),
      urgent,
      life: false,
      level: 'community',
    };
    const named: MemberRow[] = found.crew.filter((row: MemberRow) => row.id === event.data.assignee?.id);
    return planned(
      visit,
      (named.length > 0 ? pick({ ...found, crew: named }, visit, told) : undefined) ?? pick(found, visit, told),
    );
  },
};

/** The matter is over: nobody goes in vain. */
const over = (reason: string, where: (data: any) => Record<string, string>): Reaction => ({
  find: (event) => ({ open: { view: 'visits.visits', where: { ...where(event.data), status: OPEN } } }),
  then: (_event, found) =>
    (found.open as VisitRow[]).map((row) => ({ command: 'visits.WithdrawVisit', input: { id: row.id, reason } })),
});
const requestOver = (reason: string): Reaction => over(reason, (data) => ({ request: data.id }));
const careOver: Reaction = over('care schedule ended / 就医日程已结束', (data) => ({ care: data.slot }));

const watch =
  (name: (data: any) => string, households: (data: any) => string[]): Reaction['then'] =>
  (event) => [
    { command: 'visits.WatchSilence', input: { restriction: name(event.data), households: households(event.data) } },
  ];

/** A confirmed slot of a restricted household becomes a trip with its legs; a free household goes by itself. */
function trip(
  slot: { id: string; household: string; at: Instant; hospital: string; ride: { by: string; phone: string } },
  told: When,
): Call[] {
  if (slot.at <= told.now) return [];
  const visit: PlanVisit = {
    id: `trip~${slot.id}~${slot.at.replaceAll(/[^0-9]/g, '')}`,
    kind: 'medical-trip',
    household: slot.household,
    window: { from: told.now, to: slot.at },
    urgent: true,
    life: false,
    level: 'community',
    care: slot.id,
    legs: [
      { leg: 'hospital', by: slot.hospital },
      { leg: 'vehicle', by: slot.ride.by, phone: slot.ride.phone },
    ],
  };
  return planned(visit, undefined);
}
const slotConfirmed: Reaction = {
  find: (event) => ({
    bound: { view: 'visits.households', ids: [event.data.path] },
    trips: { view: 'visits.visits', where: { care: event.data.slot, status: OPEN } },
  }),
  then: ({ data }, found, told) => [
    ...(found.trips as VisitRow[]).map(
      (row): Call => ({
        command: 'visits.WithdrawVisit',
        input: { id: row.id, reason: 'the slot was confirmed anew / 就诊时间重新确认' },
      }),
    ),
    ...((found.bound as WatchedRow[]).length > 0
      ? trip({ id: data.slot, household: data.path, at: data.at, hospital: data.hospital, ride: data.ride }, told)
      : []),
  ],
};
const slotsOf = (within: string): Finds => ({
  slots: { view: 'people.careSlots', within, where: { confirmed: true }, limit: 50_000 },
});
const trips = (paths: string[], slots: CareSlotRow[], told: When): Call[] => {
  const bound = new Set(paths);
  return slots
    .filter((row) => bound.has(row.area) && row.hospital && row.ride)
    .flatMap((row) =>
      trip(
        {
          id: row.id,
          household: row.area,
          at: row.at,
          hospital: row.hospital as string,
          ride: row.ride as CareSlotRow['ride'] & object,
        },
        told,
      ),
    );
};

/** A silent household is knocked on the same day, by one owner. */
const silent: Reaction = {
  find: (event) => candidates(event.data.household),
  then: ({ data, seq }, found, told) => {
    const window = { from: told.now, to: endOf(told.today, told.zone) };
    const since = momentWords(data.since, told.zone);
    const visit: PlanVisit = {
      id: `knock~${data.household}~${seq}`,
      kind: 'knock',
      household: data.household,
      window,
      urgent: true,
      life: false,
      level: 'community',
      note: `自 ${since.zh} 起无音讯 / silent since ${since.en}`,
    };
    return planned(visit, pick(found, visit, told));
  },
};

/** "Cannot do" is never the end. A request goes up with its owner (requests reacts); everything else is planned again one level up. */
const failed: Reaction = {
  find: (event) => candidates(event.data.household),
  then: (event, found, told) => {
    const data = event.data as VisitEvents['visits.VisitFailed'];
    if (data.request && !data.life) return [];
    const visit: PlanVisit = {
      id: `again~${data.household}~${event.seq}`,
      kind: data.kind,
      household: data.household,
      request: data.request,
      urgent: true,
      life: data.life,
      level: data.handUp.to,
      care: data.care,
      skills: data.skills,
      licences: data.licences,
      window: data.life ? windowOf(told, 'life') : windowOf(told, 'urgent'),
      note: `could not be done / 未能完成：${data.reason}`,
    };
    return planned(visit, pick(found, visit, told, data.by));
  },
};

const helpAt = (id: string, household: string, note: string, told: When, found: any): Call[] => {
  const visit: PlanVisit = {
    id,
    kind: 'check',
    household,
    window: windowOf(told, 'urgent'),
    urgent: true,
    life: false,
    level: 'street',
    note,
  };
  return planned(visit, pick(found, visit, told));
};
/** What a visit left undone is somebody's duty at once, whatever becomes of the request. A trip that was made ends its care slot. */
const done: Reaction = {
  find: (event) => candidates(event.data.household),
  then: (event, found, told) => {
    const data = event.data as VisitEvents['visits.VisitDone'];
    if (data.kind === 'medical-trip' && data.care && data.outcome === 'done') {
      return [
        {
          command: 'people.CompleteCare',
          input: { path: data.household, id: data.care.slice(data.household.length + 1), happened: true },
        },
      ];
    }
    return data.outcome !== 'done'
      ? helpAt(`help~${data.household}~${event.seq}`, data.household, data.proof.note ?? '', told, found)
      : [];
  },
};
const checkedOn: Reaction = {
  find: (event): Finds => (event.data.outcome === 'needs-help' ? candidates(event.data.path) : {}),
  then: ({ data, seq }, found, told) =>
    data.outcome === 'needs-help' ? helpAt(`help~${data.path}~${seq}`, data.path, data.note, told, found) : [],
};

export const reacts: Record<string, Reaction> = {
  'requests.RequestTaken': life,
  'requests.RequestDispatched': dispatched,
  'requests.RequestClosed': requestOver('request closed / 诉求已办结'),
  'requests.RequestMerged': requestOver('request merged / 诉求已并单'),
  'requests.RequestWithdrawn': requestOver('request withdrawn / 诉求已撤回'),
  'zones.ZonePublished': {
    find: (event: Event) => slotsOf(event.data.area ?? event.area),
    then: (event, found, told) => {
      const paths = pathsOf(event.data);
      return [
        ...watch(
          (data) => `zone~${data.id}`,
          () => paths,
        )(event, found, told),
        ...trips(paths, found.slots, told),
      ];
    },
  },
  'stays.StayOrdered': {
    find: (event: Event) => slotsOf(event.data.household),
    then: (event, found, told) => [
      ...watch(
        (data) => `stay~${data.id}`,
        (data) => [data.household],
      )(event, found, told),
      ...trips([event.data.household], found.slots, told),
    ],
  },
  'people.CareSlotConfirmed': slotConfirmed,
  'people.CareCancelled': careOver,
  'people.CareSlotDone': careOver,
  'people.HouseholdCheckedOn': checkedOn,
  'visits.SilenceFlagged': silent,
  'visits.VisitFailed': failed,
  'visits.VisitDone': done,
};
