import type { Account } from '../../kernel/actor.ts';
import { addHours } from '../../kernel/time.ts';
import type { Worker } from './crew.ts';
import { type Act, command, pick, type Scene } from './scene.ts';

interface Visit {
  id: string;
  area: string;
  kind: string;
  assignee: string | null;
}

const NOTES = ['放在门口，住户开门确认', '当面交给本人', '已核对物品和数量', '老人精神好，已量体温'];
const CANNOT = [{ reason: 'goods-missing', note: '药店缺货，需从医院药房调' }, { reason: 'no-answer', note: '敲门和电话都没有应答' }];

/** The doors of half a day: nearly all done with a proof, some not possible and handed up. Knocks of today are left to today. */
export async function goRound(scene: Scene, workers: Worker[], before = addHours(scene.now(), -2)): Promise<Act[]> {
  const open = await scene.look<Visit>({ view: 'visits.visits', where: { status: ['planned', 'assigned'], kind: ['delivery', 'check', 'care', 'life'], from_to: before }, limit: 2000, order: 'id' });
  return open.flatMap(({ id, area, assignee }): Act[] => {
    const chance = scene.chance(`visit ${id.replace(/~\d+$/, '')}`);
    const who: Account = workers.find((worker) => worker.id === assignee)?.account ?? scene.as('district-officer');
    const set: Act[] = chance.next() < 0.5 ? [[command('visits.StartVisit', { id }), who]] : [];
    if (chance.next() < 0.07) return [...set, [command('visits.FailVisit', { id, ...pick(CANNOT, chance) }), who]];
    const home = scene.households.find(({ path }) => path === area);
    return [...set, [command('visits.CompleteVisit', { id, outcome: 'done', heard: true, proof: { note: pick(NOTES, chance), handedTo: home?.members[0]?.name ?? '住户' } }), who]];
  });
}

/** Somebody walks by and asks: a visit no request asked for. */
export const planCheck = (scene: Scene, id: string, household: string, assignee: string, note: string): Act[] => [
  [command('visits.PlanVisit', { id, kind: 'check', household, window: { from: scene.now(), to: addHours(scene.now(), 8) }, urgent: false, note }), scene.as('community-officer')],
  [command('visits.AssignVisit', { id, assignee }), scene.as('community-officer')],
];
