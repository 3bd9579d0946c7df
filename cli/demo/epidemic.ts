import type { Chance } from '../../kernel/chance.ts';
import { isWithin } from '../../kernel/place.ts';
import type { Household, Person } from './households.ts';
import { pick } from './scene.ts';

/** Where the outbreak is: three communities, and in them the buildings that become zones. */
export interface Ground {
  /** The start page's community, one in the same street, one in another street. */
  c1: string;
  c2: string;
  c3: string;
  /** Open with everything met; proposed and lacking; ended by itself; ending tomorrow. */
  open: string;
  lacking: string;
  ended: string;
  ending: string;
}

export interface PlannedCase {
  id: string;
  cluster: Cluster;
  person: Person;
  /** Day of the exercise. */
  onset: number;
  reported: number;
  infector?: PlannedCase;
  /** Listed as this contact before. */
  contact?: string;
  how: { en: string; zh: string };
}

export interface PlannedContact {
  id: string;
  source: PlannedCase;
  person: Person;
  class: 'contact.close' | 'contact.secondary' | 'exposed.place.person';
  criterion: string;
  lastExposure: number;
  listed: number;
}

export type Cluster = 'market' | 'office' | 'banquet';
const SETTING: Record<Cluster, { en: string; zh: string }> = {
  market: { en: 'same row of stalls at the market', zh: '农贸市场同一摊区' },
  office: { en: 'same office floor', zh: '同一办公楼层' },
  banquet: { en: 'same table at a family banquet', zh: '家庭聚餐同桌' },
};
const AT_HOME = { en: 'same household', zh: '同住' };

/** Day of onset and where the person lives; curve over fourteen days, three chains. */
const CASES: [Cluster, number, keyof Ground][] = [
  ['market', 0, 'ended'],
  ['market', 1, 'ended'],
  ['market', 1, 'ended'],
  ['market', 2, 'c2'],
  ['market', 3, 'c2'],
  ['office', 3, 'c3'],
  ['market', 4, 'c2'],
  ['market', 4, 'c2'],
  ['office', 5, 'c3'],
  ['office', 5, 'c3'],
  ['market', 5, 'c2'],
  ['market', 5, 'c1'],
  ['market', 6, 'c2'],
  ['market', 6, 'c2'],
  ['office', 6, 'c3'],
  ['office', 7, 'ending'],
  ['banquet', 6, 'c1'],
  ['market', 7, 'c2'],
  ['office', 7, 'ending'],
  ['office', 7, 'c3'],
  ['office', 7, 'c3'],
  ['banquet', 8, 'c1'],
  ['market', 8, 'c2'],
  ['office', 8, 'ending'],
  ['office', 8, 'c3'],
  ['market', 9, 'c2'],
  ['banquet', 9, 'c1'],
  ['banquet', 9, 'c1'],
  ['office', 9, 'c3'],
  ['banquet', 10, 'open'],
  ['banquet', 10, 'open'],
  ['market', 10, 'c2'],
  ['office', 10, 'c3'],
  ['banquet', 11, 'open'],
  ['banquet', 11, 'c1'],
  ['office', 11, 'c3'],
  ['banquet', 11, 'open'],
  ['banquet', 12, 'lacking'],
  ['banquet', 12, 'c1'],
  ['office', 12, 'c3'],
  ['banquet', 12, 'open'],
  ['banquet', 13, 'c1'],
  ['office', 13, 'c3'],
  ['banquet', 13, 'lacking'],
  ['market', 13, 'c2'],
];

/** Who falls ill when and through whom, and who was near: drawn before the first command is sent. */
export function planEpidemic(
  households: Household[],
  ground: Ground,
  resident: Person | undefined,
  chance: Chance,
): { cases: PlannedCase[]; contacts: PlannedContact[] } {
  const zones = [ground.open, ground.lacking, ground.ended, ground.ending];
  const homes = households.filter(
    ({ path }) =>
      path !== resident?.household && [ground.c1, ground.c2, ground.c3].some((area) => isWithin(path, area)),
  );
  const livesAt = (where: keyof Ground): Household[] =>
    where.length > 2
      ? homes.filter(({ path }) => isWithin(path, ground[where]))
      : homes.filter(({ path }) => isWithin(path, ground[where]) && !zones.some((zone) => isWithin(path, zone)));
  const used = new Set<string>();
  const take = (person: Person): Person => {
    used.add(person.id);
    return person;
  };
  const free = (person: Person): boolean => !used.has(person.id) && !person.groups.includes('dialysis');
  const stranger = (from: Household[]): Person => {
    const adults = from
      .flatMap(({ members }) => members)
      .filter((person) => free(person) && person.age >= 18 && person.age < 75 && person.phone);
    return take(pick(adults, chance));
  };
  const familyOf = (person: Person): Person[] =>
    homes.find(({ path }) => path === person.household)?.members.filter((each) => each.id !== person.id) ?? [];

  const cases: PlannedCase[] = [];
  CASES.forEach(([cluster, onset, where], n) => {
    // the last day of the story has cases too
    const late = onset === 13 && (where === 'c2' || where === 'c3');
    const earlier = cases.filter((each) => each.cluster === cluster && each.onset >= onset - 4 && each.onset < onset);
    const infector = earlier.length > 0 ? pick(earlier, chance) : undefined;
    const here = livesAt(where);
    const atHome =
      infector && chance.next() < 0.5
        ? familyOf(infector.person).find((each) => free(each) && here.some(({ path }) => path === each.household))
        : undefined;
    cases.push({
      id: `FT-${String(n + 1).padStart(3, '0')}`,
      cluster,
      onset,
      person: atHome ? take(atHome) : stranger(here),
      reported: onset + 1 + (late || (chance.next() < 0.2 && onset < 12) ? 1 : 0),
      ...(infector ? { infector } : {}),
      how: atHome ? AT_HOME : SETTING[cluster],
    });
  });

  const contacts: PlannedContact[] = [];
  const list = (
    source: PlannedCase,
    person: Person,
    kind: PlannedContact['class'],
    criterion: string,
  ): PlannedContact => {
    const contact: PlannedContact = {
      id: `C-${String(contacts.length + 1).padStart(3, '0')}`,
      source,
      person,
      class: kind,
      criterion,
      lastExposure: Math.max(source.reported - 1, source.onset),
      listed: source.reported,
    };
    contacts.push(contact);
    used.add(person.id);
    return contact;
  };
  if (resident)
    list(
      cases.find((each) => isWithin(each.person.household, ground.open)) as PlannedCase,
      resident,
      'contact.close',
      '同桌就餐',
    );
  for (const source of cases) {
    for (const person of familyOf(source.person)) {
      const later = cases.find((each) => each.person.id === person.id);
      if (!later && !used.has(person.id)) list(source, person, 'contact.close', '同住');
      else if (later && later.reported > source.reported && !later.contact)
        later.contact = list(source, person, 'contact.close', '同住').id;
    }
    if (chance.next() < 0.75) {
      const colleague = stranger(
        livesAt(source.cluster === 'market' ? 'c2' : source.cluster === 'office' ? 'c3' : 'c1'),
      );
      list(source, colleague, 'contact.close', SETTING[source.cluster].zh);
      if (chance.next() < 0.6)
        for (const person of familyOf(colleague).slice(0, 1))
          if (free(person)) list(source, person, 'contact.secondary', '与密接同住');
    }
    if (chance.next() < 0.22) list(source, stranger(livesAt('c1')), 'exposed.place.person', '同时段到过同一场所');
  }
  return { cases, contacts };
}
