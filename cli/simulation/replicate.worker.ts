import { parentPort, workerData } from 'node:worker_threads';
import { Cancelled, replicateOf, seedOfReplicate, simulate } from '../../engines/simulation/index.ts';
import { cityOf } from './city.ts';
import type { Plan } from './prepare.ts';

const { plan, stop } = workerData as { plan: Plan; stop: Int32Array };
const city = cityOf(plan);

/** One replicate for each number that comes in; the answer is the replicate, a fault as text, or that it was stopped. */
parentPort?.on('message', (n: number) => {
  try {
    const scenario = { ...plan.scenario, seed: seedOfReplicate(plan.scenario.seed, n) };
    const result = simulate(city, plan.disease, scenario, {
      cancelled: () => Atomics.load(stop, 0) !== 0,
      progress: (day) => parentPort?.postMessage({ n, day }),
    });
    parentPort?.postMessage({ n, replicate: replicateOf(n, result) });
  } catch (error) {
    parentPort?.postMessage({
      n,
      ...(error instanceof Cancelled
        ? { stopped: error.message }
        : { fault: error instanceof Error ? error.message : String(error) }),
    });
  }
});
