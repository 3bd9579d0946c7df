import { LN_SQRT_2PI, stirlingError } from './log-gamma.ts';

/**
 * x ln(x/m) + m - x >= 0: half the Poisson deviance of x about its mean m, without cancellation where x is near m
 * (Loader 2000, Fast and accurate computation of binomial probabilities).
 */
export function halfDeviance(x: number, m: number): number {
  const d = x - m;
  if (Math.abs(d) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = d / (x + m);
  const square = v * v;
  let sum = d * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= square;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}

/** ln(m^x e^-m / Gamma(x + 1)) for real x >= 0, m >= 0 (Loader 2000). */
export function logPoissonTerm(x: number, m: number): number {
  if (m === 0) return x === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (x === 0) return -m;
  if (!Number.isFinite(m)) return Number.NEGATIVE_INFINITY;
  return -stirlingError(x) - halfDeviance(x, m) - LN_SQRT_2PI - 0.5 * Math.log(x);
}

/**
 * ln(Gamma(n+1) / (Gamma(x+1) Gamma(n-x+1)) p^x q^(n-x)) for real 0 <= x <= n (Loader 2000).
 * q = 1 - p is given apart, so that a p near 1 keeps its digits.
 */
export function logBinomialTerm(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (q === 0) return x === n ? 0 : Number.NEGATIVE_INFINITY;
  if (n === 0) return 0;
  const rest = n - x;
  if (x === 0) return p < 0.1 ? n * Math.log1p(-p) : n * Math.log(q);
  if (rest === 0) return q < 0.1 ? n * Math.log1p(-q) : n * Math.log(p);
  return (
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(rest) -
    halfDeviance(x, n * p) -
    halfDeviance(rest, n * q) +
    0.5 * (Math.log(n / x) - Math.log(rest)) -
    LN_SQRT_2PI
  );
}
