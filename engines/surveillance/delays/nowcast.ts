import { lgamma } from '../numbers/log-gamma.ts';
import { normalCdf, normalUpper } from '../numbers/normal.ts';
import { betaRule, productRule, type Rule } from './gauss.ts';
import { type DelayCounts, delayCounts, type ReportingTriangle } from './reporting-triangle.ts';

export type NowcastMethod =
  /** Delay and truncation in a full Bayesian model (generalized Dirichlet delay): the right one. */
  | 'bayes.trunc'
  /** As if all delays were seen: recent days bias the delay short. For comparison with the package. */
  | 'bayes.notrunc'
  /** The same with a flat prior of the total: beta-negative-binomial. */
  | 'bayes.notrunc.bnb'
  /** Reverse-time hazards and a normal law (Lawless 1994). */
  | 'lawless';

export interface NowcastOptions {
  method: NowcastMethod;
  /** The total of a day before any report: negative binomial with this mean and variance (`bayes.trunc`, `bayes.notrunc`). */
  prior: { mean: number; variance: number };
  /** Concentration of the symmetric Dirichlet prior of the delay; 0.1 in Hohle & an der Heiden 2014. */
  concentration: number;
  /** Largest total considered. */
  most: number;
  /** The interval covers 1 - alpha. */
  alpha: number;
  /** Days before now that teach the delay; all when absent. */
  window?: number;
  /** 'surveillance': the R package's rounding of Lawless' law and variance (its tables). 'exact' otherwise. */
  as: 'exact' | 'surveillance';
}

export interface Nowcast {
  /** By day of the triangle: events known, and the law of the day's total, index N from 0 to `most`. */
  known: Float64Array;
  pmf: Float64Array[];
  /** Smallest N with cumulated chance above 1/2, alpha/2, 1 - alpha/2; NaN where `most` does not reach it. */
  median: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** P(delay <= d), d = 0 ... longest; of `lawless` by days before now, 0 ... T. */
  delayCdf: Float64Array;
}

/** Nodes of the rule for the reported share; 20 agree with 40 to 1e-10. */
const NODES = 20;

/**
 * Totals of recent days from what has been reported so far (Hohle & an der Heiden 2014; Lawless 1994). In the Bayesian methods the
 * share F reported by now is a product of independent beta variables and, given F, the unreported part is negative binomial; the
 * mean over F is taken by Gauss's rule instead of the package's sampling, so the result is deterministic and exact to 1e-10.
 * Error `nowcast-most`: a day already has more reports than `most`.
 */
export function nowcast(triangle: ReportingTriangle, options: NowcastOptions): Nowcast {
  const delays = delayCounts(triangle, options.window);
  const largest = Math.max(...delays.known);
  if (largest > options.most)
    throw new Error(`nowcast-most: a day has ${largest} reports and the largest total is ${options.most}. Raise it.`);
  const { pmf, delayCdf } =
    options.method === 'lawless' ? lawless(delays, options) : bayes(delays, { ...options, method: options.method });
  const at = (p: number): Float64Array => Float64Array.from(pmf, (law) => above(law, p));
  return {
    known: delays.known,
    pmf,
    delayCdf,
    median: at(0.5),
    low: at(options.alpha / 2),
    high: at(1 - options.alpha / 2),
  };
}

function above(law: Float64Array, p: number): number {
  let sum = 0;
  for (let n = 0; n < law.length; n++) {
    sum += law[n]!;
    if (sum > p) return n;
  }
  return Number.NaN;
}

const point = (at: number, most: number): Float64Array => {
  const law = new Float64Array(most + 1);
  law[at] = 1;
  return law;
};

function bayes(
  { T, D, exactly, atMost, known }: DelayCounts,
  { method, prior, concentration: kappa, most }: NowcastOptions & { method: Exclude<NowcastMethod, 'lawless'> },
): { pmf: Float64Array[]; delayCdf: Float64Array } {
  if (!(kappa > 0)) throw new Error(`nowcast-concentration: ${kappa}. The Dirichlet prior needs a positive number.`);
  const delayCdf = new Float64Array(D + 1).fill(1);
  const shares: Rule[] = new Array(D + 1);
  const betas: [number, number][] = new Array(D + 1);
  const needsRule = method !== 'bayes.notrunc.bnb';
  if (method === 'bayes.trunc') {
    // share reported by delay d = product over later delays e of 1 - z_e, z_e ~ Beta(kappa + exactly, kappa e + atMost - exactly)
    let rule: Rule = { nodes: Float64Array.of(1), weights: Float64Array.of(1) };
    for (let d = D - 1; d >= 0; d--) {
      const hit = kappa + exactly[d + 1]!;
      const earlier = kappa * (d + 1) + atMost[d + 1]! - exactly[d + 1]!;
      delayCdf[d] = (delayCdf[d + 1]! * earlier) / (earlier + hit);
      const factor = betaRule(earlier, hit, NODES);
      rule = d === D - 1 ? factor : productRule(rule, factor, NODES);
      shares[d] = rule;
    }
  } else {
    const total = exactly.reduce((all, each) => all + each + kappa, 0);
    let sum = 0;
    for (let d = 0; d < D; d++) {
      sum += kappa + exactly[d]!;
      delayCdf[d] = sum / total;
      betas[d] = [sum, total - sum];
      if (needsRule) shares[d] = betaRule(sum, total - sum, NODES);
    }
  }
  const { mean, variance } = prior;
  if (needsRule && !(mean > 0 && variance > mean))
    throw new Error(`nowcast-prior: mean ${mean}, variance ${variance}. The variance must exceed the mean.`);
  const size = mean ** 2 / (variance - mean);
  const pmf = Array.from(known, (n, t) => {
    const passed = T - t;
    if (passed >= D) return point(n, most);
    if (!needsRule) return betaNegativeBinomial(n, ...betas[passed]!, most);
    return mixed(n, size, mean / (mean + size), shares[passed]!, most);
  });
  return { pmf, delayCdf };
}

/**
 * Law of the total N given n known, averaged over the reported share F: given F it is proportional to
 * Gamma(N + size) / (N - n)! ((1 - F) q)^(N - n) on n ... most.
 */
function mixed(n: number, size: number, q: number, { nodes, weights }: Rule, most: number): Float64Array {
  const law = new Float64Array(most + 1);
  const terms = new Float64Array(most + 1 - n);
  for (let i = 0; i < nodes.length; i++) {
    const ratio = (1 - nodes[i]!) * q;
    let sum = 1;
    terms[0] = 1;
    for (let N = n; N < most; N++) {
      const next = (terms[N - n]! * ratio * (N + size)) / (N - n + 1);
      terms[N - n + 1] = next;
      sum += next;
    }
    if (sum > 1e290) sum = byLogarithms(terms, n, size, ratio);
    const weight = weights[i]! / sum;
    for (let k = 0; k < terms.length; k++) law[n + k] = law[n + k]! + weight * terms[k]!;
  }
  return law;
}

/** The same terms divided by their largest, where they leave the range of doubles; their sum. */
function byLogarithms(terms: Float64Array, n: number, size: number, ratio: number): number {
  let log = 0;
  let top = 0;
  for (let k = 0; k < terms.length; k++) {
    terms[k] = log;
    top = Math.max(top, log);
    log += Math.log((ratio * (n + k + size)) / (k + 1));
  }
  let sum = 0;
  for (let k = 0; k < terms.length; k++) {
    terms[k] = Math.exp(terms[k]! - top);
    sum += terms[k]!;
  }
  return sum;
}

/** P(N) of the beta-negative-binomial law: n + 1 successes of chance Beta(a, b), N - n failures before (Teerapabolarn 2008). */
function betaNegativeBinomial(n: number, a: number, b: number, most: number): Float64Array {
  const law = new Float64Array(most + 1);
  const s = n + 1;
  const front = lgamma(s + a) + lgamma(a + b) - lgamma(s) - lgamma(a) - lgamma(b);
  for (let k = 0; n + k <= most; k++)
    law[n + k] = Math.exp(front + lgamma(k + b) + lgamma(s + k) - lgamma(s + k + a + b) - lgamma(k + 1));
  return law;
}

function lawless(
  { T, D, exactly, atMost, known }: DelayCounts,
  { most, as }: NowcastOptions,
): { pmf: Float64Array[]; delayCdf: Float64Array } {
  const hazard = exactly.map((each, d) => (d === 0 ? 1 : atMost[d]! > 0 ? each / atMost[d]! : 0));
  const delayCdf = new Float64Array(T + 1).fill(1);
  const spread = new Float64Array(D + 1);
  for (let d = D - 1; d >= 0; d--) {
    const h = hazard[d + 1]!;
    delayCdf[d] = delayCdf[d + 1]! * (1 - h);
    spread[d] = spread[d + 1]! + (h > 0 && h < 1 ? h / (atMost[d + 1]! * (1 - h)) : 0);
  }
  const pmf = Array.from(known, (n, t) => {
    const passed = Math.min(T - t, D);
    const share = delayCdf[passed]!;
    const wobble = as === 'exact' ? (n * (n + 1) * spread[passed]!) / share ** 2 : 0;
    const variance = wobble + (n * (1 - share)) / share ** 2;
    if (!(variance > 0)) return point(n, most);
    const sd = Math.sqrt(variance);
    const z = (x: number): number => (x - n / share) / sd;
    const law = new Float64Array(most + 1);
    if (as === 'surveillance') {
      // its truncated law keeps the mass below n, at n, and divides by the mass above
      const upper = normalUpper(z(n));
      for (let N = n; N <= most; N++) law[N] = (normalCdf(z(N)) - (N > n ? normalCdf(z(N - 1)) : 0)) / upper;
      return law;
    }
    // half-unit cells of the normal law above n - 1/2
    const upper = normalUpper(z(n - 0.5));
    for (let N = n; N <= most; N++) law[N] = (normalUpper(z(N - 0.5)) - normalUpper(z(N + 0.5))) / upper;
    return law;
  });
  return { pmf, delayCdf };
}
