import type { Decision, Told } from '../../kernel/capability.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { addHours, addMinutes, hoursBetween } from '../../kernel/time.ts';
import { weekHours } from './fitness.ts';
import { type Limits, limitsOn } from './limits.ts';
import type * as model from './model.ts';

type State = model.MemberState;

/** Offices may enter a shift for somebody without a phone; a volunteer only their own. */
function notOwn(state: State, told: Told): Refusal | undefined {
  return told.actor.role === 'volunteer' && told.actor.id !== state.id
    ? refuse('shift-not-yours', state.id, {
        en: `This is the shift of ${state.name}. Enter your own.`,
        zh: `这是 ${state.name} 的班次，请登记自己的班次。`,
      })
    : undefined;
}
const ahead = (at: string, told: Told, limits: Limits): Refusal | undefined =>
  at > addMinutes(told.now, limits.clockMinutes)
    ? refuse('time-ahead', at, {
        en: `${at} has not come. Check the phone's clock.`,
        zh: `${at} 尚未到，请检查手机时间。`,
      })
    : undefined;

/** Decides from the member's own shifts only, so a phone without network decides the same. */
export function start(state: State, input: model.StartShift, told: Told): Decision {
  const limits = limitsOn(told.protocol, told.today);
  if (isRefusal(limits)) return limits;
  const wrong = notOwn(state, told) ?? ahead(input.at, told, limits);
  if (wrong) return wrong;
  if (state.shift)
    return refuse('shift-runs', state.shift, {
      en: `Your shift runs since ${state.shift}. End it first.`,
      zh: `您的班次自 ${state.shift} 起未结束，请先结束。`,
    });
  if (state.absent && state.absent.from <= input.at && state.absent.until > input.at) {
    return refuse('member-absent', state.absent.until, {
      en: `You are absent until ${state.absent.until}. End the absence first; nobody works sick.`,
      zh: `您缺勤至 ${state.absent.until}，请先销假；不得带病上岗。`,
    });
  }
  if (state.restUntil && state.restUntil > input.at) {
    return refuse('rest-broken', state.restUntil, {
      en: `Rest until ${state.restUntil}: ${limits.restHours} h between shifts.`,
      zh: `请休息至 ${state.restUntil}：两班之间休息 ${limits.restHours} 小时。`,
    });
  }
  const worked = weekHours(state.shifts, input.at);
  if (worked >= limits.weekHours) {
    return refuse('week-full', worked, {
      en: `You worked ${worked.toFixed(1)} h in seven days; ${limits.weekHours} h is the limit. Rest.`,
      zh: `七天内您已工作 ${worked.toFixed(1)} 小时，上限 ${limits.weekHours} 小时，请休息。`,
    });
  }
  const limitAt = addHours(input.at, Math.min(limits.shiftHours, limits.weekHours - worked));
  return [{ type: 'crew.ShiftStarted', data: { member: state.id, at: input.at, limitAt } }];
}

/** A shift that ran too long is recorded as it was, marked, and rested in full. */
export function end(state: State, input: model.EndShift, told: Told): Decision {
  const limits = limitsOn(told.protocol, told.today);
  if (isRefusal(limits)) return limits;
  const wrong = notOwn(state, told) ?? ahead(input.at, told, limits);
  if (wrong) return wrong;
  if (!state.shift) return refuse('shift-none', state.id, { en: 'No shift is running.', zh: '没有进行中的班次。' });
  if (input.at < state.shift)
    return refuse('shift-backwards', input.at, {
      en: `The shift began at ${state.shift}; it cannot end before.`,
      zh: `班次于 ${state.shift} 开始，结束时间不能更早。`,
    });
  const hours = hoursBetween(state.shift, input.at);
  return [
    {
      type: 'crew.ShiftEnded',
      data: {
        member: state.id,
        startedAt: state.shift,
        at: input.at,
        hours,
        over: hours > limits.shiftHours,
        restUntil: addHours(input.at, limits.restHours),
        ...(input.note ? { note: input.note } : {}),
      },
    },
  ];
}

export const flag = (state: State): Decision =>
  state.shift
    ? [{ type: 'crew.OverHoursFlagged', data: { member: state.id, since: state.shift } }]
    : refuse('shift-none', state.id, { en: 'No shift is running.', zh: '没有进行中的班次。' });

export function absent(state: State, input: model.ReportAbsent, told: Told): Decision {
  const wrong = notOwn(state, told);
  if (wrong) return wrong;
  if (input.until <= input.from)
    return refuse('absence-backwards', input.until, {
      en: 'An absence ends after it begins. Correct the times.',
      zh: '缺勤结束须晚于开始，请更正时间。',
    });
  return [{ type: 'crew.MemberAbsent', data: { ...input, households: state.households } }];
}

/** Back at work: earlier than told, or because the absence has run out. */
export const back = (state: State, input: model.EndAbsence): Decision =>
  state.absent
    ? [{ type: 'crew.MemberReturned', data: { ...input, households: state.households } }]
    : refuse('absence-none', state.id, { en: `${state.name} is not absent.`, zh: `${state.name} 并未缺勤。` });
