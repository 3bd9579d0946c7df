import type { Event } from '../../kernel/event.ts';
import type { Linked } from '../../kernel/log.ts';

/** Columns of table `event`, in order, with their SQL types. */
export const EVENT_COLUMNS = {
  seq: 'bigint',
  id: 'text',
  stream: 'text',
  version: 'integer',
  type: 'text',
  data: 'jsonb',
  area: 'text',
  actor: 'jsonb',
  purpose: 'text',
  happened_at: 'text',
  recorded_at: 'text',
  edition: 'text',
  command: 'text',
  cause: 'text',
  exercise: 'boolean',
  hash: 'text',
  data_hash: 'text',
} as const;

type EventRow = Record<keyof typeof EVENT_COLUMNS, any>;

const names = Object.keys(EVENT_COLUMNS).join(', ');
const typed = Object.entries(EVENT_COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** $1: JSON array of event rows. One JSON text parses faster than sixteen arrays. */
export const INSERT_EVENTS = `insert into event (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as x (${typed})`;
export const SELECT_EVENTS = `select ${names} from event`;

export function toRow(event: Linked): EventRow {
  const { happenedAt, recordedAt, dataHash, edition = null, cause = null, exercise = null, ...rest } = event;
  return { ...rest, edition, cause, exercise, happened_at: happenedAt, recorded_at: recordedAt, data_hash: dataHash };
}

/** Leaves out what is null, as the event was before it was written: its hash depends on it. */
export function fromRow(row: EventRow): Linked {
  const event: Linked = {
    id: row.id,
    seq: Number(row.seq),
    stream: row.stream,
    version: row.version,
    type: row.type,
    data: row.data,
    area: row.area,
    actor: row.actor,
    purpose: row.purpose,
    happenedAt: row.happened_at,
    recordedAt: row.recorded_at,
    command: row.command,
    hash: row.hash,
    dataHash: row.data_hash,
  };
  if (row.edition !== null) event.edition = row.edition;
  if (row.cause !== null) event.cause = row.cause;
  if (row.exercise !== null) event.exercise = row.exercise;
  return event;
}

/** The event without its link. */
export function unlinked(event: Linked): Event {
  const { hash: _hash, dataHash: _dataHash, ...rest } = event;
  return rest;
}
