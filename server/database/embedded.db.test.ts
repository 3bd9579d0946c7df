import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ask, clusters } from '../../tests/clusters.ts';
import { alive } from './embedded.process.ts';
import { startEmbedded } from './embedded.ts';

const { folder, mother, start, copy } = clusters();
const children: ChildProcess[] = [];

/** Another Tandem process, which writes rows as fast as it can and tells each one that was committed. */
function writer(dataDir: string): { child: ChildProcess; committed: number[] } {
  const program = `
    import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)};
    import pg from 'pg';
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
    const pool = new pg.Pool({ connectionString: server.url, max: 4 });
    pool.on('error', () => {});
    const write = async () => { for (;;) console.log((await pool.query("INSERT INTO tube (text) VALUES (repeat('x', 500)) RETURNING id")).rows[0].id); };
    await Promise.all([write(), write(), write(), write()]).catch(() => {});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: process.cwd(),
  });
  children.push(child);
  const committed: number[] = [];
  let rest = '';
  child.stdout?.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    committed.push(...lines.map(Number));
  });
  return { child, committed };
}

const lost = async (url: string, committed: number[]): Promise<number[]> => {
  const kept = new Set((await ask<{ id: number }>(url, 'SELECT id FROM tube')).map((row) => row.id));
  return committed.filter((id) => !kept.has(id));
};

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('a new database', () => {
  test('is served to a plain role through a private socket only, in UTC and UTF-8', async () => {
    const server = await start(mother);
    expect(server.adopted).toBe(false);
    const [row] = await ask(
      server.url,
      `SELECT current_user, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, current_setting('TimeZone') AS zone,
      current_setting('listen_addresses') AS tcp, current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums,
      pg_get_userbyid(datdba) AS owner, datctype, '浦东' < '黄浦' COLLATE "zh-Hans-x-icu" AS pinyin FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
    );
    expect(row).toEqual({
      current_user: 'tandem',
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      zone: 'UTC',
      tcp: '',
      fsync: 'on',
      checksums: 'on',
      owner: 'tandem',
      datctype: 'C.UTF-8',
      pinyin: false,
    });
    await ask(server.url, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION ltree');
    expect(
      (await ask<{ trigrams: number }>(server.url, `SELECT cardinality(show_trgm('北京市')) AS trigrams`))[0]?.trigrams,
    ).toBe(4);
    expect(statSync(server.socketDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(mother, 'postgres/secret.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(mother, 'postgres/cluster')).mode & 0o777).toBe(0o700);
    if (process.getuid?.() === 0) expect(statSync(join(mother, 'postgres/cluster')).uid).not.toBe(0);
    await expect(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
    await expect(ask(server.url.replace(/\/tandem$/, '/postgres'), 'CREATE ROLE thief SUPERUSER')).rejects.toThrow(
      /permission denied/,
    );
  });

  test('listens on 127.0.0.1 when a port is given, and says so when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { dataDir } = copy();
    await expect(startEmbedded({ dataDir, port })).rejects.toThrow(/^database-port-taken: /);
    await new Promise((resolve) => other.close(resolve));
    const server = await start(dataDir, { port });
    expect(
      await ask(server.url.replace(/@[^/]+\//, `@127.0.0.1:${port}/`), 'SELECT inet_server_addr()::text AS at'),
    ).toEqual([{ at: '127.0.0.1/32' }]);
  });

  test('is made once, and stops with its last user, when two begin together', async () => {
    const dataDir = join(folder, 'together');
    const [one, two] = await Promise.all([start(dataDir, { fsync: false }), start(dataDir, { fsync: false })]);
    expect([one.adopted, two.adopted].sort()).toEqual([false, true]);
    expect(one.pid).toBe(two.pid);
    await one.stop();
    expect(await ask(two.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await two.stop();
    expect(alive(two.pid)).toBe(false);
  });

  test('has its socket in a short folder when its own path is too long', async () => {
    const deep = join(folder, 'a'.repeat(60), 'b'.repeat(60));
    mkdirSync(deep, { recursive: true });
    const dataDir = join(deep, 'data');
    execFileSync('cp', ['-a', mother, dataDir]);
    const server = await start(dataDir);
    expect(server.socketDir.length).toBeLessThan(93);
    expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('kill -9', () => {
  test('of our process: the server lives on, is adopted, and every committed row is there', async () => {
    const { dataDir } = copy();
    const { child, committed } = writer(dataDir);
    await expect.poll(() => committed.length, { timeout: 15_000 }).toBeGreaterThan(200);
    child.kill('SIGKILL');
    const server = await start(dataDir);
    expect(server.adopted).toBe(true);
    expect(await lost(server.url, committed)).toEqual([]);
    await server.stop();
    expect(alive(server.pid)).toBe(false);
    expect((await start(dataDir)).adopted).toBe(false);
  });

  test('of our process and every process of the server: started again, every committed row is there', async () => {
    const { dataDir, cluster } = copy();
    const { child, committed } = writer(dataDir);
    await expect.poll(() => committed.length, { timeout: 15_000 }).toBeGreaterThan(200);
    const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const backends = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
      .trim()
      .split(' ')
      .map(Number);
    // the program first: left alive, it would start its server again
    child.kill('SIGKILL');
    for (const pid of [postmaster, ...backends]) process.kill(pid, 'SIGKILL');
    const server = await start(dataDir);
    expect(server.adopted).toBe(false);
    expect(committed.length).toBeGreaterThan(200);
    expect(await lost(server.url, committed)).toEqual([]);
  });

  test('of the server under a living process: it comes back at the same address', async () => {
    const server = await start(copy().dataDir);
    const before = server.pid;
    process.kill(before, 'SIGKILL');
    await expect.poll(() => server.pid, { timeout: 10_000 }).not.toBe(before);
    await expect
      .poll(() => ask(server.url, 'SELECT 1 AS one').catch(() => 'not yet'), { timeout: 10_000 })
      .toEqual([{ one: 1 }]);
    await server.stop();
    expect(alive(server.pid)).toBe(false);
  });
});

// only root can drop to another user, whom a closed folder keeps out
test.runIf(process.getuid?.() === 0)(
  'under a folder that the server cannot enter, the files live in /var/lib/tandem',
  async () => {
    const closed = mkdtempSync(join(tmpdir(), 'tandem-closed-'));
    const dataDir = join(closed, '.tandem');
    try {
      const server = await start(dataDir, { fsync: false });
      expect(lstatSync(join(dataDir, 'postgres')).isSymbolicLink()).toBe(true);
      expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await server.stop();
    } finally {
      execFileSync('sh', ['-c', 'rm -rf "$(readlink "$1/postgres")" "$2"', 'sh', dataDir, closed]);
    }
  },
);
