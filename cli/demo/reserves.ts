import { addDays, addHours, dayOf } from '../../kernel/time.ts';
import type { Demo } from './demo.ts';

const NAMES: Record<string, [string, string]> = {
  h1: ['区人民医院', 'District hospital'],
  h2: ['区中医院', 'District hospital of Chinese medicine'],
  h3: ['会展中心方舱医院', 'Temporary hospital, exhibition hall'],
  i1: ['福星隔离酒店', 'Fuxing quarantine hotel'],
  i2: ['国际青年酒店', 'International youth hotel'],
  s1: ['体育场采样点', 'Stadium sampling site'],
  s2: ['社康中心采样点', 'Clinic sampling sites'],
  l1: ['区疾控实验室', 'District CDC laboratory'],
  l2: ['第三方检测所', 'Contract laboratory'],
};
const SITES = [
  { id: 'h1', kind: 'hospital', tier: 1, rooms: 60, leadHours: 0 },
  { id: 'h2', kind: 'hospital', tier: 2, rooms: 120, leadHours: 24 },
  { id: 'h3', kind: 'hospital', tier: 3, rooms: 600, leadHours: 72 },
  { id: 'i1', kind: 'isolation', tier: 1, rooms: 200, leadHours: 0 },
  { id: 'i2', kind: 'isolation', tier: 2, rooms: 260, leadHours: 24 },
];
const TESTING = [
  { id: 's1', kind: 'sampling', samplers: 24, swabsPerSampler: 420 },
  { id: 's2', kind: 'sampling', samplers: 40, swabsPerSampler: 360 },
  { id: 'l1', kind: 'laboratory', tubes: 1600 },
  { id: 'l2', kind: 'laboratory', tubes: 2400 },
];
/** Item, unit, target, and batches as amount and days until they end. */
const STOCK: [
  id: string,
  zh: string,
  en: string,
  unitZh: string,
  unitEn: string,
  target: number,
  batches: [number, number][],
][] = [
  [
    'masks',
    '医用口罩',
    'Medical masks',
    '只',
    'pieces',
    300_000,
    [
      [120_000, 410],
      [90_000, 24],
    ],
  ],
  ['suits', '防护服', 'Protective suits', '套', 'sets', 8_000, [[8_400, 700]]],
  [
    'antigen',
    '抗原试剂',
    'Antigen tests',
    '人份',
    'tests',
    100_000,
    [
      [35_000, 150],
      [20_000, 60],
    ],
  ],
  ['antipyretics', '退热药', 'Antipyretics', '盒', 'packs', 20_000, [[21_500, 300]]],
  ['vegetables', '蔬菜包', 'Vegetable boxes', '份', 'boxes', 5_000, [[3_200, 5]]],
];
const STAYS_DAYS = 9;

/** What the district holds ready: places by tier with the cases in them, testing capacity, goods against their targets. */
export async function layInReserves({ city, send, stage, accounts }: Demo): Promise<void> {
  const by = accounts.get('supply');
  const hq = accounts.get('hq');
  if (!by || !hq) return;
  const area = stage.district;
  const names = (id: string) => ({ zh: NAMES[id]?.[0] ?? id, en: NAMES[id]?.[1] ?? id });
  const now = city.clock.now();
  const today = dayOf(now, city.zone);
  const call = (command: string, input: object) => ({
    id: `demo-reserves-${command}-${Object.values(input).slice(0, 2).join('-')}`,
    command: `reserves.${command}`,
    input,
  });
  await send(
    [
      ...SITES.map((site) => call('RegisterSite', { ...site, area, names: names(site.id) })),
      ...TESTING.map((site) => call('RegisterTesting', { ...site, area, names: names(site.id) })),
      ...STOCK.map(([id, zh, en, unitZh, unitEn, target]) =>
        call('SetReserveTarget', { id, area, item: { zh, en }, unit: { zh: unitZh, en: unitEn }, target }),
      ),
    ],
    by,
  );
  const cases = (await city.look({
    view: 'cases.cases',
    where: { status: 'open', outcome: null },
    limit: 50,
    order: 'id',
  })) as unknown as { id: string }[];
  await send(
    [
      ...STOCK.flatMap(([id, , , , , , batches]) =>
        batches.map(([quantity, days], n) =>
          call('ReceiveStock', { id, batch: `${id}-${n + 1}`, quantity, expiresOn: addDays(today, days) }),
        ),
      ),
      call('PlanConversion', {
        id: 'h1',
        plan: 'h1-ward-7',
        how: 'convert',
        rooms: 20,
        readyAt: addHours(now, 40),
        note: '七病区腾空转换',
      }),
    ],
    by,
  );
  await send(
    [
      ...cases.map(({ id }, n) =>
        call('OccupyRoom', { id: 'h1', key: id, until: addHours(now, ((n % STAYS_DAYS) + 1) * 24 - 6) }),
      ),
      call('PlanTesting', { id: 'round-1', area, day: addDays(today, 1), people: 12_000, perTube: 10 }),
    ],
    hq,
  );
}
