import { logComplement } from './complement.ts';
import { lgamma } from './log-gamma.ts';
import { logPoissonTerm } from './saddle-point.ts';

const EPS = 1e-17;
const TINY = 1e-300;

/** Sum of x^n / ((a+1) ... (a+n)): P(a, x) = x^a e^-x / Gamma(a+1) times this (DLMF 8.7.1). Some sqrt(a) terms. */
function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = a + 1; term > sum * EPS; n++) {
    term *= x / n;
    sum += term;
  }
  return sum;
}

/** Continued fraction: Q(a, x) = x^a e^-x / Gamma(a) times this (DLMF 8.9.2), by Lentz's method. For x > a + 1. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 1e7; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = b + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return h;
}

/** Q(a, x) for a <= 1 and x <= 1.5, where 1 - P loses digits: 1 - x^a/Gamma(a+1) (1 + a sum (-x)^n / ((a+n) n!)). */
function smallUpper(a: number, x: number): number {
  const u = a * Math.log(x) - lgamma(a + 1);
  let term = 1;
  let sum = 0;
  for (let n = 1; n < 60; n++) {
    term *= -x / n;
    sum += (a / (a + n)) * term;
    if (Math.abs(term) < 1e-18) break;
  }
  const grown = Math.expm1(u);
  return -grown - (grown + 1) * sum;
}

/** x above which the upper tail is computed and the lower one is its complement. */
const above = (a: number, x: number): boolean => x > a + 1;

function logBoth(a: number, x: number, upper: boolean): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN;
  if (x === 0) return upper ? 0 : Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return upper ? Number.NEGATIVE_INFINITY : 0;
  if (upper && a <= 1 && x <= 1.5) {
    const q = smallUpper(a, x);
    if (q < 0.5) return Math.log(q);
  }
  const front = logPoissonTerm(a, x);
  if (above(a, x)) {
    const log = front + Math.log(a * fraction(a, x));
    return upper ? log : logComplement(log);
  }
  const log = front + Math.log(series(a, x));
  return upper ? logComplement(log) : Math.min(0, log);
}

/** ln P(a, x), the regularised lower incomplete gamma function; a > 0, x >= 0, NaN elsewhere. */
export const logGammaP = (a: number, x: number): number => logBoth(a, x, false);
/** ln Q(a, x) = ln(1 - P(a, x)), without cancellation. */
export const logGammaQ = (a: number, x: number): number => logBoth(a, x, true);

/** P(a, x) = integral from 0 to x of t^(a-1) e^-t / Gamma(a); relative error about 1e-14 sqrt(a), also far in the tail. */
export const gammaP = (a: number, x: number): number => Math.exp(logBoth(a, x, false));
/** Q(a, x) = 1 - P(a, x), relative error as `gammaP`. */
export const gammaQ = (a: number, x: number): number => Math.exp(logBoth(a, x, true));
