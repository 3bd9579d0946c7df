import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../server/database/embedded.ts';
import { prepare } from './database.template.ts';
import { asAdmin, clusterFolder, databaseAt, type TestServer } from './database.ts';

/**
 * One server for the whole run: the system's where TANDEM_TEST_DATABASE_URL names one, else an embedded one
 * with fsync off. Returns what takes it away again.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TANDEM_TEST_DATABASE_URL'];
  const server = given ? { adminUrl: given, url: given, stop: async () => {} } : await temporaryServer();
  const template = `tandem_template_${process.pid}`;
  const context: TestServer = {
    adminUrl: server.adminUrl,
    url: server.url,
    template,
    ...(given ? {} : { owner: 'tandem' }),
  };
  try {
    await asAdmin(context, async (admin) => {
      await dropAbandoned(admin);
      await admin.query(`CREATE DATABASE ${template}${context.owner ? ` OWNER ${context.owner}` : ''}`);
    });
    await prepare(databaseAt(server.url, template));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('tandemDatabase', context);
  return async () => {
    if (given) await asAdmin(context, (admin) => admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`));
    await server.stop();
  };
}

/** Databases of runs that were killed; only a server that lives longer than a run can have them. */
async function dropAbandoned(admin: { query(sql: string): Promise<{ rows: { datname: string }[] }> }): Promise<void> {
  const { rows } = await admin.query(
    `SELECT datname FROM pg_database WHERE datname ~ '^(test|tandem_template)_[0-9]+'`,
  );
  for (const { datname } of rows) {
    const pid = Number(/_(\d+)/.exec(datname)?.[1]);
    try {
      process.kill(pid, 0);
    } catch {
      await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
    }
  }
}

async function temporaryServer(): Promise<{ adminUrl: string; url: string; stop(): Promise<void> }> {
  const folder = clusterFolder();
  const server = await startEmbedded({ dataDir: folder.path, fsync: false });
  return {
    adminUrl: server.adminUrl,
    url: server.url,
    async stop() {
      await server.stop();
      folder.remove();
    },
  };
}
