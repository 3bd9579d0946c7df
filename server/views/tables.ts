import type { ClientBase } from 'pg';
import type { ColumnType, Row } from '../../kernel/capability.ts';
import { canonical } from '../../kernel/chain.ts';
import type { RegisteredView, Registry } from '../../kernel/registry.ts';

const SQL_TYPES: Record<ColumnType, string> = {
  text: 'text',
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
  return `create index on ${table} (${columnOf(name)}, id)${type === 'instant' ? ` where ${columnOf(name)} is not null` : ''};`;
}

/** The table of a view. Row-level security: a reader sees rows inside its scopes, set per transaction. */
function createSql(view: RegisteredView, registry: Registry): string {
  const table = tableOf(view.name);
  const columns = Object.entries(view.columns).map(([name, type]) => `${columnOf(name)} ${SQL_TYPES[type]}`);
  return `
    drop table if exists ${table};
    create table ${table} (
      id text collate "C" primary key, area text collate "C" not null, doc jsonb not null, seq bigint not null, search text, mine text[]
      ${columns.map((column) => `, ${column}`).join('')}
    ) with (fillfactor = 85);
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
    v: 5,
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
  const columns = Object.entries(view.columns);
  const names = ['id', 'area', 'doc', 'seq', 'search', 'mine', ...columns.map(([name]) => columnOf(name))];
  const types = ['text', 'text', 'jsonb', 'bigint', 'text', 'text[]', ...columns.map(([, type]) => plainType(type))];
  const made = {
    upsert: `insert into ${table} (${names.join(', ')}) select ${names.join(', ')}
      from jsonb_to_recordset($1::jsonb) as x (${names.map((name, i) => `${name} ${types[i]}`).join(', ')})
      on conflict (id) do update set ${names
        .slice(1)
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')}`,
    load: `select id, doc from ${table} where id = any ($1)`,
  };
  statements.set(view.name, made);
  return made;
}

export async function loadRows(client: ClientBase, view: RegisteredView, ids: string[]): Promise<Row[]> {
  const { rows } = await client.query({ name: `load ${view.name}`, text: statementsOf(view).load, values: [ids] });
  return rows.map((row) => row.doc);
}

/** Writes changed rows; a null row is removed. */
export async function saveRows(
  client: ClientBase,
  view: RegisteredView,
  changed: Map<string, { row: Row | null; seq: number }>,
): Promise<void> {
  const { upsert } = statementsOf(view);
  const gone = [...changed].filter(([, { row }]) => row === null).map(([id]) => id);
  if (gone.length > 0) await client.query(`delete from ${tableOf(view.name)} where id = any ($1)`, [gone]);
  const records = [...changed.values()].flatMap(({ row, seq }) => (row ? [recordOf(view, row, seq)] : []));
  if (records.length > 0)
    await client.query({ name: `save ${view.name}`, text: upsert, values: [JSON.stringify(records)] });
}

/** Columns of a row that name the reader, for roles that see only their own. */
const mineColumns = (view: RegisteredView): string[] =>
  Object.values(view.reads).flatMap((reading) => (typeof reading === 'object' ? [reading.mine] : []));

function recordOf(view: RegisteredView, row: Row, seq: number): Record<string, unknown> {
  const values = row as unknown as Record<string, unknown>;
  const mine = mineColumns(view).flatMap((column) => values[column] ?? []);
  const record: Record<string, unknown> = {
    id: row.id,
    area: row.area,
    doc: row,
    seq,
    search: view.search?.(row as any) ?? null,
    mine,
  };
  for (const name of Object.keys(view.columns)) record[columnOf(name)] = values[name] ?? null;
  return record;
}
