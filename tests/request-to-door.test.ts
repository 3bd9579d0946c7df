import { expect, test } from 'vitest';
import { capability as crew } from '../capabilities/crew/capability.ts';
import { dutiesCapability } from '../capabilities/duties/capability.ts';
import { capability as people } from '../capabilities/people/capability.ts';
import { capability as requests } from '../capabilities/requests/capability.ts';
import { capability as visits } from '../capabilities/visits/capability.ts';
import type { VisitRow } from '../capabilities/visits/views.ts';
import { loadProtocols } from '../server/protocols.ts';
import { actor, city } from './given.ts';

const library = await loadProtocols();
const home = 'cn.44.03.04.001.019.e1.b1.u1.h502';
const desk = actor('desk', { id: 'desk-1', org: { id: 'hotline', name: '12345', level: 'city', kind: 'hotline' } });
const carer = (id: string) => actor('volunteer', { id, name: id });

function start() {
  const futian = city([people, crew, requests, visits, dutiesCapability(library)], {
    protocol: () => ({ library, active: [] }),
  });
  const trained = {
    trainings: [{ course: 'field-safety', on: '2022-01-01' }],
    insuredUntil: '2023-12-31',
    phone: '13900000001',
    org: 'vol',
    kind: 'volunteer',
    area: 'cn.44.03.04.001.019',
  };
  for (const id of ['li', 'zhao']) futian.given(desk, 'crew.RegisterMember', { id, name: id, ...trained });
  futian.given(desk, 'people.RegisterHousehold', {
    path: home,
    kind: 'home',
    members: [{ id: `${home}.p1`, name: '李奶奶', sex: 'female', smartphone: false }],
  });
  futian.given(desk, 'crew.AssignHousehold', { member: 'li', household: home });
  const open = () =>
    futian.replica.find({ view: 'visits.visits', where: { status: ['planned', 'assigned'] } }) as VisitRow[];
  return { futian, open, request: (id: string) => futian.replica.row('requests.queue', id) };
}
const medicine = {
  id: 'r1',
  class: 'medicine',
  channel: 'phone',
  caller: { name: '王小明' },
  beneficiary: { household: home },
  place: home,
  description: '胰岛素只够两天',
  attributes: { medicine: '胰岛素' },
};
const toStreet = { id: 'r1', org: 'street-1', orgName: 'Street office', level: 'street', area: 'cn.44.03.04.001' };

test('insulin asked for by phone reaches the door, and the call-back closes it', () => {
  const { futian, open, request } = start();
  futian.given(desk, 'requests.TakeRequest', medicine);
  futian.given(desk, 'requests.DispatchRequest', toStreet);
  const [visit] = open();
  expect(visit).toMatchObject({ kind: 'delivery', assignee: 'li', request: 'r1', urgent: true, household: home });
  futian.given(carer('li'), 'visits.CompleteVisit', {
    id: visit?.id,
    outcome: 'done',
    heard: true,
    proof: { handedTo: '李奶奶' },
  });
  expect(request('r1')).toMatchObject({ state: 'answered' });
});

test('what the carer cannot do goes up with its request and comes back to somebody else when it is dispatched again', () => {
  const { futian, open } = start();
  futian.given(desk, 'requests.TakeRequest', medicine);
  futian.given(desk, 'requests.DispatchRequest', toStreet);
  futian.given(carer('li'), 'visits.FailVisit', { id: open()[0]?.id, reason: 'unwell' });
  expect(open()).toEqual([]);
  expect(futian.replica.events.some((event) => event.type === 'requests.RequestHandedUp')).toBe(true);
  futian.given(desk, 'crew.ReportAbsent', {
    member: 'li',
    from: futian.now,
    until: '2022-09-25T01:00:00.000Z',
    reason: 'sick',
  });
  futian.given(desk, 'requests.DispatchRequest', {
    ...toStreet,
    org: 'district-1',
    orgName: 'District office',
    level: 'district',
    area: 'cn.44.03.04',
  });
  expect(open()).toMatchObject([{ request: 'r1', assignee: 'zhao' }]);
});

test('a life in danger: the button alone sends somebody to the door, before any dispatch', () => {
  const { futian, open } = start();
  futian.given(carer('zhao'), 'crew.StartShift', { member: 'zhao', at: futian.now });
  futian.given(desk, 'requests.PressLifeThreat', { id: 'r2', place: home, household: home });
  expect(open()).toMatchObject([{ kind: 'life', life: true, assignee: 'zhao', request: 'r2' }]);
});

test('a food request answered by the office leaves nobody walking for nothing', () => {
  const { futian, open } = start();
  futian.given(desk, 'requests.TakeRequest', medicine);
  futian.given(desk, 'requests.DispatchRequest', toStreet);
  futian.given(desk, 'requests.WithdrawRequest', { id: 'r1', reason: 'the son brought it' });
  expect(open()).toEqual([]);
});
