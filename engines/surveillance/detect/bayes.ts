import { negativeBinomialQuantile } from '../numbers/negative-binomial.ts';
import type { Bounds } from './ears.ts';
import { type ReferenceOptions, referenceBounds } from './reference.ts';

/**
 * Bayes 1, 2, 3 (Riebler 2004; Höhle 2007): with n reference counts of sum s, a Poisson mean with Jeffreys' prior predicts a negative binomial
 * of size s + 1/2 and probability n/(n+1); alarm above its 1 - alpha quantile. b, w, actY as in the systems of the RKI.
 */
export const bayes = (observed: Float64Array, options: ReferenceOptions & { alpha: number }): Bounds =>
  referenceBounds(observed, options, (values, n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[i]!;
    const size = sum + 0.5;
    return negativeBinomialQuantile(1 - options.alpha, size, size / n);
  });
