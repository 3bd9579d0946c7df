import pg from 'pg';
import { DatabaseFault, withoutPassword } from './fault.ts';
import { together } from './together.ts';

export interface Pools {
  /** Sees every row: commands, folds, migrations, jobs. Nobody's question may be answered with it. */
  writer: pg.Pool;
  /**
   * The writer's view for the runner of commands: statements travel one behind the other without waiting, and what is
   * looked up by key is never read whole (plans are kept from when the tables were small).
   */
  commands: pg.Pool;
  /** Sees no row of a protected table, unless a transaction names its scopes: use it through `asReader`. */
  reader: pg.Pool;
  end(): Promise<void>;
}

export interface PoolOptions {
  /** Most connections of each of the two pools. Default 10. */
  size?: number;
  log?: (line: string) => void;
}

/**
 * Two pools on one database, held apart by row-level security. A policy on a protected table reads
 * `current_setting('tandem.scopes', true)`: `*` on the writer's connections, and on a reader's a list of
 * scopes joined by commas, for one transaction. Outside of one it is null, or an empty string once a transaction
 * has set it (PostgreSQL keeps the name): a policy must take both for "nothing". OR does not protect its second
 * half: whoever casts the scopes must write `nullif(setting, '*')`, or the writer fails on the cast of the star.
 */
export async function openPools(url: string, options: PoolOptions = {}): Promise<Pools> {
  const role = await bindingRole(url);
  const max = options.size ?? 10;
  // Compiling a plan costs more than any of our statements runs; where sequential scans are off, PostgreSQL 15 to 17 would compile all.
  const base = `-c TimeZone=UTC -c jit=off${role ? ` -c role=${role}` : ''}`;
  const pool = (name: string, settings: string, more: pg.PoolConfig = {}): pg.Pool => {
    const made = new pg.Pool({
      connectionString: withSettings(url, `${base} ${settings}`),
      max,
      application_name: `tandem ${name}`,
      types,
      ...more,
    });
    // Without a listener, a server that restarts while a connection is idle would end the whole program.
    made.on('error', (error) => options.log?.(`an idle ${name} connection was lost: ${error.message}`));
    // A connection in use tells its query that it was lost, and says so once more: without this that too would end the program.
    made.on('connect', (client) => client.on('error', () => undefined));
    return made;
  };
  const writer = pool('writer', '-c tandem.scopes=*');
  const commands = pool('commands', '-c tandem.scopes=* -c enable_seqscan=off', { max: 6, pipeline: true });
  // A plan for any value takes an area for a small one and reads the city's households whole: 51 ms where 1 was enough.
  const reader = pool('reader', '-c default_transaction_read_only=on -c plan_cache_mode=force_custom_plan', {
    pipeline: true,
  });
  return {
    writer,
    commands,
    reader,
    async end() {
      await Promise.all([writer.end(), commands.end(), reader.end()]);
    },
  };
}

/** A day stays the text `2026-11-23`: the driver would make it a moment in this machine's time zone. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.DATE && format !== 'binary') return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

/** The address with further settings for every connection, keeping the settings it already carries. */
export function withSettings(url: string, settings: string): string {
  const [before = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('options', [parameters.get('options'), settings].filter(Boolean).join(' '));
  // The driver's parser takes + for itself, so a space must be %20.
  return `${before}?${parameters.toString().replaceAll('+', '%20')}`;
}

/**
 * Reads inside one read-only transaction that sees one moment of the database, and only the rows of the scopes. All
 * questions are asked before the first answer is awaited: beginning, questions and end leave in one packet, for writing
 * to a socket costs as much as a small question. What is asked later sees nothing.
 */
export async function asReader<T>(
  pool: pg.Pool,
  scopes: readonly string[],
  read: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const value = scopesSetting(scopes);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const flush = together(client);
    // Several statements without parameters are one message. It travels ahead of the first question, and without it a reader sees nothing.
    const begun = client.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT set_config('tandem.scopes', ${client.escapeLiteral(value)}, true)`,
    );
    const asked = Promise.all([begun, read(client), client.query('COMMIT')]);
    flush();
    return (await asked)[1];
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    // A connection that cannot roll back must not carry its scopes to the next reader.
    client.release(broken);
  }
}

/** Scopes as the policies read them. `*` and a comma would widen what the reader sees, so they are refused. */
export function scopesSetting(scopes: readonly string[]): string {
  for (const scope of scopes) {
    if (scope !== '' && !/[*,\s\0]/.test(scope)) continue;
    throw new DatabaseFault(
      'scope-malformed',
      `the reader's scope ${JSON.stringify(scope)} is empty or holds a star, a comma or a space. Give the path of a place, such as the city's own for the whole city.`,
    );
  }
  return scopes.join(',');
}

/**
 * The role the pools must take on. A superuser, or a role with BYPASSRLS, sees every row whatever the policies say,
 * so it gives way to `tandem_app`, which also owns what migrations create. Undefined: the user is bound already.
 */
async function bindingRole(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: 'tandem roles' });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean; super: boolean }>(
      'SELECT rolsuper OR rolbypassrls AS free, rolsuper AS super FROM pg_roles WHERE rolname = current_user',
    );
    if (!rows[0]?.free) return undefined;
    await client.query('BEGIN');
    // Two processes may start on one database at once, and roles are shared by all databases of a server.
    await client.query('SELECT pg_advisory_xact_lock(7270002)');
    await client.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tandem_app') THEN
        BEGIN CREATE ROLE tandem_app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
      END IF;
      EXECUTE format('GRANT CONNECT, CREATE, TEMPORARY ON DATABASE %I TO tandem_app', current_database());
      GRANT USAGE, CREATE ON SCHEMA public TO tandem_app;
    END $$`);
    if (!rows[0].super) await client.query('GRANT tandem_app TO CURRENT_USER');
    await client.query('COMMIT');
    const { rows: bound } = await client.query<{ free: boolean }>(
      `SELECT rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname = 'tandem_app'`,
    );
    if (bound[0]?.free)
      throw new DatabaseFault(
        'database-bypasses-rls',
        'the role tandem_app is a superuser or has BYPASSRLS. Take that away: ALTER ROLE tandem_app NOSUPERUSER NOBYPASSRLS.',
      );
    return 'tandem_app';
  } catch (error) {
    if (error instanceof DatabaseFault) throw error;
    throw new DatabaseFault(
      'database-bypasses-rls',
      `the user of ${withoutPassword(url)} bypasses row-level security and may not set up the role tandem_app (${(error as Error).message}). Connect as an ordinary role that owns the database.`,
      error,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
