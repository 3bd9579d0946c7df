import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { openCity } from '../../server/city.ts';
import { register } from '../../server/register.ts';
import { emptyDatabase, freshDatabase, type TestDatabase, type TestServer } from '../../tests/database.ts';
import { drillNames, readDrill } from './read.ts';
import { playDrill, type Watch } from './run.ts';

const shipped = await drillNames();
/** A sheet is the same on any PostgreSQL: every drill is played on one, the quickest also on the second. */
const second = process.env['TANDEM_TEST_DATABASE_URL'] !== undefined;
const played = second ? shipped.filter((name) => name === 'lanzhou-relay-2022') : shipped;

/** An exercise of which nothing was played yet, tables and indexes made: every drill gets a copy. */
let blank: TestDatabase;
let copies: TestServer;
beforeAll(async () => {
  blank = await emptyDatabase();
  const city = await openCity({
    url: blank.url,
    register,
    zone: 'Asia/Shanghai',
    exercise: true,
    tickMs: 0,
    poolSize: 2,
  });
  await city.stop();
  copies = { ...inject('tandemDatabase'), template: new URL(blank.url).pathname.slice(1) };
});
afterAll(() => blank.drop());

const open: TestDatabase[] = [];
const kept = (database: TestDatabase): string => {
  open.push(database);
  return database.url;
};
const fresh = async (): Promise<string> => kept(await freshDatabase(copies));
afterEach(async () => {
  for (const database of open.splice(0)) await database.drop();
});
/** A slow or busy machine plays a drill all the same: many times its budget, which the bench holds it to. */
const PATIENCE = 6;
for (const script of await Promise.all(played.map((name) => readDrill(name)))) {
  const { id: drill, budget } = script.text;
  test(`${drill} gives its score sheet, to the digit`, { timeout: budget * 1000 * PATIENCE }, async () => {
    const { sheet, findings, refused } = await playDrill(script, await fresh());
    const scored = {
      drill,
      sheet: sheet.map(({ id, value, of, passed }) => ({ id, value, of, passed })),
      findings: findings.map(({ id, owner, dueAt }) => ({ id, owner, dueAt })),
      refused,
    };
    const path = new URL(`../../tests/golden/drills/${drill}.json`, import.meta.url);
    if (process.env['TANDEM_GOLDEN'] === 'write') writeFileSync(path, `${JSON.stringify(scored, undefined, 1)}\n`);
    expect(scored).toEqual(JSON.parse(readFileSync(path, 'utf8')));
    expect(findings).toHaveLength(sheet.filter(({ passed }) => passed === false).length);
  });
}

test('N1: everything a drill writes is marked an exercise, and a database with events is refused', async () => {
  const url = await fresh();
  const script = await readDrill('zhengzhou-orders-2022', { days: 1 });
  await playDrill(script, url);
  const city = await openCity({ url, register, tickMs: 0, poolSize: 2 });
  try {
    const { rows } = await city.pools.writer.query(
      `select count(*)::int as n, count(*) filter (where exercise)::int as marked from event`,
    );
    expect(city.exercise).toBe(true);
    expect(rows[0].n).toBeGreaterThan(200);
    expect(rows[0].marked).toBe(rows[0].n);
  } finally {
    await city.stop();
  }
  await expect(playDrill(script, url)).rejects.toThrow(/^drill-database: /);
});

test('N1: a real city is left alone: not one row', async () => {
  const url = kept(await emptyDatabase());
  const real = await openCity({ url, register, exercise: false, tickMs: 0, poolSize: 2 });
  try {
    await expect(playDrill(await readDrill('zhengzhou-orders-2022'), url)).rejects.toThrow('city-is-real');
    const { rows } = await real.pools.writer.query('select seq from log_head');
    expect(Number(rows[0].seq)).toBe(0);
  } finally {
    await real.stop();
  }
});

test('a drill stopped in the middle says so and scores nothing', async () => {
  const stop = new AbortController();
  const watch: Watch = { signal: stop.signal, progress: (done) => done === 1 && stop.abort() };
  await expect(playDrill(await readDrill('zhengzhou-orders-2022'), await fresh(), watch)).rejects.toThrow(
    /^drill-cancelled: /,
  );
});
