import { logComplement } from './complement.ts';
import { logBinomialTerm } from './saddle-point.ts';

const TINY = 1e-300;

/**
 * The denominator D of I_x(a, b) = x^a y^b / (B(a, b) D), a continued fraction without cancellation for large a or b
 * (Didonato & Morris 1992, eq. 9), by Lentz's method; fast for x < (a + 1) / (a + b + 2). Some sqrt(max(a, b)) steps.
 */
function fraction(a: number, b: number, x: number, y: number): number {
  const lead = a * y - b * x + 1;
  let f = (a * lead) / (a + 1);
  if (f === 0) f = TINY;
  let c = f;
  let d = 0;
  for (let m = 1; m < 1e7; m++) {
    const w = a + 2 * m - 1;
    const an = ((a + m - 1) / w) * ((a + b + m - 1) / w) * (m * (b - m) * x * x);
    const bn = m + (m * (b - m) * x) / w + ((a + m) * (lead + m * (2 - x))) / (w + 2);
    d = bn + an * d;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = bn + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    const step = c * d;
    f *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return f;
}

/** ln(x^a y^b / B(a, b)) - ln D: the binomial term at a of a + b is x^a y^b (a + b) / (a b B(a, b)). */
const logFromFraction = (a: number, b: number, x: number, y: number): number =>
  logBinomialTerm(a, a + b, x, y) + Math.log(((a / (a + b)) * b) / fraction(a, b, x, y));

/**
 * ln I_x(a, b), the regularised incomplete beta function, for a, b > 0 and x + y = 1; NaN elsewhere.
 * Both x and y are given, so that neither end loses digits. I_y(b, a) = 1 - I_x(a, b).
 */
export function logBetaI(a: number, b: number, x: number, y: number): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(y >= 0)) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (y === 0) return 0;
  if (x <= (a + 1) / (a + b + 2)) return Math.min(0, logFromFraction(a, b, x, y));
  return logComplement(logFromFraction(b, a, y, x));
}
