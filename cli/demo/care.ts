import { addHours } from '../../kernel/time.ts';
import type { Household, Person } from './households.ts';
import { type Act, command, type Scene } from './scene.ts';

const HOSPITALS = ['市第二人民医院', '北京大学深圳医院', '区中医院', '市妇幼保健院'];
const CARE: Record<string, { care: string; everyDays?: number; hospital: number }> = {
  dialysis: { care: 'dialysis', everyDays: 3, hospital: 0 },
  chemotherapy: { care: 'chemotherapy', hospital: 1 },
  pregnant: { care: 'antenatal', hospital: 3 },
};

/** Care with a date for those who need it; `from` hours from now at the earliest. */
export function scheduleCare(scene: Scene, persons: Person[], from: number): Act[] {
  return persons.flatMap((person): Act[] => {
    const group = Object.keys(CARE).find((each) => person.groups.includes(each));
    if (!group) return [];
    const { care, everyDays, hospital } = CARE[group] as (typeof CARE)[string];
    const hours = from + scene.chance(`care ${person.id}`).below(48);
    const input = {
      path: person.household,
      id: care,
      person: person.id,
      care,
      at: addHours(scene.now(), hours),
      ...(everyDays ? { everyDays } : {}),
      place: HOSPITALS[hospital],
    };
    return [[command('people.ScheduleCare', input), scene.as('desk')]];
  });
}

/** Puts somebody on the care register by her own word. */
export const onRegister = (scene: Scene, person: Person, group: string): Act[] => {
  person.groups.push(group);
  return [
    [
      command('people.RecordConsent', {
        path: person.household,
        person: person.id,
        to: 'care-data',
        given: true,
        how: 'spoken',
        witness: '社区何丽',
      }),
      scene.as('desk'),
    ],
    [
      command('people.RecordVulnerability', { path: person.household, person: person.id, group, basis: 'consent' }),
      scene.as('desk'),
    ],
  ];
};

interface Slot {
  id: string;
  area: string;
  slot: string;
  at: string;
}

/** Hospital and car are promised for every session of the next days, except where nobody has seen to it yet. */
export async function confirmCare(scene: Scene, within: string[], except: string): Promise<Act[]> {
  const acts: Act[] = [];
  for (const area of within) {
    const open = await scene.look<Slot>({
      view: 'people.careSlots',
      within: area,
      where: { confirmed: false, at_to: addHours(scene.now(), 100) },
      limit: 500,
      order: 'id',
    });
    for (const { area: path, slot, at } of open) {
      if (path.startsWith(`${except}.`) || at <= addHours(scene.now(), 2)) continue;
      acts.push([
        command('people.ConfirmCareSlot', {
          path,
          id: slot,
          at,
          hospital: HOSPITALS[0],
          ride: { by: '街道就医专车 3号', phone: '10088880003' },
        }),
        scene.as('desk'),
      ]);
    }
  }
  return acts;
}

/** Sessions that have been: a trip of a restricted household is done with all its legs, others are entered by the desk. */
export async function completeCare(scene: Scene): Promise<Act[]> {
  const past = await scene.look<Slot>({
    view: 'people.careSlots',
    where: { at_to: scene.now() },
    limit: 500,
    order: 'id',
  });
  const trips = await scene.look<{ id: string; care: string; status: string }>({
    view: 'visits.visits',
    where: { kind: 'medical-trip', status: ['planned', 'assigned', 'started'] },
    limit: 500,
    order: 'id',
  });
  return past.flatMap(({ id, area, slot }): Act[] => {
    const trip = trips.find(({ care }) => care === id);
    if (!trip) return [[command('people.CompleteCare', { path: area, id: slot, happened: true }), scene.as('desk')]];
    const officer = scene.as('district-officer');
    return [
      ...['release', 'pathway', 'return', 're-entry'].map(
        (leg): Act => [command('visits.ConfirmLeg', { id: trip.id, leg, by: '街道就医专班' }), officer],
      ),
      [
        command('visits.CompleteVisit', {
          id: trip.id,
          outcome: 'done',
          heard: true,
          proof: { note: '已送达并接回' },
        }),
        officer,
      ],
    ];
  });
}

/** Old people without a telephone of their own name somebody who calls for them. */
export const nameProxies = (scene: Scene, near: Household[]): Act[] =>
  near
    .flatMap(({ path, members }) =>
      members
        .filter(({ age, smartphone }) => age >= 70 && !smartphone)
        .slice(0, 1)
        .map((person) => ({ path, person })),
    )
    .slice(0, 6)
    .map(
      ({ path, person }, n): Act => [
        command('people.GrantProxy', {
          path,
          id: `proxy-${n + 1}`,
          person: person.id,
          proxy: {
            name: `${person.name.slice(0, 1)}${['敏', '强', '丽', '军', '洁', '伟'][n]}`,
            phone: `1003000000${n}`,
          },
          scope: ['requests', 'supplies', 'medicine'],
          until: addHours(scene.now(), 24 * 180),
          how: 'paper',
        }),
        scene.as('desk'),
      ],
    );
