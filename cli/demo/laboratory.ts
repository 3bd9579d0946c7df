import type { PlannedCase } from './epidemic.ts';
import { type Act, command, type Scene } from './scene.ts';

/** Results of the last day: one that finds its case, one that a laboratory wrote down badly, one of nobody known. */
export function sendResults(scene: Scene, cases: readonly PlannedCase[]): Act[] {
  const [sure, slip] = cases.filter(({ person }) => person.phone && person.name.length > 1).slice(-2);
  if (!sure || !slip) return [];
  const by = scene.as('investigator');
  const result = (id: string, more: object): Act => [
    command('laboratory.ReceiveResult', {
      id,
      laboratory: '区疾控实验室',
      disease: 'covid-19',
      sampledOn: scene.today(),
      result: 'positive',
      method: 'RT-PCR',
      area: scene.stage.district,
      ...more,
    }),
    by,
  ];
  const { name, sex, birth, age, phone } = sure.person;
  return [
    result('FT-L001', { name, sex, birth, phone }),
    result('FT-L002', { name: `${slip.person.name.slice(0, 1)}某`, sex: slip.person.sex, phone: slip.person.phone }),
    result('FT-L003', { name: '贺兰之', sex, age: age + 7, result: 'inconclusive' }),
  ];
}
