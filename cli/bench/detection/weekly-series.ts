import { drawNegativeBinomial, drawNormal, drawPoisson } from '../../../engines/surveillance/index.ts';
import { type Chance, chanceFrom } from '../../../kernel/chance.ts';

/** Seven parameter sets of Noufaily et al. 2013: theta, beta of the trend, gamma1, gamma2, phi. */
const SETS: [number, number, number, number, number][] = [
  [0.1, 0.0025, 0.6, 0.6, 1.5],
  [-2, 0.005, 0.1, 0.3, 2],
  [1.5, 0.003, 0.2, -0.4, 1],
  [0.5, 0.002, 0.5, 0.5, 5],
  [2.5, 0.001, 1, 0.1, 3],
  [3.75, 0.001, 0.1, -0.1, 1.1],
  [5, 0.0001, 0.05, 0.01, 1.2],
];
/** Each set with the trend off and on, and with no, one or two yearly waves. */
export const SCENARIOS = SETS.length * 6;
/** Simulated weeks 313 to 624; the last 49 are watched. */
export const WEEKS = 312;
export const WATCHED = 263;

export interface WeeklySeries {
  /** Baseline with its past outbreaks. */
  quiet: Float64Array;
  /** Cases of the current outbreak. */
  outbreak: Float64Array;
  /** True mean and dispersion of the baseline, for the oracle. */
  mean: Float64Array;
  phi: number;
}

/** One series of the benchmark of Noufaily et al. 2013 in the design of Bedubourg & Le Strat 2017. */
export function weeklySeries(scenario: number, seed: string): WeeklySeries {
  const chance = chanceFrom(`${seed}/${scenario}`);
  const [theta, beta, gamma1, gamma2, phi] = SETS[Math.floor(scenario / 6)]!;
  const trend = Math.floor(scenario / 3) % 2;
  const mean = new Float64Array(WEEKS);
  const quiet = new Float64Array(WEEKS);
  const outbreak = new Float64Array(WEEKS);
  for (let i = 0; i < WEEKS; i++) {
    const week = 313 + i;
    let eta = theta + trend * beta * week;
    for (let j = 1; j <= scenario % 3; j++) {
      const angle = (2 * Math.PI * j * week) / 52;
      eta += gamma1 * Math.cos(angle) + gamma2 * Math.sin(angle);
    }
    const mu = Math.exp(eta);
    mean[i] = mu;
    // variance phi mu: size mu / (phi - 1)
    quiet[i] = phi === 1 ? drawPoisson(chance, mu) : drawNegativeBinomial(chance, mu / (phi - 1), mu);
  }
  const past = [0, 2, 3, 5, 10][chance.below(5)]!;
  const current = 1 + chance.below(10);
  for (let k = 0; k < 4; k++) addOutbreak(chance, past, chance.below(WATCHED), mean, phi, quiet);
  addOutbreak(chance, current, WATCHED + chance.below(WEEKS - WATCHED), mean, phi, outbreak);
  return { quiet, outbreak, mean, phi };
}

/** Poisson(k sd at the start) cases, at least 2, in weeks floor(lognormal(0, 0.5)) after the start. */
function addOutbreak(
  chance: Chance,
  k: number,
  start: number,
  mean: Float64Array,
  phi: number,
  into: Float64Array,
): void {
  if (k === 0) return;
  let size = 0;
  while (size < 2) size = drawPoisson(chance, k * Math.sqrt(phi * mean[start]!));
  for (let i = 0; i < size; i++) {
    const week = start + Math.floor(Math.exp(0.5 * drawNormal(chance)));
    if (week < WEEKS) into[week]! += 1;
  }
}

/** First and last week with cases of the outbreak; null when it ended beyond the series. */
export function span(outbreak: ArrayLike<number>): [number, number] | null {
  let first = -1;
  let last = -1;
  for (let i = 0; i < outbreak.length; i++) {
    if (outbreak[i]! === 0) continue;
    if (first < 0) first = i;
    last = i;
  }
  return first < 0 ? null : [first, last];
}
