/**
 * Where an increasing function of u passes 0, from the bracket [low, high] and a start inside: Newton's steps, and bisection
 * whenever a step leaves the bracket or shrinks it too little. `at(u)` gives [value, derivative]. To 1e-15 of |u| or `atol`.
 */
export function increasingRoot(
  at: (u: number) => readonly [number, number],
  low: number,
  high: number,
  start: number,
  atol: number = 0,
): number {
  let lo = low;
  let hi = high;
  let u = start;
  let last = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 400; i++) {
    const [value, slope] = at(u);
    if (value === 0) return u;
    if (value < 0) lo = u;
    else hi = u;
    let next = u - value / slope;
    if (!(next > lo && next < hi) || Math.abs(next - u) > 0.9 * last) {
      if (Math.abs(next - u) <= atol + 1e-15 * Math.abs(u)) return u;
      next = Number.isFinite(lo)
        ? Number.isFinite(hi)
          ? 0.5 * (lo + hi)
          : u + Math.max(1, 2 * Math.abs(u))
        : u - Math.max(1, 2 * Math.abs(u));
      last = Number.POSITIVE_INFINITY;
    } else last = Math.abs(next - u);
    if (Math.abs(next - u) <= atol + 1e-15 * Math.abs(u) || next === u) return next;
    u = next;
  }
  return u;
}

/**
 * Smallest whole number k >= 0 for which `reached(k)` holds; `reached` is false below it and true from it on.
 * Gallops from `start` with a step of about `spread`, then halves.
 */
export function firstReached(reached: (k: number) => boolean, start: number, spread: number): number {
  let step = Math.max(1, Math.floor(spread));
  let at = Math.max(0, Math.floor(start));
  let lo: number;
  let hi: number;
  if (reached(at)) {
    hi = at;
    for (;;) {
      if (hi === 0) return 0;
      at = Math.max(0, hi - step);
      if (!reached(at)) break;
      hi = at;
      step *= 2;
    }
    lo = at;
  } else {
    lo = at;
    for (;;) {
      at = lo + step;
      if (reached(at)) break;
      if (at > 1e300) return Number.POSITIVE_INFINITY;
      lo = at;
      step *= 2;
    }
    hi = at;
  }
  while (hi - lo > 1) {
    const mid = Math.floor((lo + hi) / 2);
    if (mid === lo || mid === hi) return hi;
    if (reached(mid)) hi = mid;
    else lo = mid;
  }
  return hi;
}
