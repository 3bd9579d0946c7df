import type { Org, Role } from '../../kernel/actor.ts';
import type { FullAccount } from '../../server/accounts.ts';

/** Where the demo's people work: the district, one community in it, and one household. */
export interface Stage {
  district: string;
  street: string;
  community: string;
  /** The resident of the start page, and her household. */
  household: string;
  residentName: string;
}

const org = (id: string, name: string, level: Org['level'], kind: Org['kind']): Org => ({ id, name, level, kind });

/** What an account is for, where several hold one role. */
const ABOUT: Record<string, [string, string]> = {
  desk: [
    'Take calls in under a minute, find the household by name or door, dispatch, hand up what a level cannot solve.',
    '一分钟内登记来电，按姓名或门牌找到住户，派单；本级办不了的逐级上报。',
  ],
  'desk-2': [
    'Call back on every answer. Only the resident closes a request; not solved means it opens again.',
    '逐件回访。由居民认定是否办结；未解决即重办。',
  ],
  'community-officer': [
    'Know the households; propose the smallest zone that does, with a carer for every door.',
    '熟悉住户，提出够用的最小范围，户户有包户人员。',
  ],
  officer: [
    'See who has a test, an end or an appeal today; the CDC orders stays, a street office has no power to.',
    '掌握当日检测、期满与申诉；隔离决定由疾控作出，街道无权决定。',
  ],
  'district-officer': [
    'Publish a zone once every condition is met, review it in time, lift it early.',
    '条件全部满足后发布风险区，按时评估，尽早解除。',
  ],
  hq: [
    'Both tracks side by side: cases, needs, what is late, what it costs people.',
    '防控与民生同屏：病例、诉求、超时、群众代价。',
  ],
  'hq-2': [
    'The second person: confirms what headquarters may not decide alone.',
    '复核人：指挥部不能一人决定的事项由其确认。',
  ],
  'city-hq': [
    'Choose the edition in force; see beforehand who is released and which beds are freed.',
    '选定现行方案，启用前先看解除多少人、腾出多少床位。',
  ],
  investigator: [
    'Line list, contacts, who infected whom, the clock of each case.',
    '病例一览表、密接、传播链，每个病例的时限。',
  ],
  'city-cdc': ['Answer by name for values of an edition that no source proves.', '对方案中缺少出处的数值署名负责。'],
};

/** One account for every role; all names are invented, everything is an exercise. */
export function demoAccounts(stage: Stage): FullAccount[] {
  const { district, street, community, household } = stage;
  const committee = org('committee', '居民委员会 Residents’ committee', 'community', 'committee');
  const volunteers = org('volunteers', '社区志愿者 Volunteers', 'community', 'volunteers');
  const hotline = org('hotline', '12345 热线 Hotline', 'district', 'hotline');
  const cdc = org('cdc', '区疾控中心 District CDC', 'district', 'cdc');
  const government = org('district-government', '区人民政府 District government', 'district', 'government');
  const streetOffice = org('street-office', '街道办事处 Street office', 'street', 'government');
  const justice = org('justice', '市司法局 City justice bureau', 'city', 'oversight');
  const inspection = org('inspection', '市督查室 City inspection', 'city', 'oversight');
  const account = (
    id: string,
    name: string,
    role: Role,
    area: string,
    of: Org,
    home: string,
    title: [string, string],
    more: Role[] = [],
  ): FullAccount => ({
    id,
    name,
    org: of,
    home,
    title: { en: title[0], zh: title[1] },
    grants: [role, ...more].map((item) => ({ role: item, area })),
    ...(ABOUT[id] ? { about: { en: ABOUT[id][0], zh: ABOUT[id][1] } } : {}),
  });
  return [
    account(
      'resident',
      stage.residentName,
      'resident',
      household,
      org('resident', '居民 Resident', 'household', 'resident'),
      '/',
      ['Resident', '居民'],
    ),
    account('volunteer', '周晓岚', 'volunteer', community, volunteers, '/field', ['Volunteer', '志愿者']),
    account('grid', '马建国', 'grid', community, committee, '/field', ['Grid worker', '网格员']),
    account('desk', '许静文', 'desk', district, hotline, '/desk', ['Hotline operator', '热线话务员']),
    account(
      'desk-2',
      '邓思远',
      'desk',
      district,
      org('callback', '回访组 Call-back team', 'district', 'hotline'),
      '/desk',
      ['Call-back operator', '回访员'],
    ),
    account('investigator', '罗志明', 'investigator', district, cdc, '/cases', [
      'Investigator (CDC)',
      '流调员（疾控）',
    ]),
    account('community-officer', '何丽', 'officer', community, committee, '/orders/zones', [
      'Community officer',
      '社区干部',
    ]),
    account('officer', '郑凯', 'officer', street, streetOffice, '/orders', ['Street officer', '街道干部']),
    account('district-officer', '宋宇航', 'officer', district, government, '/orders/zones', [
      'District officer',
      '区级专班干部',
    ]),
    account('hq', '梁慧', 'hq', district, government, '/command', ['Headquarters', '指挥部'], ['officer']),
    account(
      'hq-2',
      '姚文博',
      'hq',
      district,
      government,
      '/command',
      ['Headquarters, second person', '指挥部（复核人）'],
      ['officer'],
    ),
    account(
      'city-hq',
      '曾志远',
      'hq',
      'cn.44.03',
      org('city-government', '市人民政府 City government', 'city', 'government'),
      '/orders/editions',
      ['City headquarters', '市指挥部'],
      ['officer'],
    ),
    account(
      'city-cdc',
      '曹静',
      'investigator',
      'cn.44.03',
      org('city-cdc', '市疾控中心 City CDC', 'city', 'cdc'),
      '/orders/editions',
      ['City CDC, expert', '市疾控专家'],
    ),
    account(
      'supply',
      '魏佳',
      'supply',
      district,
      org('supply-cell', '保供专班 Supply cell', 'district', 'government'),
      '/desk',
      ['Supply officer', '保供专员'],
      ['desk'],
    ),
    account('reviewer', '傅晨', 'reviewer', 'cn.44.03', justice, '/orders', ['Independent reviewer', '独立复核员']),
    account('overseer', '钟琳', 'overseer', 'cn.44.03', inspection, '/oversight', ['Overseer', '督查员']),
    account(
      'trainer',
      '沈雯',
      'trainer',
      'cn',
      org('trainers', '演练组 Exercise staff', 'city', 'government'),
      '/command',
      ['Trainer', '演练教员'],
    ),
    account(
      'admin',
      '卢俊',
      'admin',
      'cn',
      org('operations', '系统运维 Operations', 'city', 'government'),
      '/desk/crew',
      ['Administrator', '系统管理员'],
    ),
  ];
}
