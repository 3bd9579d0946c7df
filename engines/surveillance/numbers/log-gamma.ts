/** ln(sqrt(2 pi)). */
export const LN_SQRT_2PI = 0.9189385332046728;

/** zeta(n) - 1 for n = 2, 3, ...: coefficients of the Taylor series of lgamma about 2 (Abramowitz & Stegun 1964, 6.1.33). */
const ZETA_MINUS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
  0.0002460865533080483, 0.00012271334757848915, 0.00006124813505870483, 0.00003058823630702049, 0.00001528225940865187,
  0.000007637197637899763, 0.00000381729326499984, 0.000001908212716553939, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8,
  7.45071178983543e-9, 3.725334024788457e-9,
];
const EULER_GAMMA = 0.5772156649015329;

/** ln Gamma(2 + z) for |z| <= 1/2. */
function aboutTwo(z: number): number {
  let sum = 0;
  for (let n = ZETA_MINUS_ONE.length + 1; n >= 2; n--) {
    const term = ZETA_MINUS_ONE[n - 2]! / n;
    sum = (n % 2 === 0 ? term : -term) + sum * z;
  }
  return z * (1 - EULER_GAMMA) + z * z * sum;
}

/** Stirling's correction ln Gamma(x) - ((x - 1/2) ln x - x + ln sqrt(2 pi)) for x >= 10; error below 1e-17. */
function correction(x: number): number {
  const r = 1 / (x * x);
  return (
    (1 / 12 -
      r *
        (1 / 360 -
          r *
            (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r * (1 / 156 - (r * 3617) / 122400))))))) /
    x
  );
}

/**
 * ln Gamma(x) for x > 0, relative error about 1e-15 (also next to its zeros 1 and 2); NaN elsewhere.
 * Taylor series about 2, recurrence, Stirling's series from 10 on (Abramowitz & Stegun 1964, 6.1.33 and 6.1.41).
 */
export function lgamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + LN_SQRT_2PI + correction(x);
  if (x < 0.5) return aboutTwo(x) - Math.log(x) - Math.log1p(x);
  if (x < 1.5) return aboutTwo(x - 1) - Math.log1p(x - 1);
  let product = 1;
  let y = x;
  while (y > 2.5) {
    y -= 1;
    product *= y;
  }
  return aboutTwo(y - 2) + Math.log(product);
}

/** ln Gamma(x + 1) - ((x + 1/2) ln x - x + ln sqrt(2 pi)) for x > 0: the error of Stirling's formula for x! (Loader 2000). */
export function stirlingError(x: number): number {
  if (x >= 10) return correction(x);
  return lgamma(x + 1) - (x + 0.5) * Math.log(x) + x - LN_SQRT_2PI;
}

/** psi(x), the derivative of ln Gamma, for x > 0 (Abramowitz & Stegun 1964, 6.3.5 and 6.3.18). */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shift = 0;
  let y = x;
  while (y < 10) {
    shift -= 1 / y;
    y += 1;
  }
  const r = 1 / (y * y);
  const tail =
    r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - r * (691 / 32760 - r / 12))))));
  return shift + Math.log(y) - 0.5 / y - tail;
}

/** psi'(x), the second derivative of ln Gamma, for x > 0 (Abramowitz & Stegun 1964, 6.4.12). */
export function trigamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shift = 0;
  let y = x;
  while (y < 10) {
    shift += 1 / (y * y);
    y += 1;
  }
  const r = 1 / (y * y);
  const series = r * (1 / 6 - r * (1 / 30 - r * (1 / 42 - r * (1 / 30 - r * (5 / 66 - (r * 691) / 2730)))));
  return shift + 1 / y + 0.5 * r + series / y;
}
