import type { Actor } from '../../kernel/actor.ts';
import type { Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import { nameKeys, phoneTail } from './find-by.ts';
import { maskName, maskPhone } from './masks.ts';
import type * as model from './model.ts';

interface Resident {
  id: string;
  name: string;
  phone: string | null;
  smartphone: boolean;
  groups: model.Group[];
  consents: model.Consent[];
}

/** A household as boards see it; `id` is its path. Names and numbers are whole in the store and masked for readers. */
export interface HouseholdRow extends Row {
  kind: string;
  /** Who to ask for: the first member with a name. */
  name: string;
  phone: string | null;
  /** Number of members; `people` is left out for those who need not know. */
  size: number;
  people: Resident[];
  /** Every group some member belongs to. Empty for carers unless `carer-needs` was agreed. */
  groups: model.Group[];
  vulnerable: boolean;
  languages: string[];
  /** Nobody here has a smartphone. */
  noPhone: boolean;
  channel: string | null;
  hours: string | null;
  /** Standing proxy to call instead. */
  callVia: { name: string; phone: string } | null;
  proxies: { id: string; name: string; phone: string }[];
  checkedAt: Instant | null;
  checkedHow: string | null;
  checkOutcome: string | null;
}

const residentOf = (member: model.Member, basis: string | undefined): Resident => ({
  id: member.id,
  name: member.name ?? '',
  phone: member.phone ?? null,
  smartphone: member.smartphone,
  groups: member.groups,
  consents: basis === 'consent' && member.groups.length > 0 ? ['care-data'] : [],
});

/** Recomputes what follows from the members. */
function derive(row: HouseholdRow, people: Resident[] = row.people, phone?: string | null): HouseholdRow {
  const groups = [...new Set(people.flatMap((each) => each.groups))].sort();
  const proxy = row.proxies.at(-1);
  return {
    ...row,
    people,
    size: people.length,
    name: people.find((each) => each.name)?.name ?? '',
    groups,
    vulnerable: groups.length > 0,
    noPhone: !people.some((each) => each.smartphone),
    phone: phone ?? row.phone ?? people.find((each) => each.phone)?.phone ?? null,
    callVia: proxy ? { name: proxy.name, phone: proxy.phone } : null,
  };
}

const change = (then: (row: HouseholdRow, data: any, event: Event) => HouseholdRow) => ({
  key: (event: Event) => event.data.path as string,
  fold: (row: HouseholdRow | undefined, event: Event) => row && then(row, event.data, event),
});
const changePerson = (then: (person: Resident, data: any) => Resident) =>
  change((row, data) =>
    derive(
      row,
      row.people.map((each) => (each.id === data.person ? then(each, data) : each)),
    ),
  );

/** A member leaves; a telephone that was hers is not the household's any more. */
const without = change((row, data) => {
  const gone = row.people.find((each) => each.id === data.person);
  return derive(
    { ...row, phone: gone?.phone === row.phone ? null : row.phone },
    row.people.filter((each) => each !== gone),
  );
});

/** Carers at the door see less than the office; residents see their own household whole. */
function mask(row: HouseholdRow, actor: Pick<Actor, 'role'>): HouseholdRow {
  if (actor.role === 'resident' || actor.role === 'system') return row;
  const agreed = (to: model.Consent) => row.people.some((each) => each.consents.includes(to));
  const carer = actor.role === 'volunteer' || actor.role === 'grid';
  const groups = actor.role === 'volunteer' && !agreed('carer-needs') ? [] : row.groups;
  return {
    ...row,
    people: [],
    groups,
    name: maskName(row.name),
    phone: row.phone && !(carer && agreed('carer-phone')) ? maskPhone(row.phone) : row.phone,
    proxies: [],
    callVia: row.callVia && {
      name: maskName(row.callVia.name),
      phone: carer ? row.callVia.phone : maskPhone(row.callVia.phone),
    },
  };
}

export const households: View<HouseholdRow> = {
  columns: {
    kind: 'text',
    size: 'number',
    groups: 'texts',
    vulnerable: 'boolean',
    noPhone: 'boolean',
    languages: 'texts',
    checkedAt: 'instant',
    checkOutcome: 'text',
  },
  reads: {
    resident: 'area',
    grid: 'area',
    desk: 'area',
    officer: 'area',
    investigator: 'area',
    supply: 'area',
    hq: 'area',
    admin: 'area',
  },
  search: (row) =>
    [
      row.id,
      phoneTail(row.phone ?? undefined),
      ...row.people.slice(0, 50).flatMap((each) => [nameKeys(each.name), phoneTail(each.phone ?? undefined)]),
    ].join(' '),
  order: 'id',
  mask,
  on: {
    'people.HouseholdRegistered': {
      key: (event) => event.data.path,
      fold: (_row, event) => {
        const { path, kind, members, contactPhone, languages, basis } = event.data as model.RegisterHousehold;
        const empty: HouseholdRow = {
          id: path,
          area: path,
          kind,
          name: '',
          phone: contactPhone ?? null,
          size: 0,
          people: [],
          groups: [],
          vulnerable: false,
          languages: languages ?? [],
          noPhone: true,
          channel: null,
          hours: null,
          callVia: null,
          proxies: [],
          checkedAt: null,
          checkedHow: null,
          checkOutcome: null,
        };
        return derive(
          empty,
          members.map((each) => residentOf(each, basis)),
        );
      },
    },
    'people.HouseholdClosed': { key: (event) => event.data.path, fold: () => null },
    'people.MemberAdded': change((row, data) => derive(row, [...row.people, residentOf(data.member, data.basis)])),
    'people.MemberCorrected': change((row, { person, changes }) => {
      const before = row.people.find((each) => each.id === person);
      const people = row.people.map((each) =>
        each.id === person
          ? {
              ...each,
              name: changes.name ?? each.name,
              phone: changes.phone ?? each.phone,
              smartphone: changes.smartphone ?? each.smartphone,
            }
          : each,
      );
      return derive(row, people, changes.phone && before?.phone === row.phone ? changes.phone : undefined);
    }),
    'people.MemberRemoved': without,
    'people.MemberMerged': without,
    'people.MemberUnmerged': change((row, { member, held }) =>
      derive(row, [...row.people, { ...residentOf(member, undefined), consents: held.consents }]),
    ),
    'people.VulnerabilityRecorded': changePerson((person, data) => ({
      ...person,
      groups: [...new Set([...person.groups, data.group as model.Group])],
    })),
    'people.VulnerabilityEnded': changePerson((person, data) => ({
      ...person,
      groups: person.groups.filter((group) => group !== data.group),
    })),
    'people.ConsentRecorded': changePerson((person, data) => {
      const others = person.consents.filter((to) => to !== data.to);
      return { ...person, consents: data.given ? [...others, data.to] : others };
    }),
    'people.ProxyGranted': change((row, { id, proxy }) =>
      derive({
        ...row,
        proxies: [...row.proxies.filter((each) => each.id !== id), { id, name: proxy.name, phone: proxy.phone }],
      }),
    ),
    'people.ProxyRevoked': change((row, { id }) =>
      derive({ ...row, proxies: row.proxies.filter((each) => each.id !== id) }),
    ),
    'people.ContactPreferenceSet': change((row, data) => ({
      ...row,
      channel: data.channel,
      phone: data.phone ?? row.phone,
      languages: data.languages,
      hours: data.hours ?? null,
    })),
    'people.HouseholdCheckedOn': change((row, data, event) => ({
      ...row,
      checkedAt: event.happenedAt,
      checkedHow: data.how,
      checkOutcome: data.outcome,
    })),
  },
};
