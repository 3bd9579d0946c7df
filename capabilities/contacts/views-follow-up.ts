import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import type { RecordFollowUp, Source } from './model.ts';

/** One check on a day. */
export interface FollowUpRow extends Row {
  contact: string;
  disease: string;
  day: string;
  outcome: string;
  symptoms: string[];
  temperature?: number;
  needs?: string;
  note?: string;
  by: string;
  at: Instant;
  late: boolean;
}

const oneCheck = (
  fold: (event: Event) => Pick<FollowUpRow, 'outcome' | 'symptoms' | 'late'> & Partial<FollowUpRow>,
): Folding<FollowUpRow> => ({
  key: (event) => `${event.data.id}@${event.data.day}#${event.version}`,
  fold: (_row, event, key) => ({
    id: key,
    area: event.area,
    contact: event.data.id,
    disease: event.data.disease,
    day: event.data.day,
    by: event.actor.name,
    at: event.happenedAt,
    ...fold(event),
  }),
});

export const followUps: View<FollowUpRow> = {
  columns: { contact: 'text', disease: 'text', day: 'text', outcome: 'text', late: 'boolean' },
  reads: { investigator: 'area', officer: 'area', grid: 'area', trainer: 'area' },
  order: '-day',
  subjects: (row) => [row.contact],
  on: {
    'contacts.FollowUpRecorded': oneCheck((event) => {
      const { outcome, symptoms, temperature, needs, note: remark } = event.data as RecordFollowUp;
      return { outcome, symptoms, temperature, needs, note: remark, late: event.data.late };
    }),
    'contacts.FollowUpMissed': oneCheck((event) => ({
      outcome: 'missed',
      symptoms: [],
      late: true,
      by: event.data.owner.name,
    })),
  },
};

/** What became of one due check: done on its day, told to the office above when the day ended without it, or neither. */
export interface CheckRow extends Row {
  contact: string;
  day: string;
  state: 'done' | 'escalated' | 'missed';
}

// the clock of protocols/city/control-clocks.yaml that follow-ups run under
const CLOCK = 'contact.follow-up:contact/';
const becomes = (
  key: (event: Event) => string | [],
  contact: (event: Event) => string,
  state: (row: CheckRow | undefined) => CheckRow['state'],
): Folding<CheckRow> => ({
  key,
  fold: (row, event, id) => ({
    id,
    area: event.area,
    contact: contact(event),
    day: event.data.day,
    // once done on its day, a check stays done
    state: row?.state === 'done' ? 'done' : state(row),
  }),
});
const ofCheck = (event: Event): string => `${event.data.id}@${event.data.day}`;

/** Due checks by contact and day (B9: nearly all are done or told above on the same day). */
export const checks: View<CheckRow> = {
  columns: { contact: 'text', day: 'text', state: 'text' },
  reads: { investigator: 'area', officer: 'area', grid: 'area', hq: 'area', trainer: 'area' },
  order: '-day',
  on: {
    'contacts.FollowUpRecorded': becomes(
      (event) => (event.data.outcome.startsWith('seen') && !event.data.late ? ofCheck(event) : []),
      (event) => event.data.id,
      () => 'done',
    ),
    'contacts.FollowUpMissed': becomes(
      ofCheck,
      (event) => event.data.id,
      (row) => row?.state ?? 'missed',
    ),
    'duties.DutyEscalated': becomes(
      ({ data: { duty, day, warning } }) =>
        day && !warning && duty.startsWith(CLOCK) ? `${duty.slice(CLOCK.length)}@${day}` : [],
      (event) => event.data.duty.slice(CLOCK.length),
      () => 'escalated',
    ),
  },
};

/** That a contact was exposed to a case, now or before the case was discarded. */
export interface ExposureRow extends Row {
  case: string;
  contact: string;
  lastExposure: string;
}
const exposure: Folding<ExposureRow> = {
  key: (event) => `${event.data.case}|${event.data.id}`,
  fold: (_row, event, key) => ({
    id: key,
    area: event.area,
    case: event.data.case,
    contact: event.data.id,
    lastExposure: event.data.lastExposure,
  }),
};
export const exposures: View<ExposureRow> = {
  columns: { case: 'text', contact: 'text' },
  index: ['case'],
  reads: { investigator: 'area', officer: 'area', grid: 'area', hq: 'area', trainer: 'area' },
  order: 'id',
  on: {
    'contacts.ContactListed': exposure,
    'contacts.ContactClosed': {
      key: (event) => (event.data.undone ? `${event.data.case}|${event.data.id}` : []),
      fold: () => null,
    },
    'contacts.ExposureAdded': {
      ...exposure,
      fold: (row, event, key) => ({
        ...(exposure.fold(row, event, key) as ExposureRow),
        lastExposure: event.data.sources.find((source: Source) => source.case === event.data.case).lastExposure,
      }),
    },
  },
};
