import type { Event } from '../../kernel/event.ts';
import type * as model from './model.ts';

export const ENDED_BY_DISCARD = 'case-discarded';

export function evolve(state: model.ContactState | undefined, event: Event): model.ContactState | undefined {
  if (event.type === 'contacts.ContactListed') {
    const {
      follow,
      owner,
      checks: _checks,
      archival: _archival,
      ...listed
    } = event.data as model.ContactEvents['contacts.ContactListed'];
    return {
      listed,
      class: listed.class,
      owner,
      sources: [{ case: listed.case, lastExposure: listed.lastExposure }],
      dropped: [],
      follow,
      seen: [],
      untouched: listed.import,
    };
  }
  if (!state) return undefined;
  // A missed day is the clock's doing, not somebody's work on the contact.
  const after: model.ContactState = {
    ...state,
    ...(event.data.follow ? { follow: event.data.follow as model.FollowUp } : {}),
    untouched: event.type === 'contacts.FollowUpMissed' ? state.untouched : undefined,
  };
  switch (event.type) {
    case 'contacts.ExposureAdded':
      return { ...after, sources: event.data.sources };
    case 'contacts.FollowUpRevised':
      return { ...after, ...split(state, event.data.sources) };
    case 'contacts.FollowUpRecorded':
      return event.data.outcome.startsWith('seen')
        ? { ...after, seen: [...new Set([...state.seen, event.data.day as string])] }
        : after;
    case 'contacts.FollowUpAssigned':
      return { ...after, owner: event.data.owner };
    case 'contacts.ContactReclassified':
      return { ...after, class: event.data.class };
    case 'contacts.ContactClosed':
      return event.data.undone
        ? undefined
        : {
            ...after,
            closed: event.data.reason,
            follow: { ...state.follow, nextDue: null, dueAt: null, closesAt: null },
          };
    case 'contacts.ContactReopened':
      return { ...after, closed: undefined, ...split(state, event.data.sources) };
    default:
      return after;
  }
}

/** The sources that stand, and those kept aside because their case was discarded. */
const split = (state: model.ContactState, sources: model.Source[]) => ({
  sources,
  dropped: [...state.dropped, ...state.sources].filter((source) => !sources.some((each) => each.case === source.case)),
});
