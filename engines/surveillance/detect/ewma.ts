import { studentQuantileUpper, studentUpper } from '../numbers/student.ts';

/** A daily test against its own recent past; NaN where there is none yet. */
export interface DailyTest {
  expected: Float64Array;
  /** Student's t of today, and the p-value of as much or more. */
  statistic: Float64Array;
  p: Float64Array;
}

export interface EwmaOptions {
  /** Longest baseline, and the days left out between it and today. */
  baseline: number;
  guard: number;
  /** Weights of today for slow and for sudden rises. */
  slow: number;
  sudden: number;
}

/** Shortest baseline, days. */
const SHORTEST = 7;

const blank = (n: number): DailyTest => ({
  expected: new Float64Array(n).fill(Number.NaN),
  statistic: new Float64Array(n).fill(Number.NaN),
  p: new Float64Array(n).fill(Number.NaN),
});

/** 1-sided quantile of Student's t as the detectors tabulate it, to 5 decimals. */
export const tabulated = (alpha: number, df: number): number => Math.round(studentQuantileUpper(alpha, df) * 1e5) / 1e5;

/** Error of an exponentially weighted mean against a baseline of n days, g + 1 days apart, in standard deviations of a day. */
const correction = (w: number, n: number, g: number): number =>
  Math.sqrt(w / (2 - w) + 1 / n - (2 * (1 - w) ** (g + 1) * (1 - (1 - w) ** n)) / n);

/** Floor and constant that keep quiet series from alarming at one case (Burkom, Elbert, Magruder et al. 2006). */
const floorOf = (w: number, t: number): number => (w / t) * (1 + 0.5 * (1 - w) ** 2);
const constantOf = (w: number, t: number): number =>
  (0.1289 - (0.2414 - 0.1826 * (1 - w) ** 4) * Math.log(0.5)) * (w / t);

/**
 * Exponentially weighted moving averages with a slow and a sudden weight, the smaller p-value of the two (ESSENCE; Burkom 2003; Rnssp 0.3.1).
 * Smoothed values are drawn back to the alert limit, so that an outbreak does not blind the days after it. No gaps: fill or split first.
 */
export function ewma(counts: Float64Array, { baseline, guard, slow, sudden }: EwmaOptions): DailyTest {
  const n = counts.length;
  const out = blank(n);
  const smooth = [counts[0]!, counts[0]!];
  const weights = [slow, sudden];
  for (let i = 1; i < n; i++) {
    const length = Math.min(baseline, i - guard);
    const ready = length >= SHORTEST;
    let mean = 0;
    let sd = 0;
    if (ready) {
      for (let j = i - guard - length; j < i - guard; j++) mean += counts[j]! / length;
      for (let j = i - guard - length; j < i - guard; j++) sd += (counts[j]! - mean) ** 2 / (length - 1);
      sd = Math.sqrt(sd);
      out.expected[i] = mean;
    }
    const alert = ready ? tabulated(0.01, length - 1) : 0;
    const warning = ready ? tabulated(0.05, length - 1) : 0;
    for (let s = 0; s < 2; s++) {
      const w = weights[s]!;
      smooth[s] = w * counts[i]! + (1 - w) * smooth[s]!;
      if (!ready) continue;
      const sigma = Math.max(floorOf(w, warning), sd * correction(w, length, guard) + constantOf(w, warning));
      const t = (smooth[s]! - mean) / sigma;
      if (Math.abs(t) > alert) smooth[s] = mean + Math.sign(t) * alert * sigma;
      const p = studentUpper(t, length - 1);
      if (s === 0 || !(out.p[i]! < p)) {
        out.p[i] = p;
        out.statistic[i] = t;
      }
    }
  }
  return out;
}
