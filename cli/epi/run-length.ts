import { averageRunLength, designCusum } from '../../engines/surveillance/index.ts';
import type { Golden } from './golden.ts';

type Row = Record<string, number>;

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && 'h' in value && 'k' in value;

/** CUSUM designs: { rows: [{ h, k, theta, ARL, firARL }] } or { rows: [{ theta0, ARL0, s, h, k, ARL, rel.tol }] }. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['rows']) && golden['rows'].length > 0 && golden['rows'].every(isRow);

export const rerun = (golden: Golden): Golden => ({
  ...golden,
  rows: (golden['rows'] as Row[]).map((row) => ({ ...row, ...('ARL0' in row ? design(row) : length(row)) })),
});

function length({ h, k, theta }: Row): Row {
  const { zero, fast } = averageRunLength(h!, k!, theta!);
  return { ARL: zero, firARL: fast };
}

function design({ theta0, ARL0, s }: Row): Row {
  const { h, k, arl, error } = designCusum(ARL0!, theta0!, s);
  return { 'theta0.1': theta0!, h, k, ARL: arl, 'rel.tol': error };
}
