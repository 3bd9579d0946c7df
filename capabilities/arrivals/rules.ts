import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { daysBetween, endOf } from '../../kernel/time.ts';
import { measureOf } from './measure.ts';
import * as model from './model.ts';

type State = model.ArrivalState | undefined;

// not a rule: a stay longer ago than this is a slip of the pen
const LONGEST = 60;

function evolve(state: State, { type, data }: Event): State {
  if (type === 'arrivals.ArrivalDeclared') {
    const { measure: _measure, ...declared } = data as model.ArrivalEvents['arrivals.ArrivalDeclared'];
    return { ...declared, stage: 'declared', tested: false, result: null };
  }
  if (!state) return state;
  if (type === 'arrivals.ArrivalWithdrawn') return { ...state, stage: 'withdrawn' };
  if (type === 'arrivals.PersonArrived') return { ...state, stage: 'arrived' };
  if (type === 'arrivals.TestTaken') return { ...state, tested: true, result: 'waiting' };
  if (type === 'arrivals.TestResulted') return { ...state, result: data.result };
  return state;
}

function declare(state: State, input: model.DeclareArrival, told: Told): Decision {
  if (state)
    return refuse('arrival-exists', input.id, { en: `${input.id} is declared already.`, zh: `${input.id} 已申报。` });
  if (input.leftOn > input.arrivesOn)
    return refuse('arrival-order', input.leftOn, {
      en: `Left on ${input.leftOn}, after arriving on ${input.arrivesOn}. Correct one of the two days.`,
      zh: `离开日期 ${input.leftOn} 晚于到达日期 ${input.arrivesOn}，请更正。`,
    });
  if (Math.abs(daysBetween(input.arrivesOn, told.today)) > LONGEST)
    return refuse('arrival-far', input.arrivesOn, {
      en: `${input.arrivesOn} is more than ${LONGEST} days away. Correct the day of arrival.`,
      zh: `到达日期 ${input.arrivesOn} 与今天相差超过 ${LONGEST} 天，请更正。`,
    });
  const measure = measureOf(input, told.protocol);
  const listed = measure.kind !== 'none';
  return [
    { type: 'arrivals.ArrivalDeclared', data: { ...input, measure } },
    ...(listed
      ? [{ type: 'arrivals.FollowUpNeeded', data: { id: input.id, dueAt: endOf(input.arrivesOn, told.zone) } }]
      : []),
  ] as Decision;
}

const unknown = (id: string): Refusal =>
  refuse('arrival-unknown', id, { en: `No declared arrival ${id}.`, zh: `没有申报 ${id}。` });

/** One act on a declared arrival that becomes one event. */
const act =
  (type: string, stages: readonly model.ArrivalState['stage'][]) =>
  (state: State, input: { id: string }): Decision => {
    if (!state) return unknown(input.id);
    if (!stages.includes(state.stage))
      return refuse('arrival-stage', state.stage, {
        en: `This arrival is ${state.stage}; it cannot be changed so.`,
        zh: `该申报当前状态（${state.stage}）不能如此办理。`,
      });
    return [{ type, data: input }];
  };

function result(state: State, input: { id: string; result: string }): Decision {
  if (!state) return unknown(input.id);
  if (!state.tested)
    return refuse('test-none', input.id, {
      en: 'No test was recorded for this arrival. Record it first.',
      zh: '尚未登记采样，请先登记。',
    });
  return [{ type: 'arrivals.TestResulted', data: input }];
}

const command = <I extends { id: string }>(
  en: string,
  zh: string,
  input: Command<any, I>['input'],
  decide: Command<any, I>['decide'],
  roles: Command['roles'],
): Command<any, I> => ({
  label: { en, zh },
  input,
  roles,
  purpose: 'control',
  stream: ({ id }) => id,
  area: (_input, state: State) => state?.to,
  decide,
});

const WORKERS = ['grid', 'desk', 'officer', 'investigator'] as const;

export const arrival: StreamKind<model.ArrivalState> = {
  evolve,
  commands: {
    DeclareArrival: {
      ...command<model.DeclareArrival>('Declare an arrival', '来返申报', model.declareArrival, declare, [
        'resident',
        ...WORKERS,
      ]),
      area: (input) => input.to,
    },
    WithdrawArrival: command(
      'Withdraw a declared arrival',
      '撤回申报',
      model.withdrawArrival,
      act('arrivals.ArrivalWithdrawn', ['declared']),
      ['resident', ...WORKERS],
    ),
    RecordArrival: command(
      'Record that somebody arrived',
      '登记到达',
      model.recordArrival,
      act('arrivals.PersonArrived', ['declared']),
      WORKERS,
    ),
    RecordArrivalTest: command(
      'Record a test on arrival',
      '登记落地检采样',
      model.recordTest,
      act('arrivals.TestTaken', ['declared', 'arrived']),
      WORKERS,
    ),
    RecordArrivalResult: command('Record its result', '登记落地检结果', model.recordResult, result, WORKERS),
    FollowUpArrival: command(
      'Get in touch with somebody who arrives',
      '联系来返人员',
      model.followUp,
      act('arrivals.FollowedUp', ['declared', 'arrived']),
      WORKERS,
    ),
  },
};
