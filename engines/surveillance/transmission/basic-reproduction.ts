import { chiSquareQuantile } from '../numbers/chi-square.ts';
import { logPoissonDensity } from '../numbers/poisson.ts';
import { leastAt, QUARTER, rootOf } from './brent.ts';
import { type Counts, readWhole } from './incidence.ts';
import { profiledInterval } from './profile-interval.ts';
import type { IntervalPmf } from './serial-interval.ts';

/** R from the growth rate r per period: r / sum_t w_t (e^(-rt) - e^(-r(t+1))), index t from 0 (Wallinga & Lipsitch 2007); 1 at r = 0. */
export function reproductionFromGrowth(r: number, generation: IntervalPmf): number {
  if (r === 0) return 1;
  let sum = 0;
  for (let t = 0; t < generation.length; t++) sum += generation[t]! * Math.exp(-r * t);
  return r / (sum * -Math.expm1(-r));
}

/** R from the final attack rate of a closed epidemic, -ln((1-A)/S) / (A - (1-S)), S the share susceptible at first (Dietz 1993). */
export function reproductionFromAttack(attack: number, susceptible: number = 1): number {
  if (!(attack > 1 - susceptible && attack < 1 && susceptible <= 1))
    throw new Error(
      `attack-rate: ${attack} with ${susceptible} susceptible. It must lie between ${1 - susceptible} and 1.`,
    );
  return -Math.log((1 - attack) / susceptible) / (attack - (1 - susceptible));
}

export interface Range {
  low: number;
  high: number;
}

/**
 * Growth rate per period by Poisson regression of the counts on time, with the profile likelihood's interval at `level`
 * (the intercept drops out: given r it is ln(sum I / sum e^(rt))). `as: 'R0'` reads the interval off a spline as R does. Error `growth-undefined`: fewer than two periods with cases.
 */
export function poissonGrowth(
  counts: Counts,
  { level = 0.95, as = 'exact' }: { level?: number; as?: 'exact' | 'R0' } = {},
): Range & { r: number } {
  const cases = readWhole(counts);
  const days = cases.length;
  const total = cases.reduce((all, each) => all + each, 0);
  if (cases.filter((each) => each > 0).length < 2)
    throw new Error(`growth-undefined: ${days} periods with ${total} cases. Two periods with cases are needed.`);
  const middle = (days - 1) / 2;
  let moment = 0;
  for (let t = 0; t < days; t++) moment += cases[t]! * (t - middle);
  const at = (r: number): { log: number; mean: number; variance: number } => {
    let [zero, one, two] = [0, 0, 0];
    const top = Math.abs(r) * middle;
    for (let t = 0; t < days; t++) {
      const x = t - middle;
      const weight = Math.exp(r * x - top);
      zero += weight;
      one += weight * x;
      two += weight * x * x;
    }
    const mean = one / zero;
    return { log: r * moment - total * (Math.log(zero) + top), mean, variance: two / zero - mean * mean };
  };
  let r = 0;
  for (let i = 0; i < 200; i++) {
    const { mean, variance } = at(r);
    const step = Math.max(-1, Math.min(1, (moment / total - mean) / variance));
    r += step;
    if (Math.abs(step) < 1e-14 * Math.max(1e-3, Math.abs(r))) break;
  }
  const best = at(r);
  const drop = chiSquareQuantile(level, 1) / 2;
  const unit = 1 / Math.sqrt(total * best.variance);
  if (as === 'R0') {
    const z = (value: number): number => Math.sign(value - r) * Math.sqrt(Math.max(0, 2 * (best.log - at(value).log)));
    return { r, ...profiledInterval(z, r, unit, level) };
  }
  const edge = (side: number): number => {
    let far = unit;
    while (best.log - at(r + side * far).log < drop && far < 1e3) far *= 2;
    return r + side * rootOf((d) => best.log - at(r + side * d).log - drop, 0, far, 1e-13);
  };
  return { r, low: edge(-1), high: edge(1) };
}

/** R by exponential growth: `poissonGrowth` through `reproductionFromGrowth` (Wallinga & Lipsitch 2007). */
export function growthReproduction(
  counts: Counts,
  generation: IntervalPmf,
  options: { level?: number; as?: 'exact' | 'R0' } = {},
): { reproduction: Range & { R: number }; growth: Range & { r: number } } {
  const growth = poissonGrowth(counts, options);
  const R = (r: number): number => reproductionFromGrowth(r, generation);
  return { growth, reproduction: { R: R(growth.r), low: R(growth.low), high: R(growth.high) } };
}

/**
 * R by maximum likelihood of I_t ~ Poisson(R sum_s w_s I_(t-s)), t from the second period on (White & Pagano 2008). In closed form
 * R = sum I_t / sum mu_t with the profile likelihood's interval at `level`. `as: 'R0'` repeats the R0 package: the search on
 * [0.01, 50] with its tolerance, and an interval where the log likelihood, not twice it, falls by the chi-squared quantile (wider).
 */
export function likelihoodReproduction(
  counts: Counts,
  generation: IntervalPmf,
  { level = 0.95, as = 'exact' }: { level?: number; as?: 'exact' | 'R0' } = {},
): Range & { R: number } {
  const cases = readWhole(counts);
  const force = cases.map((_, t) => {
    let sum = 0;
    for (let s = 0; s <= Math.min(t, generation.length - 1); s++) sum += generation[s]! * cases[t - s]!;
    return sum;
  });
  const log = (logR: number): number => {
    let sum = 0;
    for (let t = 1; t < cases.length; t++) sum += logPoissonDensity(cases[t]!, Math.exp(logR) * force[t]!);
    return sum;
  };
  const [low, high] = [Math.log(0.01), Math.log(50)];
  if (!Number.isFinite(log(0)))
    throw new Error(
      'likelihood-none: a period has cases that nobody before it can have infected. Start the series later.',
    );
  const drop = chiSquareQuantile(level, 1) / (as === 'R0' ? 1 : 2);
  const tolerance = as === 'R0' ? QUARTER : 1e-12;
  const best = leastAt((x) => -log(x), low, high, as === 'R0' ? QUARTER : 1e-9);
  const least = log(best) - drop;
  const cross = (a: number, b: number): number => Math.exp(rootOf((x) => log(x) - least, a, b, tolerance));
  return { R: Math.exp(best), low: cross(low, best), high: cross(best, high) };
}
