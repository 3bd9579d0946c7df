import type { PlannedCase } from './epidemic.ts';
import type { Household } from './households.ts';
import { type Act, command, type Scene } from './scene.ts';

/** A hospital reports somebody whom the tracers have reported: the same telephone and birthday, another address. */
export function reportTwice(scene: Scene, cases: readonly PlannedCase[]): Act[] {
  const chosen = cases.filter(({ person }) => person.phone).slice(0, 2);
  return chosen.map(
    ({ person, reported }, i): Act => [
      command('cases.ReportCase', {
        id: `FT-H0${i + 1}`,
        area: scene.stage.district,
        disease: 'covid-19',
        name: person.name,
        sex: person.sex,
        age: person.age,
        birth: person.birth,
        phone: person.phone,
        detectedOn: scene.day(reported),
        reportedOn: scene.today(),
        classification: 'suspected',
        origin: 'unknown',
        source: 'hospital',
      }),
      scene.as('investigator'),
    ],
  );
}

/** Somebody who has moved is entered at the new door too. */
export function enterTwice(scene: Scene, near: readonly Household[]): Act[] {
  const [moved] = near.flatMap(({ members }) => members).filter(({ phone, age }) => phone && age >= 18 && age < 60);
  const home = near.find(({ path }) => path !== moved?.household);
  if (!moved || !home) return [];
  return [
    [
      command('people.AddMember', {
        path: home.path,
        member: {
          id: `${home.path}.p${home.members.length + 1}`,
          name: moved.name,
          sex: moved.sex,
          birth: moved.birth,
          smartphone: moved.smartphone,
          phone: moved.phone,
        },
      }),
      scene.as('community-officer'),
    ],
  ];
}
