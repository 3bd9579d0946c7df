import { type Counts, readWhole } from './incidence.ts';
import { overallInfectivity } from './infectivity.ts';
import { localCases, priorOf } from './reproduction.ts';
import type { IntervalPmf } from './serial-interval.ts';

/**
 * P(no further onset) when `quiet` days have passed without a case since the last day of `counts`: the product over past cases of
 * (1 + R (1 - F) / k)^-k, F the share of the serial interval that has passed; k = Infinity is the Poisson case, exp(-sum R (1 - F))
 * (Nishiura, Miyamatsu and Mizumoto 2016). `R`: mean offspring under the measures in place, `k`: their dispersion.
 * Assumes every case is found: missed cases make it too sure, imported ones counted as local too cautious.
 */
export function endProbability(counts: Counts, interval: IntervalPmf, R: number, k: number, quiet: number): number {
  if (!(R >= 0) || !(k > 0)) throw new Error(`offspring-law: R = ${R}, k = ${k}. R is 0 or more, k above 0.`);
  const cases = readWhole(counts);
  let passed = 0;
  const done = new Float64Array(cases.length + Math.max(0, quiet));
  for (let lag = 0; lag < done.length; lag++) {
    passed += lag === 0 ? 0 : (interval[lag] ?? 0);
    done[lag] = passed;
  }
  let log = 0;
  for (let t = 0; t < cases.length; t++) {
    if (cases[t] === 0) continue;
    const open = R * Math.max(0, 1 - done[cases.length - 1 - t + quiet]!);
    log -= cases[t]! * (k === Number.POSITIVE_INFINITY ? open : k * Math.log1p(open / k));
  }
  return Math.exp(log);
}

/**
 * P(the outbreak is over) as in Parag, Cowling and Donnelly 2021: R is the gamma posterior of the last `window` days and each later
 * day s stays without local cases with chance (1 + scale Lambda_s)^-shape, the posterior being updated by the zeros before it.
 * The product has the closed form (1 + sum Lambda_s / rate)^-shape over all days on which known cases can still infect.
 */
export function eliminationProbability(
  counts: Counts,
  interval: IntervalPmf,
  {
    window,
    priorMean,
    priorSd,
    imported,
  }: { window: number; priorMean: number; priorSd: number; imported?: ArrayLike<number> },
): number {
  const cases = readWhole(counts);
  const { a, b } = priorOf({ priorMean, priorSd });
  const local = localCases(cases, imported);
  const ahead = new Float64Array(cases.length + interval.length);
  ahead.set(cases);
  const lambda = overallInfectivity(ahead, interval);
  let [shape, rate, open] = [a, 1 / b, 0];
  for (let t = Math.max(1, cases.length - window); t < cases.length; t++) {
    shape += local[t]!;
    rate += lambda[t]!;
  }
  for (let t = cases.length; t < ahead.length; t++) open += lambda[t]!;
  return Math.exp(-shape * Math.log1p(open / rate));
}

/** First number of quiet days after which `probability` reaches `level`. Error `end-level` beyond `atMost`. */
export function quietDaysUntil(level: number, probability: (quiet: number) => number, atMost: number): number {
  for (let quiet = 0; quiet <= atMost; quiet++) if (probability(quiet) >= level) return quiet;
  throw new Error(`end-level: ${level} is not reached within ${atMost} quiet days. Ask for less, or allow more days.`);
}
