import type { Words } from '../../kernel/refusal.ts';
import type { Part } from './model.ts';

/** Sources in words. */
export const KIND_WORDS: Record<string, Words> = {
  clinic: { en: 'clinics', zh: '门诊' },
  'fever-clinic': { en: 'fever clinics', zh: '发热门诊' },
  school: { en: 'schools', zh: '学校' },
  pharmacy: { en: 'pharmacies', zh: '药店' },
  laboratory: { en: 'laboratories', zh: '实验室' },
  sewage: { en: 'sewage', zh: '污水' },
  hotline: { en: 'hotline', zh: '热线' },
  'care-home': { en: 'care homes', zh: '养老机构' },
  port: { en: 'ports', zh: '口岸' },
  cases: { en: 'reported cases', zh: '报告病例' },
  requests: { en: 'residents’ requests', zh: '居民诉求' },
};

/** A number as a sentence can carry it. */
const plain = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 1 : 0));
/** What was expected, in words where its digits would say 0.0. */
const awaited = (value: number, language: keyof Words): string =>
  value >= 0.05 ? plain(value) : language === 'zh' ? '几乎为零' : 'almost none';
/** More than expected, on the day itself or over the days that say most. */
const isOdd = ({ observed, expected, window }: Part): boolean =>
  observed > expected || (window !== undefined && window.observed > window.expected);
const said = (part: Part, language: keyof Words): string => {
  const kind = KIND_WORDS[part.kind]?.[language] ?? part.kind;
  const { window } = part;
  // the days before may have been odd, not the last
  const { days, observed, expected } =
    part.observed <= part.expected && window ? window : { days: 1, observed: part.observed, expected: part.expected };
  if (language === 'zh')
    return `${kind}${days > 1 ? `近 ${days} 天` : ''}计 ${plain(observed)}（预期${awaited(expected, 'zh')}）`;
  return `${kind} counted ${plain(observed)}${days > 1 ? ` in ${days} days` : ''} where ${awaited(expected, 'en')} was expected`;
};

/** Parts said in the sentence; all of them stand in the alert. */
const SAID = 3;

/** Why it fired, in one sentence. The screen says the subject */
export function why(monitor: 'together' | 'alone' | 'always', parts: readonly Part[]): Words {
  // a source that only remembers an earlier day adds to the evidence, but says nothing odd of this one
  const odd = parts.filter(isOdd);
  const first = monitor === 'alone' ? parts.slice(0, 1) : (odd.length > 0 ? odd : parts).slice(0, SAID);
  const en = first.map((part) => said(part, 'en'));
  const zh = first.map((part) => said(part, 'zh'));
  if (monitor === 'always')
    return {
      en: `One report is enough for this disease: ${first.map((part) => `${KIND_WORDS[part.kind]?.en ?? part.kind} counted ${plain(part.observed)}`).join(', ')}.`,
      zh: `该病一例即预警：${first.map((part) => `${KIND_WORDS[part.kind]?.zh ?? part.kind}计 ${plain(part.observed)}`).join('，')}。`,
    };
  if (monitor === 'alone') return { en: `${cap(en.join(''))}.`, zh: `${zh.join('')}。` };
  return { en: `Weak signals agree: ${en.join('; ')}.`, zh: `多个弱信号相互印证：${zh.join('；')}。` };
}

/** Why neighbours made an alert: the strongest kinds of source, added up over the communities. */
export function whyAround(communities: number, parts: readonly Part[]): Words {
  const kinds = new Map<string, Part>();
  for (const { window: _window, ...part } of parts) {
    const sum = kinds.get(part.kind);
    kinds.set(
      part.kind,
      sum ? { ...sum, observed: sum.observed + part.observed, expected: sum.expected + part.expected } : part,
    );
  }
  const most = [...kinds.values()].slice(0, SAID);
  return {
    en: `${communities} communities beside each other are odd together: ${most.map((part) => said(part, 'en')).join('; ')}.`,
    zh: `${communities} 个相邻社区同时异常：${most.map((part) => said(part, 'zh')).join('；')}。`,
  };
}

const cap = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
