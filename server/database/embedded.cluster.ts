import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Account, remove } from './embedded.account.ts';
import type { Binaries } from './embedded.binaries.ts';
import { explain, torn } from './embedded.explain.ts';
import { codeOf, DatabaseFault } from './fault.ts';

/** Where things are inside the home of an embedded server. */
export interface Home {
  path: string;
  /** PostgreSQL's own data folder. */
  cluster: string;
  log: string;
  account: Account;
}

/** Passwords of the superuser (`tandem_admin`) and of the plain owner of the database (`tandem`). */
export interface Secret {
  admin: string;
  tandem: string;
}

/** Only what PostgreSQL needs: a PG* variable or a foreign locale of the caller must not change a city's database. */
export const serverEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Runs one of the programs to its end. `input` goes to its standard input. */
function run(
  home: Home,
  program: string,
  args: string[],
  input = '',
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: '/',
      env: serverEnv,
      ...(home.account && { uid: home.account.uid, gid: home.account.gid }),
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', (error) => reject(cannotRun(program, home.account, error)));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Why a program could not even be started. */
export function cannotRun(program: string, account: Account, error: unknown): DatabaseFault {
  const who = account ? ` as user ${account.name}` : '';
  return new DatabaseFault(
    'database-program',
    `cannot run ${program}${who} (${codeOf(error)}). If programs may not run from that folder (noexec) or root may not change its user here, run as an ordinary user, move the checkout, or set DATABASE_URL.`,
    error,
  );
}

/** Makes the cluster if there is none, whole or not at all, and returns its passwords. */
export async function prepareCluster(
  home: Home,
  binaries: Binaries,
  fsync: boolean,
  log: (line: string) => void,
): Promise<Secret> {
  const secretFile = join(home.path, 'secret.json');
  if (existsSync(home.cluster)) {
    checkCluster(home.cluster, binaries.major);
    try {
      return JSON.parse(readFileSync(secretFile, 'utf8')) as Secret;
    } catch (error) {
      log(`${secretFile} cannot be read (${codeOf(error) || 'not JSON'}); new passwords are set`);
    }
    const secret = newSecret();
    await inSingleUserMode(home, binaries, home.cluster, passwords(secret));
    keep(secretFile, secret);
    return secret;
  }
  const began = performance.now();
  needSpace(home.path, 250);
  const half = `${home.cluster}.new`;
  remove(half);
  mkdirSync(half, { mode: 0o700 });
  if (home.account) chownSync(half, home.account.uid, home.account.gid);
  await initdb(home, binaries, half);
  writeFileSync(join(half, 'pg_hba.conf'), 'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n');
  const secret = newSecret();
  await inSingleUserMode(home, binaries, half, [
    ...passwords(secret),
    // A database of its own, which the application owns, so that it may create its schema and trusted extensions.
    'CREATE DATABASE tandem OWNER tandem',
    'REVOKE CONNECT ON DATABASE tandem FROM PUBLIC',
  ]);
  if (fsync) await run(home, binaries.initdb, ['-D', half, '--sync-only']);
  keep(secretFile, secret);
  renameSync(half, home.cluster);
  if (fsync) flush(home.path);
  log(`made a new database in ${home.cluster} (${Math.round(performance.now() - began)} ms)`);
  return secret;
}

/**
 * Byte order for text (the same on every machine and version), and a character type that knows Chinese:
 * with LC_CTYPE=C, pg_trgm finds no trigram in Chinese text and every search silently comes back empty.
 * Sorting by pinyin asks for the ICU collation `zh-Hans-x-icu` by name.
 */
async function initdb(home: Home, binaries: Binaries, dir: string): Promise<void> {
  let output = '';
  for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'zh_CN.UTF-8']) {
    const result = await run(home, binaries.initdb, [
      '-D',
      dir,
      '-U',
      'tandem_admin',
      '-A',
      'reject',
      '-E',
      'UTF8',
      '--no-sync',
      '--no-instructions',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      `--locale=${locale}`,
      '--lc-messages=C',
    ]);
    if (result.code === 0) return;
    output = result.output;
    if (!output.includes('invalid locale')) break;
  }
  remove(dir);
  throw (
    explain(output, home) ??
    new DatabaseFault(
      'database-init',
      `initdb refused to make ${dir}: ${output.trim().split('\n').slice(-3).join(' ')}. Set DATABASE_URL to use another PostgreSQL.`,
    )
  );
}

function newSecret(): Secret {
  return { admin: randomBytes(24).toString('hex'), tandem: randomBytes(24).toString('hex') };
}

/** The role `tandem` is no superuser and cannot bypass row-level security: that is why it exists. */
function passwords(secret: Secret): string[] {
  return [
    `ALTER ROLE tandem_admin PASSWORD '${secret.admin}'`,
    // One line: in single-user mode every line is a statement.
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tandem') THEN CREATE ROLE tandem LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS; END IF; END $$`,
    `ALTER ROLE tandem PASSWORD '${secret.tandem}'`,
  ];
}

/** Statements as the superuser with no server running, and so with no password and no open door. */
async function inSingleUserMode(home: Home, binaries: Binaries, dir: string, statements: string[]): Promise<void> {
  const { code, output } = await run(
    home,
    binaries.postgres,
    ['--single', '-D', dir, '-c', 'log_statement=none', '-c', 'log_min_error_statement=panic', 'postgres'],
    `${statements.join('\n')}\n`,
  );
  if (code === 0 && !/\b(ERROR|FATAL|PANIC):/.test(output)) return;
  const reason = /\b(?:ERROR|FATAL|PANIC):.*/.exec(output)?.[0] ?? `exit code ${code}`;
  throw (
    explain(output, home) ??
    new DatabaseFault(
      'database-init',
      `PostgreSQL refused to set up ${dir}: ${reason}. Set DATABASE_URL to use another PostgreSQL.`,
    )
  );
}

/** Written beside and renamed, so that a crash leaves the old passwords or the new ones. */
function keep(file: string, secret: Secret): void {
  const half = `${file}.new`;
  writeFileSync(half, JSON.stringify(secret), { mode: 0o600 });
  flush(half);
  renameSync(half, file);
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function needSpace(dir: string, megabytes: number): void {
  const { bavail, bsize } = statfsSync(dir);
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  if (free >= megabytes) return;
  throw new DatabaseFault(
    'database-disk-full',
    `${free} MB are free in ${dir}, a database needs ${megabytes} MB to begin. Make room or set TANDEM_DATA to a folder on another disk.`,
  );
}

/** Finds what PostgreSQL itself would overlook or explain badly. */
export function checkCluster(cluster: string, major: number): void {
  const size = (file: string): number => statSync(join(cluster, file), { throwIfNoEntry: false })?.size ?? -1;
  if (size('PG_VERSION') < 1) throw torn(cluster, 'PG_VERSION', 'is missing or empty');
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found !== String(major)) {
    throw new DatabaseFault(
      'database-version',
      `${cluster} was written by PostgreSQL ${found} and this Tandem carries ${major}. Start the Tandem that wrote it and export a backup there, then restore that into a new TANDEM_DATA; or serve the folder with PostgreSQL ${found} and set DATABASE_URL.`,
    );
  }
  const control = size('global/pg_control');
  if (control !== 8192)
    throw torn(cluster, 'global/pg_control', control < 0 ? 'is missing' : `has ${control} bytes instead of 8192`);
  // PostgreSQL takes a short segment for the end of the log and would silently forget every later commit.
  for (const name of existsSync(join(cluster, 'pg_wal')) ? readdirSync(join(cluster, 'pg_wal')) : []) {
    if (!/^[0-9A-F]{24}$/.test(name)) continue;
    const bytes = size(`pg_wal/${name}`);
    if (bytes !== 16 * 2 ** 20) throw torn(cluster, `pg_wal/${name}`, `has ${bytes} bytes instead of 16777216`);
  }
}
