import type { Decision, Told } from '../../kernel/capability.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { hoursBetween, type Instant, instant } from '../../kernel/time.ts';
import { settingNumber } from './classes.ts';
import type * as model from './model.ts';
import type { RequestState } from './state.ts';
import { hers, onOpen, present, unknown, written } from './work.ts';

/** Whether its clocks wait at a moment. */
export const isPaused = (state: Pick<RequestState, 'paused'>, now: Instant): boolean =>
  state.paused !== undefined && state.paused.until > now;

/** The contact a reason rests on is on record; a word alone stops no clock. */
function proven(state: RequestState, input: model.PauseRequest): true | Refusal {
  if (input.why === 'unreachable')
    return (
      state.reached === false ||
      refuse('pause-unproven', input.why, {
        en: 'There are not enough failed tries on record, or not on enough channels. Record each try first.',
        zh: '尚未按规定次数、渠道联系不上，请先逐次登记联系情况。',
      })
    );
  return (
    state.reached === true ||
    refuse('pause-unproven', input.why, {
      en: 'No contact is on record in which the caller could have asked for later. Record the contact first.',
      zh: '没有联系到诉求人的记录，无从证明其要求延后，请先登记联系情况。',
    })
  );
}

/** Stops the answer's clocks for a listed reason, with proof, until a stated moment; all pauses together are limited. */
export const pause = onOpen<model.PauseRequest>((state, input, told) => {
  if (state.life)
    return refuse('pause-life', input.id, {
      en: 'A life does not wait: this clock never stops.',
      zh: '生命不等待，此类时限不得暂停。',
    });
  if (state.stage === 'answered')
    return refuse('pause-answered', input.id, {
      en: 'It is answered: no clock of the office runs. Call back.',
      zh: '已反馈，承办时限已停，请回访。',
    });
  if (isPaused(state, told.now))
    return refuse('pause-running', state.paused?.until, {
      en: `Its clocks wait already until ${state.paused?.until}. Resume first.`,
      zh: `时限已暂停至 ${state.paused?.until}，请先恢复。`,
    });
  const until = instant(Date.parse(input.until));
  if (until <= told.now)
    return refuse('pause-over', input.until, { en: 'Name a moment that is still to come.', zh: '请填写将来的时间。' });
  const proof = proven(state, input);
  if (isRefusal(proof)) return proof;
  const most = settingNumber(told, 'request.pause.h');
  if (isRefusal(most)) return most;
  const minutes = Math.round(hoursBetween(told.now, until) * 60);
  const left = most * 60 - state.pausedMinutes;
  if (minutes > left)
    return refuse('pause-too-long', input.until, {
      en: `All pauses of a request are at most ${most} h; ${Math.floor(left / 60)} h are left. Name an earlier moment.`,
      zh: `一件诉求累计最多暂停 ${most} 小时，还剩 ${Math.floor(left / 60)} 小时，请提前。`,
    });
  return [{ type: 'requests.RequestPaused', data: { why: input.why, until, reason: input.reason, minutes } }];
});

/** The rest of a running pause given back to the clocks. */
export const resumed = (state: RequestState, reason: string, told: Told): { type: string; data: object }[] =>
  isPaused(state, told.now)
    ? [
        {
          type: 'requests.RequestResumed',
          data: { reason, minutes: -Math.round(hoursBetween(told.now, state.paused?.until ?? told.now) * 60) },
        },
      ]
    : [];

export const resume = onOpen<model.ResumeRequest>((state, input, told) =>
  isPaused(state, told.now)
    ? resumed(state, input.reason, told)
    : refuse('pause-none', input.id, { en: 'Its clocks are running.', zh: '时限并未暂停。' }),
);

/** More words for a request. When she writes whom nobody could reach, she is reached: the clocks go on. */
export function addTo(state: RequestState | undefined, input: model.AddToRequest, told: Told): Decision {
  if (!state) return unknown(input.id);
  const own = hers(state, told);
  if (isRefusal(own)) return own;
  const { id: _id, ...said } = input;
  const back = told.actor.role === 'resident' && state.paused?.why === 'unreachable';
  return written(
    state,
    [
      { type: 'requests.RequestAddedTo', data: present(said) },
      ...(back ? resumed(state, '诉求人已来消息 / the caller wrote', told) : []),
    ],
    told,
  );
}
