import type { ClientBase } from 'pg';
import type { ColumnType, Find, Row } from '../../kernel/capability.ts';
import type { RegisteredView } from '../../kernel/registry.ts';
import { columnOf, tableOf } from './tables.ts';

export interface Query extends Find {
  /** Text looked for in the view's search text. */
  q?: string;
  /** Column, descending with a leading '-'. */
  order?: string;
  /** Only rows that are this account's own. */
  mine?: string;
  /** Kept by the connection under a name: asked again and again. */
  often?: boolean;
  /** The first page of something long: walks the order's index. Otherwise few rows are expected, found first and then sorted. */
  long?: boolean;
  /** Where the last page ended. */
  cursor?: string;
}

export interface Page<R = Row> {
  rows: R[];
  /** Cursor of the next page; absent on the last. */
  next?: string;
}

/** Thrown for a question that no view answers: unknown column, malformed cursor. The message is for the asker. */
export class BadQuery extends Error {}

/** Answers a question to a view inside the connection's scopes, in keyset pages. */
export async function findPage(client: ClientBase, view: RegisteredView, query: Query): Promise<Page> {
  const { rows, ...more } = await findTexts(client, view, query);
  return { rows: rows.map((text) => JSON.parse(text)), ...more };
}

/** As `findPage`, each row as the JSON it is kept as. */
export async function findTexts(client: ClientBase, view: RegisteredView, query: Query): Promise<Page<string>> {
  const values: unknown[] = [];
  const value = (item: unknown): string => `$${values.push(item)}`;
  const conditions = conditionsOf(view, query, value);
  const order = orderOf(view, query.order ?? view.order ?? 'id');
  const limit = query.limit ?? 50;
  const most = value(limit + 1);
  const pages = pagesOf(order, query, value).map(({ where, sort }) => {
    const all = [...conditions, ...where];
    return `select id, doc, ${order.column} as at from ${tableOf(view.name)} ${all.length > 0 ? `where ${all.join(' and ')}` : ''} order by ${sort} limit ${most}`;
  });
  const text = pages.length === 1 ? (pages[0] as string) : `(${pages.join(') union all (')}) limit ${most}`;
  const { rows } = await client.query(query.often ? { name: nameOf(text), text, values } : { text, values });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last;
  return {
    rows: page.map((row) => row.doc),
    ...(more ? { next: writeCursor(order.column === 'id' ? null : last.at, last.id) } : {}),
  };
}

/**
 * What a page is made of. A long list: rows with a value in the column of the order, then those without one, each as an
 * index can serve it, for sorting by "nulls last" reads the whole list for its first page. The second is not run when the
 * first fills the page.
 */
function pagesOf(
  { column, descending }: { column: string; descending: boolean },
  { cursor, long }: Query,
  value: (item: unknown) => string,
): { where: string[]; sort: string }[] {
  const direction = descending ? 'desc' : 'asc';
  const compare = descending ? '<' : '>';
  const [at, id] = cursor ? readCursor(cursor) : [];
  const after = (columns: string, ...last: unknown[]) => (cursor ? [`${columns} ${compare} (${last.map(value)})`] : []);
  if (column === 'id') return [{ where: after('(id)', id), sort: `id ${direction}` }];
  const without = (where: string[]) => ({ where: [`${column} is null`, ...where], sort: `id ${direction}` });
  if (cursor && at === null) return [without(after('(id)', id))];
  if (!cursor && !long) return [{ where: [], sort: `${column} ${direction} nulls last, id ${direction}` }];
  return [
    {
      where: [`${column} is not null`, ...after(`(${column}, id)`, at, id)],
      sort: `${column} ${direction}, id ${direction}`,
    },
    without([]),
  ];
}

/** Short names of statements that are kept: PostgreSQL takes 63 bytes. */
const named = new Map<string, string>();
function nameOf(text: string): string {
  const name = named.get(text) ?? `find ${named.size}`;
  named.set(text, name);
  return name;
}

/** How many rows answer a question. */
export async function countRows(client: ClientBase, view: RegisteredView, query: Query): Promise<number> {
  const values: unknown[] = [];
  const conditions = conditionsOf(view, query, (item) => `$${values.push(item)}`);
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const { rows } = await client.query(`select count(*)::int as n from ${tableOf(view.name)} ${where}`, values);
  return rows[0].n;
}

function conditionsOf(view: RegisteredView, query: Query, value: (item: unknown) => string): string[] {
  const conditions: string[] = [];
  if (query.mine) conditions.push(`mine @> array[${value(query.mine)}]`);
  if (query.ids) conditions.push(`id = any (${value(query.ids)})`);
  if (query.within) {
    const at = value(query.within);
    // '.' sorts just before '/', so this range is everything inside, and the index serves it
    conditions.push(`(area = ${at} or (area > ${at} || '.' and area < ${at} || '/'))`);
  }
  for (const [name, wanted] of Object.entries(query.where ?? {}))
    conditions.push(columnCondition(view, name, wanted, value));
  for (const word of (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)) {
    conditions.push(`search like ${value(`%${word.replace(/[\\%_]/g, '\\$&')}%`)}`);
  }
  return conditions;
}

function columnCondition(
  view: RegisteredView,
  name: string,
  wanted: unknown,
  value: (item: unknown) => string,
): string {
  const [column, suffix] = name.split(/_(?=from$|to$)/) as [string, string?];
  const type = view.columns[column];
  if (!type)
    throw new BadQuery(`${view.name} has no column ${column}; it has ${Object.keys(view.columns).join(', ')}.`);
  const sql = columnOf(column);
  if (suffix) return `${sql} ${suffix === 'from' ? '>=' : '<'} ${value(cast(type, wanted))}`;
  if (type === 'texts') return `${sql} && ${value([wanted].flat().map(String))}`;
  if (wanted === null) return `${sql} is null`;
  if (Array.isArray(wanted)) return `${sql} = any (${value(wanted.map((item) => cast(type, item)))})`;
  return `${sql} = ${value(cast(type, wanted))}`;
}

function cast(type: ColumnType, value: unknown): unknown {
  if (type === 'number') {
    const number = Number(value);
    if (Number.isNaN(number)) throw new BadQuery(`${String(value)} is no number.`);
    return number;
  }
  return type === 'boolean' ? value === true || value === 'true' : String(value);
}

function orderOf(view: RegisteredView, order: string): { column: string; descending: boolean } {
  const descending = order.startsWith('-');
  const name = descending ? order.slice(1) : order;
  if (name === 'id') return { column: 'id', descending };
  if (!view.columns[name])
    throw new BadQuery(`${view.name} cannot be ordered by ${name}; it has ${Object.keys(view.columns).join(', ')}.`);
  return { column: columnOf(name), descending };
}

const writeCursor = (at: unknown, id: string): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

function readCursor(cursor: string): [unknown, string] {
  try {
    const read = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(read) && read.length === 2 && typeof read[1] === 'string') return read as [unknown, string];
  } catch {
    // falls through to the refusal below
  }
  throw new BadQuery(`${cursor} is no cursor of this list. Start from the first page.`);
}
