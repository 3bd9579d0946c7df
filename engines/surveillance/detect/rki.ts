import type { Bounds } from './ears.ts';
import { type ReferenceOptions, referenceBounds } from './reference.ts';

/** Upper 95 % limits of a Poisson mean after 0 .. 20 cases (Crow & Gardner 1959, Biometrika 46, table 1). */
const CROW_GARDNER = [
  3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633, 19.05, 20.335, 21.364, 22.945,
  23.762, 25.4, 26.306, 27.735, 28.966, 30.017,
];

/**
 * The Robert Koch Institute's three systems (Altmann 2003; Höhle 2007): RKI 1 is b 0, w 6, actY; RKI 2 b 1, w 6, actY; RKI 3 b 2, w 4, not actY.
 * With reference mean m: alarm above m + 2 sd for m > 20, else above Crow and Gardner's limit of the whole part of m.
 */
export const rki = (observed: Float64Array, options: ReferenceOptions): Bounds =>
  referenceBounds(observed, options, (values, n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[i]!;
    const mean = sum / n;
    if (mean <= 20) return CROW_GARDNER[Math.floor(mean)]!;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
    return mean + 2 * Math.sqrt(squares / (n - 1));
  });
