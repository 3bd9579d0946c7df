import { gammaCdf, gammaQuantile, gammaQuantileUpper, gammaUpper, logGammaDensity } from './gamma.ts';

/** Density of the chi-squared distribution with df > 0 degrees of freedom: Gamma(df/2, 1/2). */
export const chiSquareDensity = (x: number, df: number): number => Math.exp(logGammaDensity(x, df / 2, 0.5));
/** P(X <= x), chi-squared with df degrees of freedom. */
export const chiSquareCdf = (x: number, df: number): number => gammaCdf(x, df / 2, 0.5);
/** P(X > x), chi-squared with df degrees of freedom. */
export const chiSquareUpper = (x: number, df: number): number => gammaUpper(x, df / 2, 0.5);
/** x with P(X <= x) = p. */
export const chiSquareQuantile = (p: number, df: number): number => gammaQuantile(p, df / 2, 0.5);
/** x with P(X > x) = q. */
export const chiSquareQuantileUpper = (q: number, df: number): number => gammaQuantileUpper(q, df / 2, 0.5);
