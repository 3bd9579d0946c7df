import { type Bounds, type EarsMethod, excess, type Windows } from './ears.ts';

/** What the three charts of one series share, with the quantiles of the normal distribution at hand. */
export interface ChartOptions {
  /** Floor of the standard deviation. */
  minSigma: number;
  /** 1 - alpha quantile for C1 and C2. */
  z: number;
  /** 1 - alpha quantile for C3. */
  z3: number;
}

/**
 * C1, C2 and the true C3 of one series in one pass, each as `ears` gives it to the last digit (Hutwagner et al. 2003), on windows at hand
 * (`windowsBefore`) and into arrays at hand of the series' length: nothing is allocated and every value is read once.
 */
export function earsCharts(
  observed: Float64Array,
  { mean, sd }: Windows,
  { minSigma, z, z3 }: ChartOptions,
  into: Record<EarsMethod, Bounds>,
): void {
  const { upperbound: bound1, alarm: alarm1 } = into.C1;
  const { upperbound: bound2, alarm: alarm2 } = into.C2;
  const { upperbound: bound3, alarm: alarm3 } = into.C3;
  const n = observed.length;
  // the window before today, yesterday, and the day before, which C2 and C3 compare with
  let mean1 = Number.NaN;
  let sd1 = Number.NaN;
  let mean2 = Number.NaN;
  let sd2 = Number.NaN;
  let before = Number.NaN;
  let last = Number.NaN;
  for (let t = 0; t < n; t++) {
    const y = observed[t]!;
    const m = mean[t]!;
    const s = Math.max(minSigma, sd[t]!);
    // each bound is stored before the next is made: fewer values wait in registers
    const c1 = m + z * s;
    bound1[t] = c1;
    alarm1[t] = y > c1 ? 1 : 0;
    const c2 = mean2 + z * sd2;
    bound2[t] = c2;
    alarm2[t] = y > c2 ? 1 : 0;
    const lagged = before + last;
    const c3 = lagged > z3 ? 0 : mean2 + (lagged < z3 && sd2 > 0 ? sd2 * (1 + z3 - lagged) : sd2);
    bound3[t] = c3;
    alarm3[t] = y > c3 || lagged > z3 ? 1 : 0;
    before = last;
    last = excess(y, mean2, sd2);
    mean2 = mean1;
    sd2 = sd1;
    mean1 = m;
    sd1 = s;
  }
}
