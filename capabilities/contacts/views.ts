import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import { syllables } from '../cases/index.ts';
import type { ContactEvents, ListContact, RecordFollowUp, Source } from './model.ts';

/** One contact on the board; `area` is the household when known. */
export interface ContactRow extends Row, Omit<ListContact, 'area' | 'owner' | 'import'> {
  reportedArea: string;
  status: 'open' | 'closed';
  closeReason?: string;
  becameCase?: string;
  /** Cases whose contact this is. */
  cases: string[];
  sources: Source[];
  ownerId: string;
  ownerName: string;
  from: string | null;
  until: string | null;
  /** Next day a check is due; null when none is. */
  nextDue: string | null;
  dueAt: Instant | null;
  closesAt: Instant | null;
  /** Why no rule sets a follow-up. */
  lacks: string | null;
  edition?: string;
  /** Days nobody checked. */
  missed: number;
  missedDays: string[];
  /** The last due day was missed and nobody has been reached since. */
  overdue: boolean;
  checks: number;
  lastCheck?: { day: string; outcome: string; symptoms: string[]; temperature?: number; by: string };
  ill: boolean;
  notifiedAt: Instant | null;
  transferredAt: Instant | null;
  transferredTo?: string;
  import: string | null;
  history: { at: Instant; by: string; what: string; detail: string }[];
}

type Data<T extends keyof ContactEvents> = ContactEvents[T];
const note = (row: ContactRow, event: Event, what: string, detail = ''): ContactRow['history'] =>
  [...row.history, { at: event.happenedAt, by: event.actor.name, what, detail }].slice(-200);
const on = (fold: (row: ContactRow, event: Event) => ContactRow | null): Folding<ContactRow> => ({
  key: (event) => event.data.id,
  fold: (row, event) => (row ? fold(row, event) : undefined),
});
const due = (
  event: Event,
): Pick<ContactRow, 'from' | 'until' | 'nextDue' | 'dueAt' | 'closesAt' | 'lacks' | 'edition'> => {
  const { from, until, nextDue, dueAt, closesAt, lacks, edition } = (event.data as Data<'contacts.ContactListed'>)
    .follow;
  return { from, until, nextDue, dueAt, closesAt, lacks: lacks ?? null, edition };
};
const ofSources = (sources: Source[]) => ({
  sources,
  cases: sources.map((source) => source.case),
  case: (sources.at(-1) as Source).case,
  lastExposure: sources.reduce((day, each) => (each.lastExposure > day ? each.lastExposure : day), ''),
});

export const contacts: View<ContactRow> = {
  index: ['person'],
  columns: {
    disease: 'text',
    class: 'text',
    status: 'text',
    closeReason: 'text',
    case: 'text',
    person: 'text',
    household: 'text',
    lastExposure: 'text',
    nextDue: 'text',
    until: 'text',
    dueAt: 'instant',
    closesAt: 'instant',
    ownerId: 'text',
    missed: 'number',
    overdue: 'boolean',
    ill: 'boolean',
    notifiedAt: 'instant',
    transferredAt: 'instant',
    lacks: 'text',
    import: 'text',
    assist: 'text',
  },
  reads: {
    investigator: 'area',
    officer: 'area',
    grid: 'area',
    reviewer: 'area',
    hq: 'area',
    overseer: 'area',
    trainer: 'area',
    volunteer: { mine: 'ownerId' },
  },
  search: (row) =>
    [row.id, row.name ?? '', row.case, row.ownerName, row.phone ?? '', ...syllables(row.name ?? '')]
      .join(' ')
      .toLowerCase(),
  order: 'nextDue',
  subjects: (row) => [row.person ?? row.household].filter((id): id is string => id !== undefined),
  // Those who do not follow up see the state of the work, not the person.
  mask: (row, actor) =>
    ['investigator', 'officer', 'grid', 'volunteer'].includes(actor.role)
      ? row
      : {
          ...row,
          name: row.name && `${row.name.slice(0, 1)}**`,
          phone: undefined,
          address: undefined,
          birth: undefined,
          exposureNote: undefined,
        },
  on: {
    'contacts.ContactListed': {
      key: (event) => event.data.id,
      fold: (_row, event): ContactRow => {
        const {
          follow: _follow,
          checks: _checks,
          archival: _archival,
          owner,
          area,
          import: by,
          ...listed
        } = event.data as Data<'contacts.ContactListed'>;
        return {
          ...listed,
          area: listed.household ?? area,
          reportedArea: area,
          status: 'open',
          ...ofSources([{ case: listed.case, lastExposure: listed.lastExposure }]),
          ownerId: owner.id,
          ownerName: owner.name,
          ...due(event),
          missed: 0,
          missedDays: [],
          overdue: false,
          checks: 0,
          ill: false,
          notifiedAt: null,
          transferredAt: null,
          import: by ?? null,
          history: [{ at: event.happenedAt, by: event.actor.name, what: 'listed', detail: listed.case }],
        };
      },
    },
    'contacts.ContactNotified': on((row, event) => ({
      ...row,
      notifiedAt: event.data.reached ? (row.notifiedAt ?? event.data.at) : row.notifiedAt,
      history: note(row, event, event.data.reached ? 'notified' : 'not-reached', event.data.channel),
    })),
    'contacts.ContactTransferred': on((row, event) => ({
      ...row,
      transferredAt: event.data.at,
      transferredTo: event.data.to,
      history: note(row, event, 'transferred', event.data.to),
    })),
    'contacts.ExposureAdded': on((row, event) => ({
      ...row,
      ...ofSources(event.data.sources),
      ...due(event),
      history: note(row, event, 'exposed', `${event.data.case} ${event.data.lastExposure}`),
    })),
    'contacts.FollowUpRecorded': on((row, event) => {
      const { day, outcome, symptoms, temperature } = event.data as RecordFollowUp;
      const seen = outcome.startsWith('seen');
      return {
        ...row,
        ...due(event),
        checks: row.checks + 1,
        overdue: seen ? false : row.overdue,
        ill: seen ? outcome === 'seen-ill' : row.ill,
        lastCheck: { day, outcome, symptoms, temperature, by: event.actor.name },
        history: note(row, event, outcome, day),
      };
    }),
    'contacts.FollowUpMissed': on((row, event) => ({
      ...row,
      ...due(event),
      missed: row.missed + 1,
      missedDays: [...row.missedDays, event.data.day],
      overdue: true,
      history: note(row, event, 'missed', event.data.day),
    })),
    'contacts.FollowUpAssigned': on((row, event) => ({
      ...row,
      ownerId: event.data.owner.id,
      ownerName: event.data.owner.name,
      history: note(row, event, 'assigned', event.data.owner.name),
    })),
    'contacts.FollowUpRevised': on((row, event) => ({
      ...row,
      ...ofSources(event.data.sources),
      ...due(event),
      history: note(
        row,
        event,
        'revised',
        `${event.data.was.until ?? '-'} > ${event.data.follow.until ?? '-'}: ${event.data.why}`,
      ),
    })),
    'contacts.ContactReclassified': on((row, event) => ({
      ...row,
      class: event.data.class,
      ...due(event),
      history: note(row, event, 'reclassified', `${event.data.was} > ${event.data.class}`),
    })),
    'contacts.ContactClosed': on((row, event) =>
      event.data.undone
        ? null
        : {
            ...row,
            status: 'closed',
            closeReason: event.data.reason,
            becameCase: event.data.reason === 'became-case' ? event.data.case : undefined,
            overdue: false,
            nextDue: null,
            dueAt: null,
            closesAt: null,
            history: note(row, event, 'closed', event.data.reason),
          },
    ),
    'contacts.ContactReopened': on((row, event) => ({
      ...row,
      status: 'open',
      closeReason: undefined,
      ...ofSources(event.data.sources),
      ...due(event),
      history: note(row, event, 'reopened', event.data.why),
    })),
  },
};
