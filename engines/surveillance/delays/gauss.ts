/** Nodes and weights (sum 1): the mean of f over a law is sum w f(x), exact for polynomials up to degree 2 n - 1. */
export interface Rule {
  nodes: Float64Array;
  weights: Float64Array;
}

/** Gauss's rule of `n` nodes for Beta(a, b) on [0, 1], from the recurrence of Jacobi's polynomials (Golub & Welsch 1969). */
export function betaRule(a: number, b: number, n: number): Rule {
  // Jacobi weight (1-x)^p (1+x)^q on [-1, 1] with p = b - 1, q = a - 1
  const p = b - 1;
  const q = a - 1;
  const diagonal = new Float64Array(n);
  const off = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const s = 2 * k + p + q;
    diagonal[k] = k === 0 ? (q - p) / (p + q + 2) : ((q - p) * (q + p)) / (s * (s + 2));
    if (k === 0) continue;
    const numerator = k === 1 ? 4 * (1 + p) * (1 + q) : 4 * k * (k + p) * (k + q) * (k + p + q);
    const denominator = k === 1 ? (2 + p + q) ** 2 * (3 + p + q) : s * s * (s * s - 1);
    off[k - 1] = Math.sqrt(numerator / denominator);
  }
  const { nodes, weights } = ruleOf(diagonal, off);
  return { nodes: nodes.map((x) => Math.min(1, Math.max(0, (1 + x) / 2))), weights };
}

/**
 * Gauss's rule of `n` nodes for the product of two independent laws given by rules: the recurrence of the polynomials orthogonal on
 * all products of nodes (Lanczos with full orthogonalization; Gautschi 2004, section 2.2). Where both are Gauss rules of `n` nodes
 * the result is Gauss's rule of the true product, as its first 2 n moments are.
 */
export function productRule(one: Rule, other: Rule, n: number): Rule {
  const size = one.nodes.length * other.nodes.length;
  const x = new Float64Array(size);
  let vector = new Float64Array(size);
  for (let i = 0, at = 0; i < one.nodes.length; i++)
    for (let j = 0; j < other.nodes.length; j++, at++) {
      x[at] = one.nodes[i]! * other.nodes[j]!;
      vector[at] = Math.sqrt(one.weights[i]! * other.weights[j]!);
    }
  const kept: Float64Array[] = [];
  const diagonal: number[] = [];
  const off: number[] = [];
  for (let k = 0; k < n; k++) {
    kept.push(vector);
    let centre = 0;
    for (let i = 0; i < size; i++) centre += x[i]! * vector[i]! * vector[i]!;
    diagonal.push(centre);
    const next = new Float64Array(size);
    for (let i = 0; i < size; i++) next[i] = x[i]! * vector[i]!;
    for (let pass = 0; pass < 2; pass++)
      for (const earlier of kept) {
        let along = 0;
        for (let i = 0; i < size; i++) along += next[i]! * earlier[i]!;
        for (let i = 0; i < size; i++) next[i] = next[i]! - along * earlier[i]!;
      }
    let norm = 0;
    for (let i = 0; i < size; i++) norm += next[i]! * next[i]!;
    norm = Math.sqrt(norm);
    // a law on fewer than n points, to rounding: its rule is shorter
    if (norm < 1e-14) break;
    off.push(norm);
    vector = next.map((each) => each / norm);
  }
  return ruleOf(
    Float64Array.from(diagonal),
    Float64Array.from({ length: diagonal.length }, (_, i) => off[i] ?? 0),
  );
}

/** Eigenvalues and squared first components of a symmetric tridiagonal matrix: implicit QL (Golub & Welsch 1969). */
function ruleOf(diagonal: Float64Array, off: Float64Array): Rule {
  const n = diagonal.length;
  const d = Float64Array.from(diagonal);
  const e = Float64Array.from(off);
  const z = new Float64Array(n);
  z[0] = 1;
  if (n > 0) e[n - 1] = 0;
  for (let l = 0; l < n; l++)
    for (let turn = 0; turn < 100; turn++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]!) > 2.3e-16 * (Math.abs(d[m]!) + Math.abs(d[m + 1]!))) m++;
      if (m === l) break;
      let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
      let r = Math.hypot(g, 1);
      g = d[m]! - d[l]! + e[l]! / (g + (g >= 0 ? r : -r));
      let [s, c, p] = [1, 1, 0];
      for (let i = m - 1; i >= l; i--) {
        let f = s * e[i]!;
        const b = c * e[i]!;
        r = Math.hypot(f, g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1] = d[i + 1]! - p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1]! - p;
        r = (d[i]! - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        f = z[i + 1]!;
        z[i + 1] = s * z[i]! + c * f;
        z[i] = c * z[i]! - s * f;
      }
      if (r === 0 && m - 1 > l) continue;
      d[l] = d[l]! - p;
      e[l] = g;
      e[m] = 0;
    }
  return { nodes: d, weights: z.map((each) => each * each) };
}
