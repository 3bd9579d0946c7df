/** How a count x with mean m is made about standard normal before it is summed. */
export type CusumTransform = 'standard' | 'rossi' | 'anscombe' | 'anscombe2nd' | 'pearsonNegBin' | 'none';

export interface CusumOptions {
  /** Reference value taken from every deviation. */
  k: number;
  /** Decision limit. */
  h: number;
  trans: CusumTransform;
  /** Variance m + alpha m^2 of `pearsonNegBin`. */
  alpha?: number;
  /**
   * As surveillance::algo.cusum 1.20.3: the sum is not taken back to 0 after an alarm, and the bounds have its formulas (none: h - C_t; rossi: the
   * square of a negative root; anscombe2nd: centre m^(2/3) - m^(1/3)/9). Default: reset, and the count from which the value alarms.
   */
  compatible?: boolean;
}

export interface Cusum {
  cusum: Float64Array;
  /** Count from which the next value alarms, at the sum reached before it. */
  upperbound: Float64Array;
  alarm: Uint8Array;
}

/**
 * One-sided cumulative sum C_t = max(0, C_(t-1) + z_t - k), alarm from h on (Page 1954; Rossi, Lampugnani & Marchi 1999 for the transform).
 * `mean`: expected count at each value. A missing count (NaN) leaves the sum where it is.
 */
export function cusum(counts: Float64Array, mean: Float64Array, options: CusumOptions): Cusum {
  const n = counts.length;
  const out: Cusum = { cusum: new Float64Array(n), upperbound: new Float64Array(n), alarm: new Uint8Array(n) };
  const alpha = options.alpha ?? 0.1;
  let sum = 0;
  for (let t = 0; t < n; t++) {
    const m = mean[t]!;
    const before = sum;
    if (!Number.isNaN(counts[t]!))
      sum = Math.max(0, sum + standardise(counts[t]!, m, options.trans, alpha) - options.k);
    out.cusum[t] = sum;
    const z = options.h + options.k - before;
    out.upperbound[t] = options.compatible ? limitOfR(z, sum, m, options, alpha) : limit(z, m, options.trans, alpha);
    if (sum >= options.h) {
      out.alarm[t] = 1;
      if (!options.compatible) sum = 0;
    }
  }
  return out;
}

/** Mean of x^(2/3) for a Poisson count to the second order, and its standard deviation to the first (Anscombe 1953). */
const secondOrder = (m: number): [number, number] => [m ** (2 / 3) - m ** (-1 / 3) / 9, (2 * m ** (1 / 6)) / 3];

function standardise(x: number, m: number, trans: CusumTransform, alpha: number): number {
  switch (trans) {
    case 'standard':
      return (x - m) / Math.sqrt(m);
    case 'rossi':
      return (x - 3 * m + 2 * Math.sqrt(x * m)) / (2 * Math.sqrt(m));
    case 'anscombe':
      return (1.5 * (x ** (2 / 3) - m ** (2 / 3))) / m ** (1 / 6);
    case 'anscombe2nd': {
      const [centre, sd] = secondOrder(m);
      return (x ** (2 / 3) - centre) / sd;
    }
    case 'pearsonNegBin':
      return (x - m) / Math.sqrt(m + alpha * m * m);
    case 'none':
      return x;
  }
}

/** The count whose standardised value is z: `standardise` turned round; 0 below. */
function limit(z: number, m: number, trans: CusumTransform, alpha: number): number {
  switch (trans) {
    case 'standard':
      return Math.max(0, Math.ceil(m + z * Math.sqrt(m)));
    case 'rossi': {
      const inside = 4 * m + 2 * z * Math.sqrt(m);
      return inside <= 0 ? 0 : Math.max(0, Math.sqrt(inside) - Math.sqrt(m)) ** 2;
    }
    case 'anscombe':
      return Math.max(0, m ** (2 / 3) + (z * 2 * m ** (1 / 6)) / 3) ** 1.5;
    case 'anscombe2nd': {
      const [centre, sd] = secondOrder(m);
      return Math.max(0, centre + z * sd) ** 1.5;
    }
    case 'pearsonNegBin':
      return Math.max(0, m + z * Math.sqrt(m + alpha * m * m));
    case 'none':
      return Math.max(0, z);
  }
}

function limitOfR(z: number, sum: number, m: number, { trans, h }: CusumOptions, alpha: number): number {
  if (trans === 'none') return Math.max(0, h - sum);
  if (trans === 'anscombe2nd') return Math.max(0, m ** (2 / 3) - m ** (1 / 3) / 9 + (z * 2 * m ** (1 / 6)) / 3) ** 1.5;
  if (trans !== 'rossi') return limit(z, m, trans, alpha);
  const inside = 4 * m + 2 * z * Math.sqrt(m);
  return inside <= 0 ? 0 : (Math.sqrt(inside) - Math.sqrt(m)) ** 2;
}
