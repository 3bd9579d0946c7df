/**
 * Semiparametric detection of the onset of a rise (Frisén, Andersson & Schiöler 2009). At time n the statistic is the product over t <= n of
 * (u_t / v)^(x_t): v the mean of all counts, u the isotonic (non-decreasing) fit of them. Alarm above `limit`.
 * Uses every value from the first on; missing ones (NaN) are left out. Values beyond the range of doubles are Infinity.
 * `compatible`: the factors multiplied in time order, as surveillance::algo.outbreakP 1.20.3, so that long series of large counts underflow to 0
 * or give NaN instead of alarming.
 */
export function outbreakP(
  counts: Float64Array,
  limit: number,
  compatible: boolean = false,
): {
  statistic: Float64Array;
  alarm: Uint8Array;
} {
  const n = counts.length;
  const out = { statistic: new Float64Array(n), alarm: new Uint8Array(n) };
  // pooled adjacent blocks: sum and length of each
  const sum = new Float64Array(n);
  const size = new Float64Array(n);
  let blocks = 0;
  let total = 0;
  let seen = 0;
  for (let t = 0; t < n; t++) {
    if (!Number.isNaN(counts[t]!)) {
      total += counts[t]!;
      seen++;
      sum[blocks] = counts[t]!;
      size[blocks] = 1;
      blocks++;
      while (blocks > 1 && sum[blocks - 2]! * size[blocks - 1]! >= sum[blocks - 1]! * size[blocks - 2]!) {
        blocks--;
        sum[blocks - 1]! += sum[blocks]!;
        size[blocks - 1]! += size[blocks]!;
      }
    }
    out.statistic[t] = compatible
      ? inOrder(counts, t, size, sum, total / seen)
      : Math.exp(logRatio(sum, size, blocks, total / seen));
    out.alarm[t] = out.statistic[t]! > limit ? 1 : 0;
  }
  return out;
}

function logRatio(sum: Float64Array, size: Float64Array, blocks: number, mean: number): number {
  let log = 0;
  for (let b = 0; b < blocks; b++) if (sum[b]! > 0) log += sum[b]! * Math.log(sum[b]! / (size[b]! * mean));
  return log;
}

function inOrder(counts: Float64Array, until: number, size: Float64Array, sum: Float64Array, mean: number): number {
  let product = 1;
  let b = 0;
  let left = size[0]!;
  for (let t = 0; t <= until; t++) {
    const x = counts[t]!;
    if (Number.isNaN(x)) continue;
    if (left === 0) left = size[++b]!;
    product *= (sum[b]! / size[b]! / mean) ** x;
    left--;
  }
  return product;
}
