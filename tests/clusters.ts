import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Embedded, type EmbeddedOptions, startEmbedded } from '../server/database/embedded.ts';
import { clusterFolder } from './database.ts';

export interface Clusters {
  folder: string;
  /** A data folder with a table `tube`, stopped cleanly: a copy of it spares a test the making of a new one. */
  mother: string;
  start(dataDir: string, options?: Partial<EmbeddedOptions>): Promise<Embedded>;
  copy(of?: string): { dataDir: string; cluster: string };
}

/** For tests of the embedded server itself: clusters to start, copy and damage, which are gone after each test. */
export function clusters(): Clusters {
  const guarded = clusterFolder();
  const folder = guarded.path;
  const mother = join(folder, 'mother');
  const started: Embedded[] = [];
  let copies = 0;

  beforeAll(async () => {
    const server = await startEmbedded({ dataDir: mother });
    await ask(server.url, 'CREATE TABLE tube (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text)');
    await server.stop();
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
    for (const name of readdirSync(folder)) if (name !== 'mother') rmSync(join(folder, name), { recursive: true });
  });
  afterAll(() => guarded.remove());

  return {
    folder,
    mother,
    async start(dataDir, options) {
      const server = await startEmbedded({ dataDir, ...options });
      started.push(server);
      return server;
    },
    copy(of = mother) {
      const dataDir = join(folder, `copy-${++copies}`);
      // With owners and modes, upon which PostgreSQL insists.
      execFileSync('cp', ['-a', of, dataDir]);
      return { dataDir, cluster: join(dataDir, 'postgres/cluster') };
    },
  };
}

/** One question over a connection of its own. */
export async function ask<T = Record<string, unknown>>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end().catch(() => {});
  }
}
