import type { Decision, Told } from '../../kernel/capability.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { upward } from '../duties/index.ts';
import type * as model from './model.ts';
import type { RequestState } from './state.ts';
import { enoughTries, hers, onOpen, present, unknown, written } from './work.ts';

/** The call-back is made by somebody who did not do the work, for an organisation that did not; a hotline is such a one. */
function thirdParty(state: RequestState, { actor }: Told): true | Refusal {
  if (actor.role === 'resident') return true;
  if (state.workers.includes(actor.id)) {
    return refuse('call-back-own-work', actor.name, {
      en: `${actor.name} worked on this request. Somebody else calls back.`,
      zh: `${actor.name} 参与了办理，须由他人回访。`,
    });
  }
  if (state.workOrgs.includes(actor.org.id) && actor.org.kind !== 'hotline') {
    return refuse('call-back-own-office', actor.org.name, {
      en: `${actor.org.name} answered this request. The hotline or another office calls back.`,
      zh: `${actor.org.name} 是承办单位，须由热线或第三方回访。`,
    });
  }
  return true;
}

/** The only way to close: the beneficiary says solved, or was called often enough on enough channels. */
export const callBack = onOpen<model.RecordCallBack>((state, input, told) => {
  if (state.stage !== 'answered')
    return refuse('request-not-answered', input.id, {
      en: `Request ${input.id} has no answer yet. Call back after it.`,
      zh: `诉求 ${input.id} 尚未反馈，反馈后再回访。`,
    });
  const own = hers(state, told);
  if (isRefusal(own)) return own;
  const third = thirdParty(state, told);
  if (isRefusal(third)) return third;
  const { id: _id, ...said } = input;
  if (input.outcome === 'no-answer') {
    if (input.satisfied !== undefined)
      return refuse('call-back-no-answer', input.satisfied, {
        en: 'Nobody answered, so nobody was satisfied or not.',
        zh: '未接通时不得填写满意度。',
      });
    const tries = [...state.callBackAttempts, input.channel];
    const enough = enoughTries(tries, told, 'request.callback');
    if (isRefusal(enough)) return enough;
    if (!enough)
      return [
        {
          type: 'requests.CallBackAttempted',
          data: present({ channel: input.channel, attempt: tries.length, note: input.note }),
        },
      ];
    return [
      { type: 'requests.CallBackRecorded', data: present({ ...said, attempts: tries.length }) },
      { type: 'requests.RequestClosed', data: { how: 'attempts' } },
    ];
  }
  const recorded = {
    type: 'requests.CallBackRecorded',
    data: present({ ...said, attempts: state.callBackAttempts.length + 1 }),
  };
  if (input.outcome === 'solved') return [recorded, { type: 'requests.RequestClosed', data: { how: 'call-back' } }];
  return [recorded, reopening(state, 'call-back', input.note ?? '回访未解决 / call-back: not solved')];
});

/** Back to the body that answered, and to its superior, who sees it with its history. */
const reopening = (state: RequestState, by: 'beneficiary' | 'desk' | 'call-back', reason: string) => ({
  type: 'requests.RequestReopened',
  data: { by, reason, owner: state.owner, superior: upward(state.owner), count: state.reopened + 1 },
});

export function reopen(state: RequestState | undefined, input: model.ReopenRequest, told: Told): Decision {
  if (!state) return unknown(input.id);
  const own = hers(state, told);
  if (isRefusal(own)) return own;
  if (!['answered', 'closed', 'withdrawn'].includes(state.stage)) {
    return refuse('request-open', input.id, {
      en: `Request ${input.id} is still open (${state.stage}). Add to it instead.`,
      zh: `诉求 ${input.id} 仍在办理，请补充说明。`,
    });
  }
  return written(
    state,
    [reopening(state, told.actor.role === 'resident' ? 'beneficiary' : 'desk', input.reason)],
    told,
  );
}

export const withdraw = onOpen<model.WithdrawRequest>((state, input, told) => {
  const own = hers(state, told);
  return isRefusal(own) ? own : [{ type: 'requests.RequestWithdrawn', data: { reason: input.reason } }];
});

/** A merged request closes with the one it was merged into. */
export const closeMerged = (state: RequestState | undefined, input: model.CloseMerged, told: Told): Decision =>
  state?.stage === 'merged' && state.into === input.into
    ? written(state, [{ type: 'requests.RequestClosed', data: { how: 'merged' } }], told)
    : [];
