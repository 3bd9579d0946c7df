import { parentPort, workerData } from 'node:worker_threads';
import { type Problem, type SolveOptions, solve } from '../../engines/dispatch/index.ts';

/** What the solving thread is told. */
export interface Work {
  problem: Problem;
  seed: string;
  iterations?: number;
  /** Seconds of processor of this thread. */
  budget?: number;
  start?: SolveOptions['start'];
  first?: SolveOptions['first'];
  /** One cell: 1 asks to stop. */
  stop: Int32Array;
}

const { problem, seed, iterations, budget, start, first, stop } = workerData as Work;
const begun = process.threadCpuUsage();
const spent = (): number => {
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1e6 / budget!;
};
const solution = solve(problem, {
  seed,
  ...(iterations === undefined ? {} : { iterations }),
  ...(budget === undefined ? {} : { spent }),
  ...(start ? { start } : {}),
  ...(first ? { first } : {}),
  cancel: () => Atomics.load(stop, 0) === 1,
  progress: (best) => parentPort!.postMessage({ best }),
});
const { user, system } = process.threadCpuUsage(begun);
parentPort!.postMessage({ solution, seconds: (user + system) / 1e6 });
