import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { counted } from '../../kernel/plural.ts';
import { refuse } from '../../kernel/refusal.ts';
import { addHours } from '../../kernel/time.ts';
import * as model from './model.ts';

type State = model.SiteState | undefined;

const unknown = (id: string) =>
  refuse('site-unknown', id, { en: `No site ${id}. Register it first.`, zh: `没有场所 ${id}，请先登记。` });
const count = (state: model.SiteState): number => Object.keys(state.taken).length;

function evolve(state: State, { type, data }: Event): State {
  if (type === 'reserves.SiteRegistered') {
    const { area, names, kind, tier, rooms, leadHours, status } =
      data as model.ReserveEvents['reserves.SiteRegistered'];
    return { area, names, kind, tier, rooms, leadHours, status, taken: {}, plans: {} };
  }
  if (!state) return undefined;
  switch (type) {
    case 'reserves.RoomOccupied':
    case 'reserves.DischargePlanned':
      return { ...state, taken: { ...state.taken, [data.key]: data.until } };
    case 'reserves.RoomFreed': {
      const { [data.key as string]: _gone, ...taken } = state.taken;
      return { ...state, taken };
    }
    case 'reserves.SiteCalled':
      return { ...state, status: 'called' };
    case 'reserves.SiteOpened':
      return { ...state, status: 'open' };
    case 'reserves.SiteClosed':
      return { ...state, status: 'standby' };
    case 'reserves.ConversionPlanned':
      return { ...state, plans: { ...state.plans, [data.plan]: { rooms: data.rooms, readyAt: data.readyAt } } };
    case 'reserves.ConversionEnded': {
      const { [data.plan as string]: _gone, ...plans } = state.plans;
      return { ...state, plans, rooms: data.outcome === 'done' ? data.rooms : state.rooms };
    }
    default:
      return state;
  }
}

function register(state: State, input: model.RegisterSite): Decision {
  if (state)
    return refuse('site-exists', input.id, {
      en: `Site ${input.id} is registered. Give another one an id of its own.`,
      zh: `场所 ${input.id} 已登记，请另取编号。`,
    });
  return [
    {
      type: 'reserves.SiteRegistered',
      area: input.area,
      data: { ...input, status: input.tier === 1 ? 'open' : 'standby' },
    },
  ];
}

function occupy(state: State, input: model.OccupyRoom): Decision {
  if (!state) return unknown(input.id);
  if (state.taken[input.key] !== undefined) return [];
  if (state.status !== 'open')
    return refuse('site-not-open', input.id, {
      en: `${input.id} takes nobody yet: it is ${state.status}. Open it first.`,
      zh: `${input.id} 尚未启用，请先启用。`,
    });
  const occupied = count(state);
  if (occupied >= state.rooms)
    return refuse('rooms-full', input.id, {
      en: `${input.id} is full (${counted(state.rooms, 'place')}); one more is asked for. Free one, open the next tier, or choose another site.`,
      zh: `${input.id} 的 ${state.rooms} 个床位已满，还差 1 个。请腾出、启用下一梯次或另选场所。`,
    });
  const { kind, tier, rooms } = state;
  return [
    { type: 'reserves.RoomOccupied', area: state.area, data: { ...input, kind, tier, occupied: occupied + 1, rooms } },
  ];
}

const holds = (state: State, input: { id: string; key: string }) =>
  !state
    ? unknown(input.id)
    : state.taken[input.key] === undefined
      ? refuse('room-not-taken', input.key, {
          en: `${input.key} has no place in ${input.id}. Look it up in the list of the site.`,
          zh: `${input.key} 不在 ${input.id} 内，请核对名单。`,
        })
      : undefined;

function call(state: State, input: model.CallSite, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.status !== 'standby') return [];
  const readyBy = addHours(told.now, state.leadHours);
  return [
    {
      type: 'reserves.SiteCalled',
      area: state.area,
      data: { ...input, names: state.names, tier: state.tier, readyBy },
    },
  ];
}

function close(state: State, { id }: { id: string }): Decision {
  if (!state) return unknown(id);
  if (count(state) > 0)
    return refuse('site-taken', id, {
      en: `In ${id}: ${counted(count(state), 'person', 'people')}. Move everybody first.`,
      zh: `${id} 内还有 ${count(state)} 人，请先转出。`,
    });
  return state.status === 'standby' ? [] : [{ type: 'reserves.SiteClosed', area: state.area, data: { id } }];
}

function endConversion(state: State, input: model.EndConversion): Decision {
  const plan = state?.plans[input.plan];
  if (!state) return unknown(input.id);
  if (!plan)
    return refuse('conversion-unknown', input.plan, {
      en: `${input.id} has no plan ${input.plan}. Look it up beside the site.`,
      zh: `${input.id} 没有方案 ${input.plan}，请核对。`,
    });
  return [{ type: 'reserves.ConversionEnded', area: state.area, data: { ...input, rooms: state.rooms + plan.rooms } }];
}

const of = (
  rest: Omit<Command<model.SiteState, any>, 'purpose' | 'stream' | 'area'>,
): Command<model.SiteState, any> => ({
  purpose: 'control',
  stream: (input: { id: string }) => input.id,
  area: (input: { area?: string }, state) => state?.area ?? input.area,
  ...rest,
});
const DESKS = ['officer', 'investigator', 'hq', 'supply'] as const;
const HEADS = ['hq', 'supply', 'officer'] as const;

/** A site of beds or rooms: who is in it, until when, and when it is called. */
export const site: StreamKind<model.SiteState> = {
  evolve,
  commands: {
    RegisterSite: of({
      label: { en: 'Register a site of beds or rooms', zh: '登记床位场所' },
      input: model.registerSite,
      roles: [...HEADS, 'admin'],
      decide: register,
    }),
    OccupyRoom: of({
      label: { en: 'Take a place', zh: '占用床位' },
      input: model.occupyRoom,
      roles: DESKS,
      decide: occupy,
    }),
    FreeRoom: of({
      label: { en: 'Free a place', zh: '腾出床位' },
      input: model.freeRoom,
      roles: DESKS,
      decide: (state: State, input: model.FreeRoom) =>
        holds(state, input) ?? [
          {
            type: 'reserves.RoomFreed',
            area: state!.area,
            data: { ...input, kind: state!.kind, occupied: count(state!) - 1, rooms: state!.rooms },
          },
        ],
    }),
    PlanDischarge: of({
      label: { en: 'Plan a discharge', zh: '安排出院（出所）' },
      input: model.occupyRoom,
      roles: DESKS,
      decide: (state: State, input: model.OccupyRoom) =>
        holds(state, input) ?? [{ type: 'reserves.DischargePlanned', area: state!.area, data: input }],
    }),
    CallSite: of({
      label: { en: 'Call the next tier', zh: '启动下一梯次' },
      input: model.callSite,
      roles: ['system', 'hq'],
      decide: call,
    }),
    OpenSite: of({
      label: { en: 'Open a site', zh: '启用场所' },
      input: model.openSite,
      roles: HEADS,
      decide: (state: State, { id }: { id: string }) =>
        !state
          ? unknown(id)
          : state.status === 'open'
            ? []
            : [{ type: 'reserves.SiteOpened', area: state.area, data: { id, rooms: state.rooms } }],
    }),
    CloseSite: of({
      label: { en: 'Close an empty site', zh: '关闭空置场所' },
      input: model.closeSite,
      roles: HEADS,
      decide: close,
    }),
    PlanConversion: of({
      label: { en: 'Plan more places', zh: '安排扩容' },
      input: model.planConversion,
      roles: HEADS,
      decide: (state: State, input: model.PlanConversion) =>
        state ? [{ type: 'reserves.ConversionPlanned', area: state.area, data: input }] : unknown(input.id),
    }),
    EndConversion: of({
      label: { en: 'More places are ready, or will not come', zh: '扩容完成或取消' },
      input: model.endConversion,
      roles: HEADS,
      decide: endConversion,
    }),
  },
};
