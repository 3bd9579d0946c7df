import { Worker } from 'node:worker_threads';
import type { Done, Task } from './work.ts';

/**
 * Works tasks on two threads, longest first; answers in the order asked. `told` hears of each as it is done. Each plan has a thread of its own, as the
 * product gives it: what V8 compiled for one problem is up to 1.6 times slower with the next.
 */
export async function crew(tasks: Task[], told: (task: Task, done: Done) => void): Promise<Done[]> {
  const done: Done[] = [];
  const waiting = [...tasks.keys()].sort((a, b) => tasks[a]!.seconds - tasks[b]!.seconds);
  const one = async (): Promise<void> => {
    try {
      for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
        const worker = new Worker(new URL('./worker.ts', import.meta.url));
        done[n] = await answer(worker, tasks[n]!).finally(() => worker.terminate());
        told(tasks[n]!, done[n]!);
      }
    } finally {
      // After a fault the other thread takes nothing more.
      waiting.length = 0;
    }
  };
  await Promise.all([one(), one()]);
  return done;
}

const answer = (worker: Worker, task: Task): Promise<Done> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (done: Done) => {
      worker.off('error', reject);
      resolve(done);
    });
    worker.postMessage(task);
  });
