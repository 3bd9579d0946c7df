import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { isWithin } from '../../kernel/place.ts';
import { refuse } from '../../kernel/refusal.ts';
import { findFacts } from './conditions.ts';
import { dropEvidence, endedNow, lift, reconsider, review } from './ending.ts';
import * as model from './model.ts';
import { extend, isOpen, notOpen, ordererOf, publish, unknown } from './publish.ts';

type State = model.ZoneState | undefined;
type Of<T extends keyof model.ZoneEvents> = model.ZoneEvents[T];

export function evolve(state: State, event: Event): State {
  if (event.type === 'zones.ZoneProposed') {
    const { area, proposer, ...proposal } = event.data as Of<'zones.ZoneProposed'>;
    return { area, proposal, proposer, authors: [proposer.id], evidence: [], gates: [] };
  }
  if (!state) return undefined;
  switch (event.type) {
    case 'zones.ProposalAmended': {
      const { changes, by, area } = event.data as Of<'zones.ProposalAmended'>;
      return {
        ...state,
        area,
        proposal: { ...state.proposal, ...changes },
        authors: [...new Set([...state.authors, by])],
      };
    }
    case 'zones.ZonePublished': {
      const published = event.data as model.ZonePublished;
      return {
        ...state,
        published,
        evidence: published.evidence,
        endsAt: published.endsAt,
        edition: published.edition,
      };
    }
    case 'zones.ZoneExtended':
    case 'zones.ZoneReconsidered': {
      const { evidence, endsAt, edition } = event.data as Of<'zones.ZoneExtended'>;
      return { ...state, evidence, endsAt, edition };
    }
    case 'zones.ZoneEnded':
      return { ...state, ended: (event.data as Of<'zones.ZoneEnded'>).reason };
    case 'zones.GateOpened':
      return { ...state, gates: [...state.gates, (event.data as Of<'zones.GateOpened'>).request] };
    default:
      return state;
  }
}

function propose(state: State, input: model.Proposal, told: Told): Decision {
  if (state)
    return refuse('zone-exists', input.id, {
      en: `Zone ${input.id} is proposed already. Amend it instead.`,
      zh: `风险区 ${input.id} 已提出，请改为修改。`,
    });
  return [
    { type: 'zones.ZoneProposed', data: { ...input, area: model.areaOf(input.scope), proposer: ordererOf(told) } },
  ];
}

function amend(state: State, input: model.AmendProposal, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.published || state.ended)
    return refuse('proposal-closed', input.id, {
      en: `${input.id} is no longer a proposal.`,
      zh: `${input.id} 已不是建议。`,
    });
  const area = model.areaOf(input.changes.scope ?? state.proposal.scope);
  if (!isWithin(area, told.actor.area))
    return refuse('scope-outside', area, {
      en: `${area} lies outside your area ${told.actor.area}.`,
      zh: `${area} 不在您的辖区 ${told.actor.area}。`,
    });
  return [{ type: 'zones.ProposalAmended', area, data: { ...input, area, by: told.actor.id } }];
}

const own = {
  purpose: 'control',
  stream: (input: { id: string }) => input.id,
  area: (_input: { id: string }, state: State) => state?.area,
} as const;
const factsOf = (_input: unknown, state: State) => (state ? findFacts(state.proposal) : {});

const commands: Record<string, Command<model.ZoneState, any>> = {
  ProposeZone: {
    ...own,
    label: { en: 'Propose a zone', zh: '提出风险区建议' },
    input: model.proposeZone,
    roles: ['officer', 'investigator', 'hq'],
    area: (input: model.Proposal) => model.areaOf(input.scope),
    decide: propose,
  },
  AmendProposal: {
    ...own,
    label: { en: 'Amend a proposal', zh: '修改建议' },
    input: model.amendProposal,
    roles: ['officer', 'investigator', 'hq'],
    decide: amend,
  },
  WithdrawProposal: {
    ...own,
    label: { en: 'Withdraw a proposal', zh: '撤回建议' },
    input: model.withdrawProposal,
    roles: ['officer', 'investigator', 'hq'],
    decide(state, input: model.WithdrawProposal, told) {
      if (!state) return unknown(input.id);
      if (state.published)
        return refuse('zone-published', input.id, {
          en: `${input.id} is published: lift it instead.`,
          zh: `${input.id} 已发布，请改为解除。`,
        });
      return state.ended ? [] : [endedNow(state, 'withdrawn', told, { assessment: input.reason })];
    },
  },
  PublishZone: {
    ...own,
    label: { en: 'Publish a zone', zh: '发布风险区' },
    input: model.publishZone,
    roles: ['officer', 'hq'],
    find: factsOf,
    decide: publish,
  },
  ReviewZone: {
    ...own,
    label: { en: 'Review a zone', zh: '评估风险区' },
    input: model.reviewZone,
    roles: ['officer', 'hq', 'investigator'],
    decide: review,
  },
  ExtendZone: {
    ...own,
    label: { en: 'Extend a zone on a new case inside', zh: '因区内新增延长' },
    input: model.extendZone,
    roles: ['officer', 'hq'],
    find: (input: model.ExtendZone, state) => (state ? findFacts({ ...state.proposal, evidence: input.evidence }) : {}),
    decide: extend,
  },
  LiftZone: {
    ...own,
    label: { en: 'Lift a zone early', zh: '提前解除风险区' },
    input: model.liftZone,
    roles: ['officer', 'hq'],
    decide: lift,
  },
  ExpireZone: {
    ...own,
    label: { en: 'A zone ends at its term', zh: '风险区期满解除' },
    input: model.expireZone,
    roles: ['system'],
    decide: (state, _input: model.ExpireZone, told) =>
      isOpen(state) && state.endsAt !== undefined && told.now >= state.endsAt ? [endedNow(state, 'expired', told)] : [],
  },
  ReconsiderZone: {
    ...own,
    label: { en: 'Judge a zone by the edition now in force', zh: '按现行方案重新审视风险区' },
    input: model.expireZone,
    roles: ['system'],
    decide: (state, _input, told) => reconsider(state, told),
  },
  DropEvidence: {
    ...own,
    label: { en: 'A case under a zone has fallen', zh: '风险区所依据的病例不再成立' },
    input: model.dropEvidence,
    roles: ['system'],
    decide: dropEvidence,
  },
  OpenGate: {
    ...own,
    label: { en: 'Danger to life opens the gate', zh: '危及生命时放行' },
    input: model.openGate,
    roles: ['system'],
    purpose: 'care',
    decide: (state, input: model.OpenGate) =>
      !isOpen(state)
        ? state
          ? []
          : notOpen(input.id)
        : state.gates.includes(input.request)
          ? []
          : [{ type: 'zones.GateOpened', area: input.household, data: input }],
  },
};

export const zone: StreamKind<model.ZoneState> = { evolve, commands };
