import { negativeBinomialQuantile, negativeBinomialUpper } from '../../numbers/negative-binomial.ts';
import { normalQuantileUpper, normalUpper } from '../../numbers/normal.ts';

/** What a model says of the week under test. */
export interface Prediction {
  mu: number;
  /** Standard error of ln mu, dispersion included. */
  error: number;
  /** Dispersion, at least 1. */
  phi: number;
}

export type PowerTransform = 'none' | '1/2' | '2/3';

/** Upper quantile 1 - alpha of phi-overdispersed counts of mean mu: negative binomial of size mu/(phi - 1), Poisson when phi is 1. */
export const countQuantile = (mu: number, phi: number, alpha: number): number =>
  negativeBinomialQuantile(1 - alpha, phi > 1 ? mu / (phi - 1) : Number.POSITIVE_INFINITY, mu);

/** P(X >= y) under the same. */
export const countTail = (y: number, mu: number, phi: number): number =>
  y <= 0 ? 1 : negativeBinomialUpper(y - 1, phi > 1 ? mu / (phi - 1) : Number.POSITIVE_INFINITY, mu);

/**
 * Upper limit of a power-transformed normal prediction (Farrington et al. 1996): (mu^a + z se)^(1/a) with se^2 = a^2 mu^(2a-1) tau and
 * tau = phi + Var(mu)/mu; z is the upper `tail` quantile. Also P(Y >= y) by the same approximation.
 */
export function powerLimit(
  { mu, error, phi }: Prediction,
  transform: PowerTransform,
  tail: number,
  y: number,
): { upper: number; p: number } {
  const a = transform === 'none' ? 1 : transform === '1/2' ? 0.5 : 2 / 3;
  const tau = phi + error * error * mu;
  const se = a * Math.sqrt(mu ** (2 * a - 1) * tau);
  const centre = mu ** a;
  return {
    upper: (centre + normalQuantileUpper(tail) * se) ** (1 / a),
    p: normalUpper((y ** a - centre) / se),
  };
}
