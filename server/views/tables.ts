import type { ClientBase, QueryConfig } from 'pg';
import type { ColumnType, Row } from '../../kernel/capability.ts';
import { canonical } from '../../kernel/chain.ts';
import type { RegisteredView, Registry } from '../../kernel/registry.ts';
import { lines, toArray, toLines } from '../log/lines.ts';

const SQL_TYPES: Record<ColumnType, string> = {
  text: 'text collate "C"',
  number: 'double precision',
  instant: 'text collate "C"',
  boolean: 'boolean',
  texts: 'text[]',
};

export const tableOf = (view: string): string =>
  `v_${view.replace('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
export const columnOf = (column: string): string =>
  `c_${column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;

/** Column types as json_to_recordset writes them (it takes no collation). */
const plainType = (type: ColumnType): string => SQL_TYPES[type].replace(' collate "C"', '');

/** Columns with an index: each index costs every write, so only what is asked for by its value alone, or by the clock. */
function indexed(view: RegisteredView, registry: Registry): string[] {
  const clocks = registry.clockwork.filter((work) => work.view === view.name).map((work) => work.at);
  const order = (view.order ?? 'id').replace(/^-/, '');
  return [...new Set([order, ...clocks, ...(view.index ?? [])])].filter((name) => name !== 'id');
}

function indexSql(table: string, name: string, type: ColumnType): string {
  if (type === 'texts') return `create index on ${table} using gin (${columnOf(name)});`;
  return `create index on ${table} (${columnOf(name)}, id) where ${columnOf(name)} is not null;`;
}

/** The table of a view. Row-level security: a reader sees rows inside its scopes, set per transaction. */
function createSql(view: RegisteredView, registry: Registry): string {
  const table = tableOf(view.name);
  const columns = Object.entries(view.columns).map(([name, type]) => `${columnOf(name)} ${SQL_TYPES[type]}`);
  return `
    drop table if exists ${table};
    create table ${table} (
      id text collate "C" primary key, area text collate "C" not null, doc text not null, seq bigint not null, search text, mine text[]
      ${columns.map((column) => `, ${column}`).join('')}
    ) with (fillfactor = 75, toast_tuple_target = 8160);
    alter table ${table} alter column doc set storage main;
    create index on ${table} (area, id);
    ${indexed(view, registry)
      .map((name) => indexSql(table, name, view.columns[name] as ColumnType))
      .join('\n')}
    ${mineColumns(view).length > 0 ? `create index on ${table} using gin (mine);` : ''}
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy scopes on ${table} using (${SERVER} or ${READER}) with check (${SERVER});`;
}

/** The server's own connections. A subquery, so that it is asked once a statement and not once a row. */
const SERVER = `(select coalesce(current_setting('tandem.scopes', true), '') = '*')`;

/**
 * A reader's scopes are place paths joined by ',', and '@account' for rows that are the reader's own. Both lists are made
 * once a statement, and the operators are ones the planner may ask before the query's own (leakproof or cheap).
 */
const READER = `((area || '.') ^@ any ((select tandem_scopes())::text[]) or mine && (select tandem_own())::text[])`;
export const SCOPE_FUNCTIONS = `
  create or replace function tandem_scopes() returns text[] language sql stable parallel safe as $$
    select array(
      select scope || '.' from unnest(string_to_array(coalesce(current_setting('tandem.scopes', true), ''), ',')) as scope
      where scope <> '' and not starts_with(scope, '@'))
  $$;
  create or replace function tandem_own() returns text[] language sql stable parallel safe as $$
    select array(
      select substr(scope, 2) from unnest(string_to_array(coalesce(current_setting('tandem.scopes', true), ''), ',')) as scope
      where starts_with(scope, '@'))
  $$;`;

const shapeOf = (view: RegisteredView, registry: Registry): string =>
  canonical({
    v: 8,
    columns: view.columns,
    search: Boolean(view.search),
    reads: view.reads,
    indexed: indexed(view, registry),
  });

/**
 * Makes missing view tables and drops those whose shape changed. Returns the views that must be folded anew.
 * A view's fold may change without its shape: `tandem rebuild` is for that.
 */
export async function prepareViews(client: ClientBase, registry: Registry): Promise<RegisteredView[]> {
  await client.query(SCOPE_FUNCTIONS);
  const known = new Map(
    (await client.query('select name, shape from view_table')).rows.map((row) => [row.name, row.shape]),
  );
  const stale = [...registry.views.values()].filter((view) => known.get(view.name) !== shapeOf(view, registry));
  for (const view of stale) {
    await client.query(createSql(view, registry));
    await client.query(
      'insert into view_table values ($1, $2) on conflict (name) do update set shape = excluded.shape',
      [view.name, shapeOf(view, registry)],
    );
  }
  return stale;
}

const statements = new Map<string, { upsert: string; load: string }>();

function statementsOf(view: RegisteredView) {
  const known = statements.get(view.name);
  if (known) return known;
  const table = tableOf(view.name);
  const columns = columnsOf(view);
  const names = columns.map(({ name }) => name);
  const made = {
    // one array a column: the rows travel as they will lie, and nothing is parsed but numbers
    upsert: `insert into ${table} (${names.join(', ')})
      select ${columns.map(({ name, type }) => (type === 'text[]' ? `${name}::text[]` : name)).join(', ')}
      from unnest(${columns.map(({ name, type }, i) => (name === 'doc' ? lines(i + 1) : `$${i + 1}::${type === 'text[]' ? 'text' : type}[]`)).join(', ')}) as x (${names.join(', ')})
      on conflict (id) do update set ${names
        .slice(1)
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')}`,
    load: `select doc from ${table} where id = any ($1)`,
  };
  statements.set(view.name, made);
  return made;
}

/** What a row's table holds beside the columns of its view, and how each value is written. */
function columnsOf(view: RegisteredView): { name: string; type: string; value(row: any, seq: number): any }[] {
  const mine = mineColumns(view);
  const { search } = view;
  return [
    { name: 'id', type: 'text', value: (row) => row.id },
    { name: 'area', type: 'text', value: (row) => row.area },
    { name: 'doc', type: 'text', value: (row) => row },
    { name: 'seq', type: 'bigint', value: (_row, seq) => seq },
    ...(search ? [{ name: 'search', type: 'text', value: (row: any) => search(row) }] : []),
    ...(mine.length > 0
      ? [{ name: 'mine', type: 'text[]', value: (row: any) => toArray(mine.flatMap((column) => row[column] ?? [])) }]
      : []),
    ...Object.entries(view.columns).map(([name, type]) => ({
      name: columnOf(name),
      type: plainType(type),
      value: (row: any) =>
        // lists of different lengths cannot travel as arrays of arrays: each is written as a text
        type === 'texts' && row[name] ? toArray(row[name]) : (row[name] ?? null),
    })),
  ];
}

export async function loadRows(client: ClientBase, view: RegisteredView, ids: string[]): Promise<Row[]> {
  const { rows } = await client.query({ name: `load ${view.name}`, text: statementsOf(view).load, values: [ids] });
  return rows.map((row) => JSON.parse(row.doc));
}

type Changed = Map<string, { row: Row | null; seq: number }>;

/** The statements that write changed rows; a null row is removed. */
export function saveStatements(view: RegisteredView, changed: Changed): QueryConfig[] {
  const gone = [...changed].filter(([, { row }]) => row === null).map(([id]) => id);
  const kept = [...changed.values()].filter((item): item is { row: Row; seq: number } => item.row !== null);
  const made: QueryConfig[] = [];
  if (gone.length > 0) made.push({ text: `delete from ${tableOf(view.name)} where id = any ($1)`, values: [gone] });
  if (kept.length > 0)
    made.push({
      name: `save ${view.name}`,
      text: statementsOf(view).upsert,
      values: columnsOf(view).map(({ name, value }) =>
        name === 'doc' ? toLines(kept.map(({ row }) => row)) : toArray(kept.map(({ row, seq }) => value(row, seq))),
      ),
    });
  return made;
}

export async function saveRows(client: ClientBase, view: RegisteredView, changed: Changed): Promise<void> {
  for (const statement of saveStatements(view, changed)) await client.query(statement);
}

/** Columns of a row that name the reader, for roles that see only their own. */
const mineColumns = (view: RegisteredView): string[] =>
  Object.values(view.reads).flatMap((reading) => (typeof reading === 'object' ? [reading.mine] : []));
