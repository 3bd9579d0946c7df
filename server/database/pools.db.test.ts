import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { asAdmin, emptyDatabase, type TestDatabase } from '../../tests/database.ts';
import { migrate } from './migrate.ts';
import { asReader, openPools, type Pools, withSettings } from './pools.ts';

const households = `
  CREATE EXTENSION IF NOT EXISTS ltree;
  CREATE TABLE household (id int PRIMARY KEY, area ltree NOT NULL, moved_in date);
  ALTER TABLE household ENABLE ROW LEVEL SECURITY;
  ALTER TABLE household FORCE ROW LEVEL SECURITY;
  CREATE POLICY scopes ON household USING (
    current_setting('tandem.scopes', true) = '*'
    OR area <@ ANY (string_to_array(nullif(current_setting('tandem.scopes', true), '*'), ',')::ltree[]));`;

let database: TestDatabase;
let pools: Pools;

beforeAll(async () => {
  database = await emptyDatabase();
  pools = await openPools(database.url, { size: 2 });
  await migrate(pools.writer, [{ name: 'test/households', sql: households }]);
  await pools.writer.query(
    `INSERT INTO household VALUES (1, '31.115.01', '2026-03-08'), (2, '31.115.02', NULL), (3, '31.104.01', NULL)`,
  );
});

afterAll(async () => {
  await pools?.end();
  await database?.drop();
});

const ids = 'SELECT array_agg(id ORDER BY id) AS ids FROM household';

describe('row-level security', () => {
  test('the writer sees every row', async () => {
    expect((await pools.writer.query(ids)).rows[0].ids).toEqual([1, 2, 3]);
  });

  test('a reader without scopes sees none, before and after others used its connection', async () => {
    expect((await pools.reader.query(ids)).rows[0].ids).toBeNull();
    for (let turn = 0; turn < 4; turn++) await asReader(pools.reader, ['31'], (client) => client.query(ids));
    expect((await pools.reader.query(ids)).rows[0].ids).toBeNull();
    expect(await asReader(pools.reader, [], async (client) => (await client.query(ids)).rows[0].ids)).toBeNull();
  });

  test('a reader sees nothing with a question asked after it waited for an answer', async () => {
    const read = async (client: pg.PoolClient) => {
      const [own] = (await client.query(ids)).rows;
      const [late] = (await client.query(ids)).rows;
      return [own.ids, late.ids];
    };
    for (let turn = 0; turn < 3; turn++)
      expect(await asReader(pools.reader, ['31.104'], read)).toEqual([expect.any(Array), null]);
    await expect(asReader(pools.reader, ['31'], (client) => client.query('select 1/0'))).rejects.toThrow(/zero/);
    expect(await asReader(pools.reader, [], async (client) => (await client.query(ids)).rows[0].ids)).toBeNull();
  });

  test('a reader sees the rows of its scopes and what lies below them', async () => {
    const seen = (...scopes: string[]): Promise<number[]> =>
      asReader(pools.reader, scopes, async (client) => (await client.query(ids)).rows[0].ids);
    expect(await seen('31.115')).toEqual([1, 2]);
    expect(await seen('31.115.02', '31.104')).toEqual([2, 3]);
    expect(await seen('31')).toEqual([1, 2, 3]);
    expect(await seen('44')).toBeNull();
  });

  test('scopes of readers at the same time do not mix', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, turn) =>
        asReader(
          pools.reader,
          [turn % 2 ? '31.104' : '31.115'],
          async (client) => (await client.query(ids)).rows[0].ids,
        ),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 40 }, (_, turn) => (turn % 2 ? [3] : [1, 2])));
  });

  test('a reader cannot write, and its connection serves again after an error', async () => {
    const write = (client: { query(sql: string): Promise<unknown> }): Promise<unknown> =>
      client.query('DELETE FROM household');
    await expect(asReader(pools.reader, ['31'], write)).rejects.toThrow(/read-only/);
    await expect(write(pools.reader)).rejects.toThrow(/read-only/);
    expect(await asReader(pools.reader, ['31.104'], async (client) => (await client.query(ids)).rows[0].ids)).toEqual([
      3,
    ]);
  });

  test.each(['*', '', '31,44', "31' ; x"])('the scope %j is refused', async (scope) => {
    await expect(asReader(pools.reader, [scope], async () => 1)).rejects.toThrow(/^scope-malformed: .*the city/);
  });

  test('a quote in a scope stays text', async () => {
    await expect(
      asReader(
        pools.reader,
        ["x'y"],
        async (client) => (await client.query(`SELECT current_setting('tandem.scopes') AS s`)).rows[0].s,
      ),
    ).resolves.toBe("x'y");
  });

  test('one read sees one moment', async () => {
    const counts = await asReader(pools.reader, ['31'], async (client) => {
      const count = () => client.query('SELECT count(*)::int AS n FROM household');
      const asked = [count(), client.query('SELECT pg_sleep(0.5)'), count()] as const;
      await asked[0];
      await pools.writer.query(`INSERT INTO household VALUES (9, '31.200', NULL)`);
      const [before, , after] = await Promise.all(asked);
      return [before.rows[0].n, after.rows[0].n];
    });
    await pools.writer.query('DELETE FROM household WHERE id = 9');
    expect(counts).toEqual([3, 3]);
  });
});

test('neither pool works as a role that bypasses the policies, and it owns what it makes', async () => {
  for (const pool of [pools.writer, pools.reader]) {
    const { rows } = await pool.query(`SELECT rolsuper OR rolbypassrls AS free, current_user AS name,
      (SELECT tableowner FROM pg_tables WHERE tablename = 'household') AS owner FROM pg_roles WHERE rolname = current_user`);
    expect(rows[0].free).toBe(false);
    expect(rows[0].owner).toBe(rows[0].name);
  }
});

test('a superuser gives way to tandem_app', async () => {
  const server = inject('tandemDatabase');
  const name = `test_${process.pid}_super`;
  await asAdmin(server, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  const url = server.adminUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
  const [one, two] = await Promise.all([openPools(url), openPools(url)]);
  await migrate(one.writer, [{ name: 'test/households', sql: households }]);
  await one.writer.query(`INSERT INTO household VALUES (1, '31.115.01')`);
  expect((await two.writer.query('SELECT current_user, session_user <> current_user AS stepped_down')).rows[0]).toEqual(
    { current_user: 'tandem_app', stepped_down: true },
  );
  expect((await two.reader.query(ids)).rows[0].ids).toBeNull();
  expect(await asReader(two.reader, ['31'], async (client) => (await client.query(ids)).rows[0].ids)).toEqual([1]);
  await Promise.all([one.end(), two.end()]);
  await asAdmin(server, (admin) => admin.query(`DROP DATABASE ${name}`));
});

test('a day is text and the zone is UTC, whatever the server or this machine says', async () => {
  const { rows } = await pools.writer.query(
    `SELECT moved_in, current_setting('TimeZone') AS zone FROM household WHERE id = 1`,
  );
  expect(rows[0]).toEqual({ moved_in: '2026-03-08', zone: 'UTC' });
});

test('an idle connection that is cut does not end the program', async () => {
  const said: string[] = [];
  const cut = await openPools(database.url, { size: 1, log: (line) => said.push(line) });
  const { rows } = await cut.writer.query('SELECT pg_backend_pid() AS pid');
  await asAdmin(inject('tandemDatabase'), (admin) => admin.query('SELECT pg_terminate_backend($1)', [rows[0].pid]));
  await expect.poll(() => said.length).toBe(1);
  expect((await cut.writer.query('SELECT 1 AS one')).rows[0].one).toBe(1);
  await cut.end();
});

test('settings join those an address already has', () => {
  const url = withSettings('postgresql://u@%2Ftmp%2Fx:5432/d?options=-c%20a.b%3Dc&sslmode=disable', '-c d.e=f');
  const client = new pg.Client({ connectionString: url }) as unknown as {
    connectionParameters: { options: string; host: string };
  };
  expect(client.connectionParameters.options).toBe('-c a.b=c -c d.e=f');
  expect(client.connectionParameters.host).toBe('/tmp/x');
});
