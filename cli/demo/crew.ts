import type { Account, Org } from '../../kernel/actor.ts';
import { addDays } from '../../kernel/time.ts';
import { type Act, command, person, pick, type Scene } from './scene.ts';

export interface Worker {
  id: string;
  name: string;
  area: string;
  kind: 'staff' | 'volunteer';
  /** Acts in the story: the named account, or one nobody signs in with. */
  account: Account;
  /** Place in the roster: who works on which days. */
  turn: number;
}

const VOLUNTEERS: Org = { id: 'volunteers', name: '社区志愿者 Volunteers', level: 'community', kind: 'volunteers' };
const COMMITTEE: Org = {
  id: 'committee',
  name: '居民委员会 Residents’ committee',
  level: 'community',
  kind: 'committee',
};
const NAMES = [
  '陈立',
  '赵敏',
  '黄晓东',
  '吴佳怡',
  '徐静',
  '孙志强',
  '朱琳',
  '胡海波',
  '林雅',
  '何军',
  '郭婷',
  '罗飞',
  '高洁',
  '郑辉',
  '梁爽',
  '谢颖',
  '韩磊',
  '唐宁',
  '冯玉',
  '董浩',
  '程欣',
  '曹斌',
  '袁梅',
  '邓凯',
  '许诺',
  '傅强',
  '沈燕',
  '曾宇',
  '彭丽',
  '吕刚',
  '苏珊',
  '卢平',
  '蒋雯',
  '蔡明',
  '贾青',
  '丁雪',
  '魏来',
  '薛峰',
  '叶子',
  '阎峻',
];
const SKILLS = ['delivery', 'cantonese', 'elder-care', 'first-aid', 'sampling', 'counselling', 'infant-care'];

/** About five people for a community in the outbreak, one for others; the named accounts among them. */
export function crewOf(scene: Scene, communities: string[], others: string[]): Worker[] {
  const chance = scene.chance('crew');
  const workers: Worker[] = [];
  const add = (id: string, name: string, kind: Worker['kind'], area: string, account: Account): void =>
    void workers.push({ id, name, kind, area, account, turn: workers.length });
  for (const id of ['volunteer', 'grid'] as const) {
    const account = scene.as(id);
    add(id, account.name, id === 'grid' ? 'staff' : 'volunteer', scene.stage.community, account);
  }
  const places = [...communities.flatMap((area) => Array.from({ length: 10 }, () => area)), ...others];
  places.forEach((area, n) => {
    const kind = n % 10 < 3 ? 'staff' : 'volunteer';
    const id = `${kind === 'staff' ? 's' : 'v'}-${String(n + 1).padStart(2, '0')}`;
    const known = NAMES[n % NAMES.length] as string;
    const name = n < NAMES.length ? known : known.slice(0, 2) + pick(['华', '文', '宁'], chance);
    add(
      id,
      name,
      kind,
      area,
      person(id, name, kind === 'staff' ? 'grid' : 'volunteer', area, kind === 'staff' ? COMMITTEE : VOLUNTEERS),
    );
  });
  return workers;
}

export function registerCrew(scene: Scene, workers: Worker[]): Act[] {
  const chance = scene.chance('crew skills');
  const admin = scene.as('admin');
  return workers.map(
    ({ id, name, kind, area, account, turn }): Act => [
      command('crew.RegisterMember', {
        id,
        name,
        kind,
        area,
        org: account.org.id,
        phone: `100${String(20_000_000 + turn)}`,
        skills: [...new Set([pick(SKILLS, chance), pick(SKILLS, chance)])],
        languages: turn % 7 === 3 ? ['zh', 'yue', 'en'] : ['zh'],
        licences:
          turn % 10 === 4
            ? [{ code: 'nurse', expires: '2023-06-30' }]
            : turn % 10 === 5
              ? [{ code: 'driver-b1', expires: '2025-03-31' }]
              : [],
        trainings: [
          { course: 'field-safety', on: '2022-09-15', expires: turn % 20 === 19 ? '2022-10-31' : '2023-09-14' },
        ],
        ...(kind === 'volunteer' ? { insuredUntil: '2023-03-31' } : {}),
      }),
      admin,
    ],
  );
}

/** Four days in seven, nine hours, so the week stays under its limit; those far from the outbreak are on call. */
export const worksOn = (worker: Worker, n: number): boolean => worker.turn < 32 && (n + worker.turn) % 7 < 4;

export const startShifts = (scene: Scene, workers: Worker[], n: number, also: string[]): Act[] =>
  workers
    .filter((worker) => worksOn(worker, n) || also.includes(worker.id))
    .map(
      (worker): Act => [command('crew.StartShift', { member: worker.id, at: scene.at(n, '08:00') }), worker.account],
    );
export const endShifts = (scene: Scene, workers: Worker[], n: number): Act[] =>
  workers
    .filter((worker) => worksOn(worker, n))
    .map((worker): Act => [command('crew.EndShift', { member: worker.id, at: scene.at(n, '17:00') }), worker.account]);

/** Named carers for the households of a building: volunteers up to their cap, staff for the rest. */
export function carersFor(scene: Scene, households: string[], carers: { id: string; most: number }[]): Act[] {
  let from = 0;
  return carers.flatMap(({ id, most }): Act[] => {
    const part = households.slice(from, from + most);
    from += part.length;
    return part.length === 0
      ? []
      : [[command('crew.AssignHouseholds', { member: id, households: part }), scene.as('admin')]];
  });
}

/** A refresher for those whose certificate runs out. */
export const refreshTraining = (scene: Scene, workers: Worker[]): Act[] =>
  workers
    .filter(({ turn }) => turn % 20 === 19)
    .slice(0, 2)
    .map(
      (worker): Act => [
        command('crew.RecordTraining', {
          member: worker.id,
          course: 'field-safety',
          on: scene.today(),
          expires: addDays(scene.today(), 365),
        }),
        scene.as('admin'),
      ],
    );
