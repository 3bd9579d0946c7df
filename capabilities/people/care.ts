import type { Decision, Told } from '../../kernel/capability.ts';
import type { Event, NewEvent } from '../../kernel/event.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { addSpan } from '../../kernel/time.ts';
import { memberOf } from './members.ts';
import type * as model from './model.ts';

type State = model.HouseholdState;

/** Unique in the city: views and clocks know a care slot by it. */
export const slotId = (path: string, id: string): string => `${path}.${id}`;

export function evolve(state: State, event: Event): State {
  const { data } = event;
  const known = state.care[data.id];
  switch (event.type) {
    case 'people.CareScheduled':
      return {
        ...state,
        care: {
          ...state.care,
          [data.id]: {
            person: data.person,
            care: data.care,
            at: data.at,
            everyDays: data.everyDays,
            place: data.place,
            confirmed: false,
          },
        },
      };
    case 'people.CareSlotConfirmed':
      return known
        ? { ...state, care: { ...state.care, [data.id]: { ...known, at: data.at, confirmed: true } } }
        : state;
    case 'people.CareSlotDone':
    case 'people.CareCancelled':
      return { ...state, care: Object.fromEntries(Object.entries(state.care).filter(([id]) => id !== data.id)) };
    default:
      return state;
  }
}

export function schedule(state: State, input: model.ScheduleCare, told: Told): Decision {
  const person = memberOf(state, input.person);
  if (isRefusal(person)) return person;
  const past = notPast(input.at, told);
  if (past) return past;
  const taken = state.care[input.id];
  if (taken && taken.person !== input.person)
    return refuse('care-exists', input.id, {
      en: `${input.id} is another member's schedule. Choose another id.`,
      zh: `${input.id} 是其他成员的日程，请换一个编号。`,
    });
  return [{ type: 'people.CareScheduled', data: { ...input, slot: slotId(input.path, input.id) } }];
}

/** The hospital's time counts: confirming may move the slot. */
export function confirm(state: State, input: model.ConfirmCareSlot, told: Told): Decision {
  const slot = slotOf(state, input.id);
  if (isRefusal(slot)) return slot;
  return (
    notPast(input.at, told) ?? [
      {
        type: 'people.CareSlotConfirmed',
        data: { ...input, slot: slotId(input.path, input.id), person: slot.person, care: slot.care },
      },
    ]
  );
}

/** A repeating schedule opens its next slot at once, unconfirmed, so that its clock starts again. A missed one is due now. */
export function complete(state: State, input: model.CompleteCare, told: Told): Decision {
  const slot = slotOf(state, input.id);
  if (isRefusal(slot)) return slot;
  if (!input.happened && !input.note)
    return refuse('reason-missing', input.id, {
      en: 'The session was missed: write down why.',
      zh: '未能就诊：请写明原因。',
    });
  const { path, id } = input;
  const ids = { path, id, slot: slotId(path, id), person: slot.person, care: slot.care };
  const again = (at: string): NewEvent => ({
    type: 'people.CareScheduled',
    data: { ...ids, at, ...(slot.everyDays ? { everyDays: slot.everyDays } : {}), place: slot.place },
  });
  const done: NewEvent = { type: 'people.CareSlotDone', data: { ...input, ...ids, at: slot.at } };
  if (!input.happened) return [done, again(told.now)];
  return slot.everyDays ? [done, again(addSpan(slot.at, { value: slot.everyDays, unit: 'd' }))] : [done];
}

export function cancel(state: State, input: model.CancelCare): Decision {
  const slot = slotOf(state, input.id);
  return isRefusal(slot)
    ? slot
    : [{ type: 'people.CareCancelled', data: { ...input, slot: slotId(input.path, input.id), person: slot.person } }];
}

/** The schedules that end with a household, or with one of its members. */
export const ended = (state: State, { path, reason }: { path: string; reason: string }, person?: string): NewEvent[] =>
  Object.entries(state.care)
    .filter(([, slot]) => person === undefined || slot.person === person)
    .map(([id, slot]) => ({
      type: 'people.CareCancelled',
      data: { path, id, slot: slotId(path, id), person: slot.person, reason },
    }));

const slotOf = (state: State, id: string): model.Care | Refusal =>
  state.care[id] ??
  refuse('care-unknown', id, {
    en: `${state.path} has no care schedule ${id}; it has ${Object.keys(state.care).join(', ') || 'none'}.`,
    zh: `${state.path} 没有就医日程 ${id}；现有：${Object.keys(state.care).join('、') || '无'}。`,
  });

const notPast = (at: string, told: Told): Refusal | undefined =>
  at < told.now
    ? refuse('care-past', at, { en: `${at} is over. Give the next time.`, zh: `${at} 已过，请填写下一次时间。` })
    : undefined;
