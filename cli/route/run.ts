import { Worker } from 'node:worker_threads';
import type { Solution } from '../../engines/dispatch/index.ts';
import type { Work } from './worker.ts';

interface Best {
  cost: number;
  unserved: number;
  vehicles: number;
  iteration: number;
}

/** How often progress is told, milliseconds. */
const EVERY = 1000;

/**
 * Solves in a thread of its own, so that Ctrl-C is heard: the first asks for the best so far, a second ends the program as usual.
 * Returns the solution and the seconds of processor it took.
 */
export async function run(
  work: Omit<Work, 'stop'>,
  say: (text: string) => void,
): Promise<{ solution: Solution; seconds: number }> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { ...work, stop } });
  const interrupt = (): void => {
    say('stopping: the best so far follows');
    Atomics.store(stop, 0, 1);
  };
  process.once('SIGINT', interrupt);
  let told = performance.now();
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: { best?: Best; solution?: Solution; seconds?: number }) => {
        if (message.solution) resolve({ solution: message.solution, seconds: message.seconds! });
        else if (message.best && performance.now() - told > EVERY) {
          told = performance.now();
          const { cost, unserved, vehicles, iteration } = message.best;
          say(`${iteration} iterations: cost ${Number(cost.toFixed(2))}, ${vehicles} vehicles, ${unserved} left out`);
        }
      });
      worker.on('error', reject);
    });
  } finally {
    process.off('SIGINT', interrupt);
    await worker.terminate();
  }
}
