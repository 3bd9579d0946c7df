import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { refuse } from '../../kernel/refusal.ts';
import { decideAppeal, fileAppeal } from './appeals.ts';
import { without } from './evidence.ts';
import * as model from './model.ts';
import { endNotice } from './notice.ts';
import { findForOrder, orderStay } from './order.ts';
import { dropEvidence, reconsider } from './reconsider.ts';

type State = model.StayState | undefined;
type Of<T extends keyof model.StayEvents> = model.StayEvents[T];

export function evolve(state: State, event: Event): State {
  if (event.type === 'stays.StayOrdered') {
    const ordered = event.data as model.StayOrdered;
    const { evidence, phases, tests, endsAt, edition } = ordered;
    return { ordered, evidence, phases, tests, endsAt, edition, results: {}, appeals: {}, gates: [] };
  }
  if (!state) return undefined;
  switch (event.type) {
    case 'stays.TestRecorded': {
      const { day, result } = event.data as Of<'stays.TestRecorded'>;
      return { ...state, results: { ...state.results, [day]: result } };
    }
    case 'stays.StayReconsidered': {
      const { endsAt, phases, tests, edition } = event.data as Of<'stays.StayReconsidered'>;
      return { ...state, endsAt, phases, tests, edition };
    }
    case 'stays.EvidenceFell':
      return { ...state, evidence: without(state.evidence, (event.data as Of<'stays.EvidenceFell'>).evidence) };
    case 'stays.StayEnded':
      return { ...state, ended: (event.data as Of<'stays.StayEnded'>).reason };
    case 'stays.AppealFiled': {
      const { appeal, suspensive } = event.data as Of<'stays.AppealFiled'>;
      return { ...state, appeals: { ...state.appeals, [appeal]: { id: appeal, suspensive, open: true } } };
    }
    case 'stays.AppealDecided': {
      const { appeal } = event.data as Of<'stays.AppealDecided'>;
      const known = state.appeals[appeal];
      return known ? { ...state, appeals: { ...state.appeals, [appeal]: { ...known, open: false } } } : state;
    }
    case 'stays.GateOpened':
      return { ...state, gates: [...state.gates, (event.data as Of<'stays.GateOpened'>).request] };
    default:
      return state;
  }
}

const unknown = (id: string) => refuse('stay-unknown', id, { en: `No stay ${id}.`, zh: `没有隔离命令 ${id}。` });

/** Ends a stay now; ending what has ended changes nothing. */
function end(state: State, id: string, reason: model.EndReason, told: Told): Decision {
  if (!state) return unknown(id);
  if (state.ended) return [];
  const { person, household } = state.ordered;
  return [
    {
      type: 'stays.StayEnded',
      data: { id, person, household, reason, at: told.now, notice: endNotice(reason, told.now, told.zone) },
    },
  ];
}

function recordTest(state: State, input: model.RecordTest, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (!state.tests.includes(input.day) && !state.ordered.tests.includes(input.day)) {
    return refuse('test-not-required', input.day, {
      en: `${input.id} asks for no test on ${input.day}; its days are ${state.tests.join(', ') || 'none'}.`,
      zh: `${input.id} 在 ${input.day} 无检测要求；检测日为 ${state.tests.join('、') || '无'}。`,
    });
  }
  if (input.day > told.today)
    return refuse('test-in-future', input.day, { en: `${input.day} is still to come.`, zh: `${input.day} 尚未到来。` });
  if (state.results[input.day] === input.result) return [];
  return [{ type: 'stays.TestRecorded', data: { ...input, household: state.ordered.household } }];
}

const common = {
  purpose: 'control',
  stream: (input: { id: string }) => input.id,
  area: (_input: { id: string }, state: State) => state?.ordered.household,
} as const;

const commands: Record<string, Command<model.StayState, any>> = {
  OrderStay: {
    ...common,
    label: { en: 'Order a stay', zh: '作出隔离决定' },
    input: model.orderStay,
    roles: ['officer', 'investigator'],
    area: (input: model.OrderStay) => input.household,
    find: findForOrder,
    decide: orderStay,
  },
  RecordTest: {
    ...common,
    label: { en: 'Record a test', zh: '登记检测结果' },
    input: model.recordTest,
    roles: ['investigator', 'officer', 'grid', 'volunteer'],
    decide: recordTest,
    offline: true,
  },
  LiftStay: {
    ...common,
    label: { en: 'End a stay early', zh: '提前解除隔离' },
    input: model.liftStay,
    roles: ['officer', 'investigator', 'hq', 'reviewer'],
    decide: (state, input: model.LiftStay, told) => end(state, input.id, input.reason, told),
  },
  RetractEvidence: {
    ...common,
    label: { en: 'Take back evidence that does not hold', zh: '撤回不成立的证据' },
    input: model.dropEvidence,
    roles: ['officer', 'investigator'],
    decide(state, input: model.DropEvidence, told) {
      if (!state) return unknown(input.id);
      if (!model.groundsOf(state.ordered.evidence).includes(input.evidence)) {
        return refuse('evidence-unknown', input.evidence, {
          en: `${input.id} does not rest on ${input.evidence}.`,
          zh: `${input.id} 并非以 ${input.evidence} 为依据。`,
        });
      }
      return dropEvidence(state, input, told, true);
    },
  },
  FileAppeal: {
    ...common,
    label: { en: 'Appeal', zh: '申诉' },
    input: model.fileAppeal,
    roles: ['resident', 'volunteer', 'grid', 'desk', 'officer', 'investigator'],
    purpose: 'own',
    decide: fileAppeal,
  },
  DecideAppeal: {
    ...common,
    label: { en: 'Decide an appeal', zh: '对申诉作出决定' },
    input: model.decideAppeal,
    roles: ['reviewer'],
    purpose: 'oversight',
    decide: decideAppeal,
  },
  EndStay: {
    ...common,
    label: { en: 'A stay ends at its term', zh: '隔离期满解除' },
    input: model.endStay,
    roles: ['system'],
    decide: (state, input: model.EndStay, told) =>
      state && told.now < state.endsAt ? [] : end(state, input.id, 'term', told),
  },
  ReconsiderStay: {
    ...common,
    label: { en: 'Judge a stay by the edition now in force', zh: '按现行方案重新审视隔离决定' },
    input: model.reconsiderStay,
    roles: ['system'],
    decide: reconsider,
  },
  DropEvidence: {
    ...common,
    label: { en: 'Evidence under a stay has fallen', zh: '隔离所依据的证据不再成立' },
    input: model.dropEvidence,
    roles: ['system'],
    decide: (state, input: model.DropEvidence, told) => dropEvidence(state, input, told, false),
  },
  OpenGate: {
    ...common,
    label: { en: 'Danger to life opens the door', zh: '危及生命时放行' },
    input: model.openGate,
    roles: ['system'],
    purpose: 'care',
    decide: (state, input: model.OpenGate) =>
      !state || state.ended || state.gates.includes(input.request)
        ? []
        : [
            {
              type: 'stays.GateOpened',
              data: { id: input.id, household: state.ordered.household, request: input.request },
            },
          ],
  },
};

export const stay: StreamKind<model.StayState> = { evolve, commands };
