import { normalQuantileUpper } from '../numbers/normal.ts';

/** Moving windows of a series: mean and standard deviation of the `baseline` values before each position. */
export interface Windows {
  mean: Float64Array;
  /** n - 1 in the denominator; NaN with fewer than `least` values. */
  sd: Float64Array;
}

/**
 * Mean and standard deviation of observed[t - baseline .. t - 1] for t = baseline .. n (n: for the value to come), NaN elsewhere.
 * Missing values (NaN) are left out; with fewer than `least` left there is no window. No cancellation: two passes, or whole numbers
 * whose sums are exact.
 */
export function windowsBefore(
  observed: Float64Array,
  baseline: number,
  least: number = baseline,
  into: Windows = { mean: new Float64Array(observed.length + 1), sd: new Float64Array(observed.length + 1) },
): Windows {
  const { mean, sd } = into;
  const n = observed.length;
  mean.fill(Number.NaN, 0, Math.min(baseline, n + 1));
  sd.fill(Number.NaN, 0, Math.min(baseline, n + 1));
  if (wholeAndSmall(observed)) return rolling(observed, baseline, into);
  for (let t = baseline; t <= n; t++) {
    let sum = 0;
    for (let i = t - baseline; i < t; i++) sum += observed[i]!;
    let average = sum / baseline;
    let count = baseline;
    let squares = 0;
    if (!Number.isNaN(average)) {
      for (let i = t - baseline; i < t; i++) {
        const d = observed[i]! - average;
        squares += d * d;
      }
    } else {
      sum = 0;
      count = 0;
      for (let i = t - baseline; i < t; i++) {
        const y = observed[i]!;
        if (Number.isNaN(y)) continue;
        sum += y;
        count++;
      }
      average = sum / count;
      for (let i = t - baseline; i < t; i++) {
        const d = observed[i]! - average;
        if (!Number.isNaN(d)) squares += d * d;
      }
    }
    const enough = count >= least && count > 1;
    mean[t] = enough ? average : Number.NaN;
    sd[t] = enough ? Math.sqrt(squares / (count - 1)) : Number.NaN;
  }
  return into;
}

/** Whole counts below 2^20: sums of squares over any window that fits in memory are exact. */
function wholeAndSmall(observed: Float64Array): boolean {
  for (let i = 0; i < observed.length; i++) {
    const y = observed[i]!;
    if (!(y >= 0 && y < 1048576) || y !== Math.floor(y)) return false;
  }
  return true;
}

function rolling(observed: Float64Array, baseline: number, into: Windows): Windows {
  const { mean, sd } = into;
  const n = observed.length;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < Math.min(baseline, n); i++) {
    sum += observed[i]!;
    squares += observed[i]! * observed[i]!;
  }
  const scale = 1 / (baseline * (baseline - 1));
  for (let t = baseline; t <= n; t++) {
    mean[t] = sum / baseline;
    sd[t] = Math.sqrt((baseline * squares - sum * sum) * scale);
    if (t === n) break;
    const gone = observed[t - baseline]!;
    const come = observed[t]!;
    sum += come - gone;
    squares += come * come - gone * gone;
  }
  return into;
}

export type EarsMethod = 'C1' | 'C2' | 'C3';

export interface EarsOptions {
  method: EarsMethod;
  /** Days of the moving baseline (EARS: 7). */
  baseline: number;
  /** Floor of the standard deviation: 0 as in R; a floor such as 0.5 keeps quiet series from alarming at one case. */
  minSigma: number;
  /** One-sided error of the threshold: 0.001 for C1 and C2, 0.025 for C3. */
  alpha: number;
  /** R's C3, whose statistic leaves today's own deviation out (surveillance 1.20.3), instead of the true one. */
  compatible?: boolean;
  /** Values a baseline must have when some are missing; all of them when absent. */
  least?: number;
}

/** Bounds and alarms over a whole series; NaN and 0 where the method cannot be asked. */
export interface Bounds {
  upperbound: Float64Array;
  alarm: Uint8Array;
}

/**
 * Early Aberration Reporting System (Hutwagner et al. 2003; Fricker, Hegler & Dunfal 2008). With mean m and standard deviation s of the
 * baseline before t (C1) or of the baseline ending two days earlier (C2, C3):
 *   C1, C2: alarm when y_t > m + z s, z the 1 - alpha quantile of the normal distribution;
 *   C3: alarm when the sum over t-2 .. t of max(0, (y - m)/s - 1) exceeds z. Its bound is the count from which today alarms.
 * A standard deviation of 0 makes the bound the mean.
 */
export function ears(observed: Float64Array, options: EarsOptions): Bounds {
  const n = observed.length;
  const bounds: Bounds = { upperbound: new Float64Array(n), alarm: new Uint8Array(n) };
  const windows = windowsBefore(observed, options.baseline, options.least);
  earsOn(observed, windows, options, normalQuantileUpper(options.alpha), bounds);
  return bounds;
}

function earsOn(observed: Float64Array, windows: Windows, options: EarsOptions, z: number, into: Bounds): void {
  const { mean, sd } = windows;
  const { upperbound, alarm } = into;
  const n = observed.length;
  const floor = options.minSigma;
  if (options.method !== 'C3') {
    const lag = options.method === 'C1' ? 0 : 2;
    upperbound.fill(Number.NaN, 0, Math.min(lag, n));
    alarm.fill(0, 0, Math.min(lag, n));
    for (let t = lag; t < n; t++) {
      const s = sd[t - lag]!;
      const bound = mean[t - lag]! + z * (s < floor ? floor : s);
      upperbound[t] = bound;
      alarm[t] = observed[t]! > bound ? 1 : 0;
    }
    return;
  }
  const { compatible = false } = options;
  upperbound.fill(Number.NaN, 0, Math.min(2, n));
  alarm.fill(0, 0, Math.min(2, n));
  let before = Number.NaN;
  let last = Number.NaN;
  for (let t = 2; t < n; t++) {
    const m = mean[t - 2]!;
    const varied = sd[t - 2]!;
    const s = varied < floor ? floor : varied;
    const y = observed[t]!;
    const lagged = before + last;
    let bound: number;
    if (compatible) {
      bound = y + s * (z - lagged);
      if (bound < 0) bound = 0;
    } else bound = lagged > z ? 0 : m + (lagged < z && s > 0 ? s * (1 + z - lagged) : s);
    upperbound[t] = bound;
    alarm[t] = y > bound || (!compatible && lagged > z) ? 1 : 0;
    before = last;
    last = excess(y, m, s);
  }
}

/** max(0, C2 - 1): 0 where today is missing, NaN where today equals the mean and nothing varies. */
export function excess(y: number, m: number, s: number): number {
  const c = (y - m) / s - 1;
  return c > 0 ? c : c <= 0 || Number.isNaN(y) ? 0 : Number.NaN;
}
