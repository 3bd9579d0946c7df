import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { prepareSocketDir } from './embedded.account.ts';
import type { Binaries } from './embedded.binaries.ts';
import { cannotRun, type Home, prepareCluster, type Secret, serverEnv } from './embedded.cluster.ts';
import { explain } from './embedded.explain.ts';
import { alive, halt } from './embedded.process.ts';
import { codeOf, DatabaseFault } from './fault.ts';

export interface ServerOptions {
  /** Off only for tests: a crash of the machine may then lose everything. Default on. */
  fsync?: boolean;
  /** Also listen on 127.0.0.1 at this port. Without it there is only the unix socket. */
  port?: number;
}

/** A running server. */
export interface Server {
  pid: number;
  child?: ChildProcess;
  socketDir: string;
  port: number;
  adopted: boolean;
  secret: Secret;
}

/** Where the superuser finds database `postgres`, and the plain owner database `tandem`. */
export const address = (role: 'admin' | 'tandem', server: Server): string =>
  `postgresql://${role === 'admin' ? 'tandem_admin' : 'tandem'}:${server.secret[role]}@${encodeURIComponent(server.socketDir)}:${server.port}/${role === 'admin' ? 'postgres' : 'tandem'}`;

/** Finds the server of the home, or starts it. Only under the home's lock. */
export async function adoptOrLaunch(
  home: Home,
  binaries: Binaries,
  options: ServerOptions,
  log: (line: string) => void,
): Promise<Server> {
  const running = liveServer(home.cluster);
  if (running) {
    const adopted = await adopt(home, running, log);
    if (adopted) return adopted;
  }
  const secret = await prepareCluster(home, binaries, options.fsync ?? true, log);
  return launch(home, binaries, secret, options, log);
}

/** The process that serves this very folder, from its postmaster.pid. Removes the file when it is stale. */
export function liveServer(cluster: string): { pid: number; socketDir: string; port: number } | undefined {
  const file = join(cluster, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  let ours = pid > 0 && alive(pid);
  // The number may belong to another program by now, or the folder be a copy of a running one. A server's working
  // directory is its data folder, even after the folder was moved.
  if (ours) {
    try {
      ours =
        process.platform === 'linux'
          ? readlinkSync(`/proc/${pid}/cwd`) === cluster
          : realpathSync(lines[1] ?? '') === cluster;
    } catch {
      ours = false;
    }
  }
  if (ours) return { pid, port: Number(lines[3]), socketDir: (lines[4] ?? '').trim() };
  rmSync(file, { force: true });
  return undefined;
}

export async function adopt(
  home: Home,
  running: { pid: number; port: number; socketDir: string },
  log: (line: string) => void,
): Promise<Server | undefined> {
  let refusal = 'there is no secret.json';
  try {
    const secret = JSON.parse(readFileSync(join(home.path, 'secret.json'), 'utf8')) as Secret;
    const server: Server = { ...running, adopted: true, secret };
    refusal = await answers(server, () => !alive(running.pid));
    if (refusal === '') {
      log(`adopted the database server that was already running (process ${running.pid})`);
      return server;
    }
  } catch {}
  if (!alive(running.pid)) return undefined;
  // It serves our folder but not us (secret lost, socket removed): it must go before another can come.
  log(`the running database server (process ${running.pid}) cannot be used (${refusal}); restarting it`);
  await halt({ pid: running.pid }, log);
  return undefined;
}

/** Waits until the server takes a connection of the superuser. Returns '' or why it never will. */
async function answers(server: Server, gone: () => boolean): Promise<string> {
  // Long, because after a crash it first replays its log.
  const deadline = performance.now() + 120_000;
  for (let wait = 10; ; wait = Math.min(wait * 1.5, 250)) {
    // The city's own database, because the server may be well and that one damaged.
    const client = new pg.Client({
      connectionString: address('admin', server).replace(/postgres$/, 'tandem'),
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return '';
    } catch (error) {
      const code = codeOf(error);
      // 28: wrong password. A socket file that is gone stays gone once the server says it is ready.
      if (code.startsWith('28')) return 'it refuses our password';
      if (server.adopted && code === 'ENOENT' && performance.now() > deadline - 115_000) return 'its socket is gone';
      // Five characters are a word of the server itself; 57P03 is "starting", 53300 "too many connections".
      if (/^[0-9A-Z]{5}$/.test(code) && code !== '57P03' && code !== '53300') return (error as Error).message;
      if (gone()) return 'it ended';
      if (performance.now() > deadline) return `it does not answer (${code || error})`;
    }
    await sleep(wait);
  }
}

async function launch(
  home: Home,
  binaries: Binaries,
  secret: Secret,
  options: ServerOptions,
  log: (line: string) => void,
): Promise<Server> {
  const port = options.port ?? 5432;
  const socketDir = prepareSocketDir(home.path, port, home.account);
  const settings: Record<string, string | number> = {
    listen_addresses: options.port === undefined ? '' : '127.0.0.1',
    port,
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    cluster_name: 'tandem',
    // Over a damaged catalogue PostgreSQL restarts its processes without end; we bring it back ourselves, and look why.
    restart_after_crash: 'off',
    ...(options.fsync === false && {
      fsync: 'off',
      full_page_writes: 'off',
      synchronous_commit: 'off',
      max_wal_size: '4GB',
    }),
  };
  // A copied folder brings the lock of the original's socket along. Nobody else uses this folder.
  for (const file of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) rmSync(join(socketDir, file), { force: true });
  const args = ['-D', home.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];

  for (let attempt = 0; ; attempt++) {
    if ((statSync(home.log, { throwIfNoEntry: false })?.size ?? 0) > 8 * 2 ** 20) renameSync(home.log, `${home.log}.1`);
    const output = openSync(home.log, 'a', 0o600);
    const from = statSync(home.log).size;
    // Detached, or Ctrl-C in a terminal would stop the database before the program has finished with it.
    // Its output goes to a file, because a pipe would break it when this process is killed.
    const child = spawn(binaries.postgres, args, {
      cwd: '/',
      env: serverEnv,
      detached: true,
      stdio: ['ignore', output, output],
      ...(home.account && { uid: home.account.uid, gid: home.account.gid }),
    });
    closeSync(output);
    let ended = false;
    let failure: unknown;
    child
      .on('exit', () => (ended = true))
      .on('error', (error) => {
        ended = true;
        failure = error;
      });
    child.unref();
    const server: Server = { pid: child.pid ?? 0, child, socketDir, port, adopted: false, secret };
    const refusal = await answers(server, () => ended);
    if (refusal === '') return server;
    if (failure) throw cannotRun(binaries.postgres, home.account, failure);
    if (!ended) await halt(server, log);
    const said = readFileSync(home.log, 'utf8').slice(from);
    // Workers of a killed server need a moment to notice and leave.
    if (attempt < 40 && /pre-existing shared memory block|lock file ".*" already exists/.test(said)) {
      await sleep(250);
      liveServer(home.cluster);
      continue;
    }
    throw (
      explain(said, home) ??
      new DatabaseFault(
        'database-start',
        `PostgreSQL did not start: ${refusal}. Its last words: ${said.trim().split('\n').slice(-3).join(' ')}. See ${home.log}.`,
      )
    );
  }
}
