import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

const FOLDER = new URL('../../../tests/golden/outbreak-benchmarks/', import.meta.url);

/** Lines of a file of the benchmarks, unpacked, cut at commas. */
export async function rowsOf(name: string): Promise<string[][]> {
  const bytes = await readFile(new URL(name, FOLDER));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('"', '').trim().split(','));
}

export const numbersOf = async (name: string): Promise<Float64Array[]> =>
  (await rowsOf(name)).map((row) => Float64Array.from(row, Number));
