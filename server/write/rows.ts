import type { PoolClient, QueryConfig } from 'pg';
import type { Find, Finds, Folding, Found, Row } from '../../kernel/capability.ts';
import type { Linked } from '../../kernel/log.ts';
import type { RegisteredView, Registry } from '../../kernel/registry.ts';
import { matches, topOf } from '../../kernel/replica.ts';
import { together } from '../database/together.ts';
import { findPage } from '../views/find.ts';
import { loadRows, saveStatements } from '../views/tables.ts';
import type { Memory } from './memory.ts';
import { turn } from './turn.ts';

/** A find that came back cut: the rule would decide on half the truth. */
export class CutList extends Error {}

export interface Changed {
  row: Row | null;
  seq: number;
}

/** Rows of a transaction: folded in memory, answered from the database with the changes laid over, written at the end. */
export interface BatchRows {
  /** Notes events to be folded when somebody asks, or at the end. */
  add(events: Linked[]): void;
  /** Asks many commands' questions at once. */
  prefetch(asked: Finds[], ids: string[]): Promise<void>;
  findAll(finds: Finds | undefined): Promise<Found>;
  /** Folds what is pending for every view. */
  fold(): Promise<void>;
  /** The statements that write what was folded. */
  saves(): Promise<QueryConfig[]>;
  /** After the commit: this node knows these rows now. */
  remember(): void;
  /** Rows of a view that were changed here, and have not been committed. */
  changedIn(view: string): ReadonlyMap<string, Changed> | undefined;
  touched: Set<string>;
}

/** `behind`: rows of the batches that are being written while this one is decided, oldest first. */
export function createRows(
  reader: PoolClient,
  registry: Registry,
  memory: Memory,
  behind: readonly BatchRows[],
): BatchRows {
  let before = behind.toReversed();
  const changed = new Map<string, Map<string, Changed>>();
  const read = new Map<string, Map<string, Row | null>>();
  const fetched = new Map<string, Promise<Row[]>>();
  const touched = new Set<string>();
  const events: Linked[] = [];
  /** How many of `events` a view has folded. */
  const foldedTo = new Map<string, number>();

  /** What the batches behind changed in a view, newest first: they are folded whole before this one begins. */
  const laid = new Map<string, ReadonlyMap<string, Changed>[]>();
  const laidOver = (view: string): readonly ReadonlyMap<string, Changed>[] => {
    const known = laid.get(view);
    if (known) return known;
    const made = before.flatMap((rows) => rows.changedIn(view) ?? []);
    laid.set(view, made);
    return made;
  };

  /** The row as it stands for the next decision; null: there is none; undefined: not read yet. */
  const known = (view: string, id: string): Row | null | undefined => {
    let over = changed.get(view)?.get(id);
    for (const rows of laidOver(view)) {
      if (over) break;
      over = rows.get(id);
    }
    if (over) return over.row;
    const kept = memory.rowsOf(view).get(id);
    return kept === undefined ? read.get(view)?.get(id) : kept;
  };

  async function findOne(find: Find): Promise<Row[]> {
    const view = registry.views.get(find.view) as RegisteredView;
    if (byIds(find)) {
      await fold(view);
      await load(view, find.ids);
      return limited(
        [...new Set(find.ids)].sort().flatMap((id) => known(view.name, id) ?? []),
        find,
      );
    }
    const rows = await (fetched.get(JSON.stringify(find)) ?? findIn(reader, registry, find));
    await fold(view);
    const over = new Map<string, Changed>();
    for (const rows of laidOver(find.view).toReversed()) for (const [id, row] of rows) over.set(id, row);
    for (const [id, row] of changed.get(find.view) ?? []) over.set(id, row);
    if (over.size === 0) return rows;
    const fresh = [...over.values()].flatMap(({ row }) =>
      row && (!find.ids || find.ids.includes(row.id)) && matches(row, find) ? [row] : [],
    );
    return limited([...rows.filter((row) => !over.has(row.id)), ...fresh], find);
  }

  /** What a view has yet to fold. */
  function pending(view: RegisteredView): { event: Linked; folding: Folding; keys: string[] }[] {
    return events.slice(foldedTo.get(view.name) ?? 0).flatMap((event) => {
      const folding = view.on[event.type];
      return folding ? [{ event, folding, keys: [folding.key(event)].flat() }] : [];
    });
  }

  /** Folds what is pending for a view into the rows it touches; rows not at hand are read first, all at once. */
  async function fold(view: RegisteredView, steps = pending(view), loaded = false): Promise<void> {
    foldedTo.set(view.name, events.length);
    if (steps.length === 0) return;
    if (!loaded)
      await load(
        view,
        steps.flatMap(({ keys }) => keys),
      );
    const over = changed.get(view.name) ?? new Map<string, Changed>();
    changed.set(view.name, over);
    touched.add(view.name);
    for (const { event, folding, keys } of steps) {
      for (const key of keys) {
        const next = folding.fold(known(view.name, key) ?? undefined, event, key);
        if (next === undefined) continue;
        if (next !== null && next.id !== key)
          throw new Error(`${view.name} folded ${event.type} under key ${key} into a row with id ${next.id}`);
        over.set(key, { row: next, seq: event.seq });
      }
    }
  }

  async function load(view: RegisteredView, keys: string[]): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => known(view.name, key) === undefined);
    if (missing.length === 0) return;
    const rows = read.get(view.name) ?? new Map<string, Row | null>();
    read.set(view.name, rows);
    for (const key of missing) rows.set(key, null);
    for (const row of await loadRows(reader, view, missing)) rows.set(row.id, row);
  }

  return {
    touched,
    changedIn: (view) => changed.get(view),
    add: (written) => void events.push(...written),
    async prefetch(asked, ids) {
      // a row is usually kept under its stream's id, so these are the ones that will be folded between two questions
      const all = asked.flatMap((item) => Object.values(item));
      const names = [...new Set(all.map((find) => find.view))];
      // rows asked for by id alone are those that folding keeps at hand: one question a view
      const wanted = Map.groupBy(all.filter(byIds), (find) => find.view);
      const flush = together(reader);
      for (const find of all.filter((item) => !byIds(item))) {
        const name = JSON.stringify(find);
        if (fetched.has(name)) continue;
        const rows = findIn(reader, registry, find);
        // what is cut, or otherwise amiss, is found out by the command it concerns
        rows.catch(() => undefined);
        fetched.set(name, rows);
      }
      const loaded = Promise.all(
        names.map((name) =>
          load(registry.views.get(name) as RegisteredView, [
            ...ids,
            ...(wanted.get(name) ?? []).flatMap((find) => find.ids),
          ]),
        ),
      );
      flush();
      await loaded;
    },
    async findAll(finds) {
      const found: Found = {};
      for (const [name, find] of Object.entries(finds ?? {})) found[name] = await findOne(find);
      return found;
    },
    async fold() {
      const types = new Set(events.map((event) => event.type));
      const views = new Set([...types].flatMap((type) => registry.foldings.get(type) ?? []).map(({ view }) => view));
      // the rows of all views are read in one go, and waited for once
      const due = [...views].map((view) => ({ view, steps: pending(view) }));
      const flush = together(reader);
      const loaded = due.map(({ view, steps }) =>
        load(
          view,
          steps.flatMap(({ keys }) => keys),
        ),
      );
      flush();
      await Promise.all(loaded);
      for (const { view, steps } of due) {
        await fold(view, steps, true);
        await turn();
      }
    },
    async saves() {
      const made: QueryConfig[] = [];
      for (const [name, rows] of changed) {
        made.push(...saveStatements(registry.views.get(name) as RegisteredView, rows));
        await turn();
      }
      return made;
    },
    remember() {
      for (const [name, rows] of read)
        for (const [id, row] of rows) if (!changed.get(name)?.has(id)) memory.rowsOf(name).set(id, row);
      for (const [name, rows] of changed) for (const [id, { row }] of rows) memory.rowsOf(name).set(id, row);
      // or every batch would keep all before it alive
      before = [];
      laid.clear();
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
  if (find.top)
    return (await findPage(client, view, { ...find, limit: find.top.n, order: find.top.by, often: true })).rows;
  const limit = find.limit ?? 1000;
  const page = await findPage(client, view, { ...find, limit, order: 'id', often: true });
  return limited(page.next ? [...page.rows, ...page.rows.slice(0, 1)] : page.rows, find);
}

/** A list longer than its limit is an error, never a cut; one that asks for its top gets just that. */
function limited(rows: Row[], find: Find): Row[] {
  if (find.top) return topOf(rows, find.top);
  const limit = find.limit ?? 1000;
  if (rows.length > limit) throw new CutList(`${find.view} has more than ${limit} rows for this question`);
  return rows;
}
