import type { Role } from '../../kernel/actor.ts';
import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { isRefusal, refuse, type Words } from '../../kernel/refusal.ts';
import * as care from './care.ts';
import { fault, type HeldMember, held, memberOf } from './members.ts';
import * as model from './model.ts';
import * as proxies from './proxies.ts';
import * as same from './same.ts';

type State = model.HouseholdState | undefined;

function evolve(state: State, event: Event): State {
  if (event.type === 'people.HouseholdRegistered') {
    const { path, members, basis } = event.data as model.RegisterHousehold;
    return {
      path,
      open: true,
      members: Object.fromEntries(members.map((each) => held(each, basis))),
      care: {},
      proxies: {},
    };
  }
  if (!state) return undefined;
  const { data } = event;
  const changeOf = (person: string, change: Partial<HeldMember>): model.HouseholdState => {
    const before = state.members[person];
    return before ? { ...state, members: { ...state.members, [person]: { ...before, ...change } } } : state;
  };
  const known = state.members[data.person];
  switch (event.type) {
    case 'people.HouseholdClosed':
      return { ...state, open: false };
    case 'people.MemberAdded':
      return { ...state, members: { ...state.members, ...Object.fromEntries([held(data.member, data.basis)]) } };
    case 'people.MemberRemoved':
      return {
        ...state,
        members: Object.fromEntries(Object.entries(state.members).filter(([id]) => id !== data.person)),
      };
    case 'people.VulnerabilityRecorded':
      return changeOf(data.person, { groups: { ...known?.groups, [data.group]: data.basis } });
    case 'people.VulnerabilityEnded':
      return changeOf(data.person, {
        groups: Object.fromEntries(Object.entries(known?.groups ?? {}).filter(([group]) => group !== data.group)),
      });
    case 'people.ConsentRecorded': {
      const others = (known?.consents ?? []).filter((to) => to !== data.to);
      return changeOf(data.person, { consents: data.given ? [...others, data.to] : others });
    }
    default:
      return same.evolve(proxies.evolve(care.evolve(state, event), event), event);
  }
}

function register(state: State, input: model.RegisterHousehold): Decision {
  if (state?.open)
    return refuse('household-exists', input.path, {
      en: `${input.path} is registered already. Add or correct its members instead.`,
      zh: `${input.path} 已登记，请改为补充或更正成员。`,
    });
  const ids = new Set<string>();
  for (const member of input.members) {
    const wrong = fault(input.path, member, input.basis);
    if (wrong) return wrong;
    if (ids.has(member.id))
      return refuse('member-twice', member.id, {
        en: `${member.id} is listed twice. Number members one by one.`,
        zh: `${member.id} 重复，请逐一编号。`,
      });
    ids.add(member.id);
  }
  return [{ type: 'people.HouseholdRegistered', data: input }];
}

function add(state: model.HouseholdState, input: model.AddMember, told: Told): Decision {
  if (state.members[input.member.id])
    return refuse('member-exists', input.member.id, {
      en: `${input.member.id} is entered already. Correct it, or take the next number.`,
      zh: `${input.member.id} 已登记，请更正或用下一个编号。`,
    });
  if (state.merged?.[input.member.id])
    return refuse('member-exists', input.member.id, {
      en: `${input.member.id} was merged with ${state.merged[input.member.id]?.into}. Take the next number.`,
      zh: `${input.member.id} 已与 ${state.merged[input.member.id]?.into} 合并，请用下一个编号。`,
    });
  const wrong = fault(input.path, input.member, input.basis);
  if (wrong) return wrong;
  const similar = same.sameFound(input.member, input.path, told.found);
  return [{ type: 'people.MemberAdded', data: { ...input, ...(similar.length > 0 ? { similar } : {}) } }];
}

/** Names everything that ends with the household, so that every view can let go of it. */
function close(state: model.HouseholdState, input: model.CloseHousehold): Decision {
  const data = {
    ...input,
    members: Object.keys(state.members),
    slots: Object.keys(state.care).map((id) => care.slotId(input.path, id)),
    proxies: Object.keys(state.proxies).map((id) => care.slotId(input.path, id)),
  };
  return [...care.ended(state, input), { type: 'people.HouseholdClosed', data }];
}

/** Care of somebody who is no longer there is owed by nobody. */
function remove(state: model.HouseholdState, input: model.RemoveMember): Decision {
  const person = memberOf(state, input.person);
  if (isRefusal(person)) return person;
  return [...care.ended(state, input, input.person), { type: 'people.MemberRemoved', data: input }];
}

function recordVulnerability(state: model.HouseholdState, input: model.RecordVulnerability): Decision {
  const person = memberOf(state, input.person);
  if (isRefusal(person)) return person;
  if (input.basis === 'consent' && !person.consents.includes('care-data')) {
    return refuse('consent-missing', input.person, {
      en: `${input.person} has not agreed to be on the care register. Record the consent first.`,
      zh: `${input.person} 尚未同意列入照护名册，请先登记同意。`,
    });
  }
  return [{ type: 'people.VulnerabilityRecorded', data: input }];
}

/** Withdrawing `care-data` also takes away every group that stood on consent. */
function consent(state: model.HouseholdState, input: model.RecordConsent): Decision {
  const person = memberOf(state, input.person);
  if (isRefusal(person)) return person;
  if (input.how === 'spoken' && !input.witness)
    return refuse('witness-missing', input.person, {
      en: 'A spoken consent needs the name of who heard it.',
      zh: '口头同意须写明见证人。',
    });
  const falls =
    input.to === 'care-data' && !input.given
      ? Object.entries(person.groups).filter(([, basis]) => basis === 'consent')
      : [];
  return [
    { type: 'people.ConsentRecorded', data: input },
    ...falls.map(([group]) => ({
      type: 'people.VulnerabilityEnded',
      data: { path: input.path, person: input.person, group, reason: 'consent withdrawn / 撤回同意' },
    })),
  ];
}

function checkOn(_state: model.HouseholdState, input: model.CheckOn): Decision {
  if (input.outcome === 'needs-help' && !input.note)
    return refuse('need-missing', input.path, {
      en: 'They need help: write down with what.',
      zh: '需要帮助：请写明需要什么。',
    });
  return [{ type: 'people.HouseholdCheckedOn', data: { ...input, household: input.path } }];
}

const OFFICE: readonly Role[] = ['grid', 'desk', 'officer', 'admin'];
const HOME: readonly Role[] = ['resident', 'grid', 'desk', 'officer', 'admin'];

type OnHousehold = { path: string };
/** A command on a household that must be open. */
function on<Input extends OnHousehold>(
  label: Words,
  input: Command<any, Input>['input'],
  roles: readonly Role[],
  decide: (state: model.HouseholdState, input: Input, told: Told) => Decision,
  more: Partial<Command> = {},
): Command<any, Input> {
  return {
    label,
    input,
    roles,
    purpose: 'livelihood',
    stream: (each) => each.path,
    area: (each) => each.path,
    decide: (state: State, each, told) =>
      state?.open
        ? decide(state, each, told)
        : refuse('household-unknown', each.path, {
            en: `No household ${each.path}. Register it first.`,
            zh: `没有住户 ${each.path}，请先登记。`,
          }),
    ...more,
  };
}
const ofMember =
  (type: string) =>
  (state: model.HouseholdState, input: { person: string }): Decision => {
    const person = memberOf(state, input.person);
    return isRefusal(person) ? person : [{ type, data: input }];
  };

export const household: StreamKind<model.HouseholdState> = {
  evolve,
  commands: {
    RegisterHousehold: {
      label: { en: 'Register a household', zh: '登记住户' },
      input: model.registerHousehold,
      roles: OFFICE,
      purpose: 'livelihood',
      stream: (input: model.RegisterHousehold) => input.path,
      area: (input) => input.path,
      decide: register,
      offline: true,
    },
    CloseHousehold: on({ en: 'Close a household', zh: '注销住户' }, model.closeHousehold, OFFICE, close),
    AddMember: on({ en: 'Add a member', zh: '增加成员' }, model.addMember, HOME, add, {
      offline: true,
      find: same.sameFinds,
    }),
    MergeMember: on(
      { en: 'Entered twice: one person', zh: '重复登记：同一人' },
      model.mergeMember,
      OFFICE,
      same.merge,
      {
        find: same.mergeFinds,
      },
    ),
    UnmergeMember: on(
      { en: 'Undo a merge of two entries', zh: '撤销合并登记' },
      model.unmergeMember,
      OFFICE,
      same.unmerge,
    ),
    DistinguishMembers: on({ en: 'Two people, not one', zh: '确认不是同一人' }, model.notSameMember, OFFICE, same.two),
    CorrectMember: on(
      { en: 'Correct a member', zh: '更正成员信息' },
      model.correctMember,
      HOME,
      ofMember('people.MemberCorrected'),
    ),
    RemoveMember: on({ en: 'Remove a member', zh: '移出成员' }, model.removeMember, HOME, remove),
    RecordVulnerability: on(
      { en: 'Put on the care register', zh: '列入重点照护' },
      model.recordVulnerability,
      HOME,
      recordVulnerability,
      { purpose: 'care', offline: true },
    ),
    EndVulnerability: on(
      { en: 'Take off the care register', zh: '移出重点照护' },
      model.endVulnerability,
      HOME,
      ofMember('people.VulnerabilityEnded'),
      { purpose: 'care' },
    ),
    RecordConsent: on({ en: 'Record consent', zh: '登记同意' }, model.recordConsent, HOME, consent, { offline: true }),
    SetContactPreference: on(
      { en: 'How to reach us', zh: '设置联系方式' },
      model.setContact,
      HOME,
      (_state, data) => [{ type: 'people.ContactPreferenceSet', data }],
      { offline: true },
    ),
    CheckOnHousehold: on(
      { en: 'Check on a household', zh: '问候住户' },
      model.checkOn,
      ['volunteer', 'grid', 'desk', 'officer', 'resident'],
      checkOn,
      { offline: true },
    ),
    ScheduleCare: on({ en: 'Schedule care', zh: '登记就医日程' }, model.scheduleCare, HOME, care.schedule, {
      purpose: 'care',
    }),
    ConfirmCareSlot: on(
      { en: 'Confirm the slot and the ride', zh: '确认就诊与用车' },
      model.confirmCareSlot,
      ['grid', 'desk', 'officer'],
      care.confirm,
      { purpose: 'care' },
    ),
    CompleteCare: on(
      { en: 'Care done or missed', zh: '就诊完成或错过' },
      model.completeCare,
      [...HOME, 'system'],
      care.complete,
      { purpose: 'care' },
    ),
    CancelCare: on({ en: 'End a care schedule', zh: '结束就医日程' }, model.cancelCare, HOME, care.cancel, {
      purpose: 'care',
    }),
    GrantProxy: on({ en: 'Name a standing proxy', zh: '指定代办人' }, model.grantProxy, HOME, proxies.grant),
    RevokeProxy: on({ en: 'End a proxy', zh: '撤销代办人' }, model.revokeProxy, HOME, proxies.revoke),
    EndProxy: on({ en: 'A proxy ends by its term', zh: '代办到期终止' }, model.endProxy, ['system'], proxies.end),
  },
};
