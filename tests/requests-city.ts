import { dutiesCapability } from '../capabilities/duties/capability.ts';
import { capability as people } from '../capabilities/people/capability.ts';
import { capability } from '../capabilities/requests/capability.ts';
import type { Capability } from '../kernel/capability.ts';
import { loadProtocols } from '../server/protocols.ts';
import { actor, city } from './given.ts';

const library = await loadProtocols();
export const home = 'cn.44.03.04.001.019.e1.b1.u1.h502';
export const community = 'cn.44.03.04.001.019';
export const desk = actor('desk', {
  id: 'desk-1',
  org: { id: 'hotline', name: '12345', level: 'city', kind: 'hotline' },
});
export const street = actor('officer', {
  id: 'officer-1',
  org: { id: 'street-1', name: 'Street office', level: 'street', kind: 'government' },
});
export const mother = actor('resident', {
  id: 'acc-mother',
  area: home,
  org: { id: 'self', name: 'resident', level: 'household', kind: 'resident' },
});

/** Visits as the requests see them: a visit's row and its end. */
const visits: Capability = {
  name: 'visits',
  label: { en: 'Visits', zh: '上门' },
  streams: {},
  views: { visits: { columns: {}, reads: {}, on: {} } },
};

/** A call for food for somebody's grandmother. */
export const food = (id: string, changes: object = {}) => ({
  id,
  class: 'food',
  channel: 'phone',
  caller: { name: '王小明', phone: '13812341234' },
  beneficiary: { household: home, name: '李奶奶' },
  place: home,
  description: '家里没有菜了，两位老人',
  ...changes,
});
/** A city with requests, people and the clocks of protocols/city. */
export const start = () => {
  const futian = city([capability, people, dutiesCapability(library), visits], {
    protocol: () => ({ library, active: [] }),
  });
  return {
    futian,
    row: (id: string) => futian.replica.row('requests.queue', id),
    full: (id: string) => futian.replica.row('requests.requests', id),
    duty: (id: string) => futian.replica.row('duties.duties', id),
  };
};
export const toStreet = { org: 'street-1', orgName: 'Street office', level: 'street', area: 'cn.44.03.04.001' };
