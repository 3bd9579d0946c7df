import { addDays } from '../../kernel/time.ts';
import { type Act, command, type Scene } from './scene.ts';

export const schoolOf = (community: string): string => `${community}.e9`;

/** A norovirus cluster in one class: no zone, nobody held; reported, looked into, the well ones watched. */
export function reportCluster(scene: Scene, school: string, from: number, count: number): Act[] {
  const by = scene.as('investigator');
  const chance = scene.chance('school');
  return Array.from({ length: count }, (_, i) => {
    const id = `NV-${String(from + i).padStart(2, '0')}`;
    const late = i >= count - 3 ? 0 : 1;
    return [
      command('cases.ReportCase', {
        id,
        area: school,
        disease: 'norovirus',
        sex: chance.next() < 0.5 ? 'male' : 'female',
        age: 8,
        onset: addDays(scene.today(), -late),
        reportedOn: scene.today(),
        classification: i < 4 ? 'suspected' : 'probable',
        origin: 'local',
        source: 'sentinel',
        occupation: '学生',
        address: '三年级2班',
        ...(i + from > 1 && i % 3 ? { infector: 'NV-01' } : {}),
      }),
      ...(i < 4
        ? [
            command('cases.ClassifyCase', {
              id,
              classification: 'confirmed',
              severity: 'mild',
              evidence: {
                kind: 'laboratory',
                at: scene.now(),
                signer: '区疾控实验室',
                note: 'GII RT-PCR',
              },
            }),
          ]
        : []),
      command('cases.IsolateCase', { id, at: scene.now(), where: '居家' }),
      command('cases.TreatCase', { id, at: scene.now(), hospital: '区妇幼保健院' }),
      command('cases.NotifyCase', { id, at: scene.now(), to: '传染病网络直报' }),
      ...(i < 2
        ? [
            command('cases.RecordCoreInvestigation', {
              id,
              symptoms: ['呕吐', '腹泻'],
              sourceOfInfection: 'under-investigation',
              places: [],
              note: '同班一名学生在教室呕吐，清理未规范',
            }),
          ]
        : []),
    ];
  })
    .flat()
    .map((call): Act => [call, by]);
}

/** Classmates are looked at each morning; nobody stays anywhere. */
export const watchClass = (scene: Scene, school: string, count: number): Act[] =>
  Array.from(
    { length: count },
    (_, i): Act => [
      command('contacts.ListContact', {
        id: `NC-${String(i + 1).padStart(2, '0')}`,
        case: 'NV-01',
        disease: 'norovirus',
        area: school,
        name: `三年级2班学生${i + 1}`,
        sex: i % 2 ? 'female' : 'male',
        class: 'contact.general',
        criterion: '同班同学',
        lastExposure: addDays(scene.today(), -1),
        owner: { id: 'grid', name: scene.as('grid').name },
      }),
      scene.as('investigator'),
    ],
  );
