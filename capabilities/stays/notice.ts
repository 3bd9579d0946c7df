import { dayWords, momentWords } from '../../kernel/day-words.ts';
import { inBoth } from '../../kernel/names.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Edition } from '../../protocols/schema.ts';
import type { Evidence, Plan, Service } from './model.ts';

const EVIDENCE: Record<string, Words> = {
  contact: { en: 'contact with a case', zh: '与病例接触' },
  case: { en: 'your own case', zh: '本人病例' },
  zone: { en: 'stay in a risk area', zh: '风险区旅居' },
  arrival: { en: 'arrival from abroad', zh: '入境' },
  leaving: { en: 'leaving a risk area', zh: '离开风险区' },
  post: { en: 'leaving a closed-loop post', zh: '离开闭环岗位' },
};
const PLACES: Record<string, Words> = {
  hospital: { en: 'in hospital', zh: '住院隔离' },
  central: { en: 'in the quarantine facility', zh: '集中隔离' },
  'home/isolation': { en: 'at home, not going out', zh: '居家隔离（不外出）' },
  'home/monitoring': { en: 'at home, health monitoring', zh: '居家健康监测' },
};

export interface AppealTerms {
  hours: number;
  medicalMinutes: number;
  /** Article that gives complaint, review and court. */
  law: Words;
}

/** How to appeal, with or without a phone of one's own (SG16). */
export const appealRouteOf = (hotline: string, { hours, medicalMinutes, law }: AppealTerms): Words => ({
  en: `Appeal at any time: one tap in the app, by telephone ${hotline}, on paper, at the door or through a proxy. Somebody of another organisation decides within ${hours} h. Medical, child or disability grounds: within ${medicalMinutes} min, and the order is suspended until then. You may also complain to the government, ask for administrative review or sue (${law.en}).`,
  zh: `可随时申诉：应用内一键、拨打 ${hotline}、书面、上门人员或代理人均可。由其他单位人员在 ${hours} 小时内决定；涉及就医、儿童、残障的，${medicalMinutes} 分钟内决定，其间暂停执行。也可依法向政府申诉、申请行政复议或提起诉讼（${law.zh}）。`,
});

export interface NoticeFacts {
  plan: Plan;
  edition: Edition;
  evidence: Evidence[];
  article: Words;
  service: Service;
  appealRoute: Words;
  zone: string;
  orderer: Words;
  clause: Words;
}

/** The written notice, a line for each thing it says (SG17): what, until when, why, by whom, law, what one gets, appeal. */
export function noticeOf({
  plan,
  edition,
  evidence,
  article,
  service,
  appealRoute,
  zone,
  orderer,
  clause,
}: NoticeFacts): Words {
  const names = edition.dictionary.personClasses[plan.class]?.names ?? { en: plan.class, zh: plan.class };
  const phases = plan.phases.map((phase) => ({
    ...phase,
    words: PLACES[phase.place === 'home' ? `home/${phase.regime}` : phase.place] as Words,
  }));
  const kinds = evidence.map((item) => ({ words: EVIDENCE[item.kind] as Words, item }));
  const end = momentWords(plan.endsAt, zone);
  return {
    en: [
      `What: ${names.en}. ${phases.map((phase) => `${dayWords(phase.from).en} to ${dayWords(phase.to).en}: ${phase.words.en}`).join('; ')}`,
      `Tests: ${plan.tests.map((day) => dayWords(day).en).join(', ') || 'none'}`,
      `Until: ${end.en}. It ends by itself; longer needs a new order on new evidence.`,
      `Why: ${kinds.map(({ words, item }) => `${words.en} (${dayWords(item.day).en}), signed by ${item.signer}`).join('; ')}. Counted from ${dayWords(plan.dayZero).en}.`,
      `Ordered by: ${orderer.en}`,
      `Rule and law: ${edition.title.en} (${clause.en}). ${article.en}`,
      `Food and goods: ${inBoth(service.supplies).en}`,
      `Doctor and medicine: ${inBoth(service.medical).en}`,
      `Help day and night: ${service.hotline}`,
      `How to appeal: ${appealRoute.en}`,
    ].join('\n'),
    zh: [
      `管控内容：${names.zh}。${phases.map((phase) => `${dayWords(phase.from).zh}至${dayWords(phase.to).zh}：${phase.words.zh}`).join('；')}`,
      `检测日：${plan.tests.map((day) => dayWords(day).zh).join('、') || '无'}`,
      `截止：${end.zh} 自动解除；延长须有新证据并重新作出决定。`,
      `原因：${kinds.map(({ words, item }) => `${words.zh}（${dayWords(item.day).zh}），签字人${item.signer}`).join('；')}。自${dayWords(plan.dayZero).zh}起算。`,
      `决定机关：${orderer.zh}`,
      `规则与法律依据：${edition.title.zh}（${clause.zh}）；${article.zh}`,
      `生活保障：${inBoth(service.supplies).zh}`,
      `就医用药：${inBoth(service.medical).zh}`,
      `24小时求助电话：${service.hotline}`,
      `如何申诉：${appealRoute.zh}`,
    ].join('\n'),
  };
}

const REASONS: Record<string, Words> = {
  term: { en: 'The term has ended.', zh: '期限届满。' },
  'evidence-fell': { en: 'The evidence no longer stands.', zh: '所依据的证据已不成立。' },
  appeal: { en: 'The appeal was upheld for you.', zh: '申诉成立。' },
  edition: { en: 'The edition now in force does not require it.', zh: '现行方案不再要求。' },
  transferred: { en: 'You are cared for elsewhere.', zh: '已转往其他机构。' },
  'became-case': { en: 'You are now cared for as a case.', zh: '已按病例管理。' },
  medical: { en: 'For medical reasons.', zh: '因医疗原因。' },
  error: { en: 'The order was an error.', zh: '命令有误。' },
  died: { en: 'The person died.', zh: '当事人去世。' },
  'no-longer-needed': { en: 'It is no longer needed.', zh: '已无必要。' },
};

/** Told at once when a stay ends, whoever or whatever ended it. */
export const endNotice = (reason: string, at: Instant, zone: string): Words => {
  const why = REASONS[reason] ?? { en: reason, zh: reason };
  const when = momentWords(at, zone);
  const out = ['died', 'transferred', 'became-case'].includes(reason)
    ? { en: '', zh: '' }
    : { en: ' You may go out; nobody may hold you back for it.', zh: '您可以自由外出，任何人不得以此为由阻拦。' };
  return {
    en: `The stay has ended (${when.en}). ${why.en}${out.en}`,
    zh: `管控已于 ${when.zh} 解除。${why.zh}${out.zh}`,
  };
};
