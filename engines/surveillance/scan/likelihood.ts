/**
 * Log likelihood ratio of one window under the discrete Poisson model (Kulldorff 1997):
 * c ln(c/e) + (C - c) ln((C - c)/(C - e)), natural logarithm, 0 where c = e.
 * `c` cases seen in the window, `e` expected there, `total` cases and expectation in all.
 * The sign of the deviation is not looked at here: see `ratio`.
 */
function poissonRatio(c: number, e: number, total: number): number {
  const outside = total - c;
  return (c > 0 ? c * Math.log(c / e) : 0) + (outside > 0 ? outside * Math.log(outside / (total - e)) : 0);
}

/**
 * Log likelihood ratio of one window under the Bernoulli model (Kulldorff 1997): `c` cases among `n` persons in the
 * window, `total` cases among `persons` in all.
 */
function bernoulliRatio(c: number, n: number, total: number, persons: number): number {
  const part = (cases: number, of: number): number =>
    (cases > 0 ? cases * Math.log(cases / of) : 0) + (of > cases ? (of - cases) * Math.log((of - cases) / of) : 0);
  return part(c, n) + part(total - c, persons - n) - part(total, persons);
}

/** Which deviations count: more cases than expected, fewer, or either. */
export type Rates = 'high' | 'low' | 'both';

/** What a count in a window is held against: `measure` is an expected number of cases, or a number of persons. */
export interface Odds {
  kind: 'poisson' | 'bernoulli';
  /** Cases in all. */
  total: number;
  /** Expected cases in all (= total) or persons in all. */
  measure: number;
}

/** The window's log likelihood ratio, 0 where its rate deviates to the side that is not asked for. */
export function ratio(odds: Odds, rates: Rates, c: number, measure: number): number {
  const expected = odds.kind === 'poisson' ? measure : (odds.total * measure) / odds.measure;
  if (measure <= 0 || (rates === 'high' && c <= expected) || (rates === 'low' && c >= expected)) return 0;
  return odds.kind === 'poisson'
    ? poissonRatio(c, measure, odds.total)
    : bernoulliRatio(c, measure, odds.total, odds.measure);
}

/**
 * The largest measure below which a window of `c` cases has a ratio above `level` (high rates): by bisection, since the
 * ratio falls as the measure grows towards the null. 0 where no measure reaches the level.
 */
export function measureAtLevel(odds: Odds, c: number, level: number): number {
  let low = 0;
  let high = odds.kind === 'poisson' ? c : (c * odds.measure) / odds.total;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (middle <= 0) return 0;
    const reach = odds.kind === 'bernoulli' && middle < c ? Number.POSITIVE_INFINITY : ratio(odds, 'high', c, middle);
    if (reach > level) low = middle;
    else high = middle;
  }
  return high;
}
