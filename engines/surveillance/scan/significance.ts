/** Rank p-value of a Monte Carlo test (Dwass 1957): (1 + simulated values >= observed) / (replicates + 1). */
export function monteCarloP(observed: number, simulated: ArrayLike<number>): number {
  let above = 0;
  // SaTScan's files carry six digits, and ties are common in small data: equal within rounding counts as reached
  for (let i = 0; i < simulated.length; i++) if (simulated[i]! >= observed - 1e-9) above += 1;
  return (above + 1) / (simulated.length + 1);
}

/** p-value of a test that stopped when `reached` replicates had reached the observed value, after `tried` (Besag and Clifford 1991). */
export const sequentialP = (reached: number, tried: number): number => reached / tried;

/**
 * p-value from a Gumbel distribution fitted to simulated maxima by moments (Abrams, Kulldorff, Kleinman 2010):
 * beta = sd sqrt(6) / pi, mu = mean - 0.5772 beta, p = 1 - exp(-exp(-(x - mu) / beta)). It can fall below 1 / (replicates + 1).
 */
export function gumbelP(observed: number, simulated: ArrayLike<number>): number {
  const n = simulated.length;
  if (n < 2) throw new Error(`scan-gumbel: ${n} replicates. A fit needs at least two.`);
  let mean = 0;
  for (let i = 0; i < n; i++) mean += simulated[i]! / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (simulated[i]! - mean) ** 2;
  const beta = (Math.sqrt(squares / (n - 1)) * Math.sqrt(6)) / Math.PI;
  if (beta === 0) return observed > mean ? 0 : 1;
  const EULER = 0.5772156649015329;
  return -Math.expm1(-Math.exp(-(observed - mean) / beta - EULER));
}

/** Time until a cluster of this p-value is seen once by chance when the scan runs every `interval` (Kleinman 2004): interval / p. */
export const recurrence = (p: number, interval = 1): number => interval / p;
