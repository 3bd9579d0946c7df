import { Register, type Similar, STARTING, STARTING_SHOWN, similarOf, Weights } from '../../engines/linkage/index.ts';
import type { Command, Decision, Finds, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { isWithin } from '../../kernel/place.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import { nameReading } from './find-by.ts';
import { memberOf } from './members.ts';
import type { HouseholdState, Member, MergeMember, NotSameMember, UnmergeMember } from './model.ts';
import type { PersonRow } from './views-personal.ts';

const weights = new Weights(STARTING);
/** People compared with a new member: those behind share a name that tells nobody apart. */
const COMPARED = 200;

const known = (one: Pick<Member, 'id' | 'name' | 'sex' | 'birth' | 'phone'>, household: string) => ({
  id: one.id,
  name: one.name,
  sex: one.sex,
  birth: one.birth,
  phone: one.phone,
  address: household,
});
const memberFrom = ({ id, name, anonymous, sex, birth, phone, smartphone, groups }: PersonRow): Member => ({
  id,
  anonymous,
  sex: sex as Member['sex'],
  smartphone,
  groups,
  ...(name === null ? {} : { name }),
  ...(birth === null ? {} : { birth }),
  ...(phone === null ? {} : { phone }),
});

/** Persons of the city with the new member's name or telephone. */
export function sameFinds({ member }: { member: Member }): Finds {
  const find = (column: 'name' | 'phone', value: string) => ({
    view: 'people.persons',
    where: { [column]: value },
    top: { by: 'id', n: COMPARED },
  });
  return {
    ...(member.name ? { sameName: find('name', member.name) } : {}),
    ...(member.phone ? { samePhone: find('phone', member.phone) } : {}),
  };
}

/** Who of the found persons may be the member, likeliest first, at most five. */
export function sameAs(
  member: Member,
  household: string,
  rows: readonly PersonRow[],
  least: number = STARTING_SHOWN.review,
): Similar[] {
  const register = new Register({ reading: nameReading });
  for (const row of rows)
    if (row.id !== member.id && !register.has(row.id)) register.add(known(memberFrom(row), row.household));
  return register.ask(known(member, household), weights, least, 5).matches.map(similarOf);
}
export const sameFound = (member: Member, household: string, found: Record<string, PersonRow[]> | undefined) =>
  sameAs(member, household, [...(found?.sameName ?? []), ...(found?.samePhone ?? [])]);

/** One person was entered twice: this entry leaves its household and points to the other. */
export function merge(state: HouseholdState, input: MergeMember, told: Told): Decision {
  const held = memberOf(state, input.person);
  if (isRefusal(held)) return held;
  if (input.person === input.into)
    return refuse('merge-self', input.person, {
      en: `${input.person} is itself. Choose the other entry.`,
      zh: `${input.person} 即自身，请选择另一条登记。`,
    });
  const rows = told.found.both as PersonRow[];
  const [mine, other] = [input.person, input.into].map((id) => rows.find((row) => row.id === id));
  if (!mine || !other)
    return refuse('person-unknown', input.into, {
      en: `Nobody is entered as ${input.into}.`,
      zh: `没有登记 ${input.into}。`,
    });
  if (told.actor.role !== 'system' && !isWithin(other.area, told.actor.area))
    return refuse('area-elsewhere', other.area, {
      en: `${input.into} is in ${other.area}, outside your area ${told.actor.area}. Ask the office there.`,
      zh: `${input.into} 位于 ${other.area}，不在您的辖区 ${told.actor.area}，请联系当地。`,
    });
  const owed = Object.values(state.care).some((each) => each.person === input.person);
  const stands = Object.values(state.proxies).some((each) => each.person === input.person && each.standing);
  if (owed || stands)
    return refuse('member-has-care', input.person, {
      en: `${input.person} has care or a proxy on record. Merge the other entry into this one, or move them first.`,
      zh: `${input.person} 有就医安排或代办人。请反向合并，或先转移。`,
    });
  const member = memberFrom(mine);
  const [like] = sameAs(member, input.path, [other], Number.NEGATIVE_INFINITY);
  return [{ type: 'people.MemberMerged', data: { ...input, member, held, ...(like ? { like } : {}) } }];
}

/** The merge is undone: the entry is back with all it had. */
export function unmerge(state: HouseholdState, input: UnmergeMember): Decision {
  const merged = state.merged?.[input.person];
  if (!merged)
    return refuse('member-not-merged', input.person, {
      en: `${input.person} is not merged with anybody.`,
      zh: `${input.person} 未与他人合并。`,
    });
  return [{ type: 'people.MemberUnmerged', data: { ...input, ...merged } }];
}
export const two = (_state: HouseholdState, data: NotSameMember): Decision => [{ type: 'people.MembersTwo', data }];

export const mergeFinds: Command<HouseholdState, MergeMember>['find'] = (input) => ({
  both: { view: 'people.persons', ids: [input.person, input.into] },
});

/** Members entered twice leave the state and come back into it. */
export function evolve(state: HouseholdState, event: Event): HouseholdState {
  const { person, into, member, held } = event.data;
  if (event.type === 'people.MemberMerged') {
    const { [person]: _gone, ...members } = state.members;
    return { ...state, members, merged: { ...state.merged, [person]: { into, member, held } } };
  }
  if (event.type !== 'people.MemberUnmerged') return state;
  const { [person]: _back, ...merged } = state.merged ?? {};
  return { ...state, members: { ...state.members, [person]: held }, merged };
}
