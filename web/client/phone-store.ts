import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Row } from '../../kernel/capability.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { CommandCall } from '../../kernel/run.ts';
import type { Instant } from '../../kernel/time.ts';

/** A command waiting for the server, in the order it was decided. */
export interface Unsent {
  n: number;
  call: CommandCall & { happenedAt: Instant };
}

/** A command the server refused after it had been decided here: shown until the worker has read it. */
export interface Refused {
  id: string;
  command: string;
  input: unknown;
  refusal: Refusal;
  at: Instant;
}

export interface StateRow {
  stream: string;
  version: number;
  state: unknown;
}

/** What a phone keeps for one account: rows and states as the server sent them, and what it has not sent yet. */
export type PhoneStore = Dexie & {
  rows: Table<{ view: string; id: string; row: Row }, [string, string]>;
  states: EntityTable<StateRow, 'stream'>;
  outbox: EntityTable<Unsent, 'n'>;
  refused: EntityTable<Refused, 'id'>;
  kept: EntityTable<{ name: string; value: unknown }, 'name'>;
};

export function openPhoneStore(account: string): PhoneStore {
  const store = new Dexie(`tandem-phone-${account}`) as PhoneStore;
  store
    .version(1)
    .stores({ rows: '[view+id], view', states: 'stream', outbox: '++n, call.id', refused: 'id', kept: 'name' });
  return store;
}

export interface Pull {
  rows: Record<string, Row[]>;
  /** Views of which the server has more. */
  cut: string[];
  states: StateRow[];
  now: Instant;
}

/** Replaces everything the server sent, in one transaction: never half of it. */
export async function keepPull(store: PhoneStore, pull: Pull): Promise<void> {
  await store.transaction('rw', store.rows, store.states, store.kept, async () => {
    await store.rows.clear();
    await store.states.clear();
    await store.rows.bulkPut(
      Object.entries(pull.rows).flatMap(([view, rows]) => rows.map((row) => ({ view, id: row.id, row }))),
    );
    await store.states.bulkPut(pull.states);
    await store.kept.bulkPut([
      { name: 'synced', value: pull.now },
      { name: 'cut', value: pull.cut },
    ]);
  });
}
