import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Finds, Found } from '../../kernel/capability.ts';
import { dataHash, eventHash } from '../../kernel/chain.ts';
import type { Pending } from '../../kernel/event.ts';
import type { Linked } from '../../kernel/log.ts';
import type { Registry } from '../../kernel/registry.ts';
import type { Instant } from '../../kernel/time.ts';
import { nodeSha256 } from '../log/hash.ts';
import { fromRow, INSERT_EVENTS, SELECT_EVENTS, toRow } from '../log/rows.ts';
import type { Held, Memory } from './memory.ts';
import { createRows } from './rows.ts';

/**
 * One transaction over many commands: the head of the log is locked, states and rows are read once, changed in memory,
 * and written with one statement a table. Nothing is visible outside before `commit`.
 */
export interface Batch {
  /** Events of commands that were carried out before, by command id. */
  repeats(commands: string[]): Promise<Map<string, Linked[]>>;
  hold(streams: string[]): Promise<void>;
  held(stream: string): Held | undefined;
  /** Asks ahead what the commands of this batch will ask; a question that changes meanwhile is asked again. */
  prefetch(asked: Finds[], streams: string[]): Promise<void>;
  findAll(finds: Finds | undefined): Promise<Found>;
  write(pending: Pending[], stream: string, recordedAt: Instant): Linked[];
  commit(): Promise<{ seq: number; views: Set<string>; count: number }>;
}

export async function beginBatch(pool: Pool, client: PoolClient, registry: Registry, memory: Memory): Promise<Batch> {
  // Statements without parameters travel together: one round trip. Everything here is looked up by key, but the plans are
  // kept from when the tables were small, and would read them whole.
  const [, , locked] = (await client.query(
    'begin; set local enable_seqscan = off; select seq, epoch from log_head for update',
  )) as unknown as QueryResult[];
  const head = locked?.rows[0];
  memory.meet(Number(head.seq), Number(head.epoch));
  let seq = Number(head.seq);
  const events: Linked[] = [];
  const states = new Map<string, Held>();
  const rows = createRows(client, registry, memory);
  const stateOf = (stream: string): Held | undefined => states.get(stream) ?? memory.states.get(stream);

  return {
    async repeats(commands) {
      const { rows: found } = await client.query({
        name: 'repeats',
        text: `${SELECT_EVENTS} where command = any ($1)`,
        values: [commands],
      });
      // sorted here: with "order by seq" the planner of a young table walks the whole log
      const sorted = found.map(fromRow).sort((a, b) => a.seq - b.seq);
      return Map.groupBy(sorted, (event) => event.command);
    },
    async hold(streams) {
      const missing = [...new Set(streams)].filter((stream) => !stateOf(stream));
      if (missing.length === 0) return;
      const { rows: found } = await client.query({
        name: 'states',
        text: 'select stream, version, hash, state from stream_state where stream = any ($1)',
        values: [missing],
      });
      for (const { stream, version, hash, state } of found)
        memory.states.set(stream, { state: state ?? undefined, version, hash });
    },
    held: stateOf,
    prefetch: (asked, streams) =>
      rows.prefetch(
        asked,
        streams.map((stream) => stream.slice(stream.indexOf('/') + 1)),
        pool,
      ),
    findAll: rows.findAll,
    write(pending, stream, recordedAt) {
      const written: Linked[] = [];
      for (const item of pending) {
        const before = stateOf(stream);
        const hashOfData = dataHash(item.data, nodeSha256);
        const event = { ...item, stream, seq: ++seq, version: (before?.version ?? 0) + 1, recordedAt };
        const linked: Linked = {
          ...event,
          hash: eventHash(event, before?.hash ?? '', nodeSha256, hashOfData),
          dataHash: hashOfData,
        };
        const evolve = registry.evolves.get(stream.slice(0, stream.indexOf('/')));
        const state = evolve ? evolve(before?.state as any, event) : before?.state;
        const next = { state, version: event.version, hash: linked.hash };
        states.set(stream, next);
        memory.states.set(stream, next);
        written.push(linked);
      }
      events.push(...written);
      rows.add(written);
      return written;
    },
    async commit() {
      if (events.length > 0) {
        await client.query({ name: 'insert events', text: INSERT_EVENTS, values: [JSON.stringify(events.map(toRow))] });
        const changed = [...states].map(([stream, { state, version, hash }]) => ({
          stream,
          version,
          hash,
          state: state ?? null,
        }));
        await client.query({ name: 'save states', text: SAVE_STATES, values: [JSON.stringify(changed)] });
        await rows.save();
      }
      await client.query(`update log_head set seq = ${seq}; commit`);
      memory.reached(seq);
      return { seq, views: rows.touched, count: events.length };
    },
  };
}

const SAVE_STATES = `insert into stream_state (stream, version, hash, state)
  select stream, version, hash, state from jsonb_to_recordset($1::jsonb) as x (stream text, version integer, hash text, state jsonb)
  on conflict (stream) do update set version = excluded.version, hash = excluded.hash, state = excluded.state`;
