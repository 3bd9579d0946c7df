import type { Capability, Clockwork, Reaction } from '../../kernel/capability.ts';
import type { ContactRow } from './views.ts';
import type { ExposureRow } from './views-follow-up.ts';

const OPEN = { view: 'contacts.contacts', limit: 50_000 } as const;
/** Contacts of a case, also those it lost when it was discarded. */
const ofCase: Reaction['find'] = (event) => ({
  exposures: { view: 'contacts.exposures', where: { case: event.data.id }, limit: 50_000 },
});
const review = (ids: string[], more: object) =>
  ids.map((id) => ({ command: 'contacts.ReviewFollowUp', input: { id, ...more } }));
const exposed = (found: { exposures: ExposureRow[] }) => found.exposures.map((row) => row.contact);

/** A new edition moves every open follow-up of its disease in its area, with the reason and the former end kept. */
const onEdition: Reaction = {
  find: (event) => ({
    contacts: { ...OPEN, within: event.data.area, where: { status: 'open', disease: event.data.disease } },
  }),
  then: (event, found) =>
    review(
      found.contacts.map((row: ContactRow) => row.id),
      { why: `edition ${event.data.edition}` },
    ),
};

export const reacts: NonNullable<Capability['reacts']> = {
  'cases.CaseDiscarded': {
    find: ofCase,
    then: (event, found) =>
      review(exposed(found), { discarded: event.data.id, why: `case discarded: ${event.data.reason}`.slice(0, 300) }),
  },
  'cases.CaseReinstated': {
    find: ofCase,
    then: (event, found) =>
      review(exposed(found), { reinstated: event.data.id, why: `case reinstated: ${event.data.reason}`.slice(0, 300) }),
  },
  // A contact who is reported as a case is not followed up any more; that the case was a known contact is kept.
  'cases.CaseReported': {
    find: (event) => {
      const { contact, person, disease } = event.data;
      return {
        ...(contact ? { named: { ...OPEN, ids: [contact] } } : {}),
        ...(person ? { same: { ...OPEN, where: { person, disease, status: 'open' } } } : {}),
      };
    },
    then: (event, found) =>
      [
        ...new Map<string, ContactRow>(
          [...(found.named ?? []), ...(found.same ?? [])]
            .filter((row: ContactRow) => row.status === 'open')
            .map((row: ContactRow) => [row.id, row]),
        ).keys(),
      ].map((id) => ({ command: 'contacts.CloseContact', input: { id, reason: 'became-case', case: event.data.id } })),
  },
  'editions.EditionActivated': onEdition,
  'editions.EditionStarted': onEdition,
};

export const clockwork: Clockwork<ContactRow>[] = [
  {
    view: 'contacts.contacts',
    at: 'dueAt',
    where: { status: 'open' },
    command: (row) => ({ command: 'contacts.MissFollowUp', input: { id: row.id, day: row.nextDue } }),
  },
  {
    view: 'contacts.contacts',
    at: 'closesAt',
    where: { status: 'open' },
    command: (row) => ({ command: 'contacts.CloseContact', input: { id: row.id, reason: 'follow-up-ended' } }),
  },
];
