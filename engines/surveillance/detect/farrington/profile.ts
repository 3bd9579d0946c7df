/** Workspace and result of a profile fit; arrays have room for `capacity` training weeks. */
export interface Profile {
  /** Training weeks in use. */
  n: number;
  y: Float64Array;
  /** Level of the seasonal factor, 1 .. levels. */
  level: Uint16Array;
  /** Periods before the week under test, whole and above 0. */
  lag: Uint32Array;
  /** Exposure, e.g. population over the population now; 1 without. */
  exposure: Float64Array;
  weight: Float64Array;
  mu: Float64Array;
  hat: Float64Array;
  /** Slope of ln mu a period; 0 without trend. */
  slope: number;
  rank: number;
  phi: number;
  /** Sum of w (x - mean of its level)^2: the information on the slope. */
  information: number;
  /** Per level: sums over its weeks. */
  cases: Float64Array;
  total: Float64Array;
  first: Float64Array;
  second: Float64Array;
  members: Uint32Array;
  powers: Float64Array;
}

export const profileSpace = (capacity: number, levels: number, longest: number): Profile => ({
  n: 0,
  y: new Float64Array(capacity),
  level: new Uint16Array(capacity),
  lag: new Uint32Array(capacity),
  exposure: new Float64Array(capacity).fill(1),
  weight: new Float64Array(capacity),
  mu: new Float64Array(capacity),
  hat: new Float64Array(capacity),
  slope: 0,
  rank: 0,
  phi: 1,
  information: 0,
  cases: new Float64Array(levels + 1),
  total: new Float64Array(levels + 1),
  first: new Float64Array(levels + 1),
  second: new Float64Array(levels + 1),
  members: new Uint32Array(levels + 1),
  powers: new Float64Array(longest + 1),
});

/** Slope beyond which a fit has run away: e^3 a period. */
const RUNAWAY = 3;

/**
 * Weighted quasi-Poisson fit of ln mu = level + slope x + ln exposure, x = -lag. Given the slope, a level is the ratio of its cases to its sum of
 * w exposure e^(slope x); Newton's method on the slope alone is left, and the powers of e^-slope come by multiplication: the maximum of the
 * same likelihood as iteratively reweighted least squares, without its matrices. `start`: a slope to begin from. Fills mu, hat, phi
 * (not held at 1), information.
 * False when the slope runs away or cannot be told from the levels.
 */
export function fitProfile(p: Profile, trend: boolean, start: number = 0): boolean {
  const { n, y, level, weight, cases, members } = p;
  cases.fill(0);
  members.fill(0);
  let pull = 0;
  for (let i = 0; i < n; i++) {
    const c = weight[i]! * y[i]!;
    const l = level[i]!;
    cases[l]! += c;
    members[l]!++;
    pull -= c * p.lag[i]!;
  }
  let slope = trend ? start : 0;
  for (let round = 0; ; round++) {
    sums(p, slope);
    if (!trend) break;
    let score = pull;
    let information = 0;
    for (let l = 1; l < cases.length; l++) {
      if (!(cases[l]! > 0)) continue;
      const mean = p.first[l]! / p.total[l]!;
      score -= cases[l]! * mean;
      information += cases[l]! * (p.second[l]! / p.total[l]! - mean * mean);
    }
    if (!(information > 1e-12)) return false;
    const step = score / information;
    if (Math.abs(step) < 1e-11) break;
    slope += Math.max(-0.1, Math.min(0.1, step));
    if (round > 60 || Math.abs(slope) > RUNAWAY) return false;
  }
  p.slope = slope;
  finish(p, trend);
  return true;
}

/** Per level the sums of w e, w e x, w e x^2 with e = exposure e^(slope x). */
function sums(p: Profile, slope: number): void {
  const { n, level, lag, exposure, weight, powers, total, first, second } = p;
  total.fill(0);
  first.fill(0);
  second.fill(0);
  const factor = Math.exp(-slope);
  powers[0] = 1;
  for (let j = 1; j < powers.length; j++) powers[j] = powers[j - 1]! * factor;
  for (let i = 0; i < n; i++) {
    const l = level[i]!;
    const x = lag[i]!;
    const e = weight[i]! * exposure[i]! * powers[x]!;
    const ex = e * x;
    total[l]! += e;
    first[l]! -= ex;
    second[l]! += ex * x;
  }
}

function finish(p: Profile, trend: boolean): void {
  const { n, y, level, lag, exposure, weight, powers, cases, total, first, second, members, mu, hat } = p;
  let levels = 0;
  let information = 0;
  for (let l = 1; l < cases.length; l++) {
    if (members[l] === 0) continue;
    levels++;
    if (!(cases[l]! > 0)) continue;
    const mean = first[l]! / total[l]!;
    information += cases[l]! * (second[l]! / total[l]! - mean * mean);
  }
  p.rank = levels + (trend ? 1 : 0);
  p.information = information;
  let pearson = 0;
  for (let i = 0; i < n; i++) {
    const l = level[i]!;
    if (!(cases[l]! > 0)) {
      mu[i] = 0;
      hat[i] = 1 / members[l]!;
      continue;
    }
    const share = (exposure[i]! * powers[lag[i]!]!) / total[l]!;
    const m = cases[l]! * share;
    mu[i] = m;
    const d = y[i]! - m;
    pearson += (weight[i]! * d * d) / m;
    let h = weight[i]! * share;
    if (trend) {
      const away = lag[i]! + first[l]! / total[l]!;
      h += (weight[i]! * m * away * away) / information;
    }
    hat[i] = h;
  }
  p.phi = n > p.rank ? pearson / (n - p.rank) : 1;
}

/** Weights gamma s^-2 for standardised Anscombe residuals s above the threshold and gamma for the rest, summing to n. */
export function downWeightProfile(p: Profile, threshold: number): void {
  const { n, y, mu, hat, weight } = p;
  const phi = Math.max(1, p.phi);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const m = mu[i]!;
    let w = 1;
    if (y[i]! > m) {
      const error = Math.sqrt((phi * (1 - hat[i]!)) / m);
      const limit = 1 + (threshold * error) / 1.5;
      const ratio = y[i]! / m;
      // s > threshold is ratio^(2/3) > limit; the cube root is taken only then
      if (ratio * ratio > limit * limit * limit) {
        const s = (1.5 * (Math.cbrt(ratio * ratio) - 1)) / error;
        w = 1 / (s * s);
      }
    }
    weight[i] = w;
    sum += w;
  }
  const gamma = n / sum;
  for (let i = 0; i < n; i++) weight[i]! *= gamma;
}
