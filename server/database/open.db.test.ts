import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { asAdmin, clusterFolder, databaseAt, freshDatabase } from '../../tests/database.ts';
import { judge, openDatabase } from './open.ts';

test('a given address wins over the data folder, and its server is left running', async () => {
  const database = await freshDatabase();
  const open = await openDatabase({ databaseUrl: database.url, dataDir: '/nowhere/at/all' });
  expect(open).toMatchObject({ url: database.url, embedded: false });
  expect(Number.parseInt(open.version, 10)).toBeGreaterThanOrEqual(15);
  await open.stop();
  expect((await openDatabase({ databaseUrl: database.url })).embedded).toBe(false);
  await database.drop();
});

// an address in the environment wins, so there is nothing to see
test.skipIf(process.env['DATABASE_URL'])('without an address, PostgreSQL starts in the data folder', async () => {
  const folder = clusterFolder();
  const open = await openDatabase({ dataDir: join(folder.path, 'data') });
  expect(open).toMatchObject({ embedded: true, version: '18.4' });
  await open.stop();
  folder.remove();
});

test('a server that is not there is reported without the password', async () => {
  const url = 'postgresql://tandem:very-secret@127.0.0.1:1/tandem';
  await expect(openDatabase({ databaseUrl: url, patience: 0 })).rejects.toThrow(
    /^database-unreachable: .*tandem@127.0.0.1:1.*DATABASE_URL/,
  );
  await expect(openDatabase({ databaseUrl: url, patience: 0 })).rejects.not.toThrow(/very-secret/);
  await expect(
    openDatabase({ databaseUrl: databaseAt(inject('tandemDatabase').url, 'absent'), patience: 0 }),
  ).rejects.toThrow(/no such database/);
});

test('a database in which Chinese cannot be searched is refused', async () => {
  const server = inject('tandemDatabase');
  const name = `test_${process.pid}_ctype`;
  await asAdmin(server, (admin) =>
    admin.query(`CREATE DATABASE ${name} TEMPLATE template0 LC_CTYPE 'C' ENCODING 'UTF8'`),
  );
  try {
    await expect(openDatabase({ databaseUrl: databaseAt(server.adminUrl, name) })).rejects.toThrow(
      /^database-locale: .*C\.UTF-8/,
    );
  } finally {
    await asAdmin(server, (admin) => admin.query(`DROP DATABASE ${name}`));
  }
});

test('a version before 15 and a foreign encoding are refused', () => {
  const good = { number: 150_018, version: '15.18 (Debian 15.18-0+deb12u1)', encoding: 'UTF8', ctype: 'zh_CN.UTF-8' };
  expect(judge(good, 'x')).toBe('15.18');
  expect(() => judge({ ...good, number: 140_011, version: '14.11' }, 'x')).toThrow(
    /^database-too-old: PostgreSQL 14\.11 /,
  );
  expect(() => judge({ ...good, encoding: 'SQL_ASCII' }, 'x')).toThrow(/^database-encoding: /);
});
