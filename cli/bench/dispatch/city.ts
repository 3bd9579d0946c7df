import { Worker } from 'node:worker_threads';
import { communities } from '../../../engines/dispatch/index.ts';
import { chanceFrom } from '../../../kernel/chance.ts';
import type { Io } from '../../io.ts';
import { type Figure, rounded } from '../figure.ts';

const stops = 50_000;
const most = 500;
/** Seconds of processor for each community. */
const budget = 1.5;

/** A city's stops split by community and planned on two workers, by the clock on the wall. */
export async function cityInParts(io: Io): Promise<Figure> {
  const begun = performance.now();
  const chance = chanceFrom('city');
  const x = Float64Array.from({ length: stops }, () => chance.below(30_000));
  const y = Float64Array.from({ length: stops }, () => chance.below(30_000));
  const part = communities(x, y, most);
  const parts = Math.max(...part) + 1;
  const sizes = new Int32Array(parts);
  for (const p of part) sizes[p]!++;
  const waiting = Array.from(sizes.keys());
  let [served, kilometres] = [0, 0];
  await Promise.all(
    [0, 1].map(async () => {
      const worker = new Worker(new URL('./city-worker.ts', import.meta.url));
      for (let p = waiting.pop(); p !== undefined; p = waiting.pop()) {
        const own = Array.from(part.keys()).filter((stop) => part[stop] === p);
        const answer = await new Promise<{ served: number; cost: number }>((resolve, reject) => {
          worker.once('message', resolve);
          worker.once('error', reject);
          worker.postMessage({ x: own.map((stop) => x[stop]), y: own.map((stop) => y[stop]), budget });
        });
        worker.removeAllListeners();
        served += answer.served;
        kilometres += answer.cost;
      }
      await worker.terminate();
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  io.err(`${parts} communities of at most ${Math.max(...sizes)} stops, ${rounded(kilometres)} km`);
  return {
    name: '50,000 stops by community on two workers',
    value: rounded(seconds, 1),
    unit: 's on the wall',
    limit: '120 s',
    holds: seconds <= 120,
    note: `${served} served, ${parts} communities`,
  };
}
