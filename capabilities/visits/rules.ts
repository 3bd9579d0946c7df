import type { Role } from '../../kernel/actor.ts';
import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { isWithin, LEVELS, type Level } from '../../kernel/place.ts';
import { isRefusal, type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import { limitsOn, type MemberRow, unfit } from '../crew/index.ts';
import type { Leg } from './lists.ts';
import * as model from './model.ts';
import * as trips from './trips.ts';

type State = model.VisitState;

function evolve(state: State | undefined, event: Event): State | undefined {
  const { data } = event;
  if (event.type === 'visits.VisitPlanned') {
    return {
      plan: data,
      status: 'planned',
      legs: (data as model.PlanVisit).legs?.map((each) => each.leg) ?? [],
      riskTaken: false,
    };
  }
  if (!state) return undefined;
  const ended = { by: event.actor.name, at: event.happenedAt };
  switch (event.type) {
    case 'visits.VisitAssigned':
      return { ...state, status: 'assigned', assignee: data.assignee, name: data.name };
    case 'visits.VisitStarted':
      return { ...state, status: 'started' };
    case 'visits.VisitDone':
      return { ...state, status: 'done', ended };
    case 'visits.VisitFailed':
      return { ...state, status: 'failed', ended };
    case 'visits.VisitWithdrawn':
      return { ...state, status: 'withdrawn', ended };
    case 'visits.LegConfirmed':
      return { ...state, legs: [...new Set([...state.legs, data.leg as Leg])] };
    case 'visits.TripRiskTaken':
      return { ...state, riskTaken: true };
    default:
      return state;
  }
}

const of = ({ plan }: State) => ({
  household: plan.household,
  kind: plan.kind,
  ...(plan.request ? { request: plan.request } : {}),
});

function plan(state: State | undefined, input: model.PlanVisit, told: Told): Decision {
  if (state)
    return refuse('visit-exists', input.id, {
      en: `Visit ${input.id} is planned already.`,
      zh: `上门任务 ${input.id} 已存在。`,
    });
  const { from, to } = input.window;
  if (to <= from || to <= told.now)
    return refuse('window-past', input.window, {
      en: `The window ${from} to ${to} is over or runs backwards. Give a later end.`,
      zh: `时段 ${from} 至 ${to} 已过或颠倒，请填写更晚的结束时间。`,
    });
  if (input.legs && input.kind !== 'medical-trip')
    return refuse('no-trip', input.kind, {
      en: 'Only a medical trip has legs. Leave them out.',
      zh: '只有就医接送有环节，请去掉。',
    });
  return [{ type: 'visits.VisitPlanned', data: { ...input, dueAt: to } }];
}

/** Nobody is sent without licence, skill, training or rest; the refusal lists every reason. */
function assign(state: State, input: model.AssignVisit, told: Told): Decision {
  if (state.status === 'started')
    return refuse('visit-started', state.plan.id, {
      en: `${state.name ?? 'Somebody'} has set out already.`,
      zh: `${state.name ?? '已有人'} 已出发。`,
    });
  const member = (told.found.members as MemberRow[])[0];
  if (!member)
    return refuse('member-unknown', input.assignee, {
      en: `${input.assignee} is no member of the crew. Choose from the roster.`,
      zh: `${input.assignee} 不是队员，请从名册中选择。`,
    });
  // an account acts inside its own area: what is done elsewhere would be refused when the phone sends it
  if (!state.plan.life && !isWithin(state.plan.household, member.area))
    return refuse('assignee-elsewhere', input.assignee, {
      en: `${member.name} works in another area and could not record this visit. Choose somebody of the area.`,
      zh: `该住户不在 ${member.name} 的辖区内，上门结果将无法提交。请从本辖区选派。`,
    });
  const limits = limitsOn(told.protocol, told.today);
  if (isRefusal(limits)) return limits;
  const { window, skills, licences } = state.plan;
  const reasons = unfit(member, { ...window, skills, licences }, told.now, told.zone, limits);
  if (reasons.length > 0) {
    return refuse(
      'assignee-unfit',
      input.assignee,
      {
        en: `${member.name} cannot go. ${reasons.map((each) => each.words.en).join(' ')} Choose somebody else.`,
        zh: `不能派 ${member.name}。${reasons.map((each) => each.words.zh).join('')}请另选他人。`,
      },
      reasons,
    );
  }
  return [
    {
      type: 'visits.VisitAssigned',
      data: {
        id: input.id,
        ...of(state),
        assignee: member.id,
        name: member.name,
        ...(input.expected ? { expected: input.expected } : {}),
      },
    },
  ];
}

/** Volunteers act on their own visits; staff of the area may step in for anybody. Decided from the visit alone, so also without network. */
function notYours(state: State, told: Told): Refusal | undefined {
  if (told.actor.role !== 'volunteer' || state.assignee === told.actor.id) return undefined;
  return refuse('visit-not-yours', state.plan.id, {
    en: `This visit is ${state.name ?? 'not assigned yet'}. Ask the office to assign it to you.`,
    zh: `此任务由 ${state.name ?? '待分派'} 负责，请联系办公室改派。`,
  });
}

function start(state: State, _input: model.StartVisit, told: Told): Decision {
  const wrong = notYours(state, told) ?? trips.notReadyToLeave(state);
  if (wrong) return wrong;
  if (state.status === 'started')
    return refuse('visit-started', state.plan.id, { en: 'This visit has been started.', zh: '此任务已开始。' });
  return [{ type: 'visits.VisitStarted', data: { id: state.plan.id, ...of(state), by: told.actor.id } }];
}

function complete(state: State, input: model.CompleteVisit, told: Told): Decision {
  const wrong = notYours(state, told) ?? trips.notReadyToLeave(state);
  if (wrong) return wrong;
  const { note, handedTo, photo } = input.proof;
  if (!note && !handedTo && !photo)
    return refuse('proof-missing', state.plan.id, {
      en: 'Done needs a proof: a note, who took it, or a photo.',
      zh: '完成须有凭证：备注、签收人或照片。',
    });
  if (input.outcome !== 'done' && !note)
    return refuse('note-missing', input.outcome, { en: 'Write down what is still missing.', zh: '请写明还缺什么。' });
  if (state.plan.kind === 'knock' && !input.heard) {
    return refuse('knock-unheard', state.plan.id, {
      en: 'Nobody answered: choose "cannot do", no answer, so that somebody else looks after them today.',
      zh: '无人应答：请选“无法完成—无人应答”，当日会有人继续跟进。',
    });
  }
  return [
    {
      type: 'visits.VisitDone',
      data: { ...input, ...of(state), by: told.actor.id, life: state.plan.life, care: state.plan.care },
    },
  ];
}

/** The level above answers for it now; the city keeps what reaches it. */
const above = (level: Level): Level => LEVELS[Math.max(LEVELS.indexOf(level) - 1, LEVELS.indexOf('city'))] as Level;

function fail(state: State, input: model.FailVisit, told: Told): Decision {
  const wrong = notYours(state, told);
  if (wrong) return wrong;
  if (input.reason === 'other' && !input.note)
    return refuse('note-missing', 'other', { en: 'Write down why it cannot be done.', zh: '请写明无法完成的原因。' });
  const { urgent, life, skills, licences, care, level } = state.plan;
  return [
    {
      type: 'visits.VisitFailed',
      data: {
        ...input,
        ...of(state),
        by: told.actor.id,
        urgent,
        life,
        skills,
        licences,
        care,
        handUp: { from: level, to: above(level) },
      },
    },
  ];
}

const SENDERS: readonly Role[] = ['grid', 'desk', 'officer', 'supply', 'system'];
const FIELD: readonly Role[] = ['volunteer', 'grid', 'officer', 'supply'];

/** Whoever was sent to a life in danger may come from another area, and records what was done there. */
const atTheDoor: Partial<Command<State>> = {
  offline: true,
  sent: (state) => (state.plan.life ? state.assignee : null),
};

/** A command on a visit that is still open. Who comes second learns who was first and when. */
function on<Input extends { id: string }>(
  label: Words,
  input: Command<any, Input>['input'],
  roles: readonly Role[],
  decide: (state: State, input: Input, told: Told) => Decision,
  more: Partial<Command> = {},
): Command<any, Input> {
  return {
    label,
    input,
    roles,
    purpose: 'livelihood',
    stream: (each) => each.id,
    area: (_each, state) => state?.plan.household,
    decide: (state: State | undefined, each, told) => {
      if (!state)
        return refuse('visit-unknown', each.id, { en: `No visit ${each.id}.`, zh: `没有上门任务 ${each.id}。` });
      if (!state.ended) return decide(state, each, told);
      const words = {
        done: { en: 'done', zh: '已完成' },
        failed: { en: 'reported as not possible', zh: '已报无法完成' },
      }[state.status as 'done' | 'failed'] ?? { en: 'withdrawn', zh: '已撤回' };
      return refuse('visit-finished', state.status, {
        en: `This visit was ${words.en} by ${state.ended.by} at ${state.ended.at}. Nothing more to do.`,
        zh: `此任务已由 ${state.ended.by} 于 ${state.ended.at} ${words.zh}，无需再做。`,
      });
    },
    ...more,
  };
}

export const visit: StreamKind<State> = {
  evolve,
  commands: {
    PlanVisit: {
      label: { en: 'Plan a visit', zh: '安排上门' },
      input: model.planVisit,
      roles: SENDERS,
      purpose: 'livelihood',
      stream: (input: model.PlanVisit) => input.id,
      area: (input) => input.household,
      decide: plan,
    },
    AssignVisit: on({ en: 'Assign a visit', zh: '分派上门' }, model.assignVisit, SENDERS, assign, {
      find: (input: model.AssignVisit) => ({ members: { view: 'crew.members', ids: [input.assignee] } }),
    }),
    StartVisit: on({ en: 'Set out', zh: '出发' }, model.startVisit, FIELD, start, atTheDoor),
    CompleteVisit: on({ en: 'Done', zh: '完成' }, model.completeVisit, FIELD, complete, atTheDoor),
    FailVisit: on({ en: 'Cannot do', zh: '无法完成' }, model.failVisit, FIELD, fail, atTheDoor),
    WithdrawVisit: on({ en: 'Withdraw a visit', zh: '撤回上门' }, model.withdrawVisit, SENDERS, (state, input) => [
      { type: 'visits.VisitWithdrawn', data: { ...input, ...of(state) } },
    ]),
    ConfirmLeg: on(
      { en: 'Confirm a leg of the trip', zh: '确认接送环节' },
      model.confirmLeg,
      ['grid', 'desk', 'officer', 'system'],
      trips.confirmLeg,
      { purpose: 'care' },
    ),
    TakeTripRisk: on(
      { en: 'Take the risk of the trip', zh: '书面承担出行风险' },
      model.takeTripRisk,
      ['officer', 'hq'],
      trips.takeRisk,
      { purpose: 'care' },
    ),
  },
};
