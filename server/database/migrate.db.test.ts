import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../../tests/database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await emptyDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

const first = { name: 'test/1', sql: 'CREATE TABLE tube (id int);\nINSERT INTO tube VALUES (1);\n' };
const second = { name: 'test/2', sql: 'INSERT INTO tube VALUES (2)' };
const tubes = async (): Promise<number[]> =>
  (await pool.query('SELECT id FROM tube ORDER BY id')).rows.map((row) => row.id);

test('processes that migrate at once apply each file once', async () => {
  const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(pool, [first])));
  expect(applied.flat()).toEqual(['test/1']);
  expect(await tubes()).toEqual([1]);
});

test('later only the new file is applied', async () => {
  expect(await migrate(pool, [first, second])).toEqual(['test/2']);
  expect(await migrate(pool, [first, second])).toEqual([]);
  expect(await tubes()).toEqual([1, 2]);
});

test('line ends of another system are no change', async () => {
  expect(await migrate(pool, [{ ...first, sql: first.sql.replaceAll('\n', '\r\n') }, second])).toEqual([]);
});

test('a changed file is refused', async () => {
  await expect(migrate(pool, [{ ...first, sql: `${first.sql}-- more` }, second])).rejects.toThrow(
    /^migration-changed: test\/1 .*new migration/,
  );
});

test('a database of a newer Tandem is refused', async () => {
  await expect(migrate(pool, [first])).rejects.toThrow(/^migration-unknown: .*test\/2/);
});

test('a name given twice is refused', async () => {
  await expect(migrate(pool, [first, first])).rejects.toThrow(/^migration-twice: .*test\/1/);
});

test('a file that fails leaves nothing, and its line is named', async () => {
  const wrong = { name: 'test/3', sql: 'INSERT INTO tube VALUES (3);\nINSERT INTO tub VALUES (4);' };
  await expect(migrate(pool, [first, second, wrong])).rejects.toThrow(
    /^migration-failed: test\/3 line 2: relation "tub" does not exist/,
  );
  expect(await tubes()).toEqual([1, 2]);
  expect(await migrate(pool, [first, second])).toEqual([]);
});
