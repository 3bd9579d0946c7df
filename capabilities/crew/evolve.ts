import type { Event } from '../../kernel/event.ts';
import { addHours } from '../../kernel/time.ts';
import type { MemberState, RegisterMember } from './model.ts';

/** Ended shifts older than a week no longer count towards any limit. */
const WEEK_HOURS = 7 * 24;

export function evolve(state: MemberState | undefined, event: Event): MemberState | undefined {
  const { data } = event;
  if (event.type === 'crew.MemberRegistered') {
    const { id, name, phone, kind, area, maxHouseholds, trainings, insuredUntil } = data as RegisterMember;
    return {
      id,
      name,
      phone,
      kind,
      area,
      maxHouseholds,
      trainings,
      insuredUntil,
      households: [],
      standIns: [],
      shifts: [],
      left: false,
    };
  }
  if (!state) return undefined;
  switch (event.type) {
    case 'crew.MemberUpdated': {
      const { area, phone, maxHouseholds, insuredUntil } = data.changes;
      return {
        ...state,
        area: area ?? state.area,
        phone: phone ?? state.phone,
        maxHouseholds: maxHouseholds ?? state.maxHouseholds,
        insuredUntil: insuredUntil ?? state.insuredUntil,
      };
    }
    case 'crew.TrainingRecorded': {
      const { course, on, expires } = data;
      return {
        ...state,
        trainings: [...state.trainings.filter((each) => each.course !== course), { course, on, expires }],
      };
    }
    case 'crew.HouseholdAssigned':
      return { ...state, households: [...state.households, data.household] };
    case 'crew.HouseholdReleased':
      return { ...state, households: state.households.filter((each) => each !== data.household) };
    case 'crew.ShiftStarted':
      return { ...state, shift: data.at };
    case 'crew.ShiftEnded': {
      const since = addHours(data.at, -WEEK_HOURS);
      return {
        ...state,
        shift: undefined,
        restUntil: data.restUntil,
        shifts: [...state.shifts.filter((each) => each.to > since), { from: data.startedAt, to: data.at }],
      };
    }
    case 'crew.MemberAbsent':
      return { ...state, absent: { from: data.from, until: data.until } };
    case 'crew.MemberReturned':
      return { ...state, absent: undefined };
    case 'crew.StandInStarted':
      return {
        ...state,
        standIns: [...state.standIns, { id: data.id, for: data.for, households: data.households, until: data.until }],
      };
    case 'crew.StandInEnded':
      return { ...state, standIns: state.standIns.filter((each) => each.id !== data.id) };
    case 'crew.MemberLeft':
      return { ...state, left: true };
    default:
      return state;
  }
}

/** Households somebody answers for now: their own and those covered for others. */
export const caseload = (state: MemberState): number =>
  state.households.length + state.standIns.reduce((sum, each) => sum + each.households.length, 0);
