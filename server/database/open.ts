import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded } from './embedded.ts';
import { codeOf, DatabaseFault, withoutPassword } from './fault.ts';

export interface OpenDatabase {
  /** Holds the password: log it only through `withoutPassword`. */
  url: string;
  /** True where we started (or adopted) the server ourselves. */
  embedded: boolean;
  /** Such as `18.4`. */
  version: string;
  /** Stops an embedded server; leaves a server given by DATABASE_URL alone. */
  stop(): Promise<void>;
}

export interface OpenOptions {
  /** Default: the environment's DATABASE_URL. Wins over `dataDir`. */
  databaseUrl?: string;
  /** Default: the environment's TANDEM_DATA, else `.tandem` in the current folder. */
  dataDir?: string;
  log?: (line: string) => void;
  /** How long to wait for a server at `databaseUrl` that is still starting, in milliseconds. Default 15 s. */
  patience?: number;
}

/** The city's database, ready to be connected to, of a version and a character set that Tandem can live with. */
export async function openDatabase(options: OpenOptions = {}): Promise<OpenDatabase> {
  const given = options.databaseUrl || process.env['DATABASE_URL'];
  if (given) {
    const version = await check(given, options.patience ?? 15_000);
    return { url: given, embedded: false, version, stop: async () => {} };
  }
  const server = await startEmbedded({
    dataDir: options.dataDir || process.env['TANDEM_DATA'] || '.tandem',
    ...(options.log && { log: options.log }),
  });
  try {
    return { url: server.url, embedded: true, version: await check(server.url, 0), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function check(url: string, patience: number): Promise<string> {
  const client = await connect(url, patience);
  try {
    const { rows } = await client.query<{ number: number; version: string; encoding: string; ctype: string }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
              pg_encoding_to_char(encoding) AS encoding, datctype AS ctype
         FROM pg_database WHERE datname = current_database()`,
    );
    const found = rows[0];
    if (!found)
      throw new DatabaseFault(
        'database-unreachable',
        `${withoutPassword(url)} names no database. Add its name to the address.`,
      );
    return judge(found, withoutPassword(url));
  } finally {
    await client.end().catch(() => {});
  }
}

/** Refuses a database on which Tandem would fail later, or worse, answer wrongly. Returns the short version. */
export function judge(
  found: { number: number; version: string; encoding: string; ctype: string },
  where: string,
): string {
  const version = found.version.split(' ')[0] ?? found.version;
  if (found.number < 150_000) {
    throw new DatabaseFault(
      'database-too-old',
      `PostgreSQL ${version} at ${where}. Tandem needs 15 or newer: upgrade that server, or unset DATABASE_URL to use the one Tandem brings.`,
    );
  }
  if (found.encoding !== 'UTF8') {
    throw new DatabaseFault(
      'database-encoding',
      `the database at ${where} has encoding ${found.encoding}. Create one that can hold every name: CREATE DATABASE tandem ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0.`,
    );
  }
  // With these, pg_trgm sees no letters in Chinese text, and a search for a name silently finds nobody.
  if (found.ctype === 'C' || found.ctype === 'POSIX') {
    throw new DatabaseFault(
      'database-locale',
      `the database at ${where} has LC_CTYPE ${found.ctype}, under which Chinese text cannot be searched. Create one with: CREATE DATABASE tandem ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0.`,
    );
  }
  return version;
}

/** Errors of a server that is still starting, or of a machine whose network is: worth a second attempt. */
const passing = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EAI_AGAIN', 'ETIMEDOUT', '57P03', '53300'];

async function connect(url: string, patience: number): Promise<pg.Client> {
  const deadline = performance.now() + patience;
  for (;;) {
    let failure: unknown;
    try {
      const client = new pg.Client({
        connectionString: url,
        connectionTimeoutMillis: 10_000,
        application_name: 'tandem check',
      });
      client.on('error', () => {});
      await client.connect();
      return client;
    } catch (error) {
      failure = error;
    }
    const code = codeOf(failure);
    if (!passing.includes(code) || performance.now() > deadline) {
      const why = code.startsWith('28')
        ? 'it refuses the user or the password'
        : code === '3D000'
          ? 'there is no such database'
          : (failure as Error).message || code;
      throw new DatabaseFault(
        'database-unreachable',
        `cannot connect to ${withoutPassword(url)}: ${why}. Correct DATABASE_URL, start that server, or unset DATABASE_URL to use the one Tandem brings.`,
        failure,
      );
    }
    await sleep(300);
  }
}
