import { isRefusal } from '../../kernel/refusal.ts';
import type { Day } from '../../kernel/time.ts';
import { edition } from '../../protocols/read.ts';
import { type Act, command, type Scene } from './scene.ts';

/** An edition is the city's (protocols/city/settings.yaml). */
const CITY = 'cn.44.03';

/** Somebody answers by name for every value without a full source, and so stands behind the switch beside the city's government. */
export function signOffs(scene: Scene, id: string, by: string, reason: string): Act[] {
  const book = edition(scene.city.library, id);
  if (isRefusal(book)) throw new Error(book.words.en);
  const agreed: Act = [
    command('editions.AgreeToSwitch', { disease: book.disease, edition: id, area: CITY, from: scene.today(), reason }),
    scene.as(by),
  ];
  const signed = book.chain.flatMap((stated): Act[] => {
    const values = Object.values(book.params)
      .flat()
      .filter((value) => value.edition === stated && ['G', 'P'].includes(value.confidence));
    if (values.length === 0) return [];
    return [
      [
        command('editions.SignOffValues', {
          edition: stated,
          area: CITY,
          values: values.map(({ key, from }) => ({ key, from })),
          reason,
        }),
        scene.as(by),
      ],
    ];
  });
  return [...signed, agreed];
}

const activate = (scene: Scene, disease: string, id: string, from: Day): Act => [
  command('editions.ActivateEdition', { disease, edition: id, area: CITY, from }),
  scene.as('city-hq'),
];

/** The editions in force from the first day; the one to come is signed and waits to be switched to. */
export const activateEditions = async (scene: Scene): Promise<void> => {
  await scene.act([
    ...signOffs(
      scene,
      'cn-covid-9',
      'city-cdc',
      '已查阅防控方案第九版原文及市疾控解读 / read the 9th edition and the city CDC’s notes',
    ),
    ...signOffs(scene, 'norovirus-school', 'city-cdc', '经区疾控专家会商 / agreed with the district CDC’s experts'),
  ]);
  await scene.act([
    activate(scene, 'covid-19', 'cn-covid-9', scene.today()),
    activate(scene, 'norovirus', 'norovirus-school', scene.today()),
  ]);
};

export const signNextEdition = (scene: Scene): Promise<void> =>
  scene.act(signOffs(scene, 'cn-covid-9-20', 'city-cdc', '已查阅二十条原文 / read the twenty measures'));

/** Rules of a county entered for comparison: the table of Lingbao, 17 September 2022, which breaks three of the nine don'ts. */
const LINGBAO = [
  {
    id: 'lb-town',
    text: '来自高风险区所在乡镇人员：7天集中隔离',
    area: { level: 'high', unit: 'street' },
    phases: [{ measure: 'central', days: 7 }],
  },
  {
    id: 'lb-region',
    text: '来自西藏、乌鲁木齐全域人员：7天集中隔离',
    area: { level: 'any', unit: 'city' },
    phases: [{ measure: 'central', days: 7 }],
  },
  {
    id: 'lb-low',
    text: '来自涉疫县低风险区人员：7天居家健康监测',
    area: { level: 'low' },
    phases: [{ measure: 'monitor', days: 7 }],
  },
];

export const enterLocalRules = (scene: Scene): Promise<void> =>
  scene.act([
    ...LINGBAO.map(
      ({ id, ...rule }): Act => [
        command('editions.EnterLocalRule', {
          id,
          disease: 'covid-19',
          area: scene.stage.district,
          source: '灵宝市疫情防控政策表，2022-09-17 / county table',
          rule: {
            id,
            issuer: { name: '灵宝市 Lingbao', level: 'district' },
            on: 'person',
            from: '2022-09-17',
            ...rule,
          },
        }),
        scene.as('overseer'),
      ],
    ),
    [
      command('editions.EnterLocalRule', {
        id: 'estate-pass',
        disease: 'covid-19',
        area: scene.stage.street,
        source: '小区公告照片 / photograph of a notice',
        rule: {
          id: 'estate-pass',
          text: '低风险区返回人员居家7天方可进入小区',
          issuer: { name: '某小区物业 A property firm', level: 'estate', kind: 'firm' },
          on: 'person',
          area: { level: 'low' },
          phases: [{ measure: 'home', days: 7 }],
          from: '2022-10-20',
        },
      }),
      scene.as('officer'),
    ],
  ]);

export const withdrawLocalRule = (scene: Scene): Promise<void> =>
  scene.send(
    [
      command('editions.WithdrawLocalRule', {
        id: 'estate-pass',
        reason: '街道约谈后撤销 / withdrawn after the street office spoke to the firm',
      }),
    ],
    scene.as('officer'),
  );
