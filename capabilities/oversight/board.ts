import type { Words } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { OrderRow } from '../stays/index.ts';

/** What the city looks like now, as far as the safeguards ask. */
export interface BoardFacts {
  now: Instant;
  ordersPastEnd: number;
  zonesPastEnd: number;
  openOrders: OrderRow[];
  zonesOpen: number;
  appealsOpen: number;
  appealsLate: number;
  /** Refused in the last day: no power, no evidence or reason. */
  refusedPower: number;
  refusedEvidence: number;
  /** Names of commands by which somebody could set a person's status by hand. */
  statusCommands: string[];
  alarmsOpen: number;
  alarmsLate: number;
  purposeAlarms: number;
  readsTraced: number;
  samplesUnchecked: number;
  verified: { day: string; faults: number; anchor?: { day: string; hash: string } } | undefined;
  /** Minutes from a call for life to help sent; null while nobody is. */
  lifeMinutes: (number | null)[];
  gateMinutes: number[];
  blockedExits: number;
  unconfirmedCare: number;
  silentHouseholds: number;
  careRefusals: number;
  careRefusalsOpen: number;
  /** Latest requests by the way they came in. */
  channels: Record<string, number>;
  deviations: number;
}

export interface Count {
  name: Words;
  value: number | string;
  /** False: something must be done now. Undefined: for information. */
  ok?: boolean;
}
export interface Safeguard {
  id: string;
  name: Words;
  /** What holds it, in one sentence. */
  holds: Words;
  counts: Count[];
  ok: boolean;
}

const zero = (en: string, zh: string, value: number): Count => ({ name: { en, zh }, value, ok: value === 0 });
const info = (en: string, zh: string, value: number | string): Count => ({ name: { en, zh }, value });
const middle = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** An order that does not say which rule, evidence, dates, article and appeal it rests on, in both languages. */
export const unexplained = (order: OrderRow): boolean =>
  !order.clause ||
  !order.article ||
  !order.edition ||
  !order.endsAt ||
  order.evidence.length === 0 ||
  [order.notice, order.appealRoute].some((words) => !words?.en || !words.zh);

/** The board of safeguards: what holds each, and whether the city agrees at this moment. */
export function boardOf(facts: BoardFacts): Safeguard[] {
  const sent = facts.lifeMinutes.filter((value): value is number => value !== null);
  const asked = Object.values(facts.channels).reduce((sum, value) => sum + value, 0);
  const notByApp = asked - (facts.channels['app'] ?? 0);
  const board: Omit<Safeguard, 'ok'>[] = [
    {
      id: 'SG1',
      name: { en: 'Every order ends by itself', zh: '限时自动解除' },
      holds: {
        en: 'A restriction is read from its dates; after the end nothing holds anybody, with or without a clock. Extension is a new decision.',
        zh: '限制由起止时间推算，到期即失效，不依赖任何人操作；延长须重新决定。',
      },
      counts: [
        zero('Orders past their end', '超期未解除的隔离', facts.ordersPastEnd),
        zero('Zones past their end', '超期未解除的风险区', facts.zonesPastEnd),
        info('Orders running', '执行中的隔离', facts.openOrders.length),
        info('Zones in force', '生效中的风险区', facts.zonesOpen),
      ],
    },
    {
      id: 'SG2',
      name: { en: 'Legal basis', zh: '法律依据' },
      holds: {
        en: 'Power is read from the authority matrix: body, disease class, measure. Without it the command is refused.',
        zh: '职权按授权矩阵核对：机关、疾病类别、措施，不符即拒绝。',
      },
      counts: [
        zero(
          'Orders without an article',
          '无法律依据的隔离',
          facts.openOrders.filter((order) => !order.article).length,
        ),
        info('Refused for lack of power, one day', '一日内因无权被拒', facts.refusedPower),
      ],
    },
    {
      id: 'SG3',
      name: { en: 'Proportionality', zh: '比例原则' },
      holds: {
        en: 'A zone is refused without aim, evidence, alternatives, least harm and cost, and needs a second person of another organisation.',
        zh: '划区须写明目的、证据、替代方案、最小损害和代价，并由另一单位人员发布。',
      },
      counts: [
        info('Refused for lack of evidence or reasons, one day', '一日内因证据理由不足被拒', facts.refusedEvidence),
      ],
    },
    {
      id: 'SG4',
      name: { en: 'Appeal', zh: '申诉' },
      holds: {
        en: 'By phone, paper, proxy or one tap; decided by another organisation; a medical appeal suspends the order.',
        zh: '电话、书面、代办或一键申诉，由其他单位复核；医疗申诉期间暂停执行。',
      },
      counts: [
        zero('Appeals late', '超时未决', facts.appealsLate),
        info('Appeals open', '待决申诉', facts.appealsOpen),
      ],
    },
    {
      id: 'SG5',
      name: { en: 'No other purpose', zh: '目的限定' },
      holds: {
        en: 'Every read names a purpose; any purpose but the six of Tandem is refused with an alarm.',
        zh: '每次查询须注明目的，六项以外一律拒绝并告警。',
      },
      counts: [info('Attempts for another purpose', '以其他目的查询', facts.purposeAlarms)],
    },
    {
      id: 'SG7',
      name: { en: 'No status by hand', zh: '不得手工赋码' },
      holds: {
        en: 'A status is a pure function of evidence and edition. No address sets one.',
        zh: '状态只由证据和方案推算，没有任何设定状态的接口。',
      },
      counts: [zero('Commands that set a status', '可设定状态的命令', facts.statusCommands.length)],
    },
    {
      id: 'SG8',
      name: { en: 'Alarm on mass attempts', zh: '异常批量告警' },
      holds: {
        en: 'Refused attempts, and stays on typed documents, are counted per person and hour; beyond the limit an inspector of another organisation is called.',
        zh: '按人按小时统计被拒操作和仅凭文书的隔离，超限即向其他单位监督员告警。',
      },
      counts: [
        zero('Alarms late', '超时未答复的告警', facts.alarmsLate),
        info('Alarms open', '待答复告警', facts.alarmsOpen),
      ],
    },
    {
      id: 'SG10',
      name: { en: 'Reads are on record', zh: '查询留痕' },
      holds: {
        en: 'Each read of personal data is an event in a hash chain; the resident sees it; a sample is checked each week.',
        zh: '每次查询个人信息都写入哈希链，居民可查，每周抽查。',
      },
      counts: [
        info('Reads traced', '查询留痕', facts.readsTraced),
        info('Sampled reads to check', '待核查抽样', facts.samplesUnchecked),
        facts.verified
          ? zero('Faults in the log', '日志断裂', facts.verified.faults)
          : info('Log verified', '日志核验', '–'),
      ],
    },
    {
      id: 'SG13',
      name: { en: 'Life before every gate', zh: '生命通道' },
      holds: {
        en: 'A call for life opens zone and stay at once and is dispatched in parallel; the exception is recorded afterwards.',
        zh: '危及生命即刻放行、并行派单，事后补记。',
      },
      counts: [
        zero('Waiting for help', '尚未派出', facts.lifeMinutes.length - sent.length),
        info('Minutes to help sent, median', '派出用时中位数（分钟）', middle(sent)),
        info('Gates opened', '已放行', facts.gateMinutes.length),
        info('Minutes to open gate, median', '放行用时中位数（分钟）', middle(facts.gateMinutes)),
      ],
    },
    {
      id: 'SG14',
      name: { en: 'Ways out are open', zh: '通道畅通' },
      holds: { en: 'A zone with a blocked or unseen exit is refused.', zh: '出口被堵或未查看的不得划区。' },
      counts: [zero('Blocked exits in zones', '风险区内被堵出口', facts.blockedExits)],
    },
    {
      id: 'SG15',
      name: { en: 'Patients first', zh: '重点患者优先' },
      holds: {
        en: 'Dialysis, delivery and chemotherapy soon due must have a place and a ride before anybody is held.',
        zh: '透析、分娩、化疗须先落实医院和接送，方可限制。',
      },
      counts: [
        zero('Care of restricted people unconfirmed', '受限者未落实的诊疗', facts.unconfirmedCare),
        zero('Silent households', '失联住户', facts.silentHouseholds),
        zero('Refusals of care to review', '待核查的拒诊', facts.careRefusalsOpen),
        info('Refusals of care', '就医被拒', facts.careRefusals),
      ],
    },
    {
      id: 'SG16',
      name: { en: 'Without a smartphone', zh: '无手机同权' },
      holds: {
        en: 'Phone, paper, door and proxy reach every command that the app does.',
        zh: '电话、书面、上门、代办均可办理全部事项。',
      },
      counts: [
        info(
          'Share of requests not by app',
          '非应用渠道诉求占比',
          asked === 0 ? '–' : `${Math.round((notByApp / asked) * 100)}%`,
        ),
      ],
    },
    {
      id: 'SG17',
      name: { en: 'Every order explains itself', zh: '决定可解释' },
      holds: {
        en: 'Rule, evidence, dates, end and appeal stand on each order in both languages.',
        zh: '每份决定均写明规则、证据、起止和申诉途径（中英文）。',
      },
      counts: [zero('Orders that do not', '说明不全的决定', facts.openOrders.filter(unexplained).length)],
    },
    {
      id: 'SG18',
      name: { en: 'No additions', zh: '禁止层层加码' },
      holds: {
        en: 'Every local rule is compared with the edition; departures are public with the clause.',
        zh: '地方规定逐条与方案比对，偏离项连同条款公开。',
      },
      counts: [info('Departures in force', '现行偏离项', facts.deviations)],
    },
  ];
  return board.map((safeguard) => ({ ...safeguard, ok: safeguard.counts.every((count) => count.ok !== false) }));
}
