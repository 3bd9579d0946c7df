import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../cli/tandem.ts', import.meta.url));
/** Of what a program said last, kept for the reason it stopped. */
const LAST_WORDS = 2000;

export interface Ended {
  code: number | null;
  said: string;
}

/**
 * `tandem drill` as a program of its own, which makes and removes a database of its own: nothing of it can reach this
 * city's. Each line it writes is JSON.
 */
export function drillProgram(
  args: readonly string[],
  onLine: (line: Record<string, unknown>) => void,
): { stop(): void; ended: Promise<Ended> } {
  const { DATABASE_URL: _city, TANDEM_DATA: _data, TANDEM_DRILL_DATABASE_URL: _other, ...env } = process.env;
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, 'drill', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (part: Buffer) => {
    said = (said + part.toString()).slice(-LAST_WORDS);
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => onLine(JSON.parse(line)));
  const leave = (): void => void child.kill('SIGTERM');
  process.once('exit', leave);
  return {
    stop: leave,
    ended: new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: null, said: String(error) }));
      child.once('close', (code) => {
        process.off('exit', leave);
        resolve({ code, said });
      });
    }),
  };
}
