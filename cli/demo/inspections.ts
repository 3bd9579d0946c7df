import { addHours } from '../../kernel/time.ts';
import { type Act, command, type Scene } from './scene.ts';

interface Visit {
  id: string;
  place: string;
  link: 'isolation-site' | 'gate' | 'supply-point';
  /** Questions answered with no. */
  no: string[];
}

/** The overseer walks through one link of the chain and answers what the city asks there. */
function inspect(scene: Scene, { id, place, link, no }: Visit): Act {
  const prefix = `inspection.ask.${link}.`;
  const answers = Object.keys(scene.city.library.settings)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .map((item) => ({ item, answer: no.includes(item) ? 'no' : 'yes' }));
  return [command('inspections.RecordInspection', { id, place, link, answers }), scene.as('overseer')];
}

const raise = (scene: Scene, finding: object, hours: number): Act => [
  command('inspections.RaiseFinding', { ...finding, dueAt: addHours(scene.now(), hours) }),
  scene.as('overseer'),
];
const fixed = (scene: Scene, id: string, done: string, evidence: string): Act => [
  command('inspections.RecordFix', { id, done, evidence }),
  scene.as('district-officer'),
];

/** First days: a finding at the hotel where contacts stay, and one at a supply point. */
export const findFaults = (scene: Scene, hotel: string, shop: string): Act[] => [
  inspect(scene, { id: 'inspection-hotel', place: hotel, link: 'isolation-site', no: ['waste', 'needs'] }),
  raise(
    scene,
    {
      id: 'finding-waste',
      inspection: 'inspection-hotel',
      place: hotel,
      what: '三楼医疗废物未封口，已存放两日',
      severity: 'serious',
      owner: 'district-officer',
    },
    20,
  ),
  inspect(scene, { id: 'inspection-shop', place: shop, link: 'supply-point', no: ['prices'] }),
  raise(
    scene,
    {
      id: 'finding-prices',
      inspection: 'inspection-shop',
      place: shop,
      what: '蔬菜未明码标价',
      severity: 'minor',
      owner: 'street-officer',
    },
    30,
  ),
];

/** The day after: the offices have mended both. */
export const mendFaults = (scene: Scene): Act[] => [
  fixed(scene, 'finding-waste', '已清运消毒，专人每日两次收运', '照片 0417-03'),
  fixed(scene, 'finding-prices', '已补价签', '照片 0417-08'),
];

/** The overseer looks again: one holds, one does not. */
export const lookAgain = (scene: Scene): Act[] => [
  [
    command('inspections.Recheck', {
      id: 'finding-prices',
      passed: true,
      seen: '价签齐全，与公示价一致',
      evidence: '照片 0418-02',
    }),
    scene.as('overseer'),
  ],
  [
    command('inspections.Recheck', {
      id: 'finding-waste',
      passed: false,
      seen: '二楼仍有一袋未封口',
      evidence: '照片 0418-05',
      dueAt: addHours(scene.now(), 24),
    }),
    scene.as('overseer'),
  ],
];

/** Lately: the gate of the closed building, mended and waiting for its re-check, and the hotel's waste mended a second time. */
export const gateFaults = (scene: Scene, gate: string): Act[] => [
  inspect(scene, { id: 'inspection-gate', place: gate, link: 'gate', no: ['exits', 'posted'] }),
  raise(
    scene,
    {
      id: 'finding-exit',
      inspection: 'inspection-gate',
      place: gate,
      what: '消防通道被围挡堵住，内侧推不开',
      severity: 'danger',
      owner: 'district-officer',
    },
    2,
  ),
  raise(
    scene,
    {
      id: 'finding-posted',
      inspection: 'inspection-gate',
      place: gate,
      what: '门口未张贴封控决定和终止时间',
      severity: 'serious',
      owner: 'street-officer',
    },
    26,
  ),
];
export const clearExit = (scene: Scene): Act =>
  fixed(scene, 'finding-exit', '已拆除围挡，安排专人值守', '照片 0422-01');
