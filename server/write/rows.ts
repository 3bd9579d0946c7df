import type { Pool, PoolClient } from 'pg';
import type { Find, Finds, Found, Row } from '../../kernel/capability.ts';
import { canonical } from '../../kernel/chain.ts';
import type { Linked } from '../../kernel/log.ts';
import type { RegisteredView, Registry } from '../../kernel/registry.ts';
import { matches, topOf } from '../../kernel/replica.ts';
import { findPage } from '../views/find.ts';
import { loadRows, saveRows } from '../views/tables.ts';
import type { Memory } from './memory.ts';

/** A find that came back cut: the rule would decide on half the truth. */
export class CutList extends Error {}

interface Changed {
  row: Row | null;
  seq: number;
}

/** Rows of a transaction: folded in memory, answered from the database with the changes laid over, written at the end. */
export interface BatchRows {
  /** Notes events to be folded when somebody asks, or at the end. */
  add(events: Linked[]): void;
  /** Asks the committed database for many commands' questions at once, on several connections: the head is locked, so none can change. */
  prefetch(asked: Finds[], ids: string[], pool: Pool): Promise<void>;
  findAll(finds: Finds | undefined): Promise<Found>;
  save(): Promise<void>;
  touched: Set<string>;
}

const LANES = 4;

export function createRows(client: PoolClient, registry: Registry, memory: Memory): BatchRows {
  const changed = new Map<string, Map<string, Changed>>();
  const fetched = new Map<string, Row[]>();
  const touched = new Set<string>();
  const events: Linked[] = [];
  /** How many of `events` a view has folded. */
  const foldedTo = new Map<string, number>();

  async function findOne(find: Find): Promise<Row[]> {
    if (byIds(find)) {
      const view = registry.views.get(find.view) as RegisteredView;
      await fold(view);
      await load(view, find.ids);
      const known = memory.rowsOf(view.name);
      return limited(
        [...new Set(find.ids)].sort().flatMap((id) => known.get(id) ?? []),
        find,
      );
    }
    const rows = fetched.get(canonical(find)) ?? (await findIn(client, registry, find));
    await fold(registry.views.get(find.view) as RegisteredView);
    const over = changed.get(find.view);
    if (!over) return rows;
    const fresh = [...over.values()].flatMap(({ row }) =>
      row && (!find.ids || find.ids.includes(row.id)) && matches(row, find) ? [row] : [],
    );
    return limited([...rows.filter((row) => !over.has(row.id)), ...fresh], find);
  }

  /** Folds what is pending for a view into the rows it touches; rows not at hand are read first, all at once. */
  async function fold(view: RegisteredView): Promise<void> {
    const from = foldedTo.get(view.name) ?? 0;
    foldedTo.set(view.name, events.length);
    const steps = events.slice(from).flatMap((event) => {
      const folding = view.on[event.type];
      return folding ? [{ event, folding, keys: [folding.key(event)].flat() }] : [];
    });
    if (steps.length === 0) return;
    await load(
      view,
      steps.flatMap(({ keys }) => keys),
    );
    const known = memory.rowsOf(view.name);
    const over = changed.get(view.name) ?? new Map<string, Changed>();
    changed.set(view.name, over);
    touched.add(view.name);
    for (const { event, folding, keys } of steps) {
      for (const key of keys) {
        const next = folding.fold(known.get(key) ?? undefined, event, key);
        if (next === undefined) continue;
        if (next !== null && next.id !== key)
          throw new Error(`${view.name} folded ${event.type} under key ${key} into a row with id ${next.id}`);
        known.set(key, next);
        over.set(key, { row: next, seq: event.seq });
      }
    }
  }

  async function load(view: RegisteredView, keys: string[]): Promise<void> {
    const known = memory.rowsOf(view.name);
    const missing = [...new Set(keys)].filter((key) => !known.has(key));
    if (missing.length === 0) return;
    for (const key of missing) known.set(key, null);
    for (const row of await loadRows(client, view, missing)) known.set(row.id, row);
  }

  return {
    touched,
    add: (written) => void events.push(...written),
    async prefetch(asked, ids, pool) {
      // a row is usually kept under its stream's id, so these are the ones that will be folded between two questions
      for (const name of new Set(asked.flatMap((item) => Object.values(item).map((find) => find.view))))
        await load(registry.views.get(name) as RegisteredView, ids);
      const all = asked.flatMap((item) => Object.values(item));
      // rows asked for by id alone are those that folding keeps at hand: one question a view
      for (const [name, same] of Map.groupBy(all.filter(byIds), (find) => find.view))
        await load(
          registry.views.get(name) as RegisteredView,
          same.flatMap((find) => find.ids),
        );
      const finds = [...new Map(all.filter((find) => !byIds(find)).map((find) => [canonical(find), find])).entries()];
      if (finds.length < 2) return;
      await Promise.all(
        Array.from({ length: LANES }, async (_, lane) => {
          const own = await pool.connect();
          try {
            for (let i = lane; i < finds.length; i += LANES) {
              const [name, find] = finds[i] as [string, Find];
              // what is cut, or otherwise amiss, is found out again by the command it concerns
              await findIn(own, registry, find).then(
                (rows) => fetched.set(name, rows),
                () => undefined,
              );
            }
          } finally {
            own.release();
          }
        }),
      );
    },
    async findAll(finds) {
      const found: Found = {};
      for (const [name, find] of Object.entries(finds ?? {})) found[name] = await findOne(find);
      return found;
    },
    async save() {
      const types = new Set(events.map((event) => event.type));
      const views = new Set([...types].flatMap((type) => registry.foldings.get(type) ?? []).map(({ view }) => view));
      for (const view of views) await fold(view);
      for (const [name, rows] of changed) await saveRows(client, registry.views.get(name) as RegisteredView, rows);
      changed.clear();
    },
  };
}

/** Asks for rows by their ids and nothing else. */
const byIds = (find: Find): find is Find & { ids: string[] } =>
  find.ids !== undefined && !find.within && !find.where && !find.top;

/** Answers a rule's question from what is committed (or this client's own transaction). */
export async function findIn(client: PoolClient, registry: Registry, find: Find): Promise<Row[]> {
  const view = registry.views.get(find.view);
  if (!view) throw new Error(`no view ${find.view}`);
  if (find.top) return (await findPage(client, view, { ...find, limit: find.top.n, order: find.top.by })).rows;
  const limit = find.limit ?? 1000;
  const page = await findPage(client, view, { ...find, limit, order: 'id' });
  return limited(page.next ? [...page.rows, ...page.rows.slice(0, 1)] : page.rows, find);
}

/** A list longer than its limit is an error, never a cut; one that asks for its top gets just that. */
function limited(rows: Row[], find: Find): Row[] {
  if (find.top) return topOf(rows, find.top);
  const limit = find.limit ?? 1000;
  if (rows.length > limit) throw new CutList(`${find.view} has more than ${limit} rows for this question`);
  return rows;
}
