import { replicateSeed } from './draws.ts';
import { fingerprint, SERIES, type Series } from './ledger.ts';
import type { Result } from './run.ts';

/** What a worker hands back of one replicate: plain values, small. */
export interface Replicate {
  n: number;
  seed: number;
  attack: number;
  series: Record<Series, Int32Array>;
  hash: string;
}

/** The scenario's seed for the n-th replicate; the first is the scenario itself. */
export const seedOfReplicate = replicateSeed;

export const replicateOf = (n: number, { seed, attack, series, hash }: Result): Replicate => ({
  n,
  seed,
  attack,
  series,
  hash,
});

/** Quantiles over replicates, whichever worker made them. */
export interface Ensemble {
  replicates: number;
  attack: { low: number; median: number; high: number; mean: number };
  /** 5 %, 50 % and 95 % quantile of each day. */
  bands: Record<Series, { low: number[]; median: number[]; high: number[] }>;
  /** Sum over days, or the largest level, of each series by replicate, in order. */
  totals: Record<Series, number[]>;
  hash: string;
}

export function ensembleOf(replicates: readonly Replicate[]): Ensemble {
  const all = [...replicates].sort((a, b) => a.n - b.n);
  if (all.length === 0 || all.some(({ n }, i) => n !== i))
    throw new Error(`ensemble-incomplete: replicates ${all.map(({ n }) => n).join(', ')}. Hand in each from 0 once.`);
  const days = all[0]!.series.infections.length;
  const bands = {} as Ensemble['bands'];
  const totals = {} as Ensemble['totals'];
  for (const name of SERIES) {
    const low: number[] = [];
    const median: number[] = [];
    const high: number[] = [];
    for (let day = 0; day < days; day++) {
      const values = all.map((each) => each.series[name][day]!).sort((a, b) => a - b);
      low.push(quantile(values, 0.05));
      median.push(quantile(values, 0.5));
      high.push(quantile(values, 0.95));
    }
    bands[name] = { low, median, high };
    totals[name] = all.map((each) => each.series[name].reduce((sum, n) => sum + n, 0));
  }
  const attacks = all.map(({ attack }) => attack).sort((a, b) => a - b);
  return {
    replicates: all.length,
    attack: {
      low: quantile(attacks, 0.05),
      median: quantile(attacks, 0.5),
      high: quantile(attacks, 0.95),
      mean: attacks.reduce((sum, n) => sum + n, 0) / attacks.length,
    },
    bands,
    totals,
    hash: fingerprint(all.map(({ hash }) => Array.from(hash, (letter) => Number.parseInt(letter, 16)))),
  };
}

/** Sorted values, linear between ranks (type 7 of Hyndman and Fan 1996). */
function quantile(values: readonly number[], p: number): number {
  const at = p * (values.length - 1);
  const below = Math.floor(at);
  return values[below]! + (at - below) * ((values[below + 1] ?? values[below]!) - values[below]!);
}
