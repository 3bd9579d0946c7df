import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Pool } from 'pg';
import type { Account } from '../kernel/actor.ts';
import type { Words } from '../kernel/refusal.ts';
import { nodeSha256 } from './log/hash.ts';

/** An account with what the start page says of it. */
export interface FullAccount extends Account {
  title?: Words;
  /** What it is for, where its role alone does not say. */
  about?: Words;
  /** Page it starts on. */
  home: string;
}

export interface Accounts {
  save(account: FullAccount, password?: string): Promise<void>;
  find(id: string): Promise<FullAccount | undefined>;
  list(): Promise<FullAccount[]>;
  /** The account when the password is right. Takes as long for an unknown name as for a wrong password. */
  check(id: string, password: string): Promise<FullAccount | undefined>;
  /** A new session's token; only its hash is kept. */
  open(account: string): Promise<string>;
  /** Whose token it is; undefined for a forged, ended or expired one. */
  holder(token: string): Promise<FullAccount | undefined>;
  close(token: string): Promise<void>;
}

const SESSION_HOURS = 12;
/** Holders are remembered this long, so that a page's dozen requests cost one look. */
const REMEMBER_MS = 5000;
/** OWASP's second recommended profile: 19 MiB, two passes. */
const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };

const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: object) => Promise<Buffer>;

async function hashPassword(password: string, nonce = randomBytes(16)): Promise<string> {
  const key = await derive('argon2id', { ...COST, message: password, nonce });
  return `${nonce.toString('base64url')}.${key.toString('base64url')}`;
}

async function isPassword(password: string, kept: string): Promise<boolean> {
  const [nonce = '', key = ''] = kept.split('.');
  const [, again = ''] = (await hashPassword(password, Buffer.from(nonce, 'base64url'))).split('.');
  const a = Buffer.from(key, 'base64url');
  const b = Buffer.from(again, 'base64url');
  return a.length === b.length && timingSafeEqual(a, b);
}

export function createAccounts(pool: Pool): Accounts {
  const remembered = new Map<string, { account: FullAccount | undefined; until: number }>();
  const nobody = hashPassword(randomBytes(8).toString('hex'));
  return {
    async save(account, password) {
      const hash = password === undefined ? null : await hashPassword(password);
      await pool.query(
        `insert into account (id, name, org, grants, password, title, home, about) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set name = excluded.name, org = excluded.org, grants = excluded.grants,
           password = coalesce(excluded.password, account.password), title = excluded.title, home = excluded.home,
           about = excluded.about`,
        [
          account.id,
          account.name,
          account.org,
          JSON.stringify(account.grants),
          hash,
          account.title ?? null,
          account.home,
          account.about ?? null,
        ],
      );
      remembered.clear();
    },
    async find(id) {
      const { rows } = await pool.query('select * from account where id = $1 and active', [id]);
      return rows[0] && fromAccountRow(rows[0]);
    },
    async list() {
      return (await pool.query('select * from account where active order by id')).rows.map(fromAccountRow);
    },
    async check(id, password) {
      const { rows } = await pool.query('select * from account where id = $1 and active', [id]);
      const right = await isPassword(password, rows[0]?.password ?? (await nobody));
      return right && rows[0]?.password ? fromAccountRow(rows[0]) : undefined;
    },
    async open(account) {
      const token = randomBytes(32).toString('base64url');
      await pool.query(
        `insert into session (token_hash, account, expires_at) values ($1, $2, now() + interval '${SESSION_HOURS} hours')`,
        [nodeSha256(token), account],
      );
      return token;
    },
    async holder(token) {
      const known = remembered.get(token);
      if (known && known.until > Date.now()) return known.account;
      const { rows } = await pool.query(
        'select account.* from session join account on account.id = session.account where token_hash = $1 and expires_at > now() and active',
        [nodeSha256(token)],
      );
      const account = rows[0] && fromAccountRow(rows[0]);
      if (remembered.size > 10_000) remembered.clear();
      remembered.set(token, { account, until: Date.now() + REMEMBER_MS });
      return account;
    },
    async close(token) {
      remembered.delete(token);
      await pool.query('delete from session where token_hash = $1', [nodeSha256(token)]);
    },
  };
}

const fromAccountRow = (row: any): FullAccount => ({
  id: row.id,
  name: row.name,
  org: row.org,
  grants: row.grants,
  home: row.home,
  ...(row.title ? { title: row.title } : {}),
  ...(row.about ? { about: row.about } : {}),
});
