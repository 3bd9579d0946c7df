import type { Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { refuse } from '../../kernel/refusal.ts';
import * as model from './model.ts';

function evolve(state: model.PlaceState | undefined, event: Event): model.PlaceState | undefined {
  if (event.type === 'places.PlaceRegistered') {
    const { path, kind, exits } = event.data as model.RegisterPlace;
    return { path, kind, exits: exits.map((exit) => exit.id), gone: [], seen: [], blocked: [] };
  }
  if (state && event.type === 'places.PlaceCorrected') return { ...state, kind: event.data.kind };
  if (state && event.type === 'places.ExitAdded') return { ...state, exits: [...state.exits, event.data.exit] };
  if (state && event.type === 'places.ExitRemoved')
    return {
      ...state,
      exits: state.exits.filter((one) => one !== event.data.exit),
      gone: [...state.gone, event.data.exit],
    };
  if (state && event.type === 'places.ExitRecorded')
    return {
      ...state,
      seen: [...new Set([...state.seen, event.data.exit])],
      blocked: blockedAfter(state, event.data),
    };
  return state;
}

const blockedAfter = (state: model.PlaceState, { exit, clear }: model.RecordExit): string[] => {
  const others = state.blocked.filter((one) => one !== exit);
  return clear ? others : [...others, exit];
};

function register(state: model.PlaceState | undefined, input: model.RegisterPlace): Decision {
  if (state) {
    return refuse('place-exists', input.path, {
      en: 'A place of this number is registered here already. Correct it instead, or take another number.',
      zh: '此编号的地点已登记，请改为更正，或另取编号。',
    });
  }
  return [{ type: 'places.PlaceRegistered', data: input }];
}

function exit(state: model.PlaceState | undefined, input: model.RecordExit, _told: Told): Decision {
  if (!state) return unknown(input.path);
  if (!state.exits.includes(input.exit)) return noExit(state, input);
  return [{ type: 'places.ExitRecorded', data: { ...input, blocked: blockedAfter(state, input).length } }];
}

/** Exits are numbered by kind, in the order they were found; nobody has looked at a new one yet. */
function addExit(state: model.PlaceState | undefined, input: model.AddExit): Decision {
  if (!state) return unknown(input.path);
  if (state.kind === 'area')
    return refuse('exit-of-area', input.path, {
      en: 'A street or a community has no exits. Go into the estate or the building first.',
      zh: '街道、社区没有出口，请先进入小区或楼栋。',
    });
  const taken = [...state.exits, ...state.gone];
  let n = taken.length + 1;
  while (taken.includes(`${input.kind}-${n}`)) n += 1;
  return [{ type: 'places.ExitAdded', data: { ...input, exit: `${input.kind}-${n}` } }];
}

/** Only what nobody has seen may be a mistake: else a blocked exit could be taken off the register to publish a zone. */
function removeExit(state: model.PlaceState | undefined, input: model.RemoveExit): Decision {
  if (!state) return unknown(input.path);
  if (!state.exits.includes(input.exit)) return noExit(state, input);
  if (state.seen.includes(input.exit))
    return refuse('exit-seen', input.exit, {
      en: 'Somebody has looked at this exit: it is there and stays on the register. Record whether it is clear.',
      zh: '该出口已有人现场查看，确实存在，不能删除；请记录是否畅通。',
    });
  return [{ type: 'places.ExitRemoved', data: input }];
}

/** An area stays an area: what lies in it is filed under it. */
function correct(state: model.PlaceState | undefined, input: model.CorrectPlace): Decision {
  if (!state) return unknown(input.path);
  if ((state.kind === 'area') !== (input.kind === 'area'))
    return refuse('place-kind-fixed', input.kind, {
      en: `${input.path} is ${state.kind === 'area' ? 'an area and stays one' : 'no area and cannot become one'}. Choose another kind.`,
      zh: state.kind === 'area' ? '行政区域不能改为其他类型，请保留。' : '该地点不能改为行政区域，请另选类型。',
    });
  return [{ type: 'places.PlaceCorrected', data: input }];
}

const present = (state: model.PlaceState | undefined, input: model.CountPresent): Decision =>
  state ? [{ type: 'places.PresentCounted', data: input }] : unknown(input.path);

const noExit = (state: model.PlaceState, { path, exit }: { path: string; exit: string }) =>
  refuse('exit-unknown', exit, {
    en: `${path} has no exit ${exit}; it has ${state.exits.join(', ') || 'none'}.`,
    zh: `${path} 没有出口 ${exit}；已登记：${state.exits.join('、') || '无'}。`,
  });

const unknown = (path: string) =>
  refuse('place-unknown', path, { en: `No place ${path}. Register it first.`, zh: `没有地点 ${path}，请先登记。` });

export const place: StreamKind<model.PlaceState> = {
  evolve,
  commands: {
    RegisterPlace: {
      label: { en: 'Register a place', zh: '登记地点' },
      input: model.registerPlace,
      roles: ['admin', 'grid', 'officer'],
      purpose: 'livelihood',
      stream: (input: model.RegisterPlace) => input.path,
      area: (input) => input.path,
      decide: register,
    },
    CorrectPlace: {
      label: { en: 'Correct a place', zh: '更正地点' },
      input: model.correctPlace,
      roles: ['admin', 'grid', 'officer'],
      purpose: 'livelihood',
      stream: (input: model.CorrectPlace) => input.path,
      area: (input) => input.path,
      decide: correct,
    },
    AddExit: {
      label: { en: 'Add an exit', zh: '补登出口' },
      input: model.addExit,
      roles: ['admin', 'grid', 'officer'],
      purpose: 'livelihood',
      stream: (input: model.AddExit) => input.path,
      area: (input) => input.path,
      decide: addExit,
    },
    RemoveExit: {
      label: { en: 'Take an exit off the register', zh: '撤销误登出口' },
      input: model.removeExit,
      roles: ['admin', 'grid', 'officer'],
      purpose: 'livelihood',
      stream: (input: model.RemoveExit) => input.path,
      area: (input) => input.path,
      decide: removeExit,
    },
    RecordExit: {
      label: { en: 'Record an exit', zh: '记录出口状况' },
      input: model.recordExit,
      // A resident asks (fire-exit-blocked): her area ends at her door, and somebody goes and looks.
      roles: ['grid', 'volunteer', 'officer', 'overseer'],
      purpose: 'livelihood',
      stream: (input: model.RecordExit) => input.path,
      area: (input) => input.path,
      decide: exit,
      offline: true,
    },
    CountPresent: {
      label: { en: 'Count who is present', zh: '登记实有人数' },
      input: model.countPresent,
      roles: ['admin', 'grid', 'officer'],
      purpose: 'livelihood',
      stream: (input: model.CountPresent) => input.path,
      area: (input) => input.path,
      decide: present,
      offline: true,
    },
  },
};
