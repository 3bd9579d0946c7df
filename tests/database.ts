import { randomBytes } from 'node:crypto';
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
export const databaseAt = (url: string, name: string): string => url.replace(/^([a-z]+:\/\/[^/?]*)\/?[^?]*/i, `$1/${name}`);

/** A migrated database of its own for a test file: a clone of the run's template. */
export async function freshDatabase(server: TestServer = inject('tandemDatabase')): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asAdmin(server, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${server.template}${server.owner ? ` OWNER ${server.owner}` : ''} STRATEGY FILE_COPY`));
  return {
    url: databaseAt(server.url, name),
    drop: () => asAdmin(server, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

export async function asAdmin(server: Pick<TestServer, 'adminUrl'>, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: server.adminUrl, application_name: 'tandem tests' });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
