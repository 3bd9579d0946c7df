import type { Decision, Told } from '../../kernel/capability.ts';
import { momentWords } from '../../kernel/day-words.ts';
import type { NewEvent } from '../../kernel/event.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import { addHours, addMinutes } from '../../kernel/time.ts';
import type { InForce } from '../../protocols/in-force.ts';
import { type DecideAppeal, type FileAppeal, groundsOf, type Orderer, type StayState } from './model.ts';
import { endNotice } from './notice.ts';
import { appealTerms } from './order.ts';

const unknown = (id: string) => refuse('stay-unknown', id, { en: `No stay ${id}.`, zh: `没有隔离命令 ${id}。` });

/** By anybody for the person, through any channel. Also after the end: a record can be put right. */
export function fileAppeal(state: StayState | undefined, input: FileAppeal, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.appeals[input.appeal]) return [];
  const open = Object.values(state.appeals).find((each) => each.open);
  const suspensive = input.medical || input.child || input.disability;
  if (open && (open.suspensive || !suspensive)) {
    return refuse('appeal-open', open.id, {
      en: `Appeal ${open.id} is open and will be decided. Add to it by telephone.`,
      zh: `申诉 ${open.id} 正在办理，可电话补充。`,
    });
  }
  const terms = appealTerms((told.protocol as InForce).library, told.today);
  if (isRefusal(terms)) return terms;
  const dueAt = suspensive ? addMinutes(told.now, terms.medicalMinutes) : addHours(told.now, terms.hours);
  const due = momentWords(dueAt, told.zone);
  const until = state.ended
    ? { en: 'The order has already ended; the record can be put right.', zh: '命令已解除，仍可更正记录。' }
    : suspensive
      ? { en: 'The order is suspended until then.', zh: '其间暂停执行。' }
      : { en: 'The order holds until then.', zh: '其间命令继续执行。' };
  const notice = {
    en: `Your appeal was received. Somebody of another organisation decides by ${due.en}. ${until.en}`,
    zh: `已收到申诉，将由其他单位人员在 ${due.zh} 前决定。${until.zh}`,
  };
  const { household, person, orderer } = state.ordered;
  return [
    {
      type: 'stays.AppealFiled',
      data: { ...input, household, person, orderer, filedAt: told.now, dueAt, suspensive, notice },
    },
  ];
}

/** The reviewer belongs to another organisation than the orderer, is another person, and gives a reason. */
export function decideAppeal(state: StayState | undefined, input: DecideAppeal, told: Told): Decision {
  if (!state) return unknown(input.id);
  const appeal = state.appeals[input.appeal];
  if (!appeal)
    return refuse('appeal-unknown', input.appeal, {
      en: `No appeal ${input.appeal} on ${input.id}.`,
      zh: `${input.id} 没有申诉 ${input.appeal}。`,
    });
  if (!appeal.open)
    return refuse('appeal-decided', input.appeal, {
      en: `Appeal ${input.appeal} is decided already.`,
      zh: `申诉 ${input.appeal} 已决定。`,
    });
  const { orderer, id, household, person } = state.ordered;
  const { actor } = told;
  if (actor.id === orderer.id || actor.org.id === orderer.org.id) {
    return refuse('reviewer-not-independent', actor.org.name, {
      en: `${actor.org.name} ordered this stay. A reviewer of another organisation decides.`,
      zh: `该命令由 ${actor.org.name} 作出，须由其他单位的复核人员决定。`,
    });
  }
  const strangers = input.falseEvidence.filter((key) => !groundsOf(state.ordered.evidence).includes(key));
  if (strangers.length > 0)
    return refuse('evidence-unknown', strangers, {
      en: `${id} does not rest on ${strangers.join(', ')}.`,
      zh: `${id} 并非以 ${strangers.join('、')} 为依据。`,
    });
  if (input.decision === 'upheld' && input.falseEvidence.length > 0) {
    return refuse('evidence-false-yet-upheld', input.falseEvidence, {
      en: 'An order cannot be upheld on evidence found false.',
      zh: '证据已认定不实，不得维持命令。',
    });
  }
  const reviewer: Orderer = {
    id: actor.id,
    name: actor.name,
    org: { id: actor.org.id, name: actor.org.name, level: actor.org.level },
  };
  const overturned = input.decision === 'overturned';
  const notice = {
    en: `${overturned ? 'Your appeal succeeded' : 'Your appeal did not succeed'}: ${input.reason.en} (${actor.org.name}). You may still ask for administrative review or sue.`,
    zh: `${overturned ? '申诉成立' : '申诉未获支持'}：${input.reason.zh}（${actor.org.name}）。您仍可依法申请行政复议或提起诉讼。`,
  };
  const events: NewEvent[] = [
    {
      type: 'stays.AppealDecided',
      data: { id, appeal: input.appeal, household, decision: input.decision, reason: input.reason, reviewer, notice },
    },
  ];
  if (overturned) {
    for (const evidence of input.falseEvidence)
      events.push({ type: 'stays.EvidenceFell', data: { id, evidence, why: input.reason.en, announce: true } });
    if (!state.ended)
      events.push({
        type: 'stays.StayEnded',
        data: {
          id,
          person,
          household,
          reason: 'appeal',
          at: told.now,
          notice: endNotice('appeal', told.now, told.zone),
        },
      });
  }
  return events;
}
