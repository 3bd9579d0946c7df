import { createHash } from 'node:crypto';
import type pg from 'pg';
import { DatabaseFault } from './fault.ts';

export interface Migration {
  /** Stable for ever, such as `testing/0001-tubes`. */
  name: string;
  sql: string;
}

/** A Windows checkout must not look like a changed file. */
const checksum = (sql: string): string => createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');

/**
 * Applies the files that this database has not seen, in the order given, each in a transaction of its own,
 * and returns their names. Several processes may call it at once. Pass the writer pool, so that the tables belong
 * to the role that row-level security binds.
 * Refused: `migration-twice`, `migration-changed`, `migration-unknown`, `migration-failed`.
 */
export async function migrate(pool: pg.Pool, files: readonly Migration[]): Promise<string[]> {
  const names = new Set<string>();
  for (const { name } of files) {
    if (names.has(name))
      throw new DatabaseFault('migration-twice', `two migrations are called ${name}. Give the newer one another name.`);
    names.add(name);
  }
  const client = await pool.connect();
  const applied: string[] = [];
  let broken: Error | undefined;
  try {
    const known = await readKnown(client);
    for (const name of known.keys()) {
      if (!names.has(name))
        throw new DatabaseFault(
          'migration-unknown',
          `the database has had the migration ${name}, which this Tandem does not know: a newer Tandem wrote it. Start that version, or restore the backup made before it.`,
        );
    }
    for (const file of files) {
      const before = known.get(file.name);
      if (before === undefined) {
        if (await apply(client, file)) applied.push(file.name);
      } else refuseChanged(file, before);
    }
    return applied;
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Serialises processes that migrate at once; held only within a transaction, so that no pooler can leak it. */
const lock = 'SELECT pg_advisory_xact_lock(7270003)';

async function readKnown(client: pg.PoolClient): Promise<Map<string, string>> {
  // Under the lock: two processes that create a table at once fail in spite of IF NOT EXISTS.
  await client.query(`BEGIN; ${lock};
    CREATE TABLE IF NOT EXISTS tandem_migration (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()); COMMIT`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM tandem_migration',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

/** False when another process has applied it since we looked. */
async function apply(client: pg.PoolClient, file: Migration): Promise<boolean> {
  await client.query(`BEGIN; ${lock}`);
  const { rows } = await client.query<{ checksum: string }>('SELECT checksum FROM tandem_migration WHERE name = $1', [
    file.name,
  ]);
  if (rows[0]) {
    await client.query('COMMIT');
    refuseChanged(file, rows[0].checksum);
    return false;
  }
  try {
    await client.query(file.sql);
  } catch (error) {
    const { position, message, hint } = error as { position?: string; message: string; hint?: string };
    const line = position ? ` line ${file.sql.slice(0, Number(position)).split('\n').length}` : '';
    throw new DatabaseFault(
      'migration-failed',
      `${file.name}${line}: ${message}${hint ? ` (${hint})` : ''}. Nothing of this file was kept; correct it and start again.`,
      error,
    );
  }
  await client.query('INSERT INTO tandem_migration (name, checksum) VALUES ($1, $2)', [file.name, checksum(file.sql)]);
  await client.query('COMMIT');
  return true;
}

function refuseChanged(file: Migration, before: string): void {
  if (checksum(file.sql) === before) return;
  throw new DatabaseFault(
    'migration-changed',
    `${file.name} is not the file that this database was built with (${before.slice(0, 8)}, now ${checksum(file.sql).slice(0, 8)}). Restore the old text and put the change into a new migration.`,
  );
}
