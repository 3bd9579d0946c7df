import type { PublicNote, PublicRow } from '../../capabilities/requests/index.ts';
import type { Instant } from '../../kernel/time.ts';
import { type Document, datetime, type Fault, fault, type Item } from './translate.ts';
import { type Fields, list, one, readMoment } from './translate-asked.ts';

/** Statuses of the mySociety extension `servicerequestupdates` that a client may send. */
const STATUSES = new Set([
  'OPEN',
  'INVESTIGATING',
  'IN_PROGRESS',
  'ACTION_SCHEDULED',
  'FIXED',
  'DUPLICATE',
  'NOT_COUNCILS_RESPONSIBILITY',
  'NO_FURTHER_ACTION',
  'INTERNAL_REFERRAL',
  'FOR_TRIAGE',
  'CLOSED',
  'CANCELLED',
  'REOPEN',
]);

/** What an event of ours is called there. FIXED is said only when the resident said so in a call-back. */
const CALLED: Record<string, string> = {
  RequestDispatched: 'INVESTIGATING',
  RequestContacted: 'IN_PROGRESS',
  RequestHandedUp: 'INTERNAL_REFERRAL',
  RequestAnswered: 'IN_PROGRESS',
  RequestMerged: 'DUPLICATE',
  RequestUnmerged: 'REOPEN',
  RequestReopened: 'REOPEN',
  RequestWithdrawn: 'CANCELLED',
};
const ENDED: Record<string, string> = { 'call-back': 'FIXED', attempts: 'CLOSED', merged: 'DUPLICATE' };

const statusOf = (note: PublicNote): string | undefined =>
  note.what === 'RequestClosed' ? (ENDED[note.how ?? ''] ?? 'CLOSED') : CALLED[note.what];

/** Updates inside a window, oldest first, so that a client goes on from the last it has. */
export function updatesOf(rows: readonly PublicRow[], from: Instant, to: Instant): Item[] {
  const found = rows.flatMap((row) =>
    row.notes.flatMap((note) => {
      const status = statusOf(note);
      return status === undefined || note.at < from || note.at > to ? [] : [{ row, note, status }];
    }),
  );
  return found
    .sort((a, b) => (a.note.at === b.note.at ? (a.note.id < b.note.id ? -1 : 1) : a.note.at < b.note.at ? -1 : 1))
    .map(({ row, note, status }) => ({
      update_id: note.id,
      service_request_id: row.id,
      status,
      updated_datetime: datetime(note.at),
      description: note.text,
      media_url: null,
    }));
}

export const updates = (items: Item[]): Document => ({
  root: 'service_requests_updates',
  item: 'request_update',
  items,
});
export const updated = (items: Item[]): Document => ({
  root: 'service_request_updates',
  item: 'request_update',
  items,
});

/** What somebody wants to add to a request through another system. */
export interface PostedUpdate {
  request: string;
  /** Wants it worked on again. */
  reopens: boolean;
  text: string;
  from: { name?: string; email?: string; phone?: string };
  mediaUrl?: string;
  /** The other system's number of the update: a repeat of it is harmless. */
  ref?: string;
  at?: Instant;
}

/** The arguments of POST servicerequestupdates, every fault at once. */
export function postedUpdate(fields: Fields, zone: string): PostedUpdate | Fault[] {
  const faults: Fault[] = [];
  const request = one(fields, 'service_request_id');
  if (request === undefined) faults.push(fault(400, 'service_request_id is required'));
  const status = one(fields, 'status')?.toUpperCase();
  if (status !== undefined && !STATUSES.has(status))
    faults.push(fault(400, `status ${status} is none of ${[...STATUSES].join(', ')}`));
  const description = one(fields, 'description')?.replaceAll('\r\n', '\n');
  if (description === undefined) faults.push(fault(400, 'description is required'));
  const reopens = status === 'OPEN' || status === 'REOPEN';
  // A status of the sender's is their word, not ours: only a call-back closes.
  const text = status && !reopens ? `[${status}] ${description}` : (description ?? '');
  if (text.length > 4000) faults.push(fault(400, `description has ${text.length} characters; 4,000 is the limit`));
  const moment = one(fields, 'updated_datetime');
  const at = moment === undefined ? undefined : readMoment(moment, zone);
  if (moment !== undefined && at === undefined)
    faults.push(fault(400, `updated_datetime ${moment} is no ISO 8601 date and time`));
  const media = list(fields, 'media_url')?.[0];
  if (media && !/^https?:\/\/\S+$/.test(media)) faults.push(fault(400, `media_url ${media} is no http(s) address`));
  const email = one(fields, 'email');
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) faults.push(fault(400, `email ${email} is no mail address`));
  const phone = one(fields, 'phone');
  if (phone && !/^\+?[0-9][0-9 -]{4,19}$/.test(phone)) faults.push(fault(400, `phone ${phone} is no telephone number`));
  const name = [one(fields, 'last_name'), one(fields, 'first_name')].filter(Boolean).join(' ');
  if (name.length > 80) faults.push(fault(400, 'first_name and last_name together have at most 80 characters'));
  if (faults.length > 0 || request === undefined) return faults;
  const ref = one(fields, 'update_id');
  return {
    request,
    reopens,
    text,
    from: { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) },
    ...(media ? { mediaUrl: media } : {}),
    ...(ref ? { ref } : {}),
    ...(at ? { at } : {}),
  };
}
