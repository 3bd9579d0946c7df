import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'reports', '.git', '.tandem']);

/** All files under `root` that people wrote, as sorted paths relative to it with forward slashes. */
export function files(root: string, under = ''): string[] {
  const found: string[] = [];
  for (const entry of entries(join(root, under))) {
    const path = under ? `${under}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) found.push(...files(root, path));
    } else if (entry.isFile()) found.push(path);
  }
  return found.sort();
}

/** Names of the folders directly under `root/under`, sorted; none when it does not exist. */
export function folders(root: string, under: string): string[] {
  return entries(join(root, under))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The file's text, or '' when there is no such file. */
export function read(root: string, path: string): string {
  const full = join(root, path);
  return existsSync(full) ? readFileSync(full, 'utf8') : '';
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('tests/');

function entries(path: string): Dirent[] {
  return existsSync(path) ? readdirSync(path, { withFileTypes: true }) : [];
}
