import { addHours } from '../../kernel/time.ts';
import type { PlannedContact } from './epidemic.ts';
import { type Act, command, HOTLINE, type Scene } from './scene.ts';

/** Where the part outside the home is spent. */
export const hotelOf = (community: string): string => `${community}.e8`;

/** Stays at home what an assessment finds: children, old people, pregnant women, and the household of the start page. */
const atHome = (scene: Scene, { person }: PlannedContact): boolean =>
  person.age <= 14 ||
  person.age >= 65 ||
  person.groups.includes('pregnant') ||
  person.household === scene.stage.household;

/** Orders for the contacts of a day, each on its evidence, with carer, supplies, care and help phone. */
export function orderStays(
  scene: Scene,
  contacts: PlannedContact[],
  carers: Map<string, string>,
  hotel: string,
): Act[] {
  const by = scene.as('investigator');
  return contacts
    .filter((each) => each.class !== 'exposed.place.person')
    .flatMap((contact): Act[] => {
      const { id, person, class: kind } = contact;
      const home = kind === 'contact.secondary' || atHome(scene, contact);
      const order = command('stays.OrderStay', {
        id: `S-${id.slice(2)}`,
        person: person.id,
        household: person.household,
        disease: 'covid-19',
        class: kind,
        place: home ? person.household : hotel,
        evidence: [{ kind: 'contact', id, source: '密接登记', signer: by.name, at: scene.now() }],
        service: {
          carer: carers.get(person.household) ?? 'grid',
          supplies: '每两日送菜到门口，药品随叫随送 / a box at the door every second day',
          medical: '街道社康中心，急救120 / street clinic, ambulance 120',
          hotline: HOTLINE,
        },
        ...(home && kind === 'contact.close'
          ? {
              assessment: person.age <= 14 ? '儿童，由家人陪同居家' : '经评估具备居家隔离条件',
            }
          : {}),
      });
      const transfer = command('contacts.TransferContact', {
        id,
        at: scene.now(),
        to: home ? '居家' : '隔离酒店',
      });
      return [
        [order, by],
        [transfer, by],
      ];
    });
}

/** Results of the day's tests of those who stay; one in twenty is left open. */
export async function recordTests(scene: Scene): Promise<Act[]> {
  const today = scene.today();
  const due = await scene.look<{ id: string; area: string; tests: { day: string; result: string | null }[] }>({
    view: 'stays.orders',
    where: { status: 'open', nextTest_to: `${today}~` },
    limit: 5000,
    order: 'id',
  });
  return due.flatMap(({ id, area, tests }): Act[] => {
    const open = tests.filter(({ day, result }) => result === null && day <= today);
    if (open.length === 0 || scene.chance(`test ${today} ${id}`).next() > 0.95) return [];
    const by = area.startsWith(`${scene.stage.community}.`) ? scene.as('grid') : scene.as('investigator');
    return open.map(
      ({ day }): Act => [command('stays.RecordTest', { id, day, result: 'negative', source: '区检测基地' }), by],
    );
  });
}

/** Somebody asks how everybody behind a door is: daily where somebody stays, every second day in a zone; one household is left alone. */
export async function checkOn(scene: Scene, except: string): Promise<Act[]> {
  const now = scene.now();
  const quiet = await scene.look<{ id: string; lastHeardAt: string; restrictions: string[] }>({
    view: 'visits.households',
    where: { lastHeardAt_to: addHours(now, -5) },
    limit: 5000,
    order: 'id',
  });
  const due = quiet.filter(
    ({ lastHeardAt, restrictions }) =>
      lastHeardAt < addHours(now, -34) || restrictions.some((each) => each.startsWith('stay/')),
  );
  return due
    .filter(({ id }) => id !== except)
    .map(({ id }): Act => {
      const by = id.startsWith(`${scene.stage.community}.`) ? scene.as('grid') : scene.as('desk');
      return [
        command('people.CheckOnHousehold', { path: id, how: by.id === 'grid' ? 'door' : 'phone', outcome: 'well' }),
        by,
      ];
    });
}

const appeal = (scene: Scene, contact: PlannedContact, id: string, grounds: string, medical: boolean): Act => [
  command('stays.FileAppeal', {
    id: `S-${contact.id.slice(2)}`,
    appeal: id,
    by: {
      name: contact.person.name,
      ...(contact.person.phone ? { phone: contact.person.phone } : {}),
      relation: 'self',
    },
    channel: 'phone',
    grounds,
    medical,
  }),
  scene.as('desk'),
];

export const fileAppeal = (scene: Scene, contact: PlannedContact, id: string): Promise<void> =>
  scene.act([appeal(scene, contact, id, '当日我在外地出差，未与病例同桌，请核实票据。', false)]);

/** A reviewer of the justice bureau decides: the evidence was of somebody of the same name. */
export const overturn = (scene: Scene, contact: PlannedContact, id: string): Promise<void> =>
  scene.send(
    [
      command('stays.DecideAppeal', {
        id: `S-${contact.id.slice(2)}`,
        appeal: id,
        decision: 'overturned',
        reason: {
          en: 'Train tickets show that the person was in another city that day.',
          zh: '车票证明当日不在本市，密接判定不成立。',
        },
        falseEvidence: [`contact:${contact.id}`],
      }),
    ],
    scene.as('reviewer'),
  );
