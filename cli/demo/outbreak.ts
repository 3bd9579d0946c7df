import { ancestorAt } from '../../kernel/place.ts';
import { addHours, dayOf } from '../../kernel/time.ts';
import { completeCare, confirmCare, nameProxies, onRegister, scheduleCare } from './care.ts';
import { followUps, investigate, listContacts, reportCases, reportInvestigations } from './control.ts';
import { carersFor, crewOf, endShifts, refreshTraining, registerCrew, startShifts, type Worker } from './crew.ts';
import type { Demo } from './demo.ts';
import { activateEditions, enterLocalRules, signNextEdition, withdrawLocalRule } from './editions.ts';
import { type Ground, type PlannedCase, type PlannedContact, planEpidemic } from './epidemic.ts';
import type { Household, Person } from './households.ts';
import { askFor, dispatch, firstContacts, take, work } from './livelihood.ts';
import { answerAlarms, reads, refusedAttempts } from './oversight.ts';
import { type Act, command, type Scene, sceneOf } from './scene.ts';
import { reportCluster, schoolOf, watchClass } from './school.ts';
import { checkOn, fileAppeal, hotelOf, orderStays, overturn, recordTests } from './stays.ts';
import { tellVillage } from './village.ts';
import { goRound, planCheck } from './visits.ts';
import { extendZone, proposeLacking, publishZone, reviewZones } from './zones.ts';

const LAST = 15;
/** Three days before the last morning. */
const SILENCE = 12;
const WORDS = { en: 'The outbreak, day by day', zh: '疫情经过（逐日）' };

/** The outbreak in progress, by commands of the people of the demo: fifteen days, each a morning and an evening. */
export async function tellStory(demo: Demo): Promise<void> {
  const scene = sceneOf(demo, dayOf('2022-10-24T00:00:00.000Z', demo.city.zone));
  if (demo.size === 'village') return tellVillage(scene);
  const story = prepare(scene);
  for (let n = 0; n <= LAST; n++) {
    demo.step(WORDS, 2 * n, 2 * LAST + 1);
    if (n === 0) await begin(scene, story);
    await morning(scene, story, n);
    if (n === LAST) return;
    await scene.settle();
    demo.step(WORDS, 2 * n + 1, 2 * LAST + 1);
    await evening(scene, story, n);
    // what ends or is cleared at 24:00
    await scene.goTo(n + 1, '00:04');
    await scene.settle();
  }
}

interface Story {
  ground: Ground;
  workers: Worker[];
  carers: Map<string, string>;
  cases: PlannedCase[];
  contacts: PlannedContact[];
  near: Household[];
  /** Left without a question from anybody, so that it falls silent on the last morning. */
  silent: Household;
  requests: number;
  /** Requests whose visit could not be done once. */
  failed: Set<string>;
}

function prepare(scene: Scene): Story {
  const { households, stage } = scene;
  const at = (path: string, level: 'street' | 'community' | 'building'): string => ancestorAt(path, level) ?? path;
  const first = (test: (path: string) => boolean): string =>
    households.find(({ path }) => test(path))?.path ?? stage.household;
  const buildings = (community: string): string[] => [
    ...new Set(
      households.filter(({ path }) => path.startsWith(`${community}.`)).map(({ path }) => at(path, 'building')),
    ),
  ];
  const c1 = stage.community;
  const c2 = at(
    first((path) => path.startsWith(`${stage.street}.`) && !path.startsWith(`${c1}.`)),
    'community',
  );
  const c3 = at(
    first((path) => !path.startsWith(`${stage.street}.`)),
    'community',
  );
  const open = at(stage.household, 'building');
  const ground: Ground = {
    c1,
    c2,
    c3,
    open,
    lacking: buildings(c1).find((each) => each !== open) ?? open,
    ended: buildings(c2)[0] ?? open,
    ending: buildings(c3)[0] ?? open,
  };
  const near = households.filter(({ path }) => [c1, c2, c3].some((area) => path.startsWith(`${area}.`)));
  const resident = households
    .find(({ path }) => path === stage.household)
    ?.members.find(({ name }) => name === stage.residentName);
  const others = [...new Set(households.map(({ path }) => at(path, 'community')))].filter(
    (path) => ![c1, c2, c3].includes(path),
  );
  const ofStreet = others.filter((path) => path.startsWith(`${stage.street}.`));
  const silent =
    near.find(
      ({ path, members }) =>
        path.startsWith(`${c1}.`) &&
        !path.startsWith(`${open}.`) &&
        !path.startsWith(`${ground.lacking}.`) &&
        members.length === 1 &&
        (members[0]?.age ?? 0) >= 62,
    ) ?? (near.find(({ path }) => path.startsWith(`${c1}.`)) as Household);
  return {
    ground,
    near,
    silent,
    carers: new Map(),
    workers: crewOf(
      scene,
      [c1, c2, c3],
      [...ofStreet, ...others.filter((path) => !ofStreet.includes(path)).filter((_, n) => n % 3 === 0)].slice(0, 28),
    ),
    ...planEpidemic(
      households.filter((each) => each !== silent),
      ground,
      resident,
      scene.chance('epidemic'),
    ),
    requests: 0,
    failed: new Set(),
  };
}

/** The first morning: editions, crew, carers, care register, the places people are brought to. */
async function begin(scene: Scene, { ground, workers, carers, near }: Story): Promise<void> {
  const admin = scene.as('admin');
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

async function morning(scene: Scene, story: Story, n: number): Promise<void> {
  const { ground, workers, cases, contacts, near } = story;
  const last = n === LAST;
  await scene.goTo(n, last ? '08:05' : '08:40');
  await scene.act(await goRound(scene, workers, story.failed));
  await scene.act([
    ...startShifts(scene, workers, n, last ? ['grid', 'volunteer'] : []),
    ...(await completeCare(scene)),
    ...(await confirmCare(scene, [ground.c1, ground.c2, ground.c3], ground.lacking)),
  ]);
  if (n === SILENCE) await leaveAlone(scene, story);
  if (n === 1) await enterLocalRules(scene);
  if (n === 4) await withdrawLocalRule(scene);
  if (n === 6) await scene.act(refreshTraining(scene, workers));
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
  const listed = contacts.filter((each) => each.listed === n);
  await scene.act([...investigate(scene, today), ...listContacts(scene, listed)]);
  await scene.minutes(15);
  await scene.act(orderStays(scene, last ? listed.slice(0, 4) : listed, story.carers, hotelOf(ground.c2)));
  await special(scene, story, n);
  if (last) await lastMorning(scene, story);
}

async function evening(scene: Scene, story: Story, n: number): Promise<void> {
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
  await scene.act(await checkOn(scene, story.silent.path));
  if (n === 3)
    await publishZone(scene, {
      id: 'Z-ended',
      building: ground.ended,
      evidence: caseIn(ground.ended, 0),
      zh: '本楼三户先后出现病例，均在同一楼梯出入。',
      en: 'Three homes of this building have cases; all use one stair.',
    });
  if (n === 8)
    await publishZone(scene, {
      id: 'Z-ending',
      building: ground.ending,
      evidence: caseIn(ground.ending, 0),
      zh: '本楼两户病例，均在同一办公楼层工作，楼内已发生传播。',
      en: 'Two homes have cases who work on one floor; it has spread in the building.',
    });
  if (n === 9) await extendZone(scene, 'Z-ending', ground.ending, caseIn(ground.ending, 9));
  if (n === 12)
    await publishZone(scene, {
      id: 'Z-open',
      building: ground.open,
      evidence: caseIn(ground.open, 0),
      zh: '本楼数户参加同一聚餐后发病，同住人员和电梯接触较多。',
      en: 'Several homes fell ill after one banquet; they share a lift with all others.',
    });
  if (n === 14) {
    await proposeLacking(scene, {
      id: 'Z-lacking',
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
  ]);
}

/** Somebody alone is ordered to stay, and then nobody asks: after three days the household counts as silent. */
async function leaveAlone(scene: Scene, { ground, silent, cases, carers }: Story): Promise<void> {
  const source =
    cases.find((each) => each.reported === SILENCE - 1 && each.person.household.startsWith(`${ground.c1}.`)) ??
    (cases[0] as PlannedCase);
  const alone: PlannedContact = {
    id: 'C-900',
    source,
    person: silent.members[0] as Person,
    class: 'contact.secondary',
    criterion: '与密接同住 / lived with a close contact',
    lastExposure: SILENCE - 1,
    listed: SILENCE,
  };
  await scene.act(listContacts(scene, [alone]));
  await scene.act(orderStays(scene, [alone], carers, ''));
}

/** What happens once. */
async function special(scene: Scene, story: Story, n: number): Promise<void> {
  const { ground, near, contacts } = story;
  const school = schoolOf(ground.c1);
  const home = near.find(
    ({ path, members }) => path.startsWith(`${ground.c3}.`) && members.some(({ age }) => age >= 60),
  ) as Household;
  const desk = scene.as('desk');
  if (n === 6) await scene.act([...reportCluster(scene, school, 1, 8), ...watchClass(scene, school, 10)]);
  if (n === 7) await scene.act(reportCluster(scene, school, 9, 6));
  if (n === 3) await refusedAttempts(scene, 3);
  if (n === 11) {
    await refusedAttempts(scene, 22);
    await scene.settle();
    await answerAlarms(scene);
    await reads(scene, [scene.stage.household]);
  }
  if (n === 2) await scene.act(nameProxies(scene, near));
  if (n === 13) await scene.act(askFor(scene, 'R-home-1', 'food', '菜包里没有孩子能吃的，能不能加一份鸡蛋和牛奶？'));
  if (n === 14)
    await scene.act(
      askFor(scene, 'R-home-2', 'enquiry', '我和同桌那天只一起坐了二十分钟，为什么算密接？什么时候能解除？'),
    );
  if (n === 4)
    await reads(
      scene,
      near.slice(0, 10).map(({ path }) => path),
    );
  if (n === LAST) await refusedAttempts(scene, 24);
  if (n === 10) {
    await scene.act([
      [
        command('requests.PressLifeThreat', {
          id: 'L-0001',
          place: home.path,
          household: home.path,
          note: '老人胸口疼、出冷汗，喘不上气',
          channel: 'phone',
          caller: { name: home.members[0]?.name },
        }),
        desk,
      ],
      [
        command('requests.RecordCareRefusal', {
          id: 'CR-0001',
          place: home.path,
          household: home.path,
          request: 'L-0001',
          hospital: '某民营医院急诊',
          by: '分诊台值班护士',
          reason: '无24小时核酸不予接诊',
        }),
        desk,
      ],
    ]);
    await scene.minutes(6);
    await scene.act([
      [
        command('requests.DispatchRequest', {
          id: 'L-0001',
          org: 'cdc-120',
          orgName: '120急救中心 Ambulance',
          level: 'district',
          area: scene.stage.district,
        }),
        desk,
      ],
      [
        command('requests.ReviewCareRefusal', {
          id: 'CR-0001',
          finding: 'unjustified',
          note: '急危重症不得以核酸为由拒诊，已责令接诊并通报',
          treatedAt: '市第二人民医院',
        }),
        scene.as('hq'),
      ],
    ]);
    await scene.minutes(20);
    await scene.act([
      [
        command('requests.AnswerRequest', { id: 'L-0001', what: '120已送达市第二人民医院胸痛中心，经绿色通道收治' }),
        scene.as('district-officer'),
      ],
    ]);
  }
  const stayed = contacts.filter(
    (each) => each.class === 'contact.close' && !each.person.household.startsWith(scene.stage.household),
  );
  const early = stayed.find((each) => each.listed === 9 && each.person.age > 18) as PlannedContact;
  const late = stayed.find((each) => each.listed === 13 && each.person.age > 18) as PlannedContact;
  if (n === 10) await fileAppeal(scene, early, 'A-1');
  if (n === 11) await overturn(scene, early, 'A-1');
  if (n === 14) await fileAppeal(scene, late, 'A-2');
  if (n === 14) await signNextEdition(scene);
  if (n === 13) {
    const sick = story.workers.find((each) => each.area === ground.c3 && each.kind === 'volunteer') as Worker;
    const instead = story.workers.filter((each) => each.area === ground.c3 && each.kind === 'staff')[1] as Worker;
    const theirs = near.filter(({ path }) => story.carers.get(path) === sick.id).map(({ path }) => path);
    await scene.act([
      [
        command('crew.ReportAbsent', {
          member: sick.id,
          from: scene.now(),
          until: scene.at(17, '08:00'),
          reason: 'sick',
        }),
        sick.account,
      ],
      [
        command('crew.StartStandIn', {
          id: 'si-1',
          member: instead.id,
          for: sick.id,
          households: theirs,
          until: scene.at(17, '08:00'),
        }),
        scene.as('admin'),
      ],
    ]);
  }
}

/** The morning of the start page: work for those who sign in, and what nobody has got to yet. */
async function lastMorning(scene: Scene, { ground, workers, near, failed }: Story): Promise<void> {
  const inside = near.filter(({ path }) => path.startsWith(`${ground.open}.`) && path !== scene.stage.household);
  await scene.settle();
  await scene.act(await work(scene));
  await scene.act(await dispatch(scene, 4, [scene.as('volunteer'), scene.as('grid')]));
  const doors = inside.slice(0, 6).map(({ path }) => path);
  await scene.act(
    doors.flatMap((path, i) =>
      planCheck(
        scene,
        `check-${i + 1}`,
        path,
        i % 2 ? 'grid' : 'volunteer',
        ['问候独居老人', '送核酸通知', '核对服药', '取走医疗垃圾', '询问菜包是否收到', '为孩子送网课平板'][i] as string,
      ),
    ),
  );
  await scene.settle();
  await scene.goTo(LAST, '09:25');
  await scene.act([
    ...(await goRound(
      scene,
      workers.filter((each) => each.area === ground.c3),
      failed,
      addHours(scene.now(), -3),
    )),
    [
      command('requests.RecordCareRefusal', {
        id: 'CR-0002',
        place: (inside[7] as Household).path,
        household: (inside[7] as Household).path,
        hospital: '某专科医院',
        by: '门诊导诊台',
        reason: '居住在风险区，要求先解封再来',
      }),
      scene.as('grid'),
    ],
    ...(await reviewZones(scene)).slice(0, 1),
  ] satisfies Act[]);
  await scene.settle();
  await scene.goTo(LAST, '09:30');
}
