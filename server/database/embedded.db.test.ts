import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clusterFolder } from '../../tests/database.ts';
import { explain } from './embedded.explain.ts';
import { alive } from './embedded.process.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded.ts';

const guarded = clusterFolder();
const folder = guarded.path;
/** A data folder stopped cleanly: a copy of it spares most tests the making of a new one. */
let mother: string;
const started: Embedded[] = [];
const children: ChildProcess[] = [];

async function start(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, ...options });
  started.push(server);
  return server;
}

async function ask<T = Record<string, unknown>>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end().catch(() => {});
  }
}

let copies = 0;
/** A copy with owners and modes, upon which PostgreSQL insists. */
function copy(of = mother): { dataDir: string; cluster: string } {
  const dataDir = join(folder, `copy-${++copies}`);
  execFileSync('cp', ['-a', of, dataDir]);
  return { dataDir, cluster: join(dataDir, 'postgres/cluster') };
}

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

beforeAll(async () => {
  mother = join(folder, 'mother');
  const server = await startEmbedded({ dataDir: mother });
  await ask(server.url, 'CREATE TABLE tube (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text)');
  await server.stop();
}, 30_000);

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of started.splice(0)) await server.stop();
  for (const name of readdirSync(folder)) if (name !== 'mother') rmSync(join(folder, name), { recursive: true });
});

afterAll(() => guarded.remove());

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
    for (const pid of [postmaster, ...backends]) process.kill(pid, 'SIGKILL');
    child.kill('SIGKILL');
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

describe('leftovers', () => {
  test('a postmaster.pid whose number another program has now is stale', async () => {
    const { dataDir, cluster } = copy();
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n/tmp\n\n\nready   \n`);
    expect((await start(dataDir)).adopted).toBe(false);
  });

  test('a copy of a running data folder is not taken for the running one', async () => {
    const original = copy();
    const server = await start(original.dataDir);
    const twin = await start(copy(original.dataDir).dataDir);
    expect(twin.adopted).toBe(false);
    expect(twin.pid).not.toBe(server.pid);
  });

  test('lost passwords are set anew, also when the server runs', async () => {
    const { dataDir } = copy();
    rmSync(join(dataDir, 'postgres/secret.json'));
    const first = await start(dataDir);
    rmSync(join(dataDir, 'postgres/secret.json'));
    const second = await start(dataDir);
    expect(second.url).not.toBe(first.url);
    expect(await ask(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('a start cut short leaves no half database', async () => {
    const dataDir = join(folder, 'half');
    mkdirSync(join(dataDir, 'postgres/cluster.new/base'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres/start.lock'), '999999999 1');
    const server = await start(dataDir, { fsync: false });
    expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDir, 'postgres/cluster.new'))).toBe(false);
  });
});

describe('a damaged data folder is refused by name and left as it is', () => {
  const segment = (cluster: string): string =>
    `pg_wal/${
      readdirSync(join(cluster, 'pg_wal'))
        .filter((name) => /^[0-9A-F]{24}$/.test(name))
        .sort()[0]
    }`;
  const zeros = (path: string): void => writeFileSync(path, Buffer.alloc(statSync(path).size));

  test.each<[string, (cluster: string) => string]>([
    [
      'a truncated pg_control',
      (cluster) => {
        truncateSync(join(cluster, 'global/pg_control'), 100);
        return 'global/pg_control';
      },
    ],
    [
      'a pg_control of zeros',
      (cluster) => {
        zeros(join(cluster, 'global/pg_control'));
        return 'global/pg_control';
      },
    ],
    [
      'a truncated WAL segment',
      (cluster) => {
        const file = segment(cluster);
        truncateSync(join(cluster, file), 5_000_000);
        return file;
      },
    ],
    [
      'a WAL segment of zeros',
      (cluster) => {
        zeros(join(cluster, segment(cluster)));
        return 'pg_wal';
      },
    ],
    [
      'no PG_VERSION',
      (cluster) => {
        rmSync(join(cluster, 'PG_VERSION'));
        return 'PG_VERSION';
      },
    ],
    [
      'no pg_xact',
      (cluster) => {
        rmSync(join(cluster, 'pg_xact'), { recursive: true });
        return 'pg_xact';
      },
    ],
    [
      'no catalogue map',
      (cluster) => {
        rmSync(join(cluster, 'global/pg_filenode.map'));
        return 'global/pg_filenode.map';
      },
    ],
  ])('%s', async (_, tear) => {
    const { dataDir, cluster } = copy();
    const file = tear(cluster);
    const fault = await startEmbedded({ dataDir }).then(
      async (server) => {
        await server.stop();
        return 'it started';
      },
      (error: Error) => error.message,
    );
    expect(fault).toMatch(/^database-torn: .*move it aside .* restore the last backup/s);
    expect(fault).toContain(file);
    expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);
  });

  test('a folder of another version is told apart', async () => {
    const { dataDir, cluster } = copy();
    writeFileSync(join(cluster, 'PG_VERSION'), '16\n');
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/^database-version: .*PostgreSQL 16 .*backup/);
  });

  test('a full disk and missing memory are told apart', () => {
    const home = { path: '/d', cluster: '/d/cluster', log: '/d/log' };
    expect(explain('x FATAL:  could not write lock file "postmaster.pid": No space left on device', home)?.id).toBe(
      'database-disk-full',
    );
    expect(explain('x FATAL:  could not map anonymous shared memory: Cannot allocate memory', home)?.id).toBe(
      'database-memory',
    );
    expect(explain('x LOG:  all is well', home)).toBeUndefined();
  });
});

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
