import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { addHours, type Day, dayOf, type Instant } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { limitsOn } from './limits.ts';
import type { Counts, History, RegisterChannel, SignalsEvents } from './model.ts';
import { READERS } from './views-series.ts';

/** A registered channel: what it sends, when it was heard last, and whether it is silent. */
export interface ChannelRow extends Row, Omit<RegisterChannel, 'id' | 'area'> {
  names: Words;
  /** Active, silent (nothing came though expected), or suspended by somebody. */
  status: 'active' | 'silent' | 'suspended';
  lastSeenAt: Instant | null;
  lastDay: Day | null;
  expectedAt: Instant;
  /** When clockwork calls it silent; null when it did, or it is suspended. */
  silentAt: Instant | null;
  silentSince: Instant | null;
  /** Sendings counted and held. */
  sendings: number;
  held: number;
  suspendedWhy: string | null;
}

export function channelsView(library: ProtocolLibrary, zone: string): View<ChannelRow> {
  const silentAt = (expectedAt: Instant, at: Instant): Instant =>
    addHours(expectedAt, limitsOn(library, dayOf(at, zone)).graceHours);
  const heard = (row: ChannelRow | undefined, { data, recordedAt }: { data: Counts; recordedAt: Instant }) =>
    row && {
      ...row,
      status: 'active' as const,
      lastSeenAt: recordedAt,
      lastDay: row.lastDay !== null && row.lastDay > data.day ? row.lastDay : data.day,
      expectedAt: data.expectedAt,
      silentAt: silentAt(data.expectedAt, recordedAt),
      silentSince: null,
    };
  return {
    columns: {
      kind: 'text',
      status: 'text',
      lastSeenAt: 'instant',
      expectedAt: 'instant',
      silentAt: 'instant',
      held: 'number',
    },
    reads: READERS,
    search: (row) => `${row.id} ${row.names.zh} ${row.names.en}`.toLowerCase(),
    order: 'id',
    on: {
      'signals.ChannelRegistered': {
        key: (event) => event.data.id,
        fold(row, event): ChannelRow {
          const { expectedAt, ...data } = event.data as SignalsEvents['signals.ChannelRegistered'];
          return {
            lastSeenAt: null,
            lastDay: null,
            sendings: 0,
            held: 0,
            ...row,
            ...data,
            status: 'active',
            expectedAt,
            silentAt: silentAt(expectedAt, event.recordedAt),
            silentSince: null,
            suspendedWhy: null,
          };
        },
      },
      'signals.ChannelSuspended': {
        key: (event) => event.data.id,
        fold: (row, event) => row && { ...row, status: 'suspended', silentAt: null, suspendedWhy: event.data.reason },
      },
      'signals.ChannelFellSilent': {
        key: (event) => event.data.id,
        fold: (row, event) => row && { ...row, status: 'silent', silentAt: null, silentSince: event.data.expectedAt },
      },
      'signals.HistoryRecorded': {
        key: (event) => event.data.channel,
        fold: (row) => row && { ...row, sendings: row.sendings + 1 },
      },
      'signals.CountsRecorded': {
        key: (event) => event.data.channel,
        fold(row, event) {
          const next = heard(row, event);
          const { released, replaces = [] } = event.data as Counts;
          const settled = replaces.length + (released === undefined ? 0 : 1);
          return next && { ...next, sendings: next.sendings + 1, held: Math.max(0, next.held - settled) };
        },
      },
      'signals.CountsHeld': {
        key: (event) => event.data.channel,
        fold(row, event) {
          const next = heard(row, event);
          const { replaces = [] } = event.data as Counts;
          return next && { ...next, held: Math.max(0, next.held - replaces.length) + 1 };
        },
      },
    },
  };
}

/** A sending that looks like a fault of the data: kept, named, not counted. */
export interface FaultRow extends Row {
  channel: string;
  sending: string;
  day: Day;
  kind: string;
  fault: SignalsEvents['signals.CountsHeld']['fault'];
  lines: number;
  at: Instant;
  /** Until somebody lets it count, or better counts of the day come. */
  open: boolean;
  replacedBy: string | null;
  releasedBy: string | null;
  reason: string | null;
}

const faultId = ({ channel, sending }: { channel: string; sending: string }): string => `${channel}|${sending}`;

export const faults: View<FaultRow> = {
  columns: { channel: 'text', kind: 'text', open: 'boolean', at: 'instant', day: 'text' },
  reads: READERS,
  order: '-at',
  on: {
    'signals.CountsHeld': {
      key: ({ data: { channel, sending, replaces = [] } }) =>
        [sending, ...replaces].map((one: string) => faultId({ channel, sending: one })),
      fold(row, event, key): FaultRow | undefined {
        const { channel, sending, day, fault, lines } = event.data as SignalsEvents['signals.CountsHeld'];
        if (key !== faultId(event.data)) return row && { ...row, open: false, replacedBy: sending };
        return {
          id: faultId(event.data),
          area: event.area,
          channel,
          sending,
          day,
          kind: fault.kind,
          fault,
          lines: lines.length,
          at: event.recordedAt,
          open: true,
          replacedBy: null,
          releasedBy: null,
          reason: null,
        };
      },
    },
    'signals.CountsRecorded': {
      key({ data: { channel, sending, released, replaces = [] } }) {
        const settled = released === undefined ? replaces : [...replaces, sending];
        return settled.map((one: string) => faultId({ channel, sending: one }));
      },
      fold(row, { actor, data }) {
        if (!row) return row;
        if (row.sending !== data.sending) return { ...row, open: false, replacedBy: data.sending };
        return { ...row, open: false, releasedBy: actor.name, reason: data.released };
      },
    },
  },
};

/** Places that a channel has counted: what it covers is what was heard, not what it promised. Written only when a new one comes. */
export interface HeardRow extends Row {
  places: PlacePath[];
}

const hearing = (places: (event: Event) => PlacePath[]): Folding<HeardRow> => ({
  key: (event) => event.data.channel,
  fold(row, event, key) {
    const known = new Set(row?.places);
    const fresh = [...new Set(places(event))].filter((path) => !known.has(path));
    return fresh.length === 0 ? undefined : { id: key, area: event.area, places: [...known, ...fresh].sort() };
  },
});

export const heard: View<HeardRow> = {
  columns: {},
  reads: READERS,
  order: 'id',
  on: {
    'signals.CountsRecorded': hearing((event) => (event.data as Counts).lines.map(({ area }) => area)),
    'signals.HistoryRecorded': hearing((event) => (event.data as History).lines.map(({ area }) => area)),
  },
};
