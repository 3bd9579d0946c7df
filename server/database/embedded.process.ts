import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, DatabaseFault } from './fault.ts';

/** The moment a process began, so that a number given again to another process is not mistaken for the first. */
export function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Is there such a process, and does it still work? A zombie that nobody collects (a container's first process often does not) is dead. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return false;
  }
}

/** Fast shutdown; after 20 s an immediate one, from which the next start recovers. */
export async function halt(server: { pid: number; child?: ChildProcess }, log: (line: string) => void): Promise<void> {
  const gone = (): boolean =>
    !alive(server.pid) ||
    (server.child !== undefined && (server.child.exitCode !== null || server.child.signalCode !== null));
  for (const [signal, seconds] of [
    ['SIGINT', 20],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    if (gone()) return;
    if (signal !== 'SIGINT') log(`the database server (process ${server.pid}) does not stop; sending ${signal}`);
    try {
      process.kill(server.pid, signal);
    } catch {}
    for (const until = performance.now() + seconds * 1000; performance.now() < until; await sleep(10)) {
      if (gone()) return;
    }
  }
  throw new DatabaseFault(
    'database-stuck',
    `the database server (process ${server.pid}) does not end even when killed: its disk may hang. Look at the machine, end that process, then start again.`,
  );
}

/** One process at a time makes, starts or stops the server of a home. */
export async function locked<T>(home: string, work: () => Promise<T>): Promise<T> {
  const file = join(home, 'start.lock');
  for (const deadline = performance.now() + 180_000; ; await sleep(25)) {
    try {
      writeFileSync(file, `${process.pid} ${processStart(process.pid)}`, { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        throw new DatabaseFault(
          'database-folder',
          `cannot write ${file} (${codeOf(error)}). Make room or give the folder back to the user that runs Tandem.`,
          error,
        );
    }
    let holder = '';
    try {
      holder = readFileSync(file, 'utf8');
    } catch {}
    const [pid, start] = holder.split(' ');
    // An empty file is one that its maker is just writing, unless it stays so.
    const stale =
      holder === ''
        ? performance.now() > deadline - 175_000
        : !alive(Number(pid)) || processStart(Number(pid)) !== start;
    if (stale) rmSync(file, { force: true });
    else if (performance.now() > deadline)
      throw new DatabaseFault(
        'database-locked',
        `process ${pid} has been starting or stopping the database for 3 minutes (${file}). Look at that process; end it if it hangs.`,
      );
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
