import { normalQuantileUpper } from '../numbers/normal.ts';
import type { Bounds } from './ears.ts';

export interface CdcOptions {
  /** Years back. */
  b: number;
  /** Four-week months on either side of the same month. */
  m: number;
  /** Two-sided. */
  alpha: number;
  freq: number;
}

/** Fewest weeks before the week under test. */
export const cdcHistory = ({ b, m, freq }: CdcOptions): number => b * freq + 4 * m + 3;

/**
 * The method of Stroup et al. (1989) in weekly form (Farrington & Andrews 2003): the cases of the four weeks up to now against the b (2m + 1)
 * four-week sums of past years with mean M and standard deviation S; bound M + z S sqrt(1 + 1/(b (2m + 1))), z the 1 - alpha/2 quantile.
 */
export function cdc(observed: Float64Array, options: CdcOptions): Bounds {
  const { b, m, freq } = options;
  const n = observed.length;
  const months = b * (2 * m + 1);
  const z = normalQuantileUpper(options.alpha / 2) * Math.sqrt(1 + 1 / months);
  const bounds: Bounds = { upperbound: new Float64Array(n).fill(Number.NaN), alarm: new Uint8Array(n) };
  const fourWeeks = (end: number): number =>
    observed[end]! + observed[end - 1]! + observed[end - 2]! + observed[end - 3]!;
  for (let k = cdcHistory(options); k < n; k++) {
    let sum = 0;
    for (let y = 1; y <= b; y++) for (let j = -m; j <= m; j++) sum += fourWeeks(k - y * freq + 4 * j);
    const mean = sum / months;
    let squares = 0;
    for (let y = 1; y <= b; y++) for (let j = -m; j <= m; j++) squares += (fourWeeks(k - y * freq + 4 * j) - mean) ** 2;
    const bound = mean + z * Math.sqrt(squares / (months - 1));
    bounds.upperbound[k] = bound;
    bounds.alarm[k] = fourWeeks(k) > bound ? 1 : 0;
  }
  return bounds;
}
