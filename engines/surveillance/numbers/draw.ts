import type { Chance } from '../../../kernel/chance.ts';
import { logPoissonTerm } from './saddle-point.ts';

/** Uniform in (0, 1): never an end. */
const inside = (chance: Chance): number => {
  let u = chance.next();
  while (u === 0) u = chance.next();
  return u;
};

/** A standard normal draw (Marsaglia & Bray's polar method 1964, one of the pair). */
export function drawNormal(chance: Chance): number {
  for (;;) {
    const u = 2 * chance.next() - 1;
    const v = 2 * chance.next() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/** A draw of Gamma(shape, rate), shape, rate > 0 (Marsaglia & Tsang 2000). */
export function drawGamma(chance: Chance, shape: number, rate: number): number {
  if (shape < 1) return drawGamma(chance, shape + 1, rate) * inside(chance) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = drawNormal(chance);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(inside(chance)) < 0.5 * z * z + d - d * v + d * Math.log(v)) return (d * v) / rate;
  }
}

/** A draw of Beta(a, b) from two gammas. */
export function drawBeta(chance: Chance, a: number, b: number): number {
  const x = drawGamma(chance, a, 1);
  return x / (x + drawGamma(chance, b, 1));
}

/** A draw of Poisson(mu): by counting below 12, by transformed rejection (Hormann 1993, PTRS) above. */
export function drawPoisson(chance: Chance, mu: number): number {
  if (!(mu >= 0)) throw new Error(`draw-poisson: the mean ${mu} is no number >= 0.`);
  if (mu < 12) {
    const floor = Math.exp(-mu);
    let product = chance.next();
    let k = 0;
    while (product > floor) {
      product *= chance.next();
      k++;
    }
    return k;
  }
  const b = 0.931 + 2.53 * Math.sqrt(mu);
  const a = -0.059 + 0.02483 * b;
  const inverse = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = chance.next() - 0.5;
    const v = inside(chance);
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mu + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log((v * inverse) / (a / (us * us) + b)) <= logPoissonTerm(k, mu)) return k;
  }
}

/** A draw of the negative binomial with mean mu and variance mu + mu^2/size: Poisson with a gamma mean. */
export function drawNegativeBinomial(chance: Chance, size: number, mu: number): number {
  if (mu === 0) return 0;
  return drawPoisson(chance, size === Number.POSITIVE_INFINITY ? mu : drawGamma(chance, size, size / mu));
}

/** A draw of the number of successes in n trials of chance p: by trials up to 30, by halving with a beta median above (Relles 1972). */
export function drawBinomial(chance: Chance, n: number, p: number): number {
  let rest = n;
  let share = p;
  let sum = 0;
  while (rest > 30) {
    const a = Math.floor(rest / 2) + 1;
    const median = drawBeta(chance, a, rest + 1 - a);
    if (median <= share) {
      sum += a;
      rest -= a;
      share = (share - median) / (1 - median);
    } else {
      rest = a - 1;
      share /= median;
    }
  }
  for (let i = 0; i < rest; i++) if (chance.next() < share) sum++;
  return sum;
}

/** Fisher and Yates' shuffle, in place. */
export function shuffle(chance: Chance, items: { length: number; [i: number]: number }): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = chance.below(i + 1);
    const held = items[i]!;
    items[i] = items[j]!;
    items[j] = held;
  }
}
