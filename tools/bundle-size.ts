/**
 * Script of the first load of each page, gzip: entry, what it imports, the page's piece and what that imports. What a
 * page loads later (forms, charts, maps) is listed as `later`. Run after `vite build --config web/vite.config.ts`.
 * Fails when a phone page is over its limit.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Piece {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}

/** kB of script at most, 1,000 bytes each: a five-year-old phone on a bad line. */
const LIMIT_KB = 120;
const PHONE_PAGES = /(home|field)-page\.tsx$/;

const dist = join(import.meta.dirname, '..', 'dist', 'web');
const manifestPath = join(dist, '.vite', 'manifest.json');
if (!existsSync(manifestPath)) {
  console.error(`${manifestPath} is missing. Build first: vite build --config web/vite.config.ts`);
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<string, Piece>;

const weights = new Map<string, number>();
function weigh(file: string): number {
  const known = weights.get(file);
  if (known !== undefined) return known;
  const weight = gzipSync(readFileSync(join(dist, file))).length / 1000;
  weights.set(file, weight);
  return weight;
}

/** A piece and everything it imports at once. */
function reach(key: string, found = new Set<string>()): Set<string> {
  const piece = manifest[key];
  if (!piece || found.has(key)) return found;
  found.add(key);
  for (const next of piece.imports ?? []) reach(next, found);
  return found;
}

const sum = (keys: Iterable<string>): number =>
  [...new Set([...keys].map((key) => manifest[key]?.file ?? ''))]
    .filter((file) => file.endsWith('.js'))
    .reduce((total, file) => total + weigh(file), 0);

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
if (!entry) throw new Error('the manifest has no entry');
const first = reach(entry);
const json = process.argv.includes('--json');
const figures: object[] = [];
const tell = (line: string): void => {
  if (!json) console.log(line);
};
tell(`${sum(first).toFixed(1).padStart(7)} kB  shell`);
let over = 0;
for (const key of Object.keys(manifest)
  .filter((name) => name.endsWith('-page.tsx'))
  .sort()) {
  const pieces = reach(key, new Set(first));
  const later = new Set<string>();
  for (const piece of pieces)
    if (!first.has(piece)) for (const next of manifest[piece]?.dynamicImports ?? []) reach(next, later);
  for (const piece of pieces) later.delete(piece);
  const weight = sum(pieces);
  const isOver = PHONE_PAGES.test(key) && weight > LIMIT_KB;
  if (isOver) over++;
  if (PHONE_PAGES.test(key)) {
    const name = `script of the first load, ${key.replace('../capabilities/', '')}, gzip`;
    figures.push({ name, value: Number(weight.toFixed(1)), unit: 'kB', limit: `at most ${LIMIT_KB}`, holds: !isOver });
  }
  tell(
    `${weight.toFixed(1).padStart(7)} kB  ${key.replace('../capabilities/', '')}  (later ${sum(later).toFixed(1)})${isOver ? `  OVER ${LIMIT_KB} kB` : ''}`,
  );
}
if (json) console.log(JSON.stringify(figures));
process.exit(over ? 1 : 0);
