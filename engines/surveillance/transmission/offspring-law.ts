import { binomialDensity } from '../numbers/binomial.ts';
import { normalQuantile } from '../numbers/normal.ts';

/** Variance above which the law is smooth enough for Cornish and Fisher's expansion: its error is below 1/1000 of a case. */
const SMOOTH = 1e4;
const NEGLIGIBLE = 1e-18;

/**
 * The sum of independent binomials, trials n_t of chance p_t: mean, sd and quantiles. Exact by convolution; beyond a variance of
 * 10,000 by the expansion of Cornish and Fisher (1938) with the third cumulant. Fractional trials (spread reports) always expand.
 */
export function offspringLaw(
  trials: Float64Array,
  chance: Float64Array,
  probabilities: readonly number[],
): { mean: number; sd: number; quantiles: number[] } {
  let [mean, variance, third] = [0, 0, 0];
  let whole = true;
  for (let t = 0; t < trials.length; t++) {
    const [n, p] = [trials[t]!, chance[t]!];
    if (p === 0 || n === 0) continue;
    whole &&= Number.isInteger(n);
    mean += n * p;
    variance += n * p * (1 - p);
    third += n * p * (1 - p) * (1 - 2 * p);
  }
  const sd = Math.sqrt(variance);
  if (!whole || variance > SMOOTH) {
    const skew = variance > 0 ? third / sd ** 3 : 0;
    const expanded = (p: number): number => {
      const z = normalQuantile(p);
      return Math.max(0, mean + sd * (z + (skew * (z * z - 1)) / 6));
    };
    return { mean, sd, quantiles: variance > 0 ? probabilities.map(expanded) : probabilities.map(() => mean) };
  }
  let least = 0;
  let law = [1];
  for (let t = 0; t < trials.length; t++) {
    if (chance[t]! * trials[t]! === 0) continue;
    const part = binomialLaw(trials[t]!, chance[t]!);
    law = convolved(law, part.law);
    least += part.least;
  }
  const quantiles = probabilities.map((p) => {
    let sum = 0;
    let k = 0;
    while (k < law.length - 1 && sum + law[k]! < p) sum += law[k++]!;
    return least + k;
  });
  return { mean, sd, quantiles };
}

function binomialLaw(n: number, p: number): { least: number; law: number[] } {
  const middle = Math.floor((n + 1) * p);
  let [low, high] = [Math.min(n, middle), Math.min(n, middle)];
  while (low > 0 && binomialDensity(low - 1, n, p) > NEGLIGIBLE) low--;
  while (high < n && binomialDensity(high + 1, n, p) > NEGLIGIBLE) high++;
  return { least: low, law: Array.from({ length: high - low + 1 }, (_, i) => binomialDensity(low + i, n, p)) };
}

function convolved(a: number[], b: number[]): number[] {
  const out = new Array<number>(a.length + b.length - 1).fill(0);
  for (let i = 0; i < a.length; i++) for (let j = 0; j < b.length; j++) out[i + j] = out[i + j]! + a[i]! * b[j]!;
  return out;
}
