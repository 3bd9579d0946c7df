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
