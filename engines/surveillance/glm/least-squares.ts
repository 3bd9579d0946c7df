/** Workspace of a weighted least squares problem of n rows and p columns, reused from fit to fit. */
export interface LeastSquares {
  n: number;
  p: number;
  /** Column-major n x p: the weighted design on entry, the orthonormal columns after `solve`. */
  q: Float64Array;
  /** The weighted response on entry, the residual after. */
  z: Float64Array;
  /** Upper triangle, column-major p x p. */
  r: Float64Array;
  coef: Float64Array;
  /** 1 where a column depends on those before it: its coefficient is NaN and it takes no part. */
  aliased: Uint8Array;
}

export const leastSquares = (n: number, p: number): LeastSquares => ({
  n,
  p,
  q: new Float64Array(n * p),
  z: new Float64Array(n),
  r: new Float64Array(p * p),
  coef: new Float64Array(p),
  aliased: new Uint8Array(p),
});

/** A column whose length falls by this factor when the columns before it are taken out depends on them (as in R's lm). */
const DEPENDENT = 1e-11;

/**
 * Minimises |z - q coef| by Gram and Schmidt's orthogonalisation, each column taken twice (Björck 1967, Giraud et al. 2005), which keeps
 * full accuracy. Overwrites q, z, r, coef, aliased; allocates nothing. Returns the rank.
 */
export function solve(work: LeastSquares): number {
  const { n, p, q, z, r, coef, aliased } = work;
  let rank = 0;
  for (let j = 0; j < p; j++) {
    const from = j * n;
    let before = 0;
    for (let i = 0; i < n; i++) before += q[from + i]! * q[from + i]!;
    for (let k = 0; k < j; k++) r[j * p + k] = 0;
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < j; k++) {
        if (aliased[k]) continue;
        const base = k * n;
        let dot = 0;
        for (let i = 0; i < n; i++) dot += q[base + i]! * q[from + i]!;
        r[j * p + k]! += dot;
        for (let i = 0; i < n; i++) q[from + i]! -= dot * q[base + i]!;
      }
    }
    let after = 0;
    for (let i = 0; i < n; i++) after += q[from + i]! * q[from + i]!;
    const length = Math.sqrt(after);
    if (!(length > DEPENDENT * Math.sqrt(before))) {
      aliased[j] = 1;
      continue;
    }
    aliased[j] = 0;
    rank++;
    r[j * p + j] = length;
    for (let i = 0; i < n; i++) q[from + i]! /= length;
  }
  for (let j = 0; j < p; j++) {
    const from = j * n;
    let dot = 0;
    if (!aliased[j]) for (let i = 0; i < n; i++) dot += q[from + i]! * z[i]!;
    coef[j] = dot;
    if (!aliased[j]) for (let i = 0; i < n; i++) z[i]! -= dot * q[from + i]!;
  }
  for (let j = p - 1; j >= 0; j--) {
    if (aliased[j]) {
      coef[j] = Number.NaN;
      continue;
    }
    coef[j]! /= r[j * p + j]!;
    for (let k = 0; k < j; k++) coef[k]! -= r[j * p + k]! * coef[j]!;
  }
  return rank;
}

/** (X'WX)^-1 from the triangle of the last `solve`, p x p, NaN in rows and columns of dependent columns. */
export function covariance({ p, r, aliased }: LeastSquares): Float64Array {
  const inverse = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    if (aliased[j]) continue;
    inverse[j * p + j] = 1 / r[j * p + j]!;
    for (let i = j - 1; i >= 0; i--) {
      if (aliased[i]) continue;
      let sum = 0;
      for (let k = i + 1; k <= j; k++) if (!aliased[k]) sum += r[k * p + i]! * inverse[j * p + k]!;
      inverse[j * p + i] = -sum / r[i * p + i]!;
    }
  }
  const out = new Float64Array(p * p);
  for (let a = 0; a < p; a++)
    for (let b = 0; b < p; b++) {
      let sum = aliased[a] || aliased[b] ? Number.NaN : 0;
      for (let k = Math.max(a, b); k < p; k++) if (!aliased[k]) sum += inverse[k * p + a]! * inverse[k * p + b]!;
      out[b * p + a] = sum;
    }
  return out;
}
