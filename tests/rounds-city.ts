import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { capability as crew } from '../capabilities/crew/capability.ts';
import { capability as people } from '../capabilities/people/capability.ts';
import { capability as places } from '../capabilities/places/capability.ts';
import { capability as rounds } from '../capabilities/rounds/capability.ts';
import { search, sheetOf } from '../capabilities/rounds/draft.ts';
import type { Sheet } from '../capabilities/rounds/sheet.ts';
import { capability as visits } from '../capabilities/visits/capability.ts';
import type { Capability } from '../kernel/capability.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { actor, city } from './given.ts';

const settings = Object.assign(
  {},
  ...['settings', 'crew-limits', 'visit-limits', 'round-limits'].map((file) =>
    parse(readFileSync(`protocols/city/${file}.yaml`, 'utf8')),
  ),
);
export const protocol = { library: { settings } };
export const officer = actor('officer');
export const street = 'cn.44.03.04.001';
const community = `${street}.019`;
/** Doors of one unit each, on houses some hundred metres apart. */
export const home = (house: number, flat = 101): string => `${community}.e1.b${house}.u1.h${flat}`;

/** Only what rounds read of another capability: which households have an open case or contact. */
function told(name: 'cases' | 'contacts'): Capability {
  const type = `${name}.Said`;
  return {
    name,
    label: { en: name, zh: name },
    streams: {
      [name]: {
        evolve: () => ({}),
        commands: {
          Say: {
            label: { en: 'Say', zh: '说' },
            input: { safeParse: (data: unknown) => ({ success: true, data }) } as never,
            roles: ['officer'],
            purpose: 'control',
            stream: (input) => input.household,
            area: (input) => input.household,
            decide: (_state, input) => [{ type, data: input }],
          },
        },
      },
    },
    views: {
      [name]: {
        columns: { household: 'text', status: 'text' },
        reads: {},
        on: {
          [type]: {
            key: (event) => event.data.household,
            fold: (_row, { data }) => ({
              id: data.household,
              area: data.household,
              status: 'open',
              outcome: null,
              ...data,
            }),
          },
        },
      },
    },
  };
}

/** A street of houses, volunteers on shift, and a driver; plans are drafted as the server does, by iterations instead of seconds. */
export function roundsCity(
  crewOf: { id: string; licences?: string[]; area?: string }[] = [{ id: 'li' }, { id: 'sun' }],
) {
  const futian = city([places, people, crew, told('cases'), told('contacts'), visits, rounds], {
    protocol: () => protocol,
  });
  const put = (path: string, kind: string, point?: [number, number]) =>
    futian.given(actor('admin'), 'places.RegisterPlace', {
      path,
      kind,
      names: { zh: path, en: path },
      ...(point ? { point } : {}),
    });
  put(street, 'area', [114.05, 22.54]);
  put(community, 'area', [114.05, 22.54]);
  for (let house = 1; house <= 12; house++)
    put(`${community}.e1.b${house}`, 'building', [114.05 + (house % 4) * 0.002, 22.54 + Math.floor(house / 4) * 0.002]);
  put(`${community}.e9`, 'hospital', [114.06, 22.55]);
  for (const { id, licences = [], area = community } of crewOf) {
    futian.given(officer, 'crew.RegisterMember', {
      id,
      name: id,
      kind: 'volunteer',
      org: 'vol',
      area,
      phone: '13900000001',
      trainings: [{ course: 'field-safety', on: '2022-01-01' }],
      insuredUntil: '2023-12-31',
      licences: licences.map((code) => ({ code })),
    });
    futian.given(actor('volunteer', { id, name: id }), 'crew.StartShift', { member: id, at: futian.now });
  }
  let n = 0;
  return {
    ...futian,
    get now() {
      return futian.now;
    },
    hospital: `${community}.e9`,
    asks: (id: string, household: string, more: object = {}) =>
      futian.given(officer, 'visits.PlanVisit', {
        id,
        kind: 'delivery',
        household,
        window: { from: futian.now, to: '2022-09-20T09:00:00.000Z' },
        urgent: false,
        ...more,
      }),
    /** Drafts and proposes; the id, or why not. */
    plan(streets: (sheet: Sheet) => Sheet = (sheet) => sheet): string | Refusal {
      const look = (view: string, where = {}) => futian.replica.find({ view, where, limit: 5000 } as never) as any[];
      const drafted = sheetOf(
        {
          visits: look('visits.visits', { status: ['planned', 'assigned'] }),
          members: look('crew.members', { onShift: true }),
          places: look('places.places'),
          carers: look('crew.carers'),
          cases: look('cases.cases', { status: 'open' }),
          contacts: look('contacts.contacts', { status: 'open' }),
          planned: look('rounds.stops').map(({ id }) => id),
          busy: [],
        },
        { protocol, now: futian.now, today: '2022-09-20' },
      );
      if (isRefusal(drafted)) return drafted;
      const sheet = streets(drafted.sheet);
      const orders = search(sheet, futian.now, { seed: 'test', iterations: 600 });
      const id = `p${++n}`;
      const outcome = futian.when(officer, 'rounds.ProposeRounds', {
        id,
        area: street,
        day: '2022-09-20',
        sheet,
        orders,
      });
      return isRefusal(outcome) ? outcome : id;
    },
    board: (id: string) => futian.replica.row('rounds.rounds', id),
    visit: (id: string) => futian.replica.row('visits.visits', id),
  };
}
