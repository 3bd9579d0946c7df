import { addHours } from '../../kernel/time.ts';
import type { PlannedCase, PlannedContact } from './epidemic.ts';
import { type Act, command, type Scene } from './scene.ts';

const LABORATORY = '区疾控实验室 陈静';
const HOSPITAL = '市第三人民医院';

/** The cases reported on a day, with report, first look, isolation and treatment; evidence from the laboratory. */
export function reportCases(scene: Scene, cases: PlannedCase[]): Act[] {
  const by = scene.as('investigator');
  const now = scene.now();
  return cases.flatMap((each): Act[] => {
    const { id, person, onset, infector, contact } = each;
    const chance = scene.chance(`case ${id}`);
    const silent = chance.next() < 0.3;
    return [
      command('cases.ReportCase', {
        id,
        area: person.household,
        household: person.household,
        person: person.id,
        disease: 'covid-19',
        name: person.name,
        sex: person.sex,
        age: person.age,
        birth: person.birth,
        ...(person.phone ? { phone: person.phone } : {}),
        ...(silent ? {} : { onset: scene.day(onset) }),
        detectedOn: scene.day(each.reported),
        reportedOn: scene.day(each.reported),
        classification: 'suspected',
        origin: infector ? 'local' : 'unknown',
        source: contact ? 'contact-tracing' : chance.next() < 0.5 ? 'fever-clinic' : 'screening',
        ...(contact ? { contact } : {}),
      }),
      command('cases.NotifyCase', {
        id,
        at: now,
        to: '中国疾病预防控制信息系统',
        reference: `4403040${id.slice(3)}`,
      }),
      command('cases.ClassifyCase', {
        id,
        classification: silent ? 'asymptomatic' : 'confirmed',
        ...(silent ? {} : { severity: person.age > 75 ? 'ordinary' : 'mild' }),
        evidence: {
          kind: 'laboratory',
          at: now,
          signer: LABORATORY,
          note: `ORF1ab Ct ${20 + chance.below(14)}, N Ct ${20 + chance.below(14)}`,
        },
      }),
      command('cases.IsolateCase', { id, at: now, where: HOSPITAL }),
      command('cases.TreatCase', { id, at: now, hospital: HOSPITAL }),
    ].map((call): Act => [call, by]);
  });
}

/** Core information in four hours, the report in a day: places, source, link to the infector. */
export function investigate(scene: Scene, cases: PlannedCase[]): Act[] {
  const by = scene.as('investigator');
  return cases.flatMap(({ id, person, infector, how, cluster }): Act[] => {
    const from = addHours(scene.now(), -60);
    return [
      command('cases.RecordCoreInvestigation', {
        id,
        occupation:
          person.age < 18
            ? '学生'
            : person.age >= 62
              ? '退休'
              : { market: '经营户', office: '职员', banquet: '其他' }[cluster],
        symptoms: ['发热', '咽痛', '乏力'].slice(0, 1 + (person.age % 3)),
        vaccineDoses: person.age < 12 ? 2 : 3,
        places: [
          {
            place: { market: '福星农贸市场', office: '深南大厦12层', banquet: '聚福楼酒家' }[cluster],
            from,
            to: addHours(from, 3),
            what: how.zh,
          },
        ],
        contactsNamed: 2,
        sourceOfInfection: infector ? 'known' : 'under-investigation',
        ...(infector ? { infector: infector.id } : {}),
      }),
      ...(infector
        ? [
            command('cases.LinkCases', {
              from: infector.id,
              to: id,
              exposure: `${how.zh} / ${how.en}`,
              certainty: 'high',
              evidence: { kind: 'epidemiological', at: scene.now(), signer: by.name },
            }),
          ]
        : []),
    ].map((call): Act => [call, by]);
  });
}

export const reportInvestigations = (scene: Scene, cases: PlannedCase[]): Act[] =>
  cases.map(
    ({ id, infector, how }): Act => [
      command('cases.ReportInvestigation', {
        id,
        summary: infector
          ? `经流调，感染来源为 ${infector.id}，方式：${how.zh}。密接均已判定并告知。`
          : '感染来源尚在调查；已完成活动轨迹和密接判定。',
        sourceOfInfection: infector ? 'known' : 'unknown',
        ...(infector ? { infector: infector.id } : {}),
      }),
      scene.as('investigator'),
    ],
  );

/** Contacts of the cases of a day: listed and told; four in five the same day, brought to where they stay. */
export function listContacts(scene: Scene, contacts: PlannedContact[]): Act[] {
  const by = scene.as('investigator');
  return contacts.flatMap(({ id, source, person, class: kind, criterion, lastExposure }, n): Act[] => {
    const calls = [
      command('contacts.ListContact', {
        id,
        case: source.id,
        disease: 'covid-19',
        area: person.household,
        household: person.household,
        person: person.id,
        name: person.name,
        sex: person.sex,
        birth: person.birth,
        ...(person.phone ? { phone: person.phone } : {}),
        class: kind,
        criterion,
        lastExposure: scene.day(lastExposure),
        owner: ownerOf(scene, person.household),
      }),
    ];
    if (n % 9 !== 8)
      calls.push(
        command('contacts.NotifyContact', {
          id,
          at: scene.now(),
          channel: person.phone ? 'phone' : 'visit',
          reached: true,
        }),
      );
    return calls.map((call): Act => [call, by]);
  });
}

/** Contacts of the start page's community are the grid worker's; the others the investigator's. */
const ownerOf = (scene: Scene, household: string) => {
  const { id, name } = household.startsWith(`${scene.stage.community}.`) ? scene.as('grid') : scene.as('investigator');
  return { id, name };
};

/** The day's follow-ups: nearly all seen, some ill, some not reached, some not made and missed at 24:00. */
export async function followUps(scene: Scene, made: number): Promise<Act[]> {
  const due = await scene.look<{ id: string; area: string }>({
    view: 'contacts.contacts',
    where: { status: 'open', nextDue: scene.today() },
    limit: 5000,
    order: 'id',
  });
  return due.flatMap(({ id, area }): Act[] => {
    const draw = scene.chance(`${scene.today()} ${id}`).next();
    if (draw > made) return [];
    const by = area.startsWith(`${scene.stage.community}.`) ? scene.as('grid') : scene.as('investigator');
    const found =
      draw < 0.03
        ? { outcome: 'seen-ill', symptoms: ['咳嗽'], temperature: 37.6 }
        : draw < 0.08
          ? { outcome: 'not-reached', note: '电话无人接听' }
          : { outcome: 'seen-well', temperature: 36 + Math.round(draw * 9) / 10 };
    return [[command('contacts.RecordFollowUp', { id, day: scene.today(), ...found }), by]];
  });
}
