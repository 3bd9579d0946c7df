import { parentPort, workerData } from 'node:worker_threads';
import { search } from '../draft.ts';
import type { Sheet } from '../sheet.ts';

/** What the solving thread is told. */
export interface Work {
  sheet: Sheet;
  now: string;
  /** A dispatcher waits so long: seconds by the clock on the wall. */
  seconds: number;
}

const { sheet, now, seconds } = workerData as Work;
const begun = performance.now();
parentPort?.postMessage(search(sheet, now, { seed: now, spent: () => (performance.now() - begun) / 1000 / seconds }));
