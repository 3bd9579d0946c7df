import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryData } from '../temporary.ts';
import { type Figure, rounded } from './figure.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** From `tandem start --demo` in an empty folder to the first page, and to the finished demo city. */
export async function start(): Promise<Figure[]> {
  const dataDir = temporaryData('tandem-bench-');
  const port = await freePort();
  rmSync(join(ROOT, 'dist', 'web'), { recursive: true, force: true });
  const begun = performance.now();
  const child = spawn(process.execPath, ['cli/tandem.ts', 'start', '--demo'], {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port), TANDEM_DATA: dataDir, DATABASE_URL: '' },
  });
  const seconds = () => rounded((performance.now() - begun) / 1000, 1);
  try {
    await until(async () => (await fetch(`http://127.0.0.1:${port}/`)).ok, 120);
    const page = seconds();
    await until(async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok, 240);
    return [
      {
        name: 'start to first page, web pages built anew',
        value: page,
        unit: 's',
        limit: 'at most 20',
        holds: page <= 20,
      },
      { name: 'start to the finished demo city (its progress is shown)', value: seconds(), unit: 's' },
    ];
  } finally {
    child.kill('SIGTERM');
    await new Promise((done) => child.once('exit', done));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function until(done: () => Promise<boolean>, seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 10; i++) {
    if (await done().catch(() => false)) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`not reached within ${seconds} s`);
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
