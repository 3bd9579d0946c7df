import {
  negativeBinomialDensity,
  negativeBinomialQuantileUpper,
  negativeBinomialUpper,
} from '../numbers/negative-binomial.ts';
import { normalQuantileUpper, normalUpper } from '../numbers/normal.ts';
import { poissonDensity, poissonQuantileUpper, poissonUpper } from '../numbers/poisson.ts';
import type { Family } from './normal-sums.ts';

/** What is expected of a value or a sum: its mean, and its spread (counts: variance over mean, at least 1; levels: variance). */
export interface Outlook {
  family: Family;
  mean: number;
  spread: number;
}

/** A negative binomial this close to Poisson is one. */
const POISSON = 1 + 1e-6;

/**
 * Upper tail probability of a value, with half the probability of the value itself (mid-p, Lancaster 1961): averaged over changing means it
 * is uniform though counts are discrete, so a bound on it spends its whole budget of false alarms. Counts are negative binomial.
 */
export function tail({ family, mean, spread }: Outlook, value: number): number {
  if (family === 'level') return normalUpper((value - mean) / Math.sqrt(spread));
  if (mean <= 0) return value > 0 ? 0 : 0.5;
  if (spread < POISSON) return poissonUpper(value, mean) + 0.5 * poissonDensity(value, mean);
  const size = mean / (spread - 1);
  return negativeBinomialUpper(value, size, mean) + 0.5 * negativeBinomialDensity(value, size, mean);
}

/** The largest value that `tail` does not put below p: what a screen draws as the upper bound. */
export function bound(outlook: Outlook, p: number): number {
  const { family, mean, spread } = outlook;
  if (family === 'level') return mean + normalQuantileUpper(p) * Math.sqrt(spread);
  if (mean <= 0) return 0;
  const start =
    spread < POISSON ? poissonQuantileUpper(p, mean) : negativeBinomialQuantileUpper(p, mean / (spread - 1), mean);
  return start > 0 && tail(outlook, start) < p ? start - 1 : start;
}

/** A tail probability as a standard normal value; held within +-8, beyond which evidence is no stronger for anyone. */
export const score = (p: number): number =>
  Math.max(-8, Math.min(8, p > 0.5 ? -normalQuantileUpper(1 - p) : normalQuantileUpper(p)));
