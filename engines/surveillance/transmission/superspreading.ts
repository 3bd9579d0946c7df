import {
  negativeBinomialCdf,
  negativeBinomialDensity,
  negativeBinomialQuantile,
  negativeBinomialUpper,
} from '../numbers/negative-binomial.ts';
import { leastAt } from './brent.ts';

/** P(no infection follows | chance s that one infection's tree dies out): generating function of NB(mean R, dispersion k). */
const generating = (s: number, R: number, k: number): number =>
  k === Number.POSITIVE_INFINITY ? Math.exp(-R * (1 - s)) : Math.exp(-k * Math.log1p((R / k) * (1 - s)));

function check(R: number, k: number): void {
  if (!(R >= 0) || !(k > 0) || !Number.isFinite(R))
    throw new Error(`offspring-law: R = ${R}, k = ${k}. R is 0 or more, k above 0 (Infinity: Poisson).`);
}

/**
 * P(all trees from `cases` infections die out), offspring NB(mean R, dispersion k): the smallest root of g(s) = s, to the power of
 * `cases` (Lloyd-Smith, Schreiber, Kopp and Getz 2005). 1 for R <= 1. Its complement is the chance of an epidemic.
 */
export function extinctionProbability(R: number, k: number, cases: number = 1): number {
  check(R, k);
  if (R <= 1) return 1;
  let s = 0;
  for (let i = 0; i < 500; i++) {
    // Newton from below on the convex g(s) - s rises to the smallest root
    const g = generating(s, R, k);
    const slope = k === Number.POSITIVE_INFINITY ? R * g : (R * g) / (1 + (R / k) * (1 - s));
    const next = s + (g - s) / (1 - slope);
    if (!(next > s)) break;
    s = next;
  }
  return s ** cases;
}

/** The same under control that removes the share `control` of transmission from everybody (R becomes (1 - control) R). */
export const containmentProbability = (R: number, k: number, control: number, cases: number = 1): number =>
  extinctionProbability((1 - control) * R, k, cases);

/**
 * As the R package superspreading finds it: the least |g(s) - s| on [0.001, 0.999] by Brent's search, so that a controlled R below 1
 * gives 0.998999971484756 and not 1. For its tables only.
 */
export function extinctionBySearch(R: number, k: number, control: number = 0): number {
  check(R, k);
  if (R <= 1) return 1;
  return leastAt((s) => Math.abs(generating(s, (1 - control) * R, k) - s), 0.001, 0.999, Math.sqrt(2 ** -52));
}

/**
 * Share of cases behind the share `transmission` of all transmission, most infectious first (Endo, Abbott, Kucharski and Funk 2020):
 * the offspring of offspring's infectors follow 1 + NB(mean R (k+1)/k, dispersion k+1), cut with linear interpolation within one count.
 */
export function shareBehind(transmission: number, R: number, k: number): number {
  check(R, k);
  const [size, mu] = [k + 1, (R * (k + 1)) / k];
  const cut = negativeBinomialQuantile(1 - transmission, size, mu);
  const left = 1 - transmission - negativeBinomialCdf(cut - 1, size, mu);
  const part = left / negativeBinomialDensity(cut, size, mu);
  return negativeBinomialUpper(cut, k, R) - negativeBinomialDensity(cut + 1, k, R) * part;
}

/** Share of infections that come from infectors of at least `size` others: P(1 + NB(mean R (k+1)/k, dispersion k+1) >= size). */
export function shareInClusters(size: number, R: number, k: number): number {
  check(R, k);
  return size <= 1 ? 1 : negativeBinomialUpper(size - 2, k + 1, (R * (k + 1)) / k);
}
