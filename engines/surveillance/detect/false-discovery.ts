/**
 * Benjamini and Hochberg's (1995) adjusted p-values (q-values) of one night's tests: q_(i) = min over j >= i of n p_(j) / j. Signals with q
 * below a share f hold at most that share of false ones on average (independent or positively dependent tests; Benjamini & Yekutieli 2001:
 * `dependent` guards against any dependence, at a factor of sum 1/i). NaN p-values (nothing tested) stay NaN and are not counted.
 */
export function falseDiscovery(p: Float64Array, dependent: boolean = false): Float64Array {
  const order = new Uint32Array(p.length);
  let n = 0;
  for (let i = 0; i < p.length; i++) {
    const value = p[i]!;
    if (value < 0 || value > 1)
      throw new Error(`false-discovery: ${value} at ${i} is no p-value. Give numbers from 0 to 1.`);
    if (!Number.isNaN(value)) order[n++] = i;
  }
  const sorted = order.subarray(0, n).sort((a, b) => p[a]! - p[b]!);
  let factor = 1;
  if (dependent) for (let i = 2; i <= n; i++) factor += 1 / i;
  const q = new Float64Array(p.length).fill(Number.NaN);
  let least = 1;
  for (let rank = n; rank >= 1; rank--) {
    const i = sorted[rank - 1]!;
    least = Math.min(least, (p[i]! * n * factor) / rank);
    q[i] = least;
  }
  return q;
}

/** The tests whose q-value is at most `share`, in order of their p-values: what a night's desk is to look at. */
export function discoveries(p: Float64Array, share: number, dependent: boolean = false): number[] {
  const q = falseDiscovery(p, dependent);
  const found: number[] = [];
  for (let i = 0; i < p.length; i++) if (q[i]! <= share) found.push(i);
  return found.sort((a, b) => p[a]! - p[b]! || a - b);
}
