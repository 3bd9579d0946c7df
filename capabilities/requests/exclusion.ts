import type { Decision, Told } from '../../kernel/capability.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { addSpan } from '../../kernel/time.ts';
import { settingNumber } from './classes.ts';
import type * as model from './model.ts';
import type { RequestState } from './state.ts';
import { hers, unknown, written } from './work.ts';

/** Whoever did the work or answers for it has an interest in the rates. */
const isOwn = (state: RequestState, { actor }: Told): boolean =>
  state.workOrgs.includes(actor.org.id) || state.owner.org === actor.org.id;

/** Left out of the rates by a reviewer outside the body; the reason stands beside the score, and she may appeal. */
export function exclude(state: RequestState | undefined, input: model.ExcludeRequest, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.excluded?.appeal === 'overturned')
    return refuse('exclusion-overturned', input.id, {
      en: 'On appeal it was decided that this request counts. It is not left out again.',
      zh: '申诉已认定该诉求应计入考核，不得再次剔除。',
    });
  if (state.excluded) return [];
  if (isOwn(state, told))
    return refuse('exclude-own', told.actor.org.name, {
      en: 'A body does not exclude its own requests. Ask an outside reviewer.',
      zh: '不得剔除本单位工单，请由外部复核人员处理。',
    });
  const days = settingNumber(told, 'request.exclusion.appeal.days');
  if (isRefusal(days)) return days;
  const until = addSpan(told.now, { value: days, unit: 'd' });
  return written(
    state,
    [{ type: 'requests.RequestExcluded', data: { code: input.code, reason: input.reason, until } }],
    told,
  );
}

/** By the resident, or by somebody who speaks for her; once, and in time. */
export function appeal(state: RequestState | undefined, input: model.AppealExclusion, told: Told): Decision {
  if (!state) return unknown(input.id);
  const own = hers(state, told);
  if (isRefusal(own)) return own;
  if (!state.excluded)
    return refuse('exclusion-none', input.id, {
      en: `Request ${input.id} counts: there is nothing to appeal.`,
      zh: `诉求 ${input.id} 计入考核，无需申诉。`,
    });
  if (state.excluded.appeal === 'open') return [];
  if (state.excluded.appeal)
    return refuse('exclusion-decided', input.id, {
      en: 'An appeal was decided already. You may still complain to the city inspection.',
      zh: '申诉已有决定，仍可向市督查室反映。',
    });
  if (told.now > state.excluded.until)
    return refuse('exclusion-appeal-late', state.excluded.until, {
      en: `An appeal was possible until ${state.excluded.until}. Complain to the city inspection instead.`,
      zh: `申诉期限已于 ${state.excluded.until} 届满，可向市督查室反映。`,
    });
  return written(state, [{ type: 'requests.ExclusionAppealed', data: { reason: input.reason } }], told);
}

/** Decided by somebody of another organisation than the one that excluded, and than the one whose rates it betters. */
export function decide(state: RequestState | undefined, input: model.DecideExclusion, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.excluded?.appeal !== 'open')
    return refuse('exclusion-appeal-none', input.id, {
      en: `No appeal is open on request ${input.id}.`,
      zh: `诉求 ${input.id} 没有待决定的申诉。`,
    });
  const free = independent(state, told);
  if (isRefusal(free)) return free;
  return written(
    state,
    [{ type: 'requests.ExclusionDecided', data: { decision: input.decision, reason: input.reason } }],
    told,
  );
}

const independent = (state: RequestState, told: Told): true | Refusal =>
  state.excluded?.org === told.actor.org.id || isOwn(state, told)
    ? refuse('reviewer-not-independent', told.actor.org.name, {
        en: `${told.actor.org.name} excluded this request or worked on it. Another organisation decides the appeal.`,
        zh: `${told.actor.org.name} 曾剔除或承办该诉求，须由其他单位决定申诉。`,
      })
    : true;
