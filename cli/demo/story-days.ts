import { completeCare, confirmCare, onRegister, scheduleCare } from './care.ts';
import { followUps, investigate, listContacts, reportCases, reportInvestigations } from './control.ts';
import { carersFor, endShifts, refreshTraining, registerCrew, startShifts } from './crew.ts';
import { activateEditions, enterLocalRules, withdrawLocalRule } from './editions.ts';
import { doSteps } from './floors.ts';
import { bringInfluenza } from './influenza.ts';
import { dispatch, firstContacts, take, work } from './livelihood.ts';
import { askMorning, planRounds, walkRounds } from './rounds.ts';
import { command, type Scene } from './scene.ts';
import { schoolOf } from './school.ts';
import { checkOn, hotelOf, orderStays, recordTests } from './stays.ts';
import { LAST, SILENCE, type Story } from './story.ts';
import { lastMorning, leaveAlone, special } from './story-once.ts';
import { goRound } from './visits.ts';
import { registerSources, sendCounts, watchedIn, workAlerts } from './watch.ts';
import { extendZone, proposeLacking, publishZone, reviewZones } from './zones.ts';

/** The evening on which a file comes with a slipped point. */
const SLIP = 13;

/** The first morning: editions, crew, carers, care register, the places people are brought to. */
export async function begin(scene: Scene, story: Story): Promise<void> {
  const { ground, workers, carers, near } = story;
  const admin = scene.as('admin');
  const watched = registerSources(scene, await watchedIn(scene, [ground.c1, ground.c2, ground.c3]), -1);
  story.sources = watched.sources;
  await activateEditions(scene);
  await scene.act([
    [
      command('places.RegisterPlace', {
        path: hotelOf(ground.c2),
        kind: 'hotel',
        names: { zh: '福星隔离酒店', en: 'Fuxing quarantine hotel' },
      }),
      admin,
    ],
    [
      command('places.RegisterPlace', {
        path: schoolOf(ground.c1),
        kind: 'school',
        names: { zh: '福苗小学', en: 'Fumiao primary school' },
      }),
      admin,
    ],
    ...registerCrew(scene, workers),
    ...watched.acts,
  ]);
  const inside = (building: string): string[] =>
    near.filter(({ path }) => path.startsWith(`${building}.`)).map(({ path }) => path);
  const staff = (community: string, kind: 'staff' | 'volunteer', n: number) =>
    workers.filter((each) => each.area === community && each.kind === kind && !['grid', 'volunteer'].includes(each.id))[
      n
    ]?.id ?? 'grid';
  const plans: [string, { id: string; most: number }[]][] = [
    [
      ground.open,
      [
        { id: 'volunteer', most: 26 },
        { id: 'grid', most: 70 },
      ],
    ],
    [ground.lacking, [{ id: staff(ground.c1, 'staff', 0), most: 80 }]],
    [
      ground.ended,
      [
        { id: staff(ground.c2, 'volunteer', 0), most: 25 },
        { id: staff(ground.c2, 'staff', 0), most: 70 },
      ],
    ],
    [
      ground.ending,
      [
        { id: staff(ground.c3, 'volunteer', 0), most: 25 },
        { id: staff(ground.c3, 'staff', 0), most: 70 },
      ],
    ],
  ];
  for (const [building, team] of plans) {
    let from = 0;
    const homes = inside(building);
    for (const { id, most } of team) {
      for (const path of homes.slice(from, from + most)) carers.set(path, id);
      from += most;
    }
  }
  const patients = [ground.open, ground.lacking].flatMap(
    (building) =>
      near
        .find(
          ({ path, members }) =>
            path.startsWith(`${building}.`) && path !== scene.stage.household && members.some(({ age }) => age >= 60),
        )
        ?.members.filter(({ age }) => age >= 60)
        .slice(0, 1) ?? [],
  );
  await scene.act([
    ...plans.flatMap(([building, team]) => carersFor(scene, inside(building), team)),
    ...patients.flatMap((person) => onRegister(scene, person, 'dialysis')),
    ...scheduleCare(
      scene,
      near.flatMap(({ members }) => members),
      30,
    ),
  ]);
}

export async function morning(scene: Scene, story: Story, n: number): Promise<void> {
  const { ground, workers, cases, contacts, near } = story;
  const last = n === LAST;
  await scene.goTo(n, last ? '08:05' : '08:40');
  await scene.act(await goRound(scene, workers, story.failed));
  await scene.act([
    ...startShifts(scene, workers, n, last ? ['grid', 'volunteer'] : []),
    ...(await completeCare(scene)),
    ...(await confirmCare(scene, [ground.c1, ground.c2, ground.c3], ground.lacking)),
  ]);
  if (last) {
    await askMorning(scene, ground.c1, 36);
    await planRounds(scene, ground.c1, workers);
  }
  if (n === SILENCE) await leaveAlone(scene, story);
  if (n === 1) await enterLocalRules(scene);
  if (n === 4) await withdrawLocalRule(scene);
  if (n === 6) await scene.act(refreshTraining(scene, workers));
  if (last) await scene.act(bringInfluenza(scene));
  if (n > 0) await scene.act(await workAlerts(scene, story.ill, n));
  const today = cases.filter((each) => each.reported === n);
  await scene.act([
    ...reportCases(scene, today),
    ...take(scene, story.requests + 1, last ? 12 : 6 + (n % 3), near, scene.households, last),
  ]);
  story.requests += last ? 12 : 6 + (n % 3);
  await scene.minutes(5);
  if (!last) await scene.act(await dispatch(scene));
  await scene.minutes(6);
  await scene.act(await firstContacts(scene));
  await scene.minutes(24);
  if (last) await walkRounds(scene, ground.c1, workers);
  const listed = contacts.filter((each) => each.listed === n);
  await scene.act([...investigate(scene, today), ...listContacts(scene, listed)]);
  await scene.minutes(15);
  await scene.act(orderStays(scene, last ? listed.slice(0, 4) : listed, story.carers, hotelOf(ground.c2)));
  await special(scene, story, n);
  if (last) await lastMorning(scene, story);
}

export async function evening(scene: Scene, story: Story, n: number): Promise<void> {
  const { ground, workers, near } = story;
  const caseIn = (building: string, from: number): string[] =>
    story.cases
      .filter(
        ({ person, reported }) => person.household.startsWith(`${building}.`) && reported <= n && reported >= from,
      )
      .map(({ id }) => id);
  await scene.goTo(n, '12:40');
  await scene.act(await goRound(scene, workers, story.failed));
  await scene.goTo(n, '16:20');
  await scene.act([
    ...(await work(scene)),
    ...reportInvestigations(
      scene,
      story.cases.filter((each) => each.reported === n),
    ),
  ]);
  const count = 6 + ((n * 5) % 4);
  await scene.act(take(scene, story.requests + 1, count, near, scene.households));
  story.requests += count;
  await scene.minutes(5);
  await scene.act(await dispatch(scene, n % 3 === 0 ? 1 : 0));
  await scene.minutes(6);
  await scene.act(await firstContacts(scene));
  await scene.settle();
  await scene.act([...(await checkOn(scene, story.silent.path)), ...(await doSteps(scene))]);
  if (n === 3)
    await publishZone(scene, {
      id: 'Z-22-01',
      building: ground.ended,
      evidence: caseIn(ground.ended, 0),
      zh: '本楼三户先后出现病例，均在同一楼梯出入。',
      en: 'Three homes of this building have cases; all use one stair.',
    });
  if (n === 8)
    await publishZone(scene, {
      id: 'Z-22-02',
      building: ground.ending,
      evidence: caseIn(ground.ending, 0),
      zh: '本楼两户病例，均在同一办公楼层工作，楼内已发生传播。',
      en: 'Two homes have cases who work on one floor; it has spread in the building.',
    });
  if (n === 9) await extendZone(scene, 'Z-22-02', ground.ending, caseIn(ground.ending, 9));
  if (n === 12)
    await publishZone(scene, {
      id: 'Z-22-03',
      building: ground.open,
      evidence: caseIn(ground.open, 0),
      zh: '本楼数户参加同一聚餐后发病，同住人员和电梯接触较多。',
      en: 'Several homes fell ill after one banquet; they share a lift with all others.',
    });
  if (n === 14) {
    await proposeLacking(scene, {
      id: 'Z-22-04',
      building: ground.lacking,
      evidence: caseIn(ground.lacking, 0),
      zh: '本楼出现两例病例，涉及同一聚餐。',
      en: 'Two cases in this building, of the same banquet.',
    });
    await scene.act(
      scheduleCare(
        scene,
        scene.households
          .filter((each) => !near.includes(each))
          .flatMap(({ members }) => members)
          .filter(({ groups }) => groups.includes('dialysis') || groups.includes('chemotherapy')),
        16,
      ),
    );
  }
  await scene.goTo(n, '17:20');
  await scene.act(endShifts(scene, workers, n));
  await scene.goTo(n, '19:40');
  await scene.settle();
  await scene.act([
    ...(await goRound(scene, workers, story.failed)),
    ...(await followUps(scene, 0.94)),
    ...(await recordTests(scene)),
    ...(await reviewZones(scene)),
    ...sendCounts(scene, story.sources, n, story.ill, n === SLIP),
  ]);
}
