import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Golden } from '../../epi/golden.ts';
import { isObject } from '../../epi/reading.ts';
import { rerunGolden } from '../../epi/shapes.ts';
import { type Figure, rounded } from '../figure.ts';
import { type Band, bandsOf } from './bands.ts';

const OURS = new URL('../../../tests/golden/', import.meta.url).pathname;
/** Relative: values that hang on R's iteration tolerance. */
const CLOSE = 1e-4;
/** Below it a value is rounding. */
const NOTHING = 1e-12;
/** In a hundred sampled values so many may lie outside a band of 99.8 %. */
const OUTSIDE = 0.01;

/** Values of one file: compared exactly, sampled by the reference and inside their band, and what is neither. */
interface Tally {
  exact: number;
  sampled: number;
  outside: string[];
  apart: string[];
  alarms: number;
}

/** Golden tables rerun from their inputs: the copies in the repository, or all of the folder that TANDEM_GOLDEN names. */
export async function tablesRerun(): Promise<Figure[]> {
  const folder = process.env['TANDEM_GOLDEN'] ?? OURS;
  const total: Tally = { exact: 0, sampled: 0, outside: [], apart: [], alarms: 0 };
  let files = 0;
  for (const file of await jsonFiles(folder)) {
    const golden: unknown = JSON.parse(await readFile(file, 'utf8'));
    const again = await rerunGolden(golden, async (path) => besideFile(join(dirname(file), path))).catch(unknownShape);
    if (again === undefined) continue;
    files++;
    const bands = await bandsOf(golden);
    compare(golden, JSON.parse(JSON.stringify(again)), [], bands, total, file.slice(folder.length));
  }
  const inside = total.sampled - total.outside.length;
  return [
    {
      name: `golden tables: values beyond 1e-4 that the reference did not sample, ${files} files`,
      value: total.apart.length,
      unit: `of ${total.exact}`,
      limit: 'none',
      holds: total.apart.length === 0 && total.exact > 0,
      note: total.apart.slice(0, 6).join(', ') || `${total.alarms} alarms differ`,
    },
    {
      name: 'golden tables: sampled values inside their Monte Carlo bands',
      value: rounded((100 * inside) / total.sampled, 2),
      unit: `% of ${total.sampled}`,
      limit: 'at least 99',
      holds: total.outside.length <= OUTSIDE * total.sampled,
      note: `${total.outside.length} outside${total.outside.length > 0 ? `: ${total.outside.slice(0, 6).join(', ')}` : ''}; 99.8 % bands of the reference's number of draws`,
    },
  ];
}

function compare(a: unknown, b: unknown, path: string[], bands: Map<string, Band>, into: Tally, file: string): void {
  if (Array.isArray(a) || isObject(a)) {
    for (const key of Object.keys(a))
      compare((a as Golden)[key], (b as Golden | undefined)?.[key], [...path, key], bands, into, file);
    return;
  }
  const place = path.join('.');
  const band = bands.get(place);
  if (band !== undefined && typeof a === 'number') {
    into.sampled++;
    if (!(a >= band.low && a <= band.high))
      into.outside.push(`${file} ${place} ${a} (${rounded(band.low, 5)} to ${rounded(band.high, 5)})`);
    return;
  }
  into.exact++;
  if (a === b) return;
  const both = typeof a === 'number' && typeof b === 'number';
  if (both && Math.abs(a - b) <= Math.max(NOTHING, CLOSE * Math.abs(a))) return;
  into.apart.push(`${file} ${place} ${String(a)} | ${String(b)}`);
  if (/alarm/i.test(place)) into.alarms++;
}

async function jsonFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true });
  return found
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

async function besideFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Other golden data lies beside the tables: what no shape claims is no table. */
function unknownShape(error: unknown): undefined {
  if (error instanceof Error && error.message.startsWith('epi-shape: no shape')) return undefined;
  throw error;
}
