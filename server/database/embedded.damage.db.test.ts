import { existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { capability as places } from '../../capabilities/places/capability.ts';
import { ask, clusters } from '../../tests/clusters.ts';
import { registerOf } from '../../tests/small-register.ts';
import { accountOf } from '../../tests/stage.ts';
import { openCity } from '../city.ts';
import { explain } from './embedded.explain.ts';
import { startEmbedded } from './embedded.ts';

const { folder, start, copy } = clusters();

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

describe('a log of facts that lost its end', () => {
  const admin = accountOf('admin', { role: 'admin', area: 'cn.44' });
  const open = (url: string) =>
    openCity({ url, register: registerOf([places]), exercise: true, tickMs: 0, poolSize: 4 });

  test('is refused by name when the city opens, though PostgreSQL starts on it', async () => {
    const { dataDir, cluster } = copy();
    const whole = await start(dataDir);
    const city = await open(whole.url);
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        city.run(
          {
            id: `a-place-of-number-${n}`,
            command: 'places.RegisterPlace',
            input: { path: `cn.44.b${n}`, kind: 'building', names: { zh: '楼', en: 'building' }, exits: [] },
          },
          admin,
        ),
      ),
    );
    await city.stop();
    const [file] = await ask<{ path: string }>(whole.url, "select pg_relation_filepath('event') as path");
    await whole.stop();
    truncateSync(join(cluster, file?.path as string), 8192);
    const torn = await start(dataDir);
    await expect(open(torn.url)).rejects.toThrow(/^database-torn: the log of facts ends at \d+, and 60 were written/);
  });
});
