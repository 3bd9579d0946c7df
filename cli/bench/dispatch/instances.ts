import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Benchmark, readLilim, readSolomon } from '../../route/benchmark.ts';
import { readVrplib } from '../../route/vrplib.ts';

/** A benchmark instance and the best value known, in the instance's units. */
export interface Instance {
  name: string;
  benchmark: () => Benchmark;
  best: number;
  vehicles: number;
}

const kept = join(import.meta.dirname, '..', '..', '..', 'tests', 'golden', 'routing');

/** Instances of a set: those kept with the tests, or all of the folder `TANDEM_ROUTING` names (files as in the archives, best values in bks.csv). */
export async function instancesOf(set: string): Promise<Instance[]> {
  const folder = process.env['TANDEM_ROUTING'] ?? kept;
  const best = await bestOf(folder, set);
  const files = (await readdir(join(folder, set))).sort();
  const found: Instance[] = [];
  for (const file of files) {
    const raw = await readFile(join(folder, set, file));
    const text = (file.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8');
    const name = basename(file)
      .replace(/\.gz$/, '')
      .replace(/\.(txt|vrp)$/, '');
    const known = best.get(name.toLowerCase());
    if (known) found.push({ name, benchmark: () => read(set, text, name), ...known });
  }
  return found;
}

const read = (set: string, text: string, name: string): Benchmark =>
  set.startsWith('vrptw')
    ? readSolomon(text, 'dimacs')
    : set.startsWith('pdptw')
      ? readLilim(text, name, 'exact')
      : readVrplib(text);

/** Rows of the set that are comparable: of the two conventions for time windows, the truncated one. */
async function bestOf(folder: string, set: string): Promise<Map<string, { best: number; vehicles: number }>> {
  const shared = folder !== kept;
  const rows = (await readFile(join(folder, shared ? 'bks.csv' : 'best-known.csv'), 'utf8'))
    .trim()
    .split('\n')
    .slice(1);
  const best = new Map<string, { best: number; vehicles: number }>();
  for (const row of rows) {
    const cells = row.split(',');
    if (cells[0] !== set) continue;
    if (shared && set.startsWith('vrptw') && !cells[3]!.startsWith('floor')) continue;
    const [vehicles, value] = shared ? [cells[4], cells[5]] : [cells[2], cells[3]];
    best.set(cells[1]!.toLowerCase(), { best: Number(value), vehicles: Number(vehicles) });
  }
  return best;
}
