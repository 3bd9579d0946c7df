/** 32 mixed bits of a seed and two counters (the finaliser of MurmurHash3, Appleby 2011): the same numbers for the same place. */
function mixed(seed: number, a: number, b: number): number {
  let h = (seed ^ Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca77)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A uniform in (0, 1) that depends on seed, area and week only: plans compared in one world meet the same chance. */
export const uniformAt = (seed: number, area: number, week: number): number =>
  (mixed(mixed(seed, area, week), week, area) + 0.5) / 4294967296;

/**
 * Cases drawn for an expected number, negative binomial with `size` (the dispersion of one case times the cases before): by inversion
 * while the mean is small, by the normal approximation above. One uniform each, so that more expected never means fewer drawn.
 */
export function casesDrawn(mean: number, size: number, uniform: number): number {
  if (!(mean > 0)) return 0;
  const variance = mean + (mean * mean) / Math.max(size, 1e-9);
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(variance) * normalQuantile(uniform)));
  const k = Math.max(size, 1e-9);
  const p = mean / (mean + k);
  let chance = Math.exp(k * Math.log1p(-p));
  let below = chance;
  let n = 0;
  while (below < uniform && n < 5000) {
    chance *= (p * (k + n)) / (n + 1);
    n++;
    below += chance;
  }
  return n;
}

/** Standard normal quantile (Acklam's rational approximation, relative error below 1.2e-9). */
export function normalQuantile(p: number): number {
  const tail = (q: number): number =>
    (((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
      2.938163982698783) /
    ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  );
}
