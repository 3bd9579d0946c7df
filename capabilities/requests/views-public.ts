import { everybody, type Folding, type Row, type View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { ancestorAt, type PlacePath } from '../../kernel/place.ts';
import type { Instant } from '../../kernel/time.ts';
import type { RequestEvents } from './model.ts';
import { withoutNumbers } from './views-changes.ts';

/** A request as everybody may see it: classes about persons never appear, the place is the community. */
export interface PublicRow extends Row {
  class: string;
  status: 'open' | 'closed';
  description: string;
  /** Community, or whatever lies above it. */
  area: PlacePath;
  /** WGS84 longitude, latitude rounded to a thousandth of a degree (about 100 m: the building and its neighbours). */
  point: [number, number] | null;
  requestedAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  expectedAt: Instant | null;
  agency: string;
  answer: string | null;
  channel: string;
  token: string | null;
  /** What happened to it, oldest first. */
  notes: PublicNote[];
}

/** A step of a request everybody may follow: `what` is the event without its capability, `text` the office's own words. */
export interface PublicNote {
  id: string;
  at: Instant;
  what: string;
  /** Of a closing: call-back, attempts or merged. */
  how?: string;
  text: string | null;
}

const coarse = (degrees: number): number => Math.round(degrees * 1000) / 1000;
const community = (path: PlacePath): PlacePath => ancestorAt(path, 'community') ?? path;
const key = (event: Event): string => event.data.id;

const note = (event: Event): PublicNote => ({
  id: event.id,
  at: event.happenedAt,
  what: event.type.slice('requests.'.length),
  ...(event.data.how ? { how: event.data.how } : {}),
  text: event.data.what ? withoutNumbers(event.data.what) : null,
});

function changed(change: (row: PublicRow, data: any, event: Event) => Partial<PublicRow>): Folding<PublicRow> {
  return {
    key,
    fold: (row, event) =>
      row && {
        ...row,
        ...change(row, event.data, event),
        updatedAt: event.happenedAt,
        notes: [...row.notes, note(event)],
      },
  };
}
const closed = (_row: PublicRow, _data: any, event: Event): Partial<PublicRow> => ({
  status: 'closed',
  closedAt: event.happenedAt,
});
const owner = (_row: PublicRow, data: any): Partial<PublicRow> => ({ agency: data.owner.orgName });

export const publicRequests: View<PublicRow> = {
  columns: { class: 'text', status: 'text', requestedAt: 'instant', updatedAt: 'instant', token: 'text' },
  reads: everybody('area'),
  search: (row) => `${row.id} ${row.description}`.toLowerCase(),
  order: '-requestedAt',
  on: {
    'requests.RequestTaken': {
      key: (event) => (event.data.personal ? [] : event.data.id),
      fold: (_row, event) => {
        const data = event.data as RequestEvents['requests.RequestTaken'];
        return {
          id: data.id,
          area: community(event.area),
          class: data.class,
          status: 'open',
          description: withoutNumbers(data.description),
          point: data.point ? [coarse(data.point[0]), coarse(data.point[1])] : null,
          requestedAt: event.happenedAt,
          updatedAt: event.happenedAt,
          closedAt: null,
          expectedAt: data.answerBy,
          agency: data.owner.orgName,
          answer: null,
          channel: data.channel,
          token: data.token ?? null,
          notes: [note(event)],
        };
      },
    },
    // A request that turns out to be about a person leaves the public list and does not return.
    'requests.RequestReclassified': {
      key,
      fold: (row, event) =>
        row &&
        (event.data.personal
          ? null
          : {
              ...row,
              class: event.data.class,
              expectedAt: event.data.answerBy ?? row.expectedAt,
              updatedAt: event.happenedAt,
            }),
    },
    'requests.RequestDispatched': changed(owner),
    'requests.RequestReopened': changed((row, data) => ({ ...owner(row, data), status: 'open', closedAt: null })),
    'requests.RequestContacted': changed(() => ({})),
    'requests.RequestHandedUp': changed((_row, data) => ({ agency: data.to.orgName })),
    'requests.RequestAnswered': changed((_row, data) => ({ answer: withoutNumbers(data.what) })),
    'requests.RequestMerged': changed(closed),
    'requests.RequestUnmerged': changed(() => ({ status: 'open', closedAt: null })),
    'requests.RequestWithdrawn': changed(closed),
    'requests.RequestClosed': changed(closed),
  },
};

/** A refusal of care: who, where, why, and what the review found. */
export interface RefusalRow extends Row {
  hospital: string;
  by: string;
  reason: string;
  household: string | null;
  request: string | null;
  at: Instant;
  recordedBy: string;
  reviewed: boolean;
  finding: string | null;
  note: string | null;
  treatedAt: string | null;
}

export const refusals: View<RefusalRow> = {
  columns: { hospital: 'text', at: 'instant', reviewed: 'boolean', finding: 'text', request: 'text' },
  reads: { desk: 'area', officer: 'area', reviewer: 'area', hq: 'area', overseer: 'area' },
  subjects: (row) => [row.household ?? row.id],
  mask: (row, actor) => (actor.role === 'hq' ? { ...row, household: null } : row),
  search: (row) => `${row.hospital} ${row.by} ${row.reason}`.toLowerCase(),
  order: '-at',
  on: {
    'requests.CareRefused': {
      key,
      fold: (_row, event) => {
        const data = event.data as RequestEvents['requests.CareRefused'];
        return {
          id: data.id,
          area: event.area,
          hospital: data.hospital,
          by: data.by,
          reason: data.reason,
          household: data.household ?? null,
          request: data.request ?? null,
          at: event.happenedAt,
          recordedBy: event.actor.name,
          reviewed: false,
          finding: null,
          note: null,
          treatedAt: null,
        };
      },
    },
    'requests.CareRefusalReviewed': {
      key,
      fold: (row, event) =>
        row && {
          ...row,
          reviewed: true,
          finding: event.data.finding,
          note: event.data.note,
          treatedAt: event.data.treatedAt ?? null,
        },
    },
  },
};
