import { addHours } from '../../kernel/time.ts';
import type { Household } from './households.ts';
import { type Act, command, type Scene } from './scene.ts';

const turnedAway = (
  scene: Scene,
  home: Household,
  appeal: { id: string; said: string } & Record<string, string>,
): Act => [
  command('entry.AppealRefusedEntry', {
    household: home.path,
    person: home.members.find(({ age }) => age >= 18)?.id ?? home.path,
    at: addHours(scene.now(), -1),
    ...appeal,
  }),
  scene.as('desk'),
];

/** People of a building whose zone is over: doors still turn them away. One is put right, one contested, one waits. */
export async function doorsStillClosed(scene: Scene, homes: Household[]): Promise<void> {
  const [first, second, third] = homes as [Household, Household, Household];
  const from = { demand: 'from-area' };
  await scene.act([
    turnedAway(scene, first, { ...from, id: 'door-1', door: 'shop', name: '福苗超市', said: '说我们楼刚解封，不让进' }),
    turnedAway(scene, second, {
      ...from,
      id: 'door-2',
      door: 'work',
      name: '某电子厂门岗',
      said: '要求再隔离七天才能上班',
    }),
  ]);
  const decided = { finding: 'wrongful', reason: '管控已解除，依法不得再设限。' };
  await scene.act([
    [
      command('entry.DecideRefusedEntry', { ...decided, id: 'door-1', told: '已电话告知店长，当场放行' }),
      scene.as('reviewer'),
    ],
    [
      command('entry.DecideRefusedEntry', { ...decided, id: 'door-2', told: '已书面告知厂方人事' }),
      scene.as('district-officer'),
    ],
  ]);
  await scene.act([
    [command('entry.ContestRefusedEntry', { id: 'door-2', why: 'again', said: '第二天还是不让进' }), scene.as('desk')],
    turnedAway(scene, third, {
      ...from,
      id: 'door-3',
      door: 'transport',
      name: '公交 M390',
      said: '司机看到地址不让上车',
    }),
  ]);
}
