import { logComplement } from './complement.ts';
import { LN_SQRT_2PI } from './log-gamma.ts';

/** Rational approximations of Cody (1969), Math. Comp. 23, for |x| below 0.67, below sqrt 32, and beyond; 1e-16 relative. */
const A = [2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745];
const B = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const C = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726, 6848.190450536283,
  11602.65143764735, 9842.714838383978, 1.0765576773720192e-8,
];
const D = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
];
const P = [
  0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 0.000029112874951168793,
  0.023073441764940174,
];
const Q = [1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662];

/** 1/sqrt(2 pi). */
const INV_SQRT_2PI = 0.3989422804014327;

/** ln P(X > y) for y > 0.67448975. */
function logTail(y: number): number {
  let ratio: number;
  if (y <= 5.656854249492381) {
    let num = C[8]! * y;
    let den = y;
    for (let i = 0; i < 7; i++) {
      num = (num + C[i]!) * y;
      den = (den + D[i]!) * y;
    }
    ratio = (num + C[7]!) / (den + D[7]!);
  } else {
    const r = 1 / (y * y);
    let num = P[5]! * r;
    let den = r;
    for (let i = 0; i < 4; i++) {
      num = (num + P[i]!) * r;
      den = (den + Q[i]!) * r;
    }
    ratio = (INV_SQRT_2PI - (r * (num + P[4]!)) / (den + Q[4]!)) / y;
  }
  return Math.log(ratio) - halfSquare(y);
}

/** y^2 / 2 with the rounding of the square carried along: the exponent keeps its digits for large y. */
function halfSquare(y: number): number {
  const high = Math.trunc(y * 16) / 16;
  return high * high * 0.5 + (y - high) * (y + high) * 0.5;
}

/** Density of the standard normal distribution at x. */
export const normalDensity = (x: number): number => Math.exp(-0.5 * x * x - LN_SQRT_2PI);

/** ln P(X > x) of the standard normal distribution, accurate in both tails. */
export function logNormalUpper(x: number): number {
  const y = Math.abs(x);
  if (Number.isNaN(x)) return Number.NaN;
  if (y === Number.POSITIVE_INFINITY) return x > 0 ? Number.NEGATIVE_INFINITY : 0;
  if (y <= 0.67448975) {
    const square = y > 1e-17 ? y * y : 0;
    let num = A[4]! * square;
    let den = square;
    for (let i = 0; i < 3; i++) {
      num = (num + A[i]!) * square;
      den = (den + B[i]!) * square;
    }
    return Math.log(0.5 - (x * (num + A[3]!)) / (den + B[3]!));
  }
  const tail = logTail(y);
  return x > 0 ? tail : logComplement(tail);
}

/** P(X <= x) of the standard normal distribution. */
export const normalCdf = (x: number): number => Math.exp(logNormalUpper(-x));
/** P(X > x) of the standard normal distribution. */
export const normalUpper = (x: number): number => Math.exp(logNormalUpper(x));

/** erfc(x) = 2 P(X > x sqrt 2). */
export const erfc = (x: number): number => 2 * normalUpper(x * Math.SQRT2);
/** erf(x) = 1 - erfc(x), accurate next to 0. */
export function erf(x: number): number {
  if (Math.abs(x) > 0.5) return x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** x with P(X > x) = p for the standard normal distribution; rational start (Abramowitz & Stegun 1964, 26.2.23), Halley steps. */
export function normalQuantileUpper(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p > 0.5) return -normalQuantileUpper(1 - p);
  if (p === 0) return Number.POSITIVE_INFINITY;
  if (p === 0.5) return 0;
  const logP = Math.log(p);
  const r = Math.sqrt(-2 * logP);
  let x = r - (2.515517 + r * (0.802853 + r * 0.010328)) / (1 + r * (1.432788 + r * (0.189269 + r * 0.001308)));
  for (let i = 0; i < 3; i++) {
    const log = logNormalUpper(x);
    // (Q(x) - p) / phi(x) with the ratio taken in logarithms, so that far tails neither underflow nor cancel
    const u = -Math.expm1(logP - log) * Math.exp(log + halfSquare(Math.abs(x)) + LN_SQRT_2PI);
    const step = u / (1 - 0.5 * x * u);
    x += step;
    if (Math.abs(step) <= 4e-16 * Math.abs(x)) break;
  }
  return x;
}

/** x with P(X <= x) = p for the standard normal distribution; NaN outside [0, 1]. */
export const normalQuantile = (p: number): number => -normalQuantileUpper(p);
