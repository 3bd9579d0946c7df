import type { Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { PlacePath } from '../../kernel/place.ts';
import { refuse } from '../../kernel/refusal.ts';
import * as model from './model.ts';

interface RefusalState {
  area: PlacePath;
  hospital: string;
  by: string;
  recordedBy: string;
  reviewed: boolean;
}

function evolve(state: RefusalState | undefined, event: Event): RefusalState | undefined {
  if (event.type === 'requests.CareRefused')
    return {
      area: event.area,
      hospital: event.data.hospital,
      by: event.data.by,
      recordedBy: event.actor.id,
      reviewed: false,
    };
  return state && event.type === 'requests.CareRefusalReviewed' ? { ...state, reviewed: true } : state;
}

const record = (state: RefusalState | undefined, input: model.RecordCareRefusal): Decision =>
  state
    ? refuse('refusal-exists', input.id, {
        en: `Refusal ${input.id} is recorded already.`,
        zh: `拒诊记录 ${input.id} 已存在。`,
      })
    : [{ type: 'requests.CareRefused', data: { ...input, urgency: 'life' } }];

/** Reviewed by somebody who neither refused, nor recorded it, nor belongs to the hospital. */
function review(state: RefusalState | undefined, input: model.ReviewCareRefusal, { actor }: Told): Decision {
  if (!state)
    return refuse('refusal-unknown', input.id, {
      en: `No care refusal ${input.id}.`,
      zh: `没有拒诊记录 ${input.id}。`,
    });
  if (state.reviewed)
    return refuse('refusal-reviewed', input.id, {
      en: `Refusal ${input.id} is reviewed already.`,
      zh: `拒诊记录 ${input.id} 已复核。`,
    });
  if (actor.id === state.recordedBy || actor.name === state.by || actor.org.name === state.hospital) {
    return refuse('review-not-independent', actor.name, {
      en: `${actor.name} is not independent of this refusal. Another reviewer decides.`,
      zh: `${actor.name} 与该拒诊有关联，须由独立人员复核。`,
    });
  }
  return [{ type: 'requests.CareRefusalReviewed', data: input }];
}

export const refusal: StreamKind<RefusalState> = {
  evolve,
  commands: {
    RecordCareRefusal: {
      label: { en: 'Record a refusal of care', zh: '登记拒诊' },
      input: model.recordCareRefusal,
      roles: ['resident', 'volunteer', 'grid', 'desk', 'officer', 'investigator', 'overseer'],
      purpose: 'care',
      stream: (input: model.RecordCareRefusal) => input.id,
      area: (input: model.RecordCareRefusal) => input.household ?? input.place,
      decide: record,
      offline: true,
    },
    ReviewCareRefusal: {
      label: { en: 'Review a refusal of care', zh: '复核拒诊' },
      input: model.reviewCareRefusal,
      roles: ['officer', 'reviewer', 'overseer', 'hq'],
      purpose: 'care',
      stream: (input: model.ReviewCareRefusal) => input.id,
      area: (_input, state) => state?.area,
      decide: review,
    },
  },
};
