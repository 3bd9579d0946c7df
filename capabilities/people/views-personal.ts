import type { Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { parentOf } from '../../kernel/place.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import { nameKeys, phoneTail } from './find-by.ts';
import { maskName, maskPhone } from './masks.ts';
import type * as model from './model.ts';

/** A person; `id` is the person's path, `area` the household's. Every reading leaves a trace (SG10). */
export interface PersonRow extends Row {
  household: string;
  name: string | null;
  anonymous: boolean;
  sex: string;
  birth: Day | null;
  phone: string | null;
  smartphone: boolean;
  groups: model.Group[];
}

/** The next slot of a care schedule; `id` is the slot, unique in the city. */
export interface CareSlotRow extends Row {
  /** Id inside the household, for commands. */
  slot: string;
  person: string;
  care: string;
  at: Instant;
  everyDays: number | null;
  place: string;
  /** Hospital and ride are both promised. */
  confirmed: boolean;
  hospital: string | null;
  ride: { by: string; phone: string } | null;
  lastDoneAt: Instant | null;
  missed: number;
}

export interface ProxyRow extends Row {
  proxy: string;
  person: string;
  account: string | null;
  name: string;
  phone: string;
  scope: string[];
  /** When it ends; null once it has. */
  until: Instant | null;
  standing: boolean;
}

const personOf = (area: string, member: model.Member): PersonRow => ({
  id: member.id,
  area,
  household: area,
  name: member.name ?? null,
  anonymous: member.anonymous,
  sex: member.sex,
  birth: member.birth ?? null,
  phone: member.phone ?? null,
  smartphone: member.smartphone,
  groups: member.groups,
});
const person = (event: Event): string => event.data.person;

export const persons: View<PersonRow> = {
  columns: {
    household: 'text',
    sex: 'text',
    birth: 'text',
    groups: 'texts',
    smartphone: 'boolean',
    anonymous: 'boolean',
    name: 'text',
    phone: 'text',
  },
  // Every new member is looked for among those of her name and telephone.
  index: ['name', 'phone'],
  reads: { resident: 'area', grid: 'area', desk: 'area', investigator: 'area', officer: 'area' },
  search: (row) => `${row.id} ${nameKeys(row.name ?? '')} ${phoneTail(row.phone ?? undefined)}`,
  subjects: (row) => [row.id],
  order: 'id',
  on: {
    'people.HouseholdRegistered': {
      key: (event) => (event.data as model.RegisterHousehold).members.map((each) => each.id),
      fold: (_row, event, key) => {
        const { path, members } = event.data as model.RegisterHousehold;
        const member = members.find((each) => each.id === key);
        return member && personOf(path, member);
      },
    },
    'people.MemberAdded': {
      key: (event) => event.data.member.id,
      fold: (_row, event) => personOf(event.data.path, event.data.member),
    },
    'people.MemberCorrected': { key: person, fold: (row, event) => row && { ...row, ...event.data.changes } },
    'people.MemberRemoved': { key: person, fold: () => null },
    'people.MemberMerged': { key: person, fold: () => null },
    'people.MemberUnmerged': { key: person, fold: (_row, event) => personOf(event.data.path, event.data.member) },
    'people.HouseholdClosed': { key: (event) => event.data.members, fold: () => null },
    'people.VulnerabilityRecorded': {
      key: person,
      fold: (row, event) => row && { ...row, groups: [...new Set([...row.groups, event.data.group])] },
    },
    'people.VulnerabilityEnded': {
      key: person,
      fold: (row, event) => row && { ...row, groups: row.groups.filter((group) => group !== event.data.group) },
    },
  },
};

const slot = (event: Event): string => event.data.slot;

export const careSlots: View<CareSlotRow> = {
  columns: { person: 'text', care: 'text', at: 'instant', confirmed: 'boolean', missed: 'number' },
  reads: { resident: 'area', grid: 'area', desk: 'area', officer: 'area', hq: 'area' },
  subjects: (row) => [row.person],
  order: 'at',
  mask: (row, actor) => (actor.role === 'hq' ? { ...row, person: parentOf(row.person) ?? '', ride: null } : row),
  on: {
    'people.CareScheduled': {
      key: slot,
      fold: (row, event): CareSlotRow => {
        const data = event.data as model.ScheduleCare;
        return {
          id: slot(event),
          area: data.path,
          slot: data.id,
          person: data.person,
          care: data.care,
          at: data.at,
          everyDays: data.everyDays ?? null,
          place: data.place,
          confirmed: false,
          hospital: null,
          ride: null,
          lastDoneAt: row?.lastDoneAt ?? null,
          missed: row?.missed ?? 0,
        };
      },
    },
    'people.CareSlotConfirmed': {
      key: slot,
      fold: (row, event) =>
        row && { ...row, at: event.data.at, confirmed: true, hospital: event.data.hospital, ride: event.data.ride },
    },
    /** A repeating or missed session is scheduled anew by the next event; a single one done is gone. */
    'people.CareSlotDone': {
      key: slot,
      fold: (row, event) => {
        if (!row) return undefined;
        if (!event.data.happened) return { ...row, missed: row.missed + 1 };
        return row.everyDays ? { ...row, lastDoneAt: event.data.at, missed: 0 } : null;
      },
    },
    'people.CareCancelled': { key: slot, fold: () => null },
    'people.HouseholdClosed': { key: (event) => event.data.slots, fold: () => null },
  },
};

const proxyKey = (event: Event): string => `${event.data.path}.${event.data.id}`;

export const proxies: View<ProxyRow> = {
  columns: { proxy: 'text', person: 'text', account: 'text', until: 'instant', standing: 'boolean', scope: 'texts' },
  reads: { resident: 'area', grid: 'area', desk: 'area', officer: 'area', overseer: 'area' },
  subjects: (row) => [row.person],
  mask: (row, actor) =>
    actor.role === 'overseer' ? { ...row, name: maskName(row.name), phone: maskPhone(row.phone) } : row,
  order: 'id',
  on: {
    'people.ProxyGranted': {
      key: proxyKey,
      fold: (_row, event): ProxyRow => {
        const { path, id, person: beneficiary, proxy, scope, until } = event.data as model.GrantProxy;
        return {
          id: proxyKey(event),
          area: path,
          proxy: id,
          person: beneficiary,
          account: proxy.account ?? null,
          name: proxy.name,
          phone: proxy.phone,
          scope,
          until,
          standing: true,
        };
      },
    },
    'people.ProxyRevoked': { key: proxyKey, fold: (row) => row && { ...row, until: null, standing: false } },
    'people.HouseholdClosed': { key: (event) => event.data.proxies, fold: () => null },
  },
};
