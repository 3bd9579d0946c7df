import { algorithmNamed } from './algorithms.ts';
import type { Golden } from './golden.ts';
import { type EpiInput, readInput } from './input.ts';

interface Run {
  algorithm: string;
  params: Record<string, unknown>;
  t: number[];
}

const isRun = (value: unknown): value is Run =>
  typeof value === 'object' && value !== null && 'algorithm' in value && 'params' in value && 't' in value;

/** One data set with many runs: { dataset, freq, start, observed, runs: { name: { algorithm, params, t, ... } } }. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['observed']) &&
  typeof golden['runs'] === 'object' &&
  golden['runs'] !== null &&
  Object.values(golden['runs']).every(isRun);

export async function rerun(golden: Golden): Promise<Golden> {
  const runs = Object.entries(golden['runs'] as Record<string, Run>);
  const again: Record<string, unknown> = {};
  for (const [name, run] of runs) {
    const input: EpiInput = readInput({
      freq: golden['freq'],
      start: golden['start'],
      dates: golden['dates'],
      observed: golden['observed'],
      population: golden['population'],
      t: run.t,
      params: { ...run.params, compatible: true },
    });
    const algorithm = await algorithmNamed(run.algorithm).load();
    again[name] = { algorithm: run.algorithm, params: run.params, ...algorithm(input) };
  }
  return { ...golden, runs: again };
}
