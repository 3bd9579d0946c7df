import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..', '..');
/** A village is made in seconds; the limit is for a machine that does other things too. */
const READY_MS = 150_000;

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of a village as the demo makes it, stopped cleanly: each story works on a copy. */
    village: string;
  }
}

export interface Village {
  url: string;
  /** Ends the server as Ctrl-C does; its data folder stays. */
  stop(): Promise<void>;
}

/** A real server process on a village in a data folder; an empty folder is filled first. */
export async function startVillage(folder: string): Promise<Village> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let errors = '';
  const server = spawn(
    process.execPath,
    ['cli/tandem.ts', 'start', '--demo', '--size', 'village', '--port', String(port)],
    {
      cwd: ROOT,
      env: { ...process.env, TANDEM_DATA: folder, DATABASE_URL: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  server.stderr?.on('data', (text) => {
    errors += text;
  });
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await Promise.race([ended, sleep(15_000)]);
    if (server.exitCode === null) server.kill('SIGKILL');
  };
  const until = Date.now() + READY_MS;
  while (!(await isReady(url))) {
    const late = Date.now() > until;
    if (server.exitCode !== null || late) {
      await stop();
      throw new Error(
        late ? `the village is not ready after ${READY_MS / 1000} s: ${errors}` : `the server ended: ${errors}`,
      );
    }
    await sleep(100);
  }
  return { url, stop };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  );

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
