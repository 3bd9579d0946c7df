import type { PoolClient, QueryResult } from 'pg';
import type { Find, Found, Finds, Row } from '../../kernel/capability.ts';
import { dataHash, eventHash } from '../../kernel/chain.ts';
import type { Pending } from '../../kernel/event.ts';
import type { Linked } from '../../kernel/log.ts';
import type { RegisteredView, Registry } from '../../kernel/registry.ts';
import type { Instant } from '../../kernel/time.ts';
import { nodeSha256 } from '../log/hash.ts';
import { INSERT_EVENTS, SELECT_EVENTS, fromRow, toRow } from '../log/rows.ts';
import { findPage } from '../views/find.ts';
import { loadRows, saveRows } from '../views/tables.ts';
import type { Memory } from './memory.ts';

export interface Held {
  state: unknown;
  version: number;
  hash: string;
}

/** A find that came back cut: the rule would decide on half the truth. */
export class CutList extends Error {}

/**
 * One transaction over many commands: the head of the log is locked, states and rows are read once, changed in memory,
 * and written with one statement a table. Nothing is visible outside before `commit`.
 */
export interface Batch {
  /** Events of commands that were carried out before, by command id. */
  repeats(commands: string[]): Promise<Map<string, Linked[]>>;
  hold(streams: string[]): Promise<void>;
  held(stream: string): Held | undefined;
  findAll(finds: Finds | undefined): Promise<Found>;
  write(pending: Pending[], stream: string, recordedAt: Instant): Linked[];
  commit(): Promise<{ seq: number; views: Set<string>; count: number }>;
}

export async function beginBatch(client: PoolClient, registry: Registry, memory: Memory): Promise<Batch> {
  // Statements without parameters travel together: one round trip. Everything here is looked up by key, but the plans are
  // kept from when the tables were small, and would read them whole.
  const [, , locked] = (await client.query('begin; set local enable_seqscan = off; select seq, epoch from log_head for update')) as unknown as QueryResult[];
  const head = locked?.rows[0];
  memory.meet(Number(head.seq), Number(head.epoch));
  let seq = Number(head.seq);
  const events: Linked[] = [];
  /** How many of `events` have been folded into rows. */
  let folded = 0;
  const states = new Map<string, Held>();
  const rows = new Map<string, Map<string, { row: Row | null; seq: number }>>();
  const touched = new Set<string>();

  /** Writes what has been changed so far, so that a find sees it. */
  async function flush(): Promise<void> {
    await fold(events.slice(folded));
    if (events.length > 0) {
      await client.query({ name: 'insert events', text: INSERT_EVENTS, values: [JSON.stringify(events.map(toRow))] });
      const changed = [...states].map(([stream, { state, version, hash }]) => ({ stream, version, hash, state: state ?? null }));
      await client.query({ name: 'save states', text: SAVE_STATES, values: [JSON.stringify(changed)] });
      events.length = 0;
      folded = 0;
      states.clear();
    }
    for (const [name, changed] of rows) await saveRows(client, registry.views.get(name) as RegisteredView, changed);
    rows.clear();
  }

  const stateOf = (stream: string): Held | undefined => states.get(stream) ?? memory.states.get(stream);

  return {
    async repeats(commands) {
      const { rows: found } = await client.query({ name: 'repeats', text: `${SELECT_EVENTS} where command = any ($1)`, values: [commands] });
      // sorted here: with "order by seq" the planner of a young table walks the whole log
      const events = found.map(fromRow).sort((a, b) => a.seq - b.seq);
      return Map.groupBy(events, (event) => event.command);
    },
    async hold(streams) {
      const missing = [...new Set(streams)].filter((stream) => !stateOf(stream));
      if (missing.length === 0) return;
      const { rows: found } = await client.query({ name: 'states', text: 'select stream, version, hash, state from stream_state where stream = any ($1)', values: [missing] });
      for (const { stream, version, hash, state } of found) memory.states.set(stream, { state: state ?? undefined, version, hash });
    },
    held: stateOf,
    async findAll(finds) {
      const found: Found = {};
      for (const [name, find] of Object.entries(finds ?? {})) {
        if (isTouched(find.view)) await flush();
        found[name] = await findIn(client, registry, find);
      }
      return found;
    },
    write(pending, stream, recordedAt) {
      const written: Linked[] = [];
      for (const item of pending) {
        const before = stateOf(stream);
        const hashOfData = dataHash(item.data, nodeSha256);
        const event = { ...item, stream, seq: ++seq, version: (before?.version ?? 0) + 1, recordedAt };
        const linked: Linked = { ...event, hash: eventHash(event, before?.hash ?? '', nodeSha256, hashOfData), dataHash: hashOfData };
        const evolve = registry.evolves.get(stream.slice(0, stream.indexOf('/')));
        const state = evolve ? evolve(before?.state as any, event) : before?.state;
        const next = { state, version: event.version, hash: linked.hash };
        states.set(stream, next);
        memory.states.set(stream, next);
        events.push(linked);
        written.push(linked);
      }
      return written;
    },
    async commit() {
      await flush();
      await client.query(`update log_head set seq = ${seq}; commit`);
      memory.reached(seq);
      return { seq, views: touched, count: seq - Number(head.seq) };
    },
  };

  /** Whether a view has changes that the database does not show yet. */
  function isTouched(view: string): boolean {
    if (rows.has(view)) return true;
    return events.slice(folded).some((event) => registry.foldings.get(event.type)?.some((item) => item.view.name === view));
  }

  /** Folds events into the rows they touch; rows not at hand are read first, all of a view's at once. */
  async function fold(written: Linked[]): Promise<void> {
    const steps = written.flatMap((event) =>
      (registry.foldings.get(event.type) ?? []).map(({ view, folding }) => ({ event, view, folding, keys: [folding.key(event)].flat() })));
    const missing = new Map<RegisteredView, Set<string>>();
    for (const { view, keys } of steps) {
      const known = memory.rowsOf(view.name);
      const wanted = missing.get(view) ?? new Set<string>();
      for (const key of keys) if (!known.has(key)) wanted.add(key);
      missing.set(view, wanted);
    }
    for (const [view, keys] of missing) {
      if (keys.size === 0) continue;
      const known = memory.rowsOf(view.name);
      for (const key of keys) known.set(key, null);
      for (const row of await loadRows(client, view, [...keys])) known.set(row.id, row);
    }
    for (const { event, view, folding, keys } of steps) {
      const known = memory.rowsOf(view.name);
      for (const key of keys) {
        const next = folding.fold(known.get(key) ?? undefined, event, key);
        if (next === undefined) continue;
        if (next !== null && next.id !== key) throw new Error(`${view.name} folded ${event.type} under key ${key} into a row with id ${next.id}`);
        known.set(key, next);
        changedIn(view.name).set(key, { row: next, seq: event.seq });
      }
      touched.add(view.name);
    }
    folded += written.length;
  }

  function changedIn(view: string) {
    const known = rows.get(view);
    if (known) return known;
    const made = new Map<string, { row: Row | null; seq: number }>();
    rows.set(view, made);
    return made;
  }
}

const SAVE_STATES = `insert into stream_state (stream, version, hash, state)
  select stream, version, hash, state from json_to_recordset($1::json) as x (stream text, version integer, hash text, state jsonb)
  on conflict (stream) do update set version = excluded.version, hash = excluded.hash, state = excluded.state`;

/** Answers a rule's question; a list longer than its limit is an error, never a cut. */
export async function findIn(client: PoolClient, registry: Registry, find: Find): Promise<Row[]> {
  const view = registry.views.get(find.view);
  if (!view) throw new Error(`no view ${find.view}`);
  const limit = find.limit ?? 1000;
  const page = await findPage(client, view, { ...find, limit, order: 'id' });
  if (page.next) throw new CutList(`${find.view} has more than ${limit} rows for this question`);
  return page.rows;
}
