import type { Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import type { StayOrdered } from '../stays/index.ts';
import {
  type AlarmKind,
  type AnswerAlarm,
  hourOf,
  inspectedArea,
  type NoteRefusal,
  type OversightEvents,
  type Person,
  type RaiseAlarm,
  type RecordVerification,
  type TraceRead,
} from './model.ts';

/** One read of personal data; `id` is its event. */
export interface ReadRow extends Row {
  /** Account that read. */
  reader: string;
  name: string;
  role: string;
  org: string;
  view: string;
  purpose: string;
  at: Instant;
  /** Households and persons shown. */
  subjects: string[];
}

export const reads: View<ReadRow> = {
  columns: {
    reader: 'text',
    role: 'text',
    org: 'text',
    view: 'text',
    purpose: 'text',
    at: 'instant',
    subjects: 'texts',
  },
  index: ['subjects'],
  reads: { overseer: 'area' },
  search: (row) => `${row.name} ${row.org} ${row.view}`.toLowerCase(),
  order: '-at',
  on: {
    'oversight.ReadTraced': {
      key: (event) => event.id,
      fold(_row, event): ReadRow {
        const { by, view, purpose, subjects } = event.data as TraceRead;
        return {
          id: event.id,
          area: event.area,
          reader: by.id,
          name: by.name,
          role: by.role,
          org: by.org.name,
          view,
          purpose,
          at: event.happenedAt,
          subjects,
        };
      },
    },
  },
};

/** Refused attempts of one person in one hour. */
export interface RefusalRow extends Row {
  by: Person;
  actor: string;
  hour: string;
  count: number;
  at: Instant;
  /** How often, by refusal id. */
  refused: Record<string, number>;
  commands: string[];
  value: string;
}

export const refusals: View<RefusalRow> = {
  columns: { actor: 'text', hour: 'text', count: 'number', at: 'instant' },
  reads: { overseer: 'area' },
  search: (row) => `${row.by.name} ${row.by.org.name} ${Object.keys(row.refused).join(' ')}`.toLowerCase(),
  order: '-at',
  on: {
    'oversight.RefusalNoted': {
      key: (event) => `${event.data.by.id}|${event.data.hour}`,
      fold(row, event, key): RefusalRow {
        const { by, hour, count, refused, command, value } = event.data as NoteRefusal & {
          hour: string;
          count: number;
        };
        const before = row?.refused ?? {};
        return {
          id: key,
          area: row?.area ?? event.area,
          by,
          actor: by.id,
          hour,
          count,
          at: event.happenedAt,
          value: value || (row?.value ?? ''),
          refused: { ...before, [refused]: (before[refused] ?? 0) + 1 },
          commands: [...new Set([...(row?.commands ?? []), command])],
        };
      },
    },
  },
};

export interface AlarmRow extends Row {
  kind: AlarmKind;
  about: Person;
  facts: RaiseAlarm['facts'];
  /** Overseers of this organisation may not answer. */
  notOrg: string;
  status: 'open' | 'answered';
  raisedAt: Instant;
  dueAt: Instant | null;
  finding: AnswerAlarm['finding'] | null;
  action: string | null;
  answeredBy: Person | null;
  answeredAt: Instant | null;
}

export const alarms: View<AlarmRow> = {
  columns: { kind: 'text', status: 'text', notOrg: 'text', raisedAt: 'instant', dueAt: 'instant', finding: 'text' },
  reads: { overseer: 'area', reviewer: 'area' },
  order: '-raisedAt',
  on: {
    'oversight.AlarmRaised': {
      key: (event) => event.data.id,
      fold(_row, event): AlarmRow {
        const { id, kind, about, facts, to, raisedAt, dueAt } = event.data as OversightEvents['oversight.AlarmRaised'];
        return {
          id,
          area: event.area,
          kind,
          about,
          facts,
          notOrg: to.notOrg,
          status: 'open',
          raisedAt,
          dueAt,
          finding: null,
          action: null,
          answeredBy: null,
          answeredAt: null,
        };
      },
    },
    'oversight.AlarmAnswered': {
      key: (event) => event.data.id,
      fold: (row, event) =>
        row && {
          ...row,
          status: 'answered',
          dueAt: null,
          finding: event.data.finding,
          action: event.data.action,
          answeredBy: event.data.by,
          answeredAt: event.happenedAt,
        },
    },
  },
};

/** Kinds of evidence that Tandem holds itself; all others are documents somebody typed in. */
const RECORDS: readonly string[] = ['case', 'contact', 'zone'];

/** Stays one person ordered in one hour. Many on documents alone is how 1,317 were restricted for no disease. */
export interface OrderingRow extends Row {
  by: Person;
  hour: string;
  count: number;
  byDocument: number;
}

export const orderings: View<OrderingRow> = {
  columns: { hour: 'text', count: 'number', byDocument: 'number' },
  reads: { overseer: 'area' },
  order: '-hour',
  on: {
    'stays.StayOrdered': {
      key: (event) => orderingKey(event),
      fold(row, event, key): OrderingRow {
        const { orderer, evidence } = event.data as StayOrdered;
        const byDocument = evidence.every((item) => !RECORDS.includes(item.kind)) ? 1 : 0;
        const by: Person = {
          id: orderer.id,
          name: orderer.name,
          role: event.actor.role,
          org: { id: orderer.org.id, name: orderer.org.name },
        };
        return {
          id: key,
          area: row?.area ?? inspectedArea(event.area),
          by,
          hour: hourOf(event.recordedAt),
          count: (row?.count ?? 0) + 1,
          byDocument: (row?.byDocument ?? 0) + byDocument,
        };
      },
    },
  },
};
export const orderingKey = (event: Event): string =>
  `${(event.data as StayOrdered).orderer.id}|${hourOf(event.recordedAt)}`;

/** Result of verifying the whole log on a day. */
export interface IntegrityRow extends Row, Omit<RecordVerification, 'day'> {
  day: string;
  at: Instant;
}

export const integrity: View<IntegrityRow> = {
  columns: { day: 'text', at: 'instant', faults: 'number' },
  // one log for all: it shows nobody, and everybody who watches may see that it is whole
  reads: { overseer: 'all', reviewer: 'all', hq: 'all' },
  order: '-day',
  on: {
    'oversight.LogVerified': {
      key: (event) => event.data.day,
      fold: (_row, event): IntegrityRow => ({
        id: event.data.day,
        area: event.area,
        ...(event.data as RecordVerification & { at: Instant }),
      }),
    },
  },
};
