import type { Event } from '../../kernel/event.ts';
import type { Linked } from '../../kernel/log.ts';
import { lines, toArray, toLines } from './lines.ts';

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

const kinds = Object.entries(EVENT_COLUMNS);
const INSERT_EVENTS = `insert into event (${names})
  select ${kinds.map(([name, type]) => (type === 'jsonb' ? `nullif(${name}, 'null')::jsonb` : name)).join(', ')}
  from unnest(${kinds.map(([, type], i) => (type === 'jsonb' ? lines(i + 1) : `$${i + 1}::${type}[]`)).join(', ')}) as x (${names})`;

/** The statement that appends events: one array a column, so that only what is JSON is parsed as JSON. */
export function insertEvents(events: Linked[]) {
  const rows = events.map(toRow);
  return {
    name: 'insert events',
    text: INSERT_EVENTS,
    values: kinds.map(([name, type]) => {
      const column = rows.map((row) => row[name as keyof EventRow] ?? null);
      return type === 'jsonb' ? toLines(column) : toArray(column);
    }),
  };
}

export const SELECT_EVENTS = `select ${names} from event`;

function toRow(event: Linked): EventRow {
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
