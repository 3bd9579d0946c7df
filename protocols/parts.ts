import { isRefusal, type Refusal, type Words } from '../kernel/refusal.ts';
import type { Day } from '../kernel/time.ts';
import { editionIn, type InForce } from './in-force.ts';
import { valueOn } from './read.ts';

/** One thing a protocol can settle for a disease, and whether the edition in force does. */
export interface ProtocolPart {
  part: string;
  names: Words;
  present: boolean;
  /** What works without it, and what does not. */
  without: Words;
}

/** A part is there when the edition in force states one of its keys (protocols/keys.yaml). */
const PARTS: { part: string; keys: string[]; names: Words; without: Words }[] = [
  {
    part: 'definition',
    keys: ['case.confirm', 'case.classes'],
    names: { en: 'Case definition', zh: '病例定义' },
    without: { en: 'Cases are classified by whoever signs the evidence.', zh: '由证据签署人判定分类。' },
  },
  {
    part: 'incubation',
    keys: ['case.incubation'],
    names: { en: 'Incubation', zh: '潜伏期' },
    without: { en: 'Long gaps in chains are not flagged.', zh: '传播链不提示过长间隔。' },
  },
  {
    part: 'report',
    keys: ['report.case.h'],
    names: { en: 'Report deadline', zh: '报告时限' },
    without: { en: 'No report clock runs.', zh: '不启动报告时限。' },
  },
  {
    part: 'investigation',
    keys: ['invest.core.h', 'invest.report.h'],
    names: { en: 'Investigation deadlines', zh: '流调时限' },
    without: { en: 'No investigation clock runs.', zh: '不启动流调时限。' },
  },
  {
    part: 'contacts',
    keys: ['contact.close.determine', 'contact.general.determine', 'contact.secondary.determine'],
    names: { en: 'Contact classes', zh: '密接判定' },
    without: {
      en: 'Contacts can be listed, without a follow-up that ends by rule.',
      zh: '可登记接触者，但无按规定结束的随访。',
    },
  },
  {
    part: 'quarantine',
    keys: [
      'contact.close.quarantine.central.days',
      'contact.close.quarantine.home.days',
      'contact.close.monitoring.days',
    ],
    names: { en: 'Stay or monitoring of contacts', zh: '接触者隔离或监测' },
    without: { en: 'No stay can be ordered.', zh: '不能下达隔离。' },
  },
  {
    part: 'treatment',
    keys: [
      'case.mild.place',
      'case.severe.place',
      'case.ill.place',
      'case.ill.quarantine.home.days',
      'case.mild.quarantine.home.days',
    ],
    names: { en: 'Where cases are cared for', zh: '收治与隔离' },
    without: { en: 'Isolation is recorded, not planned.', zh: '隔离仅登记，不作计划。' },
  },
  {
    part: 'zones',
    keys: ['zone.scheme'],
    names: { en: 'Zones', zh: '风险区' },
    without: { en: 'No zone can be proposed.', zh: '不能提出风险区。' },
  },
  {
    part: 'testing',
    keys: [
      'test.region.trigger',
      'test.region.deadline.h',
      'test.noOutbreak',
      'contact.close.tests.count',
      'contact.close.tests.central.days',
      'contact.close.tests.home.days',
    ],
    names: { en: 'Testing', zh: '检测' },
    without: { en: 'No test days are set.', zh: '没有规定检测日。' },
  },
];

export interface ProtocolState {
  disease: string;
  /** Edition in force, or the refusal that says there is none. */
  edition?: string;
  none?: Refusal;
  parts: ProtocolPart[];
}

/** What the edition in force for a disease settles and what it lacks. A disease without one is welcome: everything is lacking, and says so. */
export function protocolParts(inForce: InForce, disease: string, area: string, day: Day): ProtocolState {
  const book = editionIn(inForce, disease, area, day);
  const none = isRefusal(book);
  const stated = (key: string): boolean => {
    if (none) return false;
    const value = valueOn(book, key, day);
    return !isRefusal(value) && value.value !== null;
  };
  const parts = PARTS.map(({ keys, ...part }) => ({ ...part, present: keys.some(stated) }));
  return none ? { disease, none: book, parts } : { disease, edition: book.id, parts };
}
