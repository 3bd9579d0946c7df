import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { capability as crew } from '../capabilities/crew/capability.ts';
import { capability as people } from '../capabilities/people/capability.ts';
import { capability as visits } from '../capabilities/visits/capability.ts';
import type { Capability } from '../kernel/capability.ts';
import { actor, city } from './given.ts';

const settings = Object.assign(
  {},
  ...['settings', 'crew-limits', 'visit-limits'].map((file) =>
    parse(readFileSync(`protocols/city/${file}.yaml`, 'utf8')),
  ),
);
export const protocol = { library: { settings } };

/** Facts of capabilities further up, as their events state them. */
const elsewhere: Capability = {
  name: 'elsewhere',
  label: { en: 'Elsewhere', zh: '别处' },
  views: {},
  streams: {
    elsewhere: {
      evolve: () => ({}),
      commands: {
        Say: {
          label: { en: 'Say', zh: '说' },
          input: { safeParse: (data: unknown) => ({ success: true, data }) } as never,
          roles: ['system'],
          purpose: 'livelihood',
          stream: () => 'x',
          area: (input) => input.area,
          decide: (_state, input) => [{ type: input.type, data: input.data }],
        },
      },
    },
  },
};

export const door = (n: number): string => `cn.44.03.04.001.019.e1.b1.u1.h${n}`;
export const officer = actor('officer');
export const li = actor('volunteer', { id: 'li', name: '李丽' });

/** One unit of four households, a volunteer of the house who cares for 101, and a nurse on the next estate. */
export function estate() {
  const futian = city([people, crew, visits, elsewhere], { protocol: () => protocol });
  for (const n of [101, 102, 201, 202]) {
    futian.given(officer, 'people.RegisterHousehold', {
      path: door(n),
      kind: 'home',
      members: [
        {
          id: `${door(n)}.p1`,
          name: '王小明',
          sex: 'male',
          phone: '13812341234',
          smartphone: true,
          groups: ['chronic'],
        },
      ],
      basis: 'law',
    });
  }
  const member = {
    kind: 'volunteer',
    org: 'vol',
    phone: '13900000001',
    trainings: [{ course: 'field-safety', on: '2022-01-01' }],
    insuredUntil: '2023-12-31',
  };
  futian.given(officer, 'crew.RegisterMember', { ...member, id: 'li', name: '李丽', area: 'cn.44.03.04.001.019.e1' });
  futian.given(officer, 'crew.RegisterMember', {
    ...member,
    id: 'sun',
    name: '孙护士',
    area: 'cn.44.03.04.001.019.e2',
    licences: [{ code: 'nurse' }],
  });
  futian.given(officer, 'crew.AssignHousehold', { member: 'li', household: door(101) });
  return {
    ...futian,
    capability: visits,
    get now() {
      return futian.now;
    },
    say: (type: string, area: string, data: object) => futian.given(actor('hq'), 'elsewhere.Say', { type, area, data }),
    visit: (id: string) => futian.replica.row('visits.visits', id),
    all: (where = {}) => futian.replica.find({ view: 'visits.visits', where }) as any[],
  };
}

export const plan = (id: string, household: string, more: object = {}) => ({
  id,
  kind: 'delivery',
  household,
  window: { from: '2022-09-20T01:00:00.000Z', to: '2022-09-20T09:00:00.000Z' },
  urgent: false,
  ...more,
});
