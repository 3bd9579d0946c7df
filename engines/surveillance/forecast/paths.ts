/** Simulated futures: value of path p in period h at p * horizon + h. */
export interface Paths {
  count: number;
  horizon: number;
  values: Float64Array;
}

export interface ForecastPeriod {
  mean: number;
  /** In the order of the probabilities asked for; R's type 7 between draws. */
  quantiles: number[];
}

/** Mean and quantiles of each period over the paths. */
export function summarize({ count, horizon, values }: Paths, probabilities: readonly number[]): ForecastPeriod[] {
  return Array.from({ length: horizon }, (_, h) => {
    const sorted = Float64Array.from({ length: count }, (__, p) => values[p * horizon + h]!).sort();
    const mean = sorted.reduce((all, each) => all + each, 0) / count;
    const quantiles = probabilities.map((p) => {
      const at = (count - 1) * p;
      const low = Math.floor(at);
      return sorted[low]! + (at - low) * (sorted[Math.min(low + 1, count - 1)]! - sorted[low]!);
    });
    return { mean, quantiles };
  });
}

/** Errors `forecast-horizon`, `forecast-paths`. */
export function checkPaths(horizon: number, count: number): void {
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new Error(`forecast-horizon: ${horizon}. Give a whole number of periods from 1 on.`);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`forecast-paths: ${count}. Give a whole number of simulated futures from 1 on.`);
}
