/** Weights of the local linear fit at x0 on the points x: Gaussian kernel of standard deviation h (Bowman & Azzalini 1997). */
function weightsAt(x: ArrayLike<number>, x0: number, h: number): Float64Array {
  const n = x.length;
  const kernel = new Float64Array(n);
  let s1 = 0;
  let s2 = 0;
  for (let i = 0; i < n; i++) {
    const d = x[i]! - x0;
    kernel[i] = Math.exp((-0.5 * d * d) / (h * h));
    s1 += kernel[i]! * d;
    s2 += kernel[i]! * d * d;
  }
  let total = 0;
  for (let i = 0; i < n; i++) {
    kernel[i]! *= s2 - (x[i]! - x0) * s1;
    total += kernel[i]!;
  }
  return kernel.map((weight) => weight / total);
}

/** The local linear fit to (x, y) at each of `at`, with bandwidth h. */
export const localLinear = (
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  at: ArrayLike<number>,
  h: number,
): Float64Array =>
  Float64Array.from(at, (x0) => weightsAt(x, x0, h).reduce((sum, weight, i) => sum + weight * y[i]!, 0));

/** Bandwidth at which the local linear fit has so many degrees of freedom (trace of its matrix), by halving. */
export function bandwidthOf(x: ArrayLike<number>, freedom: number): number {
  const trace = (h: number): number => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += weightsAt(x, x[i]!, h)[i]!;
    return sum;
  };
  let low = 0.2;
  let high = x.length;
  for (let round = 0; round < 60; round++) {
    const middle = 0.5 * (low + high);
    if (trace(middle) > freedom) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
