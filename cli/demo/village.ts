import { onRegister, scheduleCare } from './care.ts';
import { illIn } from './channels.ts';
import { investigate, listContacts, reportCases } from './control.ts';
import { carersFor, crewOf, registerCrew } from './crew.ts';
import { activateEditions, enterLocalRules } from './editions.ts';
import type { PlannedCase, PlannedContact } from './epidemic.ts';
import type { Household, Person } from './households.ts';
import { clearExit, gateFaults } from './inspections.ts';
import { askMorning, planRounds } from './rounds.ts';
import { type Act, command, type Scene } from './scene.ts';
import { orderStays } from './stays.ts';
import { registerSources, sendCounts, watchedIn, workAlerts } from './watch.ts';

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
    criterion: '同桌就餐',
    lastExposure: 12,
    listed: 13,
  };
  await scene.act([...investigate(scene, [source]), ...listContacts(scene, [contact])]);
  await scene.act(orderStays(scene, [contact], new Map([[stage.household, 'volunteer']]), ''));
  await watchVillage(scene);
  await scene.goTo(15, '08:30');
  await scene.act(scheduleCare(scene, [patient], 20));
  await scene.act(
    workers.map(({ id, account }): Act => [command('crew.StartShift', { member: id, at: scene.now() }), account]),
  );
  await scene.act(gateFaults(scene, stage.community));
  await scene.act([clearExit(scene)]);
  await scene.settle();
  await askMorning(scene, stage.community, 16);
  await planRounds(scene, stage.community, workers);
  await scene.goTo(15, '09:30');
}

/** Onsets by day of the exercise: the village's community, and the next one. */
const ONSETS = [
  { 10: 1, 11: 2, 12: 4, 13: 5, 14: 6 },
  { 13: 2, 14: 4 },
] as const;

/** Sources of the village and what they sent lately; the evening after, the CDC has looked at the first alert. */
async function watchVillage(scene: Scene): Promise<void> {
  const communities = await watchedIn(scene, [scene.stage.community]);
  const ill = illIn(
    ONSETS.flatMap((days, i) =>
      Object.entries(days).flatMap(([n, many]) =>
        Array.from({ length: many }, () => ({ path: communities[i] as string, onset: Number(n) })),
      ),
    ),
  );
  const { sources, acts } = registerSources(scene, communities, 10);
  await scene.act(acts);
  for (const n of [11, 12]) await scene.act(sendCounts(scene, sources, n, ill));
  await scene.settle();
  await scene.goTo(13, '20:00');
  await scene.act(sendCounts(scene, sources, 13, ill));
  await scene.goTo(14, '20:00');
  await scene.act([...(await workAlerts(scene, ill, 14, 0)), ...sendCounts(scene, sources, 14, ill, true)]);
  await scene.settle();
}
