import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, DatabaseFault } from './fault.ts';

/** Who runs the PostgreSQL processes. Undefined means: the same user as this process. */
export type Account = { name: string; uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root, so root lends it an unprivileged user of the machine. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const users = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return { name: 'nobody', uid: 65534, gid: 65534 };
}

/** Can the account walk to this path and enter it? Judged by the mode bits of every folder on the way. */
export function reachable(path: string, account: Account): boolean {
  if (!account) return true;
  for (let at = realpathSync(path); ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * The folder that holds everything of the embedded server: `<dataDir>/postgres`.
 * Where root works under a closed folder (such as /root, mode 0700), the server's user could never reach it,
 * so the files then live in /var/lib/tandem and `<dataDir>/postgres` is a link to them.
 */
export function prepareHome(dataDir: string, account: Account, log: (line: string) => void): string {
  const folder = resolve(dataDir);
  const link = join(folder, 'postgres');
  try {
    if (mkdirSync(folder, { recursive: true }) && account) chmodSync(folder, 0o711);
    if (!account) {
      mkdirSync(link, { recursive: true, mode: 0o700 });
      return realpathSync(link);
    }
    if (!lstatSync(link, { throwIfNoEntry: false })) {
      if (reachable(folder, account)) mkdirSync(link);
      else {
        const name = `${basename(folder)}-${createHash('sha256').update(folder).digest('hex').slice(0, 10)}`;
        const target = join('/var/lib/tandem', name.replace(/^\./, ''));
        mkdirSync(target, { recursive: true });
        chmodSync('/var/lib/tandem', 0o711);
        symlinkSync(target, link);
        log(
          `user ${account.name}, who runs PostgreSQL for root, cannot enter ${folder}; the database lives in ${target}`,
        );
      }
    }
    // A link whose target was removed by hand is a fresh start, not an error.
    if (!existsSync(link)) mkdirSync(resolve(folder, readlinkSync(link)), { recursive: true });
    const home = realpathSync(link);
    chmodSync(home, 0o711);
    if (reachable(home, account)) return home;
  } catch (error) {
    throw new DatabaseFault(
      'database-folder',
      `cannot make the data folder ${folder} (${codeOf(error) || error}). Set TANDEM_DATA to a folder this user may write to.`,
      error,
    );
  }
  throw new DatabaseFault(
    'database-folder-closed',
    `user ${account?.name}, who runs PostgreSQL for root, cannot enter ${link}. Set TANDEM_DATA to a folder that others may enter (chmod o+x on each folder above), or do not run as root.`,
  );
}

/** Longest path of a unix socket, in bytes, without the closing zero. */
const socketLimit = process.platform === 'darwin' ? 103 : 107;

/** A private folder for the unix socket whose full path is short enough for the system. */
export function prepareSocketDir(home: string, port: number, account: Account): string {
  const key = createHash('sha256').update(home).digest('hex').slice(0, 12);
  const owner = account?.uid ?? process.getuid?.();
  const tried = [join(home, 'socket'), join(tmpdir(), `tandem-${owner}-${key}`), `/tmp/tandem-${owner}-${key}`];
  for (const dir of tried) {
    if (Buffer.byteLength(join(dir, `.s.PGSQL.${port}`)) > socketLimit) continue;
    const there = lstatSync(dir, { throwIfNoEntry: false });
    // In a folder everybody may write to, somebody else may have put the name there first.
    if (there && !(there.isDirectory() && (there.uid === owner || there.uid === process.getuid?.()))) continue;
    try {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      chmodSync(dir, 0o700);
      if (account && !reachable(dirname(dir), account)) continue;
      if (account) chownSync(dir, account.uid, account.gid);
      return dir;
    } catch {}
  }
  throw new DatabaseFault(
    'database-socket-path',
    `no folder for the unix socket: ${tried.join(', ')} are longer than ${socketLimit - 15} bytes, closed, or somebody else's. Set TANDEM_DATA or TMPDIR to a short path such as /var/tmp/t.`,
  );
}

/** Removes what is ours to remove; a folder that is already gone is fine. */
export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}
