const GOLDEN = (3 - Math.sqrt(5)) / 2;
const EPS = 2 ** -52;
/** R's default for both searches, eps^(1/4): golden tables made with it carry its rounding. */
export const QUARTER = EPS ** 0.25;

/**
 * The place of the least value of `f` on [low, high], to about `tolerance` (Brent 1973, Algorithms for Minimization without
 * Derivatives, chapter 5: golden section with parabolic steps). A local least only, where there are several; never the end itself.
 */
export function leastAt(f: (x: number) => number, low: number, high: number, tolerance: number = QUARTER): number {
  let [a, b] = [low, high];
  let x = a + GOLDEN * (b - a);
  let [v, w] = [x, x];
  let fx = f(x);
  let [fv, fw] = [fx, fx];
  let [step, before] = [0, 0];
  const tol3 = tolerance / 3;
  const eps = Math.sqrt(EPS);
  for (;;) {
    const middle = (a + b) / 2;
    const tol1 = eps * Math.abs(x) + tol3;
    const tol2 = tol1 * 2;
    if (Math.abs(x - middle) <= tol2 - (b - a) / 2) return x;
    let [p, q, r] = [0, 0, 0];
    if (Math.abs(before) > tol1) {
      r = (x - w) * (fx - fv);
      q = (x - v) * (fx - fw);
      p = (x - v) * q - (x - w) * r;
      q = (q - r) * 2;
      if (q > 0) p = -p;
      else q = -q;
      r = before;
      before = step;
    }
    let u: number;
    if (Math.abs(p) >= Math.abs((q * r) / 2) || p <= q * (a - x) || p >= q * (b - x)) {
      before = x < middle ? b - x : a - x;
      step = GOLDEN * before;
    } else {
      step = p / q;
      u = x + step;
      if (u - a < tol2 || b - u < tol2) step = x >= middle ? -tol1 : tol1;
    }
    u = Math.abs(step) >= tol1 ? x + step : x + (step > 0 ? tol1 : -tol1);
    const fu = f(u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) {
        [v, fv] = [w, fw];
        [w, fw] = [u, fu];
      } else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
}

/**
 * A root of `f` between `low` and `high`, where it has opposite signs, to about `tolerance` (Brent 1973, chapter 4: bisection,
 * secant and inverse quadratic steps). Error `root-not-bracketed`: the signs are equal.
 */
export function rootOf(f: (x: number) => number, low: number, high: number, tolerance: number = QUARTER): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0))
    throw new Error(`root-not-bracketed: f(${low}) = ${fa} and f(${high}) = ${fb}. Give ends where the sign differs.`);
  let [c, fc] = [a, fa];
  for (let i = 0; i < 1000; i++) {
    const previous = b - a;
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const near = 2 * EPS * Math.abs(b) + tolerance / 2;
    let step = (c - b) / 2;
    if (Math.abs(step) <= near || fb === 0) return b;
    if (Math.abs(previous) >= near && Math.abs(fa) > Math.abs(fb)) {
      const wide = c - b;
      let p: number;
      let q: number;
      if (a === c) {
        const t = fb / fa;
        p = wide * t;
        q = 1 - t;
      } else {
        const [s, t1, t2] = [fa / fc, fb / fc, fb / fa];
        p = t2 * (wide * s * (s - t1) - (b - a) * (t1 - 1));
        q = (s - 1) * (t1 - 1) * (t2 - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (p < 0.75 * wide * q - Math.abs(near * q) / 2 && p < Math.abs((previous * q) / 2)) step = p / q;
    }
    if (Math.abs(step) < near) step = step > 0 ? near : -near;
    [a, fa] = [b, fb];
    b += step;
    fb = f(b);
    if (fb > 0 === fc > 0) [c, fc] = [a, fa];
  }
  return b;
}
