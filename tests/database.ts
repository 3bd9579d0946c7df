import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

/** What the set-up of the run hands to every test file. */
export interface TestServer {
  /** May create databases. */
  adminUrl: string;
  /** The address the tests connect with; only its database differs per file. */
  url: string;
  /** The role that shall own the databases, where it is not the admin itself. */
  owner?: string;
  template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    tandemDatabase: TestServer;
  }
}

export interface TestDatabase {
  url: string;
  /** Removes the database, also from under connections that were forgotten. */
  drop(): Promise<void>;
}

/** The same server, another database. */
export const databaseAt = (url: string, name: string): string =>
  url.replace(/^([a-z]+:\/\/[^/?]*)\/?[^?]*/i, `$1/${name}`);

/** A migrated database of its own for a test file: a clone of the run's template. */
export const freshDatabase = (server: TestServer = inject('tandemDatabase')): Promise<TestDatabase> =>
  cloneOf(server, server.template);

/** A database with nothing in it, for tests of the migrations themselves. */
export const emptyDatabase = (server: TestServer = inject('tandemDatabase')): Promise<TestDatabase> =>
  cloneOf(server, 'template0');

async function cloneOf(server: TestServer, template: string): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const owner = server.owner ? ` OWNER ${server.owner}` : '';
  await asAdmin(server, (admin) =>
    admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}${owner} STRATEGY FILE_COPY`),
  );
  return {
    url: databaseAt(server.url, name),
    // Plain first: PostgreSQL waits some seconds for connections that are just ending, where force would make them fail in their test.
    drop: () =>
      asAdmin(server, (admin) =>
        admin
          .query(`DROP DATABASE IF EXISTS ${name}`)
          .catch(() => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
      ),
  };
}

export async function asAdmin(
  server: Pick<TestServer, 'adminUrl'>,
  work: (admin: pg.Client) => Promise<unknown>,
): Promise<void> {
  const admin = new pg.Client({ connectionString: server.adminUrl, application_name: 'tandem tests' });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** In memory where there is plenty (a container often has 64 MB of it), else on disk. */
function roomyFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 4 * 2 ** 30 ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Ends every server below the folder and removes it, once its standard input closes: also when we are killed outright. */
const guard = `read -r _
find "$1" -name postmaster.pid | while read -r file; do
  read -r pid < "$file" && kill -INT "$pid" && while kill -0 "$pid"; do sleep 0.1; done
done
rm -rf "$1"`;

/** A folder for clusters that outlives this process in no case, nor does any server in it. */
export function clusterFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(roomyFolder(), 'tandem-test-'));
  // As root, the server's own user must be able to enter.
  chmodSync(path, 0o711);
  const guardian = spawn('/bin/sh', ['-c', guard, 'sh', path], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guardian.unref();
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
      guardian.stdin.end();
    },
  };
}
