import type { Account } from '../../kernel/actor.ts';
import { isWithin } from '../../kernel/place.ts';
import { addHours } from '../../kernel/time.ts';
import type { Worker } from './crew.ts';
import { type Act, command, pick, type Scene } from './scene.ts';

interface Visit {
  id: string;
  area: string;
  kind: string;
  assignee: string | null;
  care: string | null;
  from: string;
}

const LEGS = ['hospital', 'release', 'vehicle', 'pathway', 'return', 're-entry'];
const NOTES = ['放在门口，住户开门确认', '当面交给本人', '已核对物品和数量', '老人精神好，已量体温'];
const CANNOT = [
  { reason: 'goods-missing', note: '药店缺货，需从医院药房调' },
  { reason: 'no-answer', note: '敲门和电话都没有应答' },
];

/** The doors of half a day: nearly all done with a proof, some not possible and handed up. */
export async function goRound(
  scene: Scene,
  workers: Worker[],
  failed: Set<string>,
  before = addHours(scene.now(), -1),
): Promise<Act[]> {
  const open = await scene.look<Visit>({
    view: 'visits.visits',
    where: { status: ['planned', 'assigned'], from_to: before },
    limit: 2000,
    order: 'id',
  });
  // a trip that belongs to a care schedule is made on its day (care.ts)
  const due = open.filter(
    ({ kind, care, from }) => kind !== 'medical-trip' || (care === null && from < addHours(scene.now(), -20)),
  );
  return due.flatMap(({ id, area, kind, assignee }): Act[] => {
    const matter = id.replace(/~\d+$/, '').replace(/^again/, 'request');
    const chance = scene.chance(`visit ${matter}`);
    const worker = workers.find((each) => each.id === assignee);
    const who: Account = worker && isWithin(area, worker.area) ? worker.account : scene.as('district-officer');
    if (kind === 'medical-trip') {
      const legs = LEGS.map(
        (leg): Act => [command('visits.ConfirmLeg', { id, leg, by: '街道就医专班' }), scene.as('district-officer')],
      );
      return [
        ...legs,
        [
          command('visits.CompleteVisit', { id, outcome: 'done', heard: true, proof: { note: '专车往返，已就诊' } }),
          who,
        ],
      ];
    }
    const set: Act[] = chance.next() < 0.5 ? [[command('visits.StartVisit', { id }), who]] : [];
    if (kind !== 'life' && chance.next() < 0.08 && !failed.has(area)) {
      failed.add(area);
      return [...set, [command('visits.FailVisit', { id, ...pick(CANNOT, chance) }), who]];
    }
    const home = scene.households.find(({ path }) => path === area);
    return [
      ...set,
      [
        command('visits.CompleteVisit', {
          id,
          outcome: 'done',
          heard: true,
          proof: { note: pick(NOTES, chance), handedTo: home?.members[0]?.name ?? '住户' },
        }),
        who,
      ],
    ];
  });
}

/** Somebody walks by and asks: a visit no request asked for. */
export const planCheck = (scene: Scene, id: string, household: string, assignee: string, note: string): Act[] => [
  [
    command('visits.PlanVisit', {
      id,
      kind: 'check',
      household,
      window: { from: scene.now(), to: addHours(scene.now(), 8) },
      urgent: false,
      note,
    }),
    scene.as('community-officer'),
  ],
  [command('visits.AssignVisit', { id, assignee }), scene.as('community-officer')],
];
