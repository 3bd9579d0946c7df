import { poissonCdf, poissonDensity } from '../numbers/poisson.ts';

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** Smallest N up to 10^digits for which all values times N are whole. */
function denominator(values: readonly number[], digits: number): number {
  const top = 10 ** digits;
  for (let n = 1; n < top; n++)
    if (values.every((value) => Math.abs(value * n - Math.round(value * n)) < 1e-9)) return n;
  return top;
}

/** Elimination costs the cube of the states: these take under a minute. */
const MOST_STATES = 4000;

/**
 * Average number of Poisson(theta) counts until the CUSUM S = max(0, S + x - k) reaches h, from S = 0 and from S = h/2 (fast initial response).
 * Exact on the lattice that h and k share (Brook & Evans 1972; Hawkins 1992); h and k are rounded to `digits` decimals.
 */
export function averageRunLength(
  h: number,
  k: number,
  theta: number,
  digits: number = 1,
): { zero: number; fast: number } {
  if (!(h > 0) || !(k > 0) || !(theta > 0))
    throw new Error(`run-length: h ${h}, k ${k}, theta ${theta}. All three are above 0.`);
  const step = denominator([rounded(h, digits), rounded(k, digits)], digits);
  const states = Math.round(h * step);
  const reference = Math.round(k * step);
  if (states > MOST_STATES)
    throw new Error(
      `run-length-states: h ${h} at k ${k} makes a lattice of ${states} states. Up to ${MOST_STATES} are solved: give a smaller mean, such as counts in tens, or use cusum.`,
    );
  // rows of (I - Q | 1): Q[i][j] = P(from state i to state j), alarms left out
  const width = states + 1;
  const a = new Float64Array(states * width);
  for (let i = 0; i < states; i++) {
    const down = Math.floor((reference - i) / step);
    const row = i * width;
    a[row] = down >= 0 ? -poissonCdf(down, theta) : 0;
    for (let x = Math.max(0, down + 1); i + step * x - reference < states; x++)
      a[row + i + step * x - reference]! -= poissonDensity(x, theta);
    a[row + i]! += 1;
    a[row + states] = 1;
  }
  const mean = eliminate(a, states);
  return { zero: mean[0]!, fast: mean[Math.floor(states / 2)]! };
}

/** Gauss's elimination with pivots of the n x (n + 1) system in `a`. */
function eliminate(a: Float64Array, n: number): Float64Array {
  const width = n + 1;
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(a[r * width + c]!) > Math.abs(a[pivot * width + c]!)) pivot = r;
    if (pivot !== c)
      for (let j = c; j <= n; j++) {
        const held = a[c * width + j]!;
        a[c * width + j] = a[pivot * width + j]!;
        a[pivot * width + j] = held;
      }
    for (let r = c + 1; r < n; r++) {
      const factor = a[r * width + c]! / a[c * width + c]!;
      if (factor !== 0) for (let j = c; j <= n; j++) a[r * width + j]! -= factor * a[c * width + j]!;
    }
  }
  const x = new Float64Array(n);
  for (let r = n - 1; r >= 0; r--) {
    let sum = a[r * width + n]!;
    for (let j = r + 1; j < n; j++) sum -= a[r * width + j]! * x[j]!;
    x[r] = sum / a[r * width + r]!;
  }
  return x;
}

/**
 * Reference value of the Poisson CUSUM that is best against a rise from theta0 to theta0 + s sqrt(theta0): (theta1 - theta0)/ln(theta1/theta0),
 * rounded to `digits` decimals and moved off multiples of 1/2, where the lattice would be coarse (Rogerson & Yamada 2004).
 */
export function referenceValue(theta0: number, s: number, digits: number = 1): number {
  const theta1 = theta0 + s * Math.sqrt(theta0);
  const k = (theta1 - theta0) / Math.log(theta1 / theta0);
  const near = rounded(k, digits);
  if ((near * 2) % 1 !== 0) return near;
  const unit = 10 ** digits;
  const above = ((k - Math.floor(k)) * unit) % 1 < 0.5;
  return rounded(k + (above ? 0.5 : -0.5) / unit, digits);
}

export interface CusumDesign {
  theta0: number;
  h: number;
  k: number;
  arl: number;
  /** |arl - wanted| / wanted. */
  error: number;
}

/**
 * Decision limit h for a wanted average run length in control: logarithmic interpolation, then steps of the lattice towards it until the
 * relative error is below `tolerance`, or the first limit whose run length is at least the wanted one (Rogerson & Yamada 2004).
 * `fast`: the run length of the start from h/2.
 */
export function designCusum(
  wanted: number,
  theta0: number,
  s: number = 1,
  { tolerance = 0.03, digits = 1, fast = false }: { tolerance?: number; digits?: number; fast?: boolean } = {},
): CusumDesign {
  if (!(wanted > 1) || !(theta0 > 0))
    throw new Error(
      `run-length-design: run length ${wanted} at mean ${theta0}. Give a run length above 1 and a mean above 0.`,
    );
  const k = referenceValue(theta0, s, digits);
  const at = (h: number): CusumDesign => {
    const { zero, fast: head } = averageRunLength(h, k, theta0, digits);
    const arl = fast ? head : zero;
    return { theta0, h, k, arl, error: Math.abs(arl - wanted) / wanted };
  };
  let h1 = rounded(Math.min(12, 4 * k), digits);
  let first = at(h1);
  while (first.arl < 100) {
    h1 *= 2;
    first = at(h1);
  }
  const h2 = rounded(first.arl < wanted ? h1 * 2 : h1 / 2, digits);
  const second = at(h2);
  const share = Math.log(wanted / first.arl) / Math.log(second.arl / first.arl);
  let best = at(rounded(h1 + (h2 - h1) * share, digits));
  if (best.error < tolerance) return best;
  const step = 1 / denominator([k], digits);
  for (;;) {
    const next = at(rounded(best.h + (best.arl < wanted ? step : -step), digits));
    if (next.error < tolerance) return next;
    if (next.arl > wanted !== best.arl > wanted) return next.arl > wanted ? next : best;
    best = next;
  }
}

/**
 * Poisson CUSUM with a designed h and k for a constant mean (Rogerson & Yamada 2004). The bound is the count from which the next value alarms.
 * `compatible`: as surveillance::algo.rogerson with its defaults, which does not start again after an alarm.
 */
export function poissonCusum(
  counts: Float64Array,
  { h, k }: { h: number; k: number },
  options: { fast?: boolean; compatible?: boolean } = {},
): { cusum: Float64Array; upperbound: Float64Array; alarm: Uint8Array } {
  const n = counts.length;
  const out = { cusum: new Float64Array(n), upperbound: new Float64Array(n), alarm: new Uint8Array(n) };
  let sum = options.fast ? h / 2 : 0;
  for (let t = 0; t < n; t++) {
    out.upperbound[t] = Math.max(0, Math.ceil(options.compatible ? h - sum + k : rounded(h - sum + k, 9)));
    if (!Number.isNaN(counts[t]!)) sum = Math.max(0, sum + (counts[t]! - k));
    out.cusum[t] = sum;
    if (sum >= h) {
      out.alarm[t] = 1;
      if (!options.compatible) sum = options.fast ? h / 2 : 0;
      else if (options.fast) sum = Math.min(sum, h / 2);
    }
  }
  return out;
}
