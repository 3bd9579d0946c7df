import { addHours } from '../../kernel/time.ts';
import { nameProxies } from './care.ts';
import { listContacts } from './control.ts';
import type { Worker } from './crew.ts';
import { signNextEdition } from './editions.ts';
import { doorsStillClosed } from './entry.ts';
import type { PlannedCase, PlannedContact } from './epidemic.ts';
import type { Household, Person } from './households.ts';
import { clearExit, findFaults, gateFaults, lookAgain, mendFaults } from './inspections.ts';
import { sendResults } from './laboratory.ts';
import { askFor, dispatch, work } from './livelihood.ts';
import { answerAlarms, reads, refusedAttempts } from './oversight.ts';
import { walkRounds } from './rounds.ts';
import { type Act, command, type Scene } from './scene.ts';
import { reportCluster, schoolOf, watchClass } from './school.ts';
import { fileAppeal, hotelOf, orderStays, overturn } from './stays.ts';
import { LAST, SILENCE, type Story } from './story.ts';
import { enterTwice, reportTwice } from './twice.ts';
import { goRound, planCheck } from './visits.ts';
import { reviewZones } from './zones.ts';

/** Somebody alone is ordered to stay, and then nobody asks: after three days the household counts as silent. */
export async function leaveAlone(scene: Scene, { ground, silent, cases, carers }: Story): Promise<void> {
  const source =
    cases.find((each) => each.reported === SILENCE - 1 && each.person.household.startsWith(`${ground.c1}.`)) ??
    (cases[0] as PlannedCase);
  const alone: PlannedContact = {
    id: 'C-900',
    source,
    person: silent.members[0] as Person,
    class: 'contact.secondary',
    criterion: '与密接同住',
    lastExposure: SILENCE - 1,
    listed: SILENCE,
  };
  await scene.act(listContacts(scene, [alone]));
  await scene.act(orderStays(scene, [alone], carers, ''));
}

/** What happens once. */
export async function special(scene: Scene, story: Story, n: number): Promise<void> {
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
  if (n === 9) await scene.act(findFaults(scene, hotelOf(ground.c2), ground.c1));
  if (n === 10) await scene.act(mendFaults(scene));
  if (n === 11) await scene.act(lookAgain(scene));
  if (n === 14) await scene.act(gateFaults(scene, ground.open));
  if (n === LAST)
    await scene.act([
      clearExit(scene),
      ...reportTwice(scene, story.cases),
      ...sendResults(scene, story.cases),
      ...enterTwice(scene, near),
    ]);
  if (n === 13) await scene.act(askFor(scene, 'R-0901', 'food', '菜包里没有孩子能吃的，能不能加一份鸡蛋和牛奶？'));
  if (n === 14)
    await scene.act(
      askFor(scene, 'R-22-0611', 'enquiry', '我和同桌那天只一起坐了二十分钟，为什么算密接？什么时候能解除？'),
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
export async function lastMorning(scene: Scene, { ground, workers, near, failed }: Story): Promise<void> {
  const inside = near.filter(({ path }) => path.startsWith(`${ground.open}.`) && path !== scene.stage.household);
  await scene.settle();
  await walkRounds(scene, ground.c1, workers);
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
  await walkRounds(scene, ground.c1, workers);
  await doorsStillClosed(
    scene,
    near.filter(({ path }) => path.startsWith(`${ground.ended}.`)),
  );
  await scene.goTo(LAST, '09:30');
}
