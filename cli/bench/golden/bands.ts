import { negativeBinomialDensity } from '../../../engines/surveillance/index.ts';
import { type Chance, chanceFrom } from '../../../kernel/chance.ts';
import type { Golden } from '../../epi/golden.ts';
import { isObject } from '../../epi/reading.ts';
import { rerunGolden } from '../../epi/shapes.ts';

/** Where a sampled value of the reference lies in 99.8 of 100 tables, if our value without sampling is the truth. */
export interface Band {
  low: number;
  high: number;
}

/** Normal quantile with 0.1 % on either side. */
const Z = 3.09;
/** Positions of a quantile function from which draws are made. */
const GRID = 400;
/** Tables drawn for a band. */
const TABLES = 1000;
/** Draws of surveillance's nowcast where the table does not say, and of superspreading's clusters. */
const NOWCAST_DRAWS = 1000;
const CLUSTER_DRAWS = 1e5;
/** Permutations of ours for Knox's test. */
const PERMUTATIONS = 1999;

/** The bands of a table's sampled values by their place, "runs.name.R.q025.3"; empty for a table without chance. */
export async function bandsOf(golden: unknown): Promise<Map<string, Band>> {
  const bands = new Map<string, Band>();
  if (!isObject(golden)) return bands;
  if (isObject(golden['runs']) && Array.isArray(golden['incidence'])) await reproductionBands(golden, bands);
  if (isObject(golden['runs']) && isObject(golden['linelist'])) await nowcastBands(golden, bands);
  if (Array.isArray(golden['knox'])) await knoxBands(golden, bands);
  if (Array.isArray(golden['rows'])) clusterBands(golden['rows'] as Golden[], bands);
  return bands;
}

type Columns = Record<string, (number | null)[]>;

/**
 * EpiEstim's uncertain serial interval (n1 intervals drawn) and Wallinga and Teunis (n_sim trees drawn): tables are drawn from our
 * quantile function, with as many draws, and their mean, sd and type 7 quantiles give the bands.
 */
async function reproductionBands(golden: Golden, bands: Map<string, Band>): Promise<void> {
  const runs = golden['runs'] as Record<string, Golden>;
  const levels = Array.from({ length: GRID }, (_, i) => (i + 0.5) / GRID);
  const keys = levels.map((p) => `q${p.toFixed(5).slice(2)}`);
  const chance = chanceFrom('golden bands');
  for (const [name, run] of Object.entries(runs)) {
    const params = run['params'] as Golden;
    const draws = params['n1'] ?? params['n_sim'];
    if (typeof draws !== 'number') continue;
    const given = run['R'] as Columns;
    const asked = { ...given, ...Object.fromEntries(keys.map((key) => [key, given['mean']])) };
    const again = (await rerunGolden({ ...golden, runs: { [name]: { ...run, R: asked } } }, async () => undefined)) as {
      runs: Record<string, { R: Columns }>;
    };
    const ours = again.runs[name]!.R;
    // the package takes the mean of Wallinga and Teunis without chance
    const columns = Object.keys(given).filter((key) => /^q\d+$|^sd$/.test(key) || (key === 'mean' && 'n1' in params));
    for (let row = 0; row < (given['mean'] ?? []).length; row++) {
      const law = keys.map((key) => ours[key]?.[row] ?? Number.NaN);
      if (law.some(Number.isNaN)) continue;
      const tables = Array.from({ length: TABLES / 4 }, () => drawn(law, draws, chance));
      for (const column of columns) {
        const values = tables.map((table) => statistic(table, column)).sort((a, b) => a - b);
        // the ends of the drawn tables, widened to the share asked for
        const spread = (values.at(-1)! - values[0]!) * 0.15 + 1e-9;
        bands.set(`runs.${name}.R.${column}.${row}`, { low: values[0]! - spread, high: values.at(-1)! + spread });
      }
    }
  }
}

function drawn(law: number[], draws: number, chance: Chance): Float64Array {
  const values = new Float64Array(draws);
  for (let i = 0; i < draws; i++) {
    const at = Math.min(Math.max(chance.next() * GRID - 0.5, 0), GRID - 1);
    const below = Math.floor(at);
    const low = law[below]!;
    values[i] = low + (at - below) * (law[Math.min(below + 1, GRID - 1)]! - low);
  }
  return values.sort();
}

function statistic(sorted: Float64Array, column: string): number {
  const mean = sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
  if (column === 'mean') return mean;
  if (column === 'sd') return Math.sqrt(sorted.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (sorted.length - 1));
  const at = (sorted.length - 1) * Number(`0.${column.slice(1)}`);
  const below = Math.floor(at);
  return sorted[below]! + (at - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - sorted[below]!);
}

/**
 * Nowcasts that draw the reported share S times and average the law of the total: a chance of mass p has variance at most p (1 - p) / S,
 * a quantile lies between ours at p -+ Z sqrt(p (1 - p) / S).
 */
async function nowcastBands(golden: Golden, bands: Map<string, Band>): Promise<void> {
  const runs = golden['runs'] as Record<string, Golden>;
  for (const [name, run] of Object.entries(runs)) {
    if (name !== 'bayes.trunc' && name !== 'bayes.notrunc') continue;
    const params = run['params'] as Golden;
    const draws = Number(/nSamples=(\d+)/.exec(String(params['mc']))?.[1] ?? NOWCAST_DRAWS);
    const alpha = Number(params['alpha'] ?? 0.05);
    const se = (p: number): number => Z * Math.sqrt((p * (1 - p)) / draws);
    const intervals = async (p: number): Promise<[number, number][]> => {
      const asked = { ...run, params: { ...params, alpha: Math.max(p, 1e-9) } };
      const again = await rerunGolden({ ...golden, runs: { [name]: asked } }, async () => undefined);
      return (again as { runs: Record<string, Golden> }).runs[name]!['pi95'] as [number, number][];
    };
    const half = alpha / 2;
    const wide = await intervals(2 * (half - se(half)));
    const narrow = await intervals(2 * (half + se(half)));
    const middle = await intervals(2 * (0.5 - se(0.5)));
    wide.forEach(([low, high], row) => {
      bands.set(`runs.${name}.pi95.${row}.0`, { low, high: narrow[row]![0] });
      bands.set(`runs.${name}.pi95.${row}.1`, { low: narrow[row]![1], high });
      bands.set(`runs.${name}.nowcastMedian.${row}`, { low: middle[row]![0], high: middle[row]![1] });
    });
    const again = (await rerunGolden(golden, async () => undefined)) as { runs: Record<string, Golden> };
    for (const key of Object.keys(run).filter((each) => each.startsWith('predPMF')))
      (again.runs[name]![key] as number[]).forEach((p, i) =>
        bands.set(`runs.${name}.${key}.${i}`, { low: p - se(p) - 1e-9, high: p + se(p) + 1e-9 }),
      );
  }
}

/** Knox's test by permutation: two shares of random permutations, theirs of B and ours of many. */
async function knoxBands(golden: Golden, bands: Map<string, Band>): Promise<void> {
  const runs = golden['knox'] as Golden[];
  const key = Object.keys(runs[0] ?? {}).find((each) => /^pPermutationB\d+$/.test(each));
  if (key === undefined) return;
  const many = `pPermutationB${PERMUTATIONS}`;
  const asked = runs.map(({ [key]: _, ...run }) => ({ ...run, [many]: 0 }));
  const again = (await rerunGolden({ ...golden, knox: asked }, async () => undefined)) as { knox: Golden[] };
  const theirs = Number(key.slice('pPermutationB'.length));
  again.knox.forEach((run, i) => {
    const p = Math.min(Math.max(run[many] as number, 1 / (theirs + 1)), 1 - 1 / (theirs + 1));
    const se = Math.sqrt(p * (1 - p) * (1 / theirs + 1 / PERMUTATIONS));
    bands.set(`knox.${i}.${key}`, { low: p - Z * se - 1 / theirs, high: p + Z * se + 1 / theirs });
  });
}

/** Share of cases in clusters of at least c: a ratio of means over drawn offspring X, sum of X 1(X >= c) over sum of X. */
function clusterBands(rows: Golden[], bands: Map<string, Band>): void {
  rows.forEach((row, i) => {
    for (const [name, cell] of Object.entries(row)) {
      const [, digits] = /^clusterGE(\d+)$/.exec(name) ?? [];
      if (digits === undefined || !isObject(cell)) continue;
      const [R, k, size] = [Number(row['R']), Number(row['k']), Number(digits)];
      let inside = 0;
      let all = 0;
      for (let x = 1; x < 5000; x++) all += x * x * negativeBinomialDensity(x, k, R);
      let share = 0;
      for (let x = size; x < 5000; x++) {
        const p = negativeBinomialDensity(x, k, R);
        share += (x * p) / R;
        inside += x * x * p;
      }
      const variance = ((1 - 2 * share) * inside + share * share * all) / (R * R * CLUSTER_DRAWS);
      const half = Z * Math.sqrt(variance) + (size + 2) / (R * CLUSTER_DRAWS);
      bands.set(`rows.${i}.${name}.prop_${digits}`, { low: Math.max(0, share - half), high: share + half });
    }
  });
}
