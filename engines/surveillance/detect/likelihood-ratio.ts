export interface RatioOptions {
  /** Variance mu + alpha mu^2; 0: Poisson. */
  alpha: number;
  /** Alarm when the statistic reaches this. */
  limit: number;
  /** ln of the rise looked for; absent: the likeliest rise of every window (generalised likelihood ratio). */
  rise?: number;
  /** Look for a rise or a fall of the mean. */
  direction?: 'inc' | 'dec';
  /** Longest window of the generalised ratio; all values since the last alarm when absent. */
  window?: number;
  /**
   * As surveillance::algo.glrnb 1.20.3: the negative binomial rise by plain Newton steps from 0, so that a window where they run away (a sudden
   * rise of more than about tenfold) counts for nothing.
   */
  compatible?: boolean;
}

export interface Ratio {
  statistic: Float64Array;
  alarm: Uint8Array;
}

/**
 * Likelihood ratio detectors for counts with known in-control means (Höhle & Paul 2008). With `rise` the CUSUM
 * l_t = max(0, l_(t-1) + ln f(x_t; e^rise mu_t) / f(x_t; mu_t)); without it the maximum over windows and rises. Starts again after an alarm;
 * the statistic shown is the one that crossed. Missing counts (NaN) carry the statistic on.
 */
export const likelihoodRatio = (counts: Float64Array, mean: Float64Array, options: RatioOptions): Ratio =>
  options.rise === undefined ? generalised(counts, mean, options) : fixed(counts, mean, options, options.rise);

/** ln f(x; m e^rise) / f(x; m). */
function gain(x: number, m: number, rise: number, alpha: number): number {
  if (alpha === 0) return x * rise - m * Math.expm1(rise);
  return x * rise - (x + 1 / alpha) * Math.log1p((alpha * m * Math.expm1(rise)) / (1 + alpha * m));
}

function fixed(counts: Float64Array, mean: Float64Array, { alpha, limit }: RatioOptions, rise: number): Ratio {
  const out = blank(counts.length);
  let sum = 0;
  for (let t = 0; t < counts.length; t++) {
    if (!Number.isNaN(counts[t]!)) sum = Math.max(0, sum + gain(counts[t]!, mean[t]!, rise, alpha));
    out.statistic[t] = sum;
    if (sum >= limit) {
      out.alarm[t] = 1;
      sum = 0;
    }
  }
  return out;
}

function generalised(counts: Float64Array, mean: Float64Array, options: RatioOptions): Ratio {
  const { alpha, limit, window = Number.POSITIVE_INFINITY, direction = 'inc' } = options;
  const out = blank(counts.length);
  const down = direction === 'dec';
  let from = 0;
  for (let t = 0; t < counts.length; t++) {
    let best = 0;
    let cases = 0;
    let expected = 0;
    let rise = 0;
    for (let i = t; i >= from && t - i < window; i--) {
      if (!Number.isNaN(counts[i]!)) {
        cases += counts[i]!;
        expected += mean[i]!;
      }
      // at rise 0 the score has the sign of sum (x - mu) / (1 + alpha mu); alpha 0: of cases - expected
      if (alpha === 0) {
        if (down ? cases >= expected : cases <= expected) continue;
        rise = Math.log(cases / expected);
        best = Math.max(best, (cases === 0 ? 0 : cases * rise) - (cases - expected));
      } else {
        rise = options.compatible
          ? plainRise(counts, mean, i, t, alpha)
          : likeliestRise(counts, mean, i, t, alpha, rise);
        if (!(down ? rise < 0 : rise > 0)) continue;
        let sum = 0;
        for (let j = i; j <= t; j++) if (!Number.isNaN(counts[j]!)) sum += gain(counts[j]!, mean[j]!, rise, alpha);
        best = Math.max(best, sum);
      }
    }
    out.statistic[t] = best;
    if (best >= limit) {
      out.alarm[t] = 1;
      from = t + 1;
    }
  }
  return out;
}

/** Root of the score sum (x - mu e^rise) / (1 + alpha mu e^rise) over i .. t, by Newton's method; -30 without a case. */
function likeliestRise(
  counts: Float64Array,
  mean: Float64Array,
  i: number,
  t: number,
  alpha: number,
  start: number,
): number {
  let rise = Math.max(-5, Math.min(5, start));
  let low = -30;
  let high = 30;
  for (let round = 0; round < 200; round++) {
    let score = 0;
    let slope = 0;
    const factor = Math.exp(rise);
    for (let j = i; j <= t; j++) {
      const x = counts[j]!;
      if (Number.isNaN(x)) continue;
      const m = mean[j]! * factor;
      const d = 1 + alpha * m;
      score += (x - m) / d;
      slope -= (m * (1 + alpha * x)) / (d * d);
    }
    if (score > 0) low = rise;
    else high = rise;
    let next = rise - score / slope;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (Math.abs(next - rise) < 1e-10) return next;
    rise = next;
    if (high < -29) return -30;
  }
  return rise;
}

/** The same root by Newton's steps from 0 without a bracket; NaN where they run away. */
function plainRise(counts: Float64Array, mean: Float64Array, i: number, t: number, alpha: number): number {
  let rise = 0;
  for (let round = 0; round < 100; round++) {
    let score = 0;
    let slope = 0;
    const factor = Math.exp(rise);
    for (let j = i; j <= t; j++) {
      const x = counts[j]!;
      if (Number.isNaN(x)) continue;
      const m = mean[j]! * factor;
      const d = 1 + alpha * m;
      score += (x - m) / d;
      slope -= (m * (1 + alpha * x)) / (d * d);
    }
    const step = score / slope;
    rise -= step;
    if (!(Math.abs(step) > 1e-10)) break;
  }
  return rise;
}

const blank = (n: number): Ratio => ({ statistic: new Float64Array(n), alarm: new Uint8Array(n) });
