import { isWithin } from '../../kernel/place.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import type * as model from './model.ts';

export type HeldMember = model.HouseholdState['members'][string];

/** What a household's state keeps of a member. */
export const held = (member: model.Member, basis: 'consent' | 'law' | undefined): [string, HeldMember] => [
  member.id,
  {
    groups: Object.fromEntries(member.groups.map((group) => [group, basis ?? 'law'])),
    consents: basis === 'consent' && member.groups.length > 0 ? ['care-data'] : [],
  },
];

/** Why a member cannot be entered; undefined when nothing is wrong. */
export function fault(path: string, member: model.Member, basis: string | undefined): Refusal | undefined {
  if (member.id === path || !isWithin(member.id, path)) {
    return refuse('member-elsewhere', member.id, {
      en: `${member.id} is not inside ${path}. Number members ${path}.p1, .p2...`,
      zh: `${member.id} 不在 ${path} 内，成员应编号为 ${path}.p1、.p2……`,
    });
  }
  if (!member.name && !member.anonymous) {
    return refuse('name-missing', member.id, {
      en: `${member.id} has no name. Give one, or mark the person anonymous.`,
      zh: `${member.id} 没有姓名，请填写或标为匿名。`,
    });
  }
  if (member.groups.length > 0 && !basis) {
    return refuse('basis-missing', member.groups, {
      en: `On what is ${member.groups.join(', ')} held: consent or law? State the basis.`,
      zh: `记录 ${member.groups.join('、')} 的依据是同意还是法律？请注明。`,
    });
  }
  return undefined;
}

/** The member, or a refusal that says whom the household has. */
export function memberOf(state: model.HouseholdState, person: string): HeldMember | Refusal {
  return (
    state.members[person] ??
    refuse('member-unknown', person, {
      en: `${state.path} has no member ${person}; it has ${Object.keys(state.members).slice(0, 20).join(', ') || 'none'}.`,
      zh: `${state.path} 没有成员 ${person}；已登记：${Object.keys(state.members).slice(0, 20).join('、') || '无'}。`,
    })
  );
}
