import { capability as cases } from '../../capabilities/cases/capability.ts';
import { capability as contacts } from '../../capabilities/contacts/capability.ts';
import { capability as crew } from '../../capabilities/crew/capability.ts';
import { capability as editions } from '../../capabilities/editions/capability.ts';
import { activeOf, type InForceRow } from '../../capabilities/editions/index.ts';
import { capability as people } from '../../capabilities/people/capability.ts';
import { capability as places } from '../../capabilities/places/capability.ts';
import { capability as stays } from '../../capabilities/stays/capability.ts';
import { capability as zones } from '../../capabilities/zones/capability.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Capability } from '../../kernel/capability.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { Instant } from '../../kernel/time.ts';
import { edition as editionOf } from '../../protocols/read.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { actor, city } from '../given.ts';

export const library = await loadProtocols();
export const CITY = 'cn.44.03';
export const DISTRICT = 'cn.44.03.04';
export const BUILDING = `${DISTRICT}.001.019.e1.b1`;
export const household = (n: number): string => `${BUILDING}.u${1 + Math.floor(n / 4)}.h${n}`;
export const personOf = (n: number): string => `${household(n)}.p1`;

export const hq = actor('hq', {
  area: CITY,
  org: { id: 'city', name: 'City headquarters', level: 'city', kind: 'government' },
});
export const expert = actor('investigator', {
  id: 'expert',
  name: 'Dr Chen',
  area: CITY,
  org: { id: 'city-cdc', name: 'City CDC', level: 'city', kind: 'cdc' },
});
export const cdc = actor('officer', {
  id: 'cdc-1',
  name: 'Officer Lin',
  org: { id: 'cdc', name: 'District CDC', level: 'district', kind: 'cdc' },
});
export const government = actor('officer', {
  id: 'gov-1',
  name: 'Officer Zhao',
  org: { id: 'gov', name: 'District government', level: 'district', kind: 'government' },
});
export const colleague = actor('officer', { ...government, id: 'gov-2', name: 'Officer Sun' });
export const committee = actor('officer', {
  id: 'rc-1',
  name: 'Committee Wu',
  org: { id: 'committee', name: 'Residents committee', level: 'community', kind: 'committee' },
});
export const firm = actor('officer', {
  id: 'firm-1',
  name: 'Manager Qian',
  org: { id: 'firm', name: 'Factory', level: 'community', kind: 'firm' },
});
export const reviewer = actor('reviewer', {
  id: 'rev-1',
  name: 'Reviewer He',
  org: { id: 'justice', name: 'District justice bureau', level: 'district', kind: 'government' },
});
export const admin = actor('admin');
export const grid = actor('grid');
export const resident = (n: number): Actor =>
  actor('resident', {
    id: `r${n}`,
    name: `resident ${n}`,
    area: household(n),
    org: { id: 'residents', name: 'Residents', level: 'household', kind: 'resident' },
  });

export const protocol = (replica: Replica) => ({
  library,
  active: activeOf(replica.find({ view: 'editions.inForce', limit: 50_000 }) as InForceRow[]),
});

export const capabilities: Capability[] = [places, people, crew, editions, cases, contacts, stays, zones];

export const START: Instant = '2022-09-20T01:00:00.000Z';

/** A district with a building of eight households, a carer for each, exits seen clear, and nothing in force yet. */
export function futian(more: Capability[] = [], now: Instant = START) {
  const here = city([...capabilities, ...more], { protocol, now });
  here.given(admin, 'places.RegisterPlace', {
    path: BUILDING,
    kind: 'building',
    names: { zh: '一栋', en: 'Building 1' },
    exits: [
      { id: 'door', kind: 'unit-door', names: { zh: '单元门', en: 'unit door' } },
      { id: 'lane', kind: 'fire-lane', names: { zh: '消防通道', en: 'fire lane' } },
    ],
  });
  here.given(admin, 'crew.RegisterMember', {
    id: 'carer-1',
    name: 'Carer Li',
    kind: 'staff',
    org: 'street',
    area: `${DISTRICT}.001`,
    phone: '13800000001',
    trainings: [{ course: 'field-safety', on: '2022-01-01' }],
    insuredUntil: '2030-01-01',
  });
  for (let n = 0; n < 8; n++) {
    const path = household(n);
    here.given(grid, 'people.RegisterHousehold', {
      path,
      kind: 'home',
      members: [{ id: `${path}.p1`, name: `居民${n}`, sex: 'female', birth: '1980-01-01', smartphone: true }],
    });
    here.given(grid, 'crew.AssignHousehold', { member: 'carer-1', household: path });
  }
  return here;
}
export type Futian = ReturnType<typeof futian>;

/** Everything unsourced is answered for by the expert, then the edition applies. */
export function activate(here: Futian, edition: string, from = here.now.slice(0, 10), area = CITY): void {
  signAll(here, edition, area);
  agree(here, edition, area, from);
  here.given(hq, 'editions.ActivateEdition', {
    disease: 'covid-19',
    edition,
    area,
    from,
    outOfDateReason: 'drill of 2022',
  });
}

/** The city's CDC stands behind a switch of edition, beside the government that makes it. */
export const agree = (here: Futian, edition: string, area = CITY, from = here.now.slice(0, 10)): void =>
  void here.given(expert, 'editions.AgreeToSwitch', {
    disease: 'covid-19',
    edition,
    area,
    from,
    reason: 'read the edition and what it changes',
  });

export function signAll(here: Futian, edition: string, area = CITY, by = expert): void {
  const book = editionOf(library, edition);
  if (isRefusal(book)) throw new Error(book.words.en);
  for (const stated of book.chain) {
    const values = Object.values(book.params)
      .flat()
      .filter((value) => value.edition === stated && (value.confidence === 'G' || value.confidence === 'P'));
    if (values.length > 0)
      here.given(by, 'editions.SignOffValues', {
        edition: stated,
        area,
        values: values.map(({ key, from }) => ({ key, from })),
        reason: 'read the document at the city CDC',
      });
  }
}

export const service = {
  carer: 'carer-1',
  supplies: 'box at the door every second day',
  medical: 'street clinic, ambulance 120',
  hotline: '0755-12345',
};

export function report(here: Futian, id: string, n: number, on = '2022-09-18', more: object = {}): void {
  here.given(expert, 'cases.ReportCase', {
    id,
    area: household(n),
    household: household(n),
    person: personOf(n),
    disease: 'covid-19',
    reportedOn: on,
    origin: 'local',
    source: 'screening',
    classification: 'confirmed',
    ...more,
  });
}

/** Somebody looks at every exit and finds it clear. */
export function lookAtExits(here: Futian): void {
  for (const exit of ['door', 'lane']) here.given(grid, 'places.RecordExit', { path: BUILDING, exit, clear: true });
}

/** A complete proposal for unit 1 (households 0-3). */
export const proposal = (id: string, more: object = {}) => ({
  id,
  disease: 'covid-19',
  level: 'high',
  scope: [`${BUILDING}.u1`],
  evidence: ['k1'],
  aim: 'stop spread inside the unit',
  leastHarm: 'one unit only; home care of contacts was tried',
  alternatives: [{ measure: 'home stay of contacts only', whyNot: 'contacts share one stair and cannot all be found' }],
  largerReason: 'households share stair and lift',
  expectedCost: 'four households at home',
  explanation: { en: 'A case lives here.', zh: '本单元有病例。' },
  hotline: '0755-12345',
  supplies: 'daily box at the door',
  ...more,
});
