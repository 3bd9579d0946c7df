import type { Row } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Level, PlacePath } from '../../kernel/place.ts';
import type { Instant } from '../../kernel/time.ts';
import { URGENCIES, type Urgency } from '../../protocols/schema-city.ts';
import type { Owner } from '../duties/index.ts';
import { type About, type Body, OPEN_STAGES, type Stage } from './model.ts';

/** A request on the board: names masked, no answers to personal questions. */
export interface QueueRow extends Row {
  /** Said on the telephone; null until the log has given it. */
  number: string | null;
  state: Stage;
  class: string;
  group: string;
  urgency: Urgency;
  /** 0 life, 1 urgent, 2 utility, 3 ordinary, 4 complex. */
  rank: number;
  life: boolean;
  personal: boolean;
  household: string | null;
  place: PlacePath;
  /** Its place while it is somebody's work, so that what is open at a place is found without what was closed there. */
  openAt: PlacePath | null;
  address: string | null;
  point: [number, number] | null;
  description: string;
  channel: string;
  /** Masked: 王** 138****1234. */
  caller: string;
  beneficiary: string;
  proxy: string;
  org: string;
  orgName: string;
  level: Level;
  ownerRole: string;
  ownerArea: PlacePath;
  superior: Owner | null;
  superiorArea: PlacePath | null;
  assignee: string | null;
  assigneeName: string | null;
  takenAt: Instant;
  updatedAt: Instant;
  dispatchedAt: Instant | null;
  contactBy: Instant | null;
  contactedAt: Instant | null;
  contactAttempts: number;
  answeredAt: Instant | null;
  answer: string | null;
  answeredOrg: string | null;
  closedAt: Instant | null;
  closedHow: string | null;
  /** Last call-back of the present turn. */
  outcome: 'solved' | 'not-solved' | 'no-answer' | null;
  satisfied: boolean | null;
  callBackAttempts: number;
  hops: number;
  returned: number;
  handedUp: number;
  reopened: number;
  excluded: string | null;
  into: string | null;
  merged: string[];
  similar: { id: string; likeness: number }[];
  answerBy: Instant | null;
  /** Open deadlines by clock, and the next of them. */
  due: Record<string, Instant>;
  dueAt: Instant | null;
  careRefused: boolean;
  /** Its clocks wait until then (also when that is past), and all pauses together. */
  pausedUntil: Instant | null;
  pausedWhy: 'unreachable' | 'asked-later' | null;
  pausedMinutes: number;
  token: string | null;
  source: { system: string; ref: string } | null;
}

/** Telephone and identity numbers inside free text. */
export const withoutNumbers = (text: string): string => text.replace(/\+?\d[\d -]{5,}[\dXx]/g, '****');
export const owned = (owner: Body) => ({
  org: owner.org,
  orgName: owner.orgName,
  level: owner.level,
  ownerRole: owner.role,
  ownerArea: owner.area,
});
const isOpen = (state: Stage): boolean => (OPEN_STAGES as readonly string[]).includes(state);
export const openAt = ({ state, place }: Pick<QueueRow, 'state' | 'place'>): PlacePath | null =>
  isOpen(state) ? place : null;
export const reset = { outcome: null, satisfied: null, callBackAttempts: 0 } as const;

export type Change = (row: QueueRow, data: any, event: Event) => Partial<QueueRow>;
/** What each event does to a request's row. */
export const changes: Record<string, Change> = {
  'requests.RequestMerged': (_row, data) => ({ state: 'merged', into: data.into }),
  'requests.RequestUnmerged': (_row, data) => ({ state: data.stage, into: null }),
  'requests.DuplicateDismissed': (row, data) => ({ similar: row.similar.filter((item) => item.id !== data.other) }),
  'requests.RequestDispatched': (row, data, event) => ({
    state: 'dispatched',
    ...owned(data.owner),
    hops: data.hop,
    assignee: data.assignee?.id ?? null,
    assigneeName: data.assignee?.name ?? null,
    dispatchedAt: row.dispatchedAt ?? event.happenedAt,
    contactBy: row.contactBy ?? data.contactBy,
  }),
  'requests.ContactAttempted': (_row, data) => ({ contactAttempts: data.attempt }),
  'requests.RequestContacted': (row, data, event) => ({
    state: row.state === 'answered' ? 'answered' : 'contacted',
    contactedAt: row.contactedAt ?? event.happenedAt,
    contactAttempts: data.attempts,
  }),
  'requests.RequestHandedUp': (row, data) => ({
    state: 'taken',
    ...owned(data.to),
    handedUp: row.handedUp + 1,
    assignee: null,
    assigneeName: null,
  }),
  'requests.RequestReturned': (row, data) => ({
    state: 'taken',
    ...owned(data.to),
    returned: row.returned + 1,
    assignee: null,
    assigneeName: null,
  }),
  'requests.RequestAnswered': (_row, data, event) => ({
    state: 'answered',
    answer: withoutNumbers(data.what),
    answeredAt: event.happenedAt,
    answeredOrg: data.by.org,
    ...reset,
  }),
  'requests.CallBackAttempted': (_row, data) => ({ callBackAttempts: data.attempt }),
  'requests.CallBackRecorded': (_row, data) => ({
    outcome: data.outcome,
    satisfied: data.satisfied ?? null,
    callBackAttempts: data.attempts,
  }),
  'requests.RequestClosed': (_row, data, event) => ({
    state: 'closed',
    closedAt: event.happenedAt,
    closedHow: data.how,
  }),
  'requests.RequestReopened': (_row, data) => ({
    state: 'dispatched',
    reopened: data.count,
    ...owned(data.owner),
    superior: data.superior,
    superiorArea: data.superior.area,
    closedAt: null,
    closedHow: null,
  }),
  'requests.RequestReclassified': (_row, data) => ({
    class: data.class,
    group: data.group,
    urgency: data.urgency,
    rank: URGENCIES.indexOf(data.urgency),
    life: data.life,
    personal: data.personal,
  }),
  'requests.RequestPaused': (row, data) => ({
    pausedUntil: data.until,
    pausedWhy: data.why,
    pausedMinutes: row.pausedMinutes + data.minutes,
  }),
  'requests.RequestResumed': (row, data) => ({ pausedUntil: null, pausedMinutes: row.pausedMinutes + data.minutes }),
  'requests.RequestWithdrawn': () => ({ state: 'withdrawn' }),
  'requests.RequestAddedTo': () => ({}),
  'requests.RequestExcluded': (_row, data) => ({ excluded: data.code }),
  'requests.ExclusionAppealed': () => ({}),
  'requests.ExclusionDecided': (row, data) => ({ excluded: data.decision === 'overturned' ? null : row.excluded }),
};

/** Deadlines after an event; a request that is nobody's work has none. */
export function dues(row: QueueRow, event: Event): Pick<QueueRow, 'due' | 'dueAt' | 'answerBy'> {
  const { due, answerBy } = event.data as About;
  if (!isOpen(row.state)) return { due: {}, dueAt: null, answerBy: row.answerBy };
  return { due, dueAt: Object.values(due).sort()[0] ?? null, answerBy: answerBy ?? row.answerBy };
}
