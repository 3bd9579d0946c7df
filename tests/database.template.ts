import { readFileSync } from 'node:fs';
import { migrate } from '../server/database/migrate.ts';
import { openPools } from '../server/database/pools.ts';

/**
 * Fills the template that every test database is cloned from: once per test run.
 * It must leave no connection open, or PostgreSQL refuses to clone.
 */
export async function prepare(url: string): Promise<void> {
  const pools = await openPools(url);
  await migrate(pools.writer, [
    { name: 'schema.sql', sql: readFileSync(new URL('../server/log/schema.sql', import.meta.url), 'utf8') },
  ]);
  await pools.end();
}
