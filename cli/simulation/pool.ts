import { Worker } from 'node:worker_threads';
import type { Replicate } from '../../engines/simulation/index.ts';
import type { Plan } from './prepare.ts';

interface Answer {
  n: number;
  day?: number;
  replicate?: Replicate;
  stopped?: string;
  fault?: string;
}

export interface Task {
  plan: Plan;
  replicates: number;
  workers: number;
  /** Days done of all days. */
  progress?(done: number, all: number): void;
  /** Ends all workers at their next day. */
  signal?: AbortSignal;
}

/** Runs replicates on so many worker threads. Which worker makes which replicate does not matter: each depends on its number alone. */
export function runReplicates({ plan, replicates, workers, progress, signal }: Task): Promise<Replicate[]> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  signal?.addEventListener('abort', () => Atomics.store(stop, 0, 1));
  const all = replicates * plan.scenario.days;
  return new Promise((resolve, reject) => {
    const done: Replicate[] = [];
    const days = new Map<number, number>();
    let next = 0;
    const pool = Array.from({ length: Math.min(workers, replicates) }, () => {
      const file = new URL('./replicate.worker.ts', import.meta.url);
      return new Worker(file, { workerData: { plan, stop } });
    });
    const end = (error?: Error): void => {
      for (const worker of pool) void worker.terminate();
      if (error) reject(error);
      else resolve(done);
    };
    for (const worker of pool) {
      const hand = (): void => {
        if (next < replicates) worker.postMessage(next++);
      };
      worker.on('error', (error: Error) => end(error));
      worker.on('message', ({ n, day, replicate, stopped, fault }: Answer) => {
        if (day !== undefined) {
          days.set(n, day);
          progress?.(
            [...days.values()].reduce((sum, each) => sum + each, 0),
            all,
          );
          return;
        }
        if (stopped !== undefined || fault !== undefined) return end(new Error(stopped ?? fault));
        if (replicate) done.push(replicate);
        if (done.length === replicates) end();
        else hand();
      });
      hand();
    }
  });
}
