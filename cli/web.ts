import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILT = join(ROOT, 'dist', 'web');
const MARK = join(BUILT, '.sources');

/** Folder of the web pages, built anew when a source has changed since. Never serves stale pages. */
export async function builtWeb(log: (line: string) => void): Promise<string> {
  const sources = digestOfSources();
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === sources) return BUILT;
  log('Building the web pages ...');
  await run(join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), [
    'build',
    '-c',
    'web/vite.config.ts',
    '--logLevel',
    'warn',
  ]);
  writeFileSync(MARK, sources);
  return BUILT;
}

function digestOfSources(): string {
  const files = globSync(
    [
      'web/**/*',
      'kit/**/*',
      'kernel/**/*.ts',
      'protocols/**/*.ts',
      'capabilities/**/*.{ts,tsx,css}',
      'package-lock.json',
    ],
    { cwd: ROOT, withFileTypes: true },
  )
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function run(script: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`web-build-failed: vite ended with ${code}. See the lines above.`)),
    );
  });
}
