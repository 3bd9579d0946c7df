import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtWeb } from '../web.ts';
import type { Figure } from './figure.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Script sizes of the pages, and Lighthouse on the resident's page: both are tools of their own, read here. */
export async function pages(): Promise<Figure[]> {
  await builtWeb((line) => void process.stderr.write(`${line}\n`));
  const figures: Figure[] = [];
  for (const tool of ['bundle-size.ts', 'lighthouse.ts']) {
    // a size over its limit makes the tool fail; its figures are told all the same
    const { stdout } = await run(process.execPath, [join('tools', tool), '--json'], {
      cwd: ROOT,
      maxBuffer: 1 << 24,
    }).catch((error: { stdout?: string }) => {
      if (error.stdout) return { stdout: error.stdout };
      throw error;
    });
    figures.push(...(JSON.parse(stdout) as Figure[]));
  }
  return figures;
}
