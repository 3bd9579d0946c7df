import { share } from '../fault.ts';

/**
 * Fewest tests per person any scheme of perfect yes-no tests can reach: the entropy of one specimen in bits,
 * -p log2 p - (1-p) log2(1-p) (Sobel and Groll 1959).
 */
export function entropyBound(prevalence: number): number {
  share('pool-prevalence', 'prevalence', prevalence);
  const bits = (p: number): number => (p === 0 ? 0 : -p * Math.log2(p));
  return bits(prevalence) + bits(1 - prevalence);
}

/** Prevalence above which no two-stage pool saves tests: 1 - (1/3)^(1/3) = 0.3066 (Dorfman 1943), at pools of three. */
export const poolingEnds = 1 - (1 / 3) ** (1 / 3);
