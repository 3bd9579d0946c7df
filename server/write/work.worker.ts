import { parentPort } from 'node:worker_threads';
import type { Answered, Handed } from './threads.ts';

/** The work of one command for each message that comes in. Only the file that holds it is read: all of the register takes seconds. */
parentPort?.on('message', async ({ n, file, name, rows, given }: Handed) => {
  let answered: Answered;
  try {
    const work = await import(new URL(file, import.meta.url).href);
    answered = { n, worked: work[name](rows, given) };
  } catch (error) {
    answered = { n, fault: String(error) };
  }
  parentPort?.postMessage(answered);
});
parentPort?.postMessage({ ready: true } satisfies Answered);
