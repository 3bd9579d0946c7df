import type { Pool, PoolClient } from 'pg';
import type { Row } from '../kernel/capability.ts';
import type { RegisteredView, Registry } from '../kernel/registry.ts';
import { fromRow, SELECT_EVENTS } from './log/rows.ts';
import { saveStates } from './log/states.ts';
import { saveRows, tableOf } from './views/tables.ts';

export interface Rebuilt {
  events: number;
  /** SHA-256 over all rows of a view, by name: equal before and after when the fold is right. */
  digests: Record<string, string>;
}

/** Throws views (and states, when all views are rebuilt) away and folds the whole log again, in one transaction. */
export async function rebuild(
  pool: Pool,
  registry: Registry,
  views: RegisteredView[] = [...registry.views.values()],
  onProgress?: (done: number, total: number) => void,
): Promise<Rebuilt> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const total = Number((await client.query('update log_head set epoch = epoch + 1 returning seq')).rows[0].seq);
    const all = views.length === registry.views.size;
    // delete, not truncate: a list that is being read meanwhile must see the old rows or the new, never none
    for (const view of views) await client.query(`delete from ${tableOf(view.name)}`);
    if (all) await client.query('delete from stream_state');
    const names = new Set(views.map((view) => view.name));
    const rows = new Map(views.map((view) => [view.name, new Map<string, { row: Row | null; seq: number }>()]));
    const states = new Map<string, { state: unknown; version: number; hash: string }>();
    let at = 0;
    while (at < total) {
      const { rows: page } = await client.query(`${SELECT_EVENTS} where seq > $1 order by seq limit 5000`, [at]);
      for (const event of page.map(fromRow)) {
        at = event.seq;
        // erased by right: nothing is left to fold
        if (event.data === null) continue;
        for (const { view, folding } of registry.foldings.get(event.type) ?? []) {
          if (!names.has(view.name)) continue;
          const known = rows.get(view.name) as Map<string, { row: Row | null; seq: number }>;
          for (const key of [folding.key(event)].flat()) {
            const next = folding.fold(known.get(key)?.row ?? undefined, event, key);
            if (next !== undefined) known.set(key, { row: next, seq: event.seq });
          }
        }
        if (!all) continue;
        const evolve = registry.evolves.get(event.stream.slice(0, event.stream.indexOf('/')));
        const before = states.get(event.stream)?.state;
        states.set(event.stream, {
          state: evolve ? evolve(before as any, event) : before,
          version: event.version,
          hash: event.hash,
        });
      }
      onProgress?.(at, total);
      if (page.length === 0) break;
    }
    for (const view of views)
      await saveInParts(client, view, rows.get(view.name) as Map<string, { row: Row | null; seq: number }>);
    if (all) await saveAllStates(client, states);
    await client.query('commit');
    return { events: total, digests: await digestsOf(pool, views) };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** One digest a view, over its rows in the order of their ids. */
export async function digestsOf(pool: Pool, views: Iterable<RegisteredView>): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const view of views) {
    const { rows } = await pool.query(
      `select encode(sha256(convert_to(coalesce(string_agg(md5(id || area || doc::jsonb::text), '' order by id), ''), 'UTF8')), 'hex') as digest from ${tableOf(view.name)}`,
    );
    digests[view.name] = rows[0].digest;
  }
  return digests;
}

const PART = 5000;

async function saveInParts(
  client: PoolClient,
  view: RegisteredView,
  rows: Map<string, { row: Row | null; seq: number }>,
): Promise<void> {
  const kept = [...rows].filter(([, { row }]) => row !== null);
  for (let from = 0; from < kept.length; from += PART)
    await saveRows(client, view, new Map(kept.slice(from, from + PART)));
}

async function saveAllStates(
  client: PoolClient,
  states: Map<string, { state: unknown; version: number; hash: string }>,
): Promise<void> {
  const all = [...states];
  for (let from = 0; from < all.length; from += PART)
    await client.query(saveStates(new Map(all.slice(from, from + PART))));
}
