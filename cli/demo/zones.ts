import { type Act, command, HOTLINE, type Scene } from './scene.ts';

interface Proposal {
  id: string;
  building: string;
  evidence: string[];
  zh: string;
  en: string;
}

/** A proposal with everything a zone must say. */
export const zoneProposal = ({ id, building, evidence, zh, en }: Proposal) => ({
  id,
  disease: 'covid-19',
  level: 'high',
  scope: [building],
  evidence,
  aim: '阻断楼内传播 / stop spread inside the building',
  alternatives: [
    {
      measure: '仅密接居家隔离 / only contacts stay at home',
      whyNot: '病例分布在三层，电梯和楼梯共用 / cases on three floors share lift and stairs',
    },
    {
      measure: '只管控病例所在楼层 / only the floors with cases',
      whyNot: '同一电梯、同一楼梯出入 / one lift, one stair',
    },
  ],
  leastHarm: '只含一栋楼，不含小区 / one building, not the estate',
  largerReason: '一部电梯、一个楼梯，无法按户分隔 / one lift and one stair: households cannot be parted',
  expectedCost:
    '每日约百人不能上班，学生改线上课，就医由专车接送 / about a hundred people miss work, pupils learn online, care by car',
  explanation: { zh, en },
  hotline: HOTLINE,
  supplies:
    '每两日蔬菜包，药品每日代购，牛奶尿布随叫随送 / vegetables every second day, medicine daily, infant goods on call',
});

/** Every exit of the building is looked at, and everybody inside is asked how they are. */
export function lookIn(scene: Scene, building: string, blocked?: string): Act[] {
  const by = building.startsWith(`${scene.stage.community}.`) ? scene.as('grid') : scene.as('district-officer');
  const homes = scene.households.filter(({ path }) => path.startsWith(`${building}.`));
  return [
    ...['door', 'stair', 'lane'].map(
      (exit): Act => [
        command('places.RecordExit', {
          path: building,
          exit,
          clear: exit !== blocked,
          ...(exit === blocked ? { note: '围挡挡住通道，只留半米' } : {}),
        }),
        by,
      ],
    ),
    ...homes.map(
      ({ path }): Act => [command('people.CheckOnHousehold', { path, how: 'intercom', outcome: 'well' }), by],
    ),
  ];
}

/** One person proposes, another publishes. */
export const publishZone = async (scene: Scene, proposal: Proposal): Promise<void> => {
  await scene.act(lookIn(scene, proposal.building));
  await scene.minutes(15);
  await scene.act([[command('zones.ProposeZone', zoneProposal(proposal)), scene.as('district-officer')]]);
  await scene.minutes(25);
  await scene.act([[command('zones.PublishZone', { id: proposal.id }), scene.as('hq')]]);
};

export const extendZone = async (scene: Scene, id: string, building: string, evidence: string[]): Promise<void> => {
  await scene.act(lookIn(scene, building));
  await scene.act([
    [
      command('zones.ExtendZone', {
        id,
        evidence,
        reason: '楼内新增病例，住户与前例同层',
      }),
      scene.as('hq-2'),
    ],
  ]);
};

export const reviewZones = async (scene: Scene): Promise<Act[]> => {
  const open = await scene.look<{ id: string; hasPlan: boolean }>({
    view: 'zones.zones',
    where: { status: 'open' },
    limit: 100,
    order: 'id',
  });
  return open.map(
    ({ id, hasPlan }): Act => [
      command('zones.ReviewZone', {
        id,
        finding: 'keep',
        note: '楼内密接尚未满期，服务到位',
        ...(hasPlan
          ? {}
          : {
              plan: '一楼一策：分时取物、上门检测、就医专车、期满即解',
            }),
      }),
      scene.as('hq-2'),
    ],
  );
};

/** Asked for by the residents' committee, which may not decide it, and before anybody has seen to those inside. */
export const proposeLacking = async (scene: Scene, proposal: Proposal): Promise<void> => {
  await scene.act(lookIn(scene, proposal.building, 'lane'));
  await scene.act([
    [command('zones.ProposeZone', { ...zoneProposal(proposal), alternatives: [] }), scene.as('community-officer')],
  ]);
};
