/** Central prediction interval covering `level`, 0 < level < 1. */
export interface PredictionInterval {
  level: number;
  low: number;
  high: number;
}

/** Interval score: width plus 2/alpha times the miss, alpha = 1 - level (Gneiting & Raftery 2007). */
export function intervalScore(x: number, { level, low, high }: PredictionInterval): number {
  if (!(level > 0 && level < 1) || !(low <= high))
    throw new Error(
      `prediction-interval: ${low} to ${high} at ${level}. Give low <= high and a level between 0 and 1.`,
    );
  const alpha = 1 - level;
  return high - low + (2 / alpha) * (Math.max(0, low - x) + Math.max(0, x - high));
}

export interface WeightedIntervalScore {
  total: number;
  /** The three parts add up to the total: width, forecast too high, forecast too low. */
  dispersion: number;
  overprediction: number;
  underprediction: number;
}

/**
 * Weighted interval score: (|x - median| / 2 + sum alpha/2 IS_alpha) / (K + 1/2) over K central intervals
 * (Bracher, Ray, Gneiting and Reich 2021); close to the CRPS when the levels are dense.
 */
export function weightedIntervalScore(
  x: number,
  median: number,
  intervals: readonly PredictionInterval[],
): WeightedIntervalScore {
  let [dispersion, over, under] = [0, Math.max(0, median - x) / 2, Math.max(0, x - median) / 2];
  for (const interval of intervals) {
    intervalScore(x, interval);
    dispersion += ((1 - interval.level) / 2) * (interval.high - interval.low);
    over += Math.max(0, interval.low - x);
    under += Math.max(0, x - interval.high);
  }
  const unit = intervals.length + 0.5;
  return {
    total: (dispersion + over + under) / unit,
    dispersion: dispersion / unit,
    overprediction: over / unit,
    underprediction: under / unit,
  };
}

/** CRPS of a forecast given as draws: mean |X - x| - mean |X - X'| / 2 over all pairs, by one sort (Gneiting & Raftery 2007). */
export function sampleCrps(x: number, draws: ArrayLike<number>): number {
  const sorted = Float64Array.from(draws).sort();
  const n = sorted.length;
  if (n === 0) throw new Error('crps-draws: no draw was given. A forecast needs at least one.');
  let [miss, spread] = [0, 0];
  for (let i = 0; i < n; i++) {
    miss += Math.abs(sorted[i]! - x);
    spread += (2 * i - n + 1) * sorted[i]!;
  }
  return miss / n - spread / (n * n);
}

/** Share of outcomes inside their interval. Error `coverage-lengths`. */
export function coverage(outcomes: ArrayLike<number>, intervals: readonly PredictionInterval[]): number {
  if (outcomes.length !== intervals.length || outcomes.length === 0)
    throw new Error(`coverage-lengths: ${outcomes.length} outcomes for ${intervals.length} intervals. Give one each.`);
  let inside = 0;
  intervals.forEach(({ low, high }, i) => {
    if (outcomes[i]! >= low && outcomes[i]! <= high) inside++;
  });
  return inside / outcomes.length;
}
