import { onRegister, scheduleCare } from './care.ts';
import { investigate, listContacts, reportCases } from './control.ts';
import { carersFor, crewOf, registerCrew } from './crew.ts';
import { activateEditions, enterLocalRules } from './editions.ts';
import type { PlannedCase, PlannedContact } from './epidemic.ts';
import type { Household, Person } from './households.ts';
import { command, type Scene } from './scene.ts';
import { orderStays } from './stays.ts';

/** One building, one case, one contact: the smallest city in which everything can happen. For tests and first looks. */
export async function tellVillage(scene: Scene): Promise<void> {
  const { households, stage } = scene;
  await activateEditions(scene);
  const workers = crewOf(scene, [], [stage.community, stage.community, stage.street]);
  await scene.act(registerCrew(scene, workers));
  const resident = households
    .find(({ path }) => path === stage.household)
    ?.members.find(({ name }) => name === stage.residentName) as Person;
  const others = households.filter(({ path }) => path !== stage.household);
  const ill = others.find(({ members }) => members.some(({ age }) => age >= 18 && age < 60)) as Household;
  const patient = others
    .filter((home) => home !== ill)
    .flatMap(({ members }) => members)
    .find(({ age }) => age >= 30) as Person;
  await scene.act([
    ...carersFor(
      scene,
      households.map(({ path }) => path),
      [
        { id: 'volunteer', most: 8 },
        { id: 'grid', most: 4 },
      ],
    ),
    ...onRegister(scene, patient, 'dialysis'),
  ]);
  await scene.goTo(13, '08:30');
  await enterLocalRules(scene);
  const source: PlannedCase = {
    id: 'FT-001',
    cluster: 'banquet',
    person: ill.members.find(({ age }) => age >= 18 && age < 60) as Person,
    onset: 12,
    reported: 13,
    how: { en: 'family banquet', zh: '家庭聚餐' },
  };
  await scene.act(reportCases(scene, [source]));
  const contact: PlannedContact = {
    id: 'C-001',
    source,
    person: resident,
    class: 'contact.close',
    criterion: '同桌就餐 / shared a meal',
    lastExposure: 12,
    listed: 13,
  };
  await scene.act([...investigate(scene, [source]), ...listContacts(scene, [contact])]);
  await scene.act(orderStays(scene, [contact], new Map([[stage.household, 'volunteer']]), ''));
  await scene.settle();
  await scene.goTo(15, '08:30');
  await scene.act(scheduleCare(scene, [patient], 20));
  await scene.act([
    [command('crew.StartShift', { member: 'volunteer', at: scene.now() }), scene.as('volunteer')],
    [command('crew.StartShift', { member: 'grid', at: scene.now() }), scene.as('grid')],
  ]);
  await scene.settle();
  await scene.goTo(15, '09:30');
}
