import type { Pool } from 'pg';
import { type Account, type Actor, type Grant, PURPOSES, type Purpose } from '../../kernel/actor.ts';
import type { Row } from '../../kernel/capability.ts';
import { isWithin } from '../../kernel/place.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import type { RegisteredView, Registry } from '../../kernel/registry.ts';
import { asReader } from '../database/pools.ts';
import { BadQuery, countRows, findTexts, type Query } from './find.ts';

export interface Reads {
  /** One page of a view as an account may see it. A read of personal data leaves its trace before the answer goes out. */
  list(account: Account, view: string, query: ListQuery, purpose?: string): Promise<ReadPage | Refusal>;
  /** The same page as JSON: most rows go out as they are kept, and are not written anew for every reader. */
  text(account: Account, view: string, query: ListQuery, purpose?: string): Promise<string | Refusal>;
  one(account: Account, view: string, id: string, purpose?: string): Promise<Row | Refusal>;
}

export interface ListQuery extends Query {
  count?: boolean;
  /** Only these fields of a row, beside id and area: some rows are long, and a list shows little of them. */
  fields?: readonly string[];
}

export interface ReadPage {
  rows: Row[];
  next?: string;
  /** All rows that answer, when asked for. */
  total?: number;
}

interface Found {
  /** Rows as they are kept. */
  texts: string[];
  /** Rows as the account may see them; parsed when first asked for. */
  rows(): Row[];
  /** The texts may go out as they are. */
  plain: boolean;
  next?: string;
  total?: number;
}

export interface ReadsOptions {
  pool: Pool;
  registry: Registry;
  /** Records who read whose personal data; awaited. */
  trace(read: Trace): Promise<void>;
  /** Told of a read that was asked for another purpose. */
  refusedPurpose(account: Account, view: string, refusal: Refusal): Promise<void>;
}

export interface Trace {
  by: Actor;
  view: string;
  purpose: Purpose;
  subjects: string[];
}

export function createReads({ pool, registry, trace, refusedPurpose }: ReadsOptions): Reads {
  /** A page as texts, and what makes rows of them as this account may see them. */
  async function read(account: Account, name: string, query: ListQuery, why?: string): Promise<Found | Refusal> {
    const view = registry.views.get(name);
    if (!view) return viewUnknown(name);
    const purpose = purposeOf(view, why);
    if (typeof purpose !== 'string') {
      await refusedPurpose(account, name, purpose);
      return purpose;
    }
    const seeing = account.grants.filter((grant) => view.reads[grant.role]);
    if (seeing.length === 0) return readNotPermitted(name, account);
    const asked = narrowed(account, view, seeing, query);
    try {
      const page = await asReader(pool, scopesOf(account, view, seeing), async (client) => {
        const [found, total] = await Promise.all([
          findTexts(client, view, { ...asked, often: true, long: true }),
          query.count ? countRows(client, view, asked) : undefined,
        ]);
        return { ...found, ...(total === undefined ? {} : { total }) };
      });
      let parsed: Row[] | undefined;
      const rows = () => (parsed ??= page.rows.map((text) => masked(view, account, seeing, JSON.parse(text))));
      if (view.subjects) await traced(account, view, seeing, purpose, rows());
      return { ...page, texts: page.rows, rows, plain: !view.mask && !query.fields };
    } catch (error) {
      if (error instanceof BadQuery)
        return refuse('query-invalid', name, { en: error.message, zh: `查询有误：${error.message}` });
      throw error;
    }
  }

  async function traced(
    account: Account,
    view: RegisteredView,
    seeing: Grant[],
    purpose: Purpose,
    rows: Row[],
  ): Promise<void> {
    if (!view.subjects) return;
    const own = account.grants.filter((grant) => grant.role === 'resident').map((grant) => grant.area);
    const subjects = [...new Set(rows.flatMap((row) => view.subjects?.(row as any) ?? []))].filter(
      (subject) => !own.some((area) => isWithin(subject, area)),
    );
    const grant = seeing[0] as Grant;
    if (subjects.length > 0)
      await trace({
        by: { id: account.id, name: account.name, org: account.org, ...grant },
        view: view.name,
        purpose,
        subjects,
      });
  }

  async function list(account: Account, name: string, query: ListQuery, why?: string): Promise<ReadPage | Refusal> {
    const page = await read(account, name, query, why);
    if ('refused' in page) return page;
    const { next, total } = page;
    const rows = page.rows().map((row) => short(row, query.fields));
    return { rows, ...(next === undefined ? {} : { next }), ...(total === undefined ? {} : { total }) };
  }

  return {
    list,
    async text(account, name, query, why) {
      const page = await read(account, name, query, why);
      if ('refused' in page) return page;
      const { next, total } = page;
      const rows = page.plain ? page.texts : page.rows().map((row) => JSON.stringify(short(row, query.fields)));
      const more = `${next === undefined ? '' : `,"next":"${next}"`}${total === undefined ? '' : `,"total":${total}`}`;
      return `{"rows":[${rows.join(',')}]${more}}`;
    },
    async one(account, name, id, purpose) {
      const page = await list(account, name, { view: name, ids: [id], limit: 1 }, purpose);
      if ('refused' in page) return page;
      return (
        page.rows[0] ??
        refuse('row-unknown', id, {
          en: `${name} has no ${id} that you may see.`,
          zh: `${name} 中没有您可查看的 ${id}。`,
        })
      );
    },
  };
}

const scopesOf = (account: Account, view: RegisteredView, seeing: Grant[]): string[] =>
  seeing.map((grant) => {
    const reading = view.reads[grant.role];
    if (reading === 'all') return ROOT;
    return reading === 'area' ? grant.area : `@${account.id}`;
  });

/** Every place path begins here. */
const ROOT = 'cn';

/** With a single way of seeing, it goes into the query too, so that an index and not only the policy narrows it. */
function narrowed(account: Account, view: RegisteredView, seeing: Grant[], query: Query): Query {
  const ways = new Set(seeing.map((grant) => `${JSON.stringify(view.reads[grant.role])} ${grant.area}`));
  const [only] = seeing;
  if (ways.size > 1 || !only) return query;
  const reading = view.reads[only.role];
  if (reading === 'area') return query.within ? query : { ...query, within: only.area };
  return reading === 'all' ? query : { ...query, mine: account.id };
}

function short(row: Row, fields: readonly string[] | undefined): Row {
  if (!fields) return row;
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => name === 'id' || name === 'area' || fields.includes(name)),
  ) as Row;
}

function masked(view: RegisteredView, account: Account, seeing: Grant[], row: Row): Row {
  if (!view.mask) return row;
  const grant =
    seeing.find((item) => view.reads[item.role] !== 'area' || isWithin(row.area, item.area)) ?? (seeing[0] as Grant);
  return view.mask(row as any, { id: account.id, role: grant.role });
}

/** The purposes Tandem serves; nothing else can be asked for (SG5). */
function purposeOf(view: RegisteredView, asked: string | undefined): Purpose | Refusal {
  if (asked === undefined) return 'livelihood';
  if ((PURPOSES as readonly string[]).includes(asked)) return asked as Purpose;
  return refuse('purpose-refused', asked, {
    en: `${view.name} is not read for the purpose “${asked}”. Tandem serves ${PURPOSES.join(', ')} and nothing else.`,
    zh: `不得以“${asked}”为目的查询 ${view.name}。本系统只服务于疫情防控和民生保障。`,
  });
}

const viewUnknown = (name: string): Refusal =>
  refuse('view-unknown', name, {
    en: `There is no list ${name}. See /api/docs.`,
    zh: `没有列表 ${name}，见 /api/docs。`,
  });

const readNotPermitted = (view: string, account: Account): Refusal =>
  refuse('not-permitted', view, {
    en: `${view} is not shown to ${account.grants.map((grant) => grant.role).join(', ') || 'this account'}.`,
    zh: `${account.name} 的职责不能查看 ${view}。`,
  });
