import { dayWords, momentWords } from '../../kernel/day-words.ts';
import { inBoth } from '../../kernel/names.ts';
import { counted } from '../../kernel/plural.ts';
import type { Words } from '../../kernel/refusal.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ZonePlan } from '../../protocols/plans.ts';
import { valueOn } from '../../protocols/read.ts';
import type { Edition } from '../../protocols/schema.ts';
import type { Effect, EndReason, Proposal } from './model.ts';

/** The edition's own words for life inside a level. */
export function ruleInside(edition: Edition, level: string, today: string): Words {
  const rule = valueOn(edition, `zone.${level}.rule`, today);
  return !isRefusal(rule) && typeof rule.value === 'object' && rule.value !== null && 'en' in rule.value
    ? rule.value
    : { en: '', zh: '' };
}

export interface NoticeFacts {
  proposal: Proposal;
  /** Names of the places of the scope. */
  scope: Words;
  households: number;
  edition: Edition;
  plan: ZonePlan;
  article: Words;
  clause: Words;
  startsAt: Instant;
  endsAt: Instant;
  evidence: number;
  lastDay: string;
  appealRoute: Words;
  publisher: Words;
  zone: string;
  today: string;
}

/** The public notice, a line for each thing it says: what, where, until when, why, by whom, law, supplies, carer, help, appeal. */
export function noticeOf(facts: NoticeFacts): Words {
  const {
    proposal,
    scope,
    households,
    edition,
    plan,
    article,
    clause,
    evidence,
    lastDay,
    appealRoute,
    publisher,
    zone,
    today,
  } = facts;
  const level = edition.dictionary.zoneLevels[proposal.level]?.names ?? { en: proposal.level, zh: proposal.level };
  const rule = ruleInside(edition, proposal.level, today);
  const [start, end] = [momentWords(facts.startsAt, zone), momentWords(facts.endsAt, zone)];
  return {
    en: [
      `What: ${level.en}. ${rule.en}`,
      `Where: ${scope.en}, ${counted(households, 'household')}`,
      `Until: ${end.en}, from ${start.en}. It ends by itself, and earlier when the conditions are met.${plan.liftRule.text ? ` Lifting: ${plan.liftRule.text.en}.` : ''}`,
      `Why: ${proposal.explanation.en} ${counted(evidence, 'case')} inside, the last on ${dayWords(lastDay).en}. Aim: ${inBoth(proposal.aim).en}.`,
      `Decided by: ${publisher.en}`,
      `Rule and law: ${edition.title.en}, ${clause.en}. ${article.en}`,
      `Food, medicine, goods: ${inBoth(proposal.supplies).en}`,
      `Your carer: the person named for your door brings what you need and is told at once of any danger`,
      `Help day and night: ${proposal.hotline}`,
      `Danger to life: every gate opens; no exit may be blocked`,
      `How to appeal: ${appealRoute.en}`,
    ].join('\n'),
    zh: [
      `管控内容：${level.zh}。${rule.zh}`,
      `范围：${scope.zh}，共 ${households} 户`,
      `截止：${end.zh}（自 ${start.zh} 起），期满自动解除，符合条件提前解除。${plan.liftRule.text ? `解除标准：${plan.liftRule.text.zh}。` : ''}`,
      `原因：${proposal.explanation.zh} 区内病例 ${evidence} 例，末例 ${dayWords(lastDay).zh}。目的：${inBoth(proposal.aim).zh}。`,
      `决定机关：${publisher.zh}`,
      `规则与法律依据：${edition.title.zh}，${clause.zh}；${article.zh}`,
      `生活与用药保障：${inBoth(proposal.supplies).zh}`,
      `包户人员：每户均有专人，所需物品由其送到门口`,
      `24小时求助电话：${proposal.hotline}`,
      `危及生命：一律放行，任何出口不得封堵`,
      `如何申诉：${appealRoute.zh}`,
    ].join('\n'),
  };
}

const ENDS: Record<EndReason, Words> = {
  expired: { en: 'Its term has ended.', zh: '期限届满。' },
  lifted: { en: 'The deciding body lifted it.', zh: '决定机关予以解除。' },
  edition: { en: 'The edition now in force does not allow it.', zh: '现行方案不再允许。' },
  'evidence-fell': { en: 'The cases it rested on no longer stand.', zh: '所依据的病例已不成立。' },
  withdrawn: { en: 'The proposal was withdrawn.', zh: '建议已撤回。' },
};
export const endNotice = (reason: EndReason, at: Instant, zone: string): Words => {
  const when = momentWords(at, zone);
  return {
    en: `The zone has ended (${when.en}). ${ENDS[reason].en} Everybody inside may go out.`,
    zh: `风险区已于 ${when.zh} 解除。${ENDS[reason].zh}区内人员可以自由出入。`,
  };
};

const EFFECTS: Record<Effect, Words> = {
  kept: { en: 'The zone is kept', zh: '维持风险区' },
  shortened: { en: 'The zone is shortened', zh: '缩短期限' },
  lifted: { en: 'The zone is lifted', zh: '解除风险区' },
};
export const effectNotice = (effect: Effect, why: Words, endsAt: Instant, zone: string): Words => {
  const end = momentWords(endsAt, zone);
  return {
    en: `${EFFECTS[effect].en}. ${why.en} It ends on ${end.en}.`,
    zh: `${EFFECTS[effect].zh}。${why.zh}结束时间：${end.zh}。`,
  };
};
