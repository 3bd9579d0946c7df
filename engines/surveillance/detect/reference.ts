import type { Bounds } from './ears.ts';

/** Which past counts a week is compared with. */
export interface ReferenceOptions {
  /** Years back. */
  b: number;
  /** Half width of the windows about the same week of those years, and weeks before now when `actY`. */
  w: number;
  /** Whether the w weeks just before now belong to it. */
  actY: boolean;
  freq: number;
}

/** Fewest weeks before the week under test. */
export const referenceHistory = ({ b, w, actY, freq }: ReferenceOptions): number =>
  b > 0 ? b * freq + w : actY ? w : 0;

/** Copies the reference counts of week k (0-based) into `into`, missing ones left out; returns how many. -1 when the series begins too late. */
export function referenceValues(
  observed: Float64Array,
  k: number,
  { b, w, actY, freq }: ReferenceOptions,
  into: Float64Array,
): number {
  if (k < referenceHistory({ b, w, actY, freq })) return -1;
  let n = 0;
  const take = (from: number, to: number): void => {
    for (let i = from; i <= to; i++) if (!Number.isNaN(observed[i]!)) into[n++] = observed[i]!;
  };
  if (actY) take(k - w, k - 1);
  for (let i = 1; i <= b; i++) take(k - i * freq - w, Math.min(k - 1, k - i * freq + w));
  return n;
}

/** Bounds over a series from a limit per week: `limit(values, n)` of the n reference counts; NaN where there is no history. */
export function referenceBounds(
  observed: Float64Array,
  options: ReferenceOptions,
  limit: (values: Float64Array, n: number) => number,
): Bounds {
  const n = observed.length;
  const values = new Float64Array((options.actY ? options.w : 0) + options.b * (2 * options.w + 1));
  if (values.length === 0)
    throw new Error('reference-empty: b 0 without actY compares with nothing. Set b above 0 or actY true.');
  const bounds: Bounds = { upperbound: new Float64Array(n), alarm: new Uint8Array(n) };
  for (let k = 0; k < n; k++) {
    const count = referenceValues(observed, k, options, values);
    const bound = count > 0 ? limit(values, count) : Number.NaN;
    bounds.upperbound[k] = bound;
    bounds.alarm[k] = observed[k]! > bound ? 1 : 0;
  }
  return bounds;
}
