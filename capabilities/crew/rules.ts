import type { Role } from '../../kernel/actor.ts';
import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { NewEvent } from '../../kernel/event.ts';
import { counted } from '../../kernel/plural.ts';
import { isRefusal, type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import { caseload, evolve } from './evolve.ts';
import { notReady } from './fitness.ts';
import { type Limits, limitsOn } from './limits.ts';
import * as model from './model.ts';
import * as shifts from './shifts.ts';
import type { CarerRow } from './views.ts';

type State = model.MemberState;

const capOf = (kind: State['kind'], own: number | undefined, limits: Limits): number =>
  Math.min(own ?? Number.POSITIVE_INFINITY, limits.caseload[kind]);

function register(state: State | undefined, input: model.RegisterMember, told: Told): Decision {
  if (state && !state.left)
    return refuse('member-exists', input.id, {
      en: `${input.id} is a member already. Update the entry instead.`,
      zh: `${input.id} 已登记，请改为更新。`,
    });
  const limits = limitsOn(told.protocol, told.today);
  return isRefusal(limits)
    ? limits
    : [{ type: 'crew.MemberRegistered', data: { ...input, cap: capOf(input.kind, input.maxHouseholds, limits) } }];
}

function update(state: State, input: model.UpdateMember, told: Told): Decision {
  const limits = limitsOn(told.protocol, told.today);
  if (isRefusal(limits)) return limits;
  const cap = capOf(state.kind, input.changes.maxHouseholds ?? state.maxHouseholds, limits);
  if (caseload(state) > cap)
    return refuse('cap-below-load', cap, {
      en: `${state.name} has ${counted(caseload(state), 'household')}. Release ${caseload(state) - cap} before lowering the cap to ${cap}.`,
      zh: `${state.name} 已包 ${caseload(state)} 户，请先移交 ${caseload(state) - cap} 户再把上限降至 ${cap}。`,
    });
  return [{ type: 'crew.MemberUpdated', data: { ...input, cap, households: held(state) } }];
}
const held = (state: State): string[] => [...state.households, ...state.standIns.flatMap((each) => each.households)];

/** Takes households on: never above the cap, never without training, never one that somebody else has. */
function assign(state: State, households: string[], told: Told): Decision {
  const limits = limitsOn(told.protocol, told.today);
  if (isRefusal(limits)) return limits;
  const unready = notReady(absentees(state), told.today, limits) ?? absence(state, told);
  if (unready) return unready;
  const wanted = [...new Set(households)];
  const others = (told.found.carers as CarerRow[]).filter((row) => row.assigned.member !== state.id);
  if (others[0]) {
    return refuse(
      'household-has-carer',
      others.map((row) => row.id),
      {
        en: `${others[0].id} has a carer, ${others[0].assigned.name}. Release it there first.`,
        zh: `${others[0].id} 已有包户人 ${others[0].assigned.name}，请先在其名下移出。`,
      },
    );
  }
  const fresh = wanted.filter((household) => !state.households.includes(household));
  if (fresh.length === 0)
    return refuse('household-assigned', wanted, {
      en: `${state.name} has ${wanted.join(', ')} already.`,
      zh: `${wanted.join('、')} 已由 ${state.name} 包户。`,
    });
  const full = room(state, fresh.length, limits);
  if (full) return full;
  const { id: member, name, phone } = state;
  return fresh.map(
    (household): NewEvent => ({
      type: 'crew.HouseholdAssigned',
      area: household,
      data: { member, household, name, phone },
    }),
  );
}
const absentees = (state: State) => ({
  name: state.name,
  kind: state.kind,
  trainings: state.trainings,
  insuredUntil: state.insuredUntil ?? null,
});
const absence = (state: State, told: Told): Refusal | undefined =>
  state.absent && state.absent.from <= told.now && state.absent.until > told.now
    ? refuse('member-absent', state.absent.until, {
        en: `${state.name} is absent until ${state.absent.until}. Choose somebody else.`,
        zh: `${state.name} 缺勤至 ${state.absent.until}，请另选他人。`,
      })
    : undefined;

function room(state: State, more: number, limits: Limits): Refusal | undefined {
  const cap = capOf(state.kind, state.maxHouseholds, limits);
  const load = caseload(state);
  return load + more <= cap
    ? undefined
    : refuse('caseload-full', load, {
        en: `${state.name} cares for ${load} of at most ${counted(cap, 'household')}; ${more} more would be too many. Choose somebody with room.`,
        zh: `${state.name} 已包 ${load} 户，上限 ${cap} 户，不能再加 ${more} 户，请另选有余量的人员。`,
      });
}

function release(state: State, input: model.ReleaseHousehold): Decision {
  if (!state.households.includes(input.household))
    return refuse('household-not-held', input.household, {
      en: `${state.name} does not have ${input.household}.`,
      zh: `${input.household} 不在 ${state.name} 名下。`,
    });
  return [{ type: 'crew.HouseholdReleased', data: input, area: input.household }];
}

/** Somebody steps in for an absent carer, within the cap; it ends by itself. */
function standIn(state: State, input: model.StartStandIn, told: Told): Decision {
  const limits = limitsOn(told.protocol, told.today);
  if (isRefusal(limits)) return limits;
  const unready = notReady(absentees(state), told.today, limits) ?? absence(state, told);
  if (unready) return unready;
  const households = [...new Set(input.households)];
  if (input.for === state.id)
    return refuse('stand-in-self', state.id, { en: 'Nobody stands in for themselves.', zh: '不能为自己代班。' });
  if (input.until <= told.now)
    return refuse('stand-in-past', input.until, {
      en: `${input.until} is over. Give a later end.`,
      zh: `${input.until} 已过，请填写更晚的结束时间。`,
    });
  if (state.standIns.some((each) => each.id === input.id))
    return refuse('stand-in-exists', input.id, {
      en: `Stand-in ${input.id} runs already.`,
      zh: `代班 ${input.id} 已开始。`,
    });
  const theirs = (told.found.carers as CarerRow[]).filter((row) => row.assigned.member === input.for);
  const strange = households.filter((household) => !theirs.some((row) => row.id === household && row.standIn === null));
  if (strange[0]) {
    return refuse('stand-in-household', strange, {
      en: `${strange[0]} is not ${input.for}'s, or is covered already. Choose among the uncovered ones.`,
      zh: `${strange[0]} 不在 ${input.for} 名下或已有人代班，请在未覆盖的住户中选择。`,
    });
  }
  return (
    room(state, households.length, limits) ?? [
      { type: 'crew.StandInStarted', data: { ...input, households, name: state.name, phone: state.phone } },
    ]
  );
}

function endStandIn(state: State, input: model.EndStandIn): Decision {
  const running = state.standIns.find((each) => each.id === input.id);
  if (!running)
    return refuse('stand-in-unknown', input.id, {
      en: `${state.name} has no stand-in ${input.id}.`,
      zh: `${state.name} 没有代班 ${input.id}。`,
    });
  return [{ type: 'crew.StandInEnded', data: { ...input, for: running.for, households: running.households } }];
}

function leave(state: State, input: model.LeaveService): Decision {
  const { member, reason } = input;
  return [
    ...state.standIns.map(
      (each): NewEvent => ({
        type: 'crew.StandInEnded',
        data: { id: each.id, member, for: each.for, households: each.households },
      }),
    ),
    ...state.households.map(
      (household): NewEvent => ({
        type: 'crew.HouseholdReleased',
        area: household,
        data: { member, household, reason },
      }),
    ),
    { type: 'crew.MemberLeft', data: input },
  ];
}

const OFFICE: readonly Role[] = ['grid', 'desk', 'officer', 'admin'];
const SELF: readonly Role[] = ['volunteer', 'grid', 'desk', 'officer', 'admin', 'supply', 'investigator'];

/** A command on a member who is registered and has not left. */
function on<Input extends { member: string }>(
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
    stream: (each) => each.member,
    area: (_each, state) => state?.area,
    decide: (state: State | undefined, each, told) =>
      state && !state.left
        ? decide(state, each, told)
        : refuse('member-unknown', each.member, {
            en: `${each.member} is no member. Register first.`,
            zh: `${each.member} 不是队员，请先登记。`,
          }),
    ...more,
  };
}

/** The smallest area that holds all of them. */
export const areaOf = (paths: string[]): string => {
  const first = (paths[0] ?? 'cn').split('.');
  const shared = first.findIndex((part, i) => paths.some((path) => path.split('.')[i] !== part));
  return first.slice(0, shared < 0 ? first.length : Math.max(shared, 1)).join('.');
};
const carersOf = (ids: string[]) => ({ carers: { view: 'crew.carers', ids, limit: 1_000 } });

export const member: StreamKind<State> = {
  evolve,
  commands: {
    RegisterMember: {
      label: { en: 'Register a member', zh: '登记队员' },
      input: model.registerMember,
      roles: OFFICE,
      purpose: 'livelihood',
      stream: (input: model.RegisterMember) => input.id,
      area: (input) => input.area,
      decide: register,
    },
    UpdateMember: on({ en: 'Update a member', zh: '更新队员信息' }, model.updateMember, OFFICE, update),
    RecordTraining: on({ en: 'Record a training', zh: '登记培训' }, model.recordTraining, OFFICE, (_state, data) => [
      { type: 'crew.TrainingRecorded', data },
    ]),
    AssignHousehold: on(
      { en: 'Assign a household', zh: '分配包户' },
      model.assignHousehold,
      OFFICE,
      (state, input, told) => assign(state, [input.household], told),
      {
        area: (input: model.AssignHousehold) => input.household,
        find: (input: model.AssignHousehold) => carersOf([input.household]),
      },
    ),
    AssignHouseholds: on(
      { en: 'Assign several households', zh: '批量分配包户' },
      model.assignHouseholds,
      OFFICE,
      (state, input, told) => assign(state, input.households, told),
      {
        area: (input: model.AssignHouseholds) => areaOf(input.households),
        find: (input: model.AssignHouseholds) => carersOf(input.households),
      },
    ),
    ReleaseHousehold: on({ en: 'Release a household', zh: '移出包户' }, model.releaseHousehold, OFFICE, release, {
      area: (input: model.ReleaseHousehold) => input.household,
    }),
    StartShift: on({ en: 'Start my shift', zh: '开始上班' }, model.startShift, SELF, shifts.start, { offline: true }),
    EndShift: on({ en: 'End my shift', zh: '结束上班' }, model.endShift, SELF, shifts.end, { offline: true }),
    FlagOverHours: on({ en: 'Shift too long', zh: '超时提醒' }, model.flagOverHours, ['system'], shifts.flag),
    ReportAbsent: on({ en: 'Report an absence', zh: '报告缺勤' }, model.reportAbsent, SELF, shifts.absent, {
      offline: true,
    }),
    EndAbsence: on({ en: 'Back from absence', zh: '销假' }, model.endAbsence, [...SELF, 'system'], shifts.back),
    StartStandIn: on({ en: 'Stand in for somebody', zh: '安排代班' }, model.startStandIn, OFFICE, standIn, {
      area: (input: model.StartStandIn) => areaOf(input.households),
      find: (input: model.StartStandIn) => carersOf(input.households),
    }),
    EndStandIn: on({ en: 'End a stand-in', zh: '结束代班' }, model.endStandIn, [...OFFICE, 'system'], endStandIn),
    LeaveService: on({ en: 'Leave the crew', zh: '离队' }, model.leaveService, OFFICE, leave),
  },
};
