import { delayMass } from '../delays/delay-law.ts';
import { betaRule } from '../delays/gauss.ts';
import {
  type DelayInterval,
  type DelayIntervalFit,
  fitDelayIntervals,
  parametersAround,
} from '../delays/interval-fit.ts';
import { normalDensity } from '../numbers/normal.ts';
import type { DelayFamily } from './generation-time.ts';
import type { WeighedInterval } from './uncertain-interval.ts';

/** Onsets of an infector and of the one it infected, each known to lie between two days (equal: known to the day). */
export interface OnsetPair {
  infector: readonly [number, number];
  infected: readonly [number, number];
}

/** Nodes in each direction and how many standard errors they reach. */
const NODES = 9;
const REACH = 4;

/**
 * Serial interval of infector and infected pairs whose onsets are known as day ranges (as EpiEstim's "SI from data", Thompson et al. 2019):
 * the law of the interval minus one day (`shift`) is fitted to what the ranges allow, and its uncertainty is carried on as weighed intervals: the normal
 * law of its parameters (on the line), by Gauss's rule. `most`: days since the infector's onset by which a pair could be seen, which
 * corrects the bias of a running outbreak. Errors `pair-order` (with its number), those of `fitDelayIntervals`.
 */
export function intervalsFromPairs(
  family: DelayFamily,
  pairs: readonly OnsetPair[],
  last: number,
  most?: readonly number[],
): { fit: DelayIntervalFit; intervals: WeighedInterval[] } {
  const shift = 1;
  const known = pairs.map(({ infector, infected }, i): DelayInterval => {
    if (infector[0] > infector[1] || infected[0] > infected[1] || infected[1] < infector[0])
      throw new Error(
        `pair-order: pair ${i + 1} has the infector on ${infector.join('-')}, the other on ${infected.join('-')}.`,
      );
    const low = Math.max(0, infected[0] - infector[1] - shift);
    const high = Math.max(low + 1, infected[1] + 1 - infector[0] - shift);
    const seen = most?.[i];
    return seen === undefined ? { low, high } : { low, high, most: Math.max(high, seen - shift) };
  });
  const fit = fitDelayIntervals(family, known);
  const { nodes, weights } = betaRule(1, 1, NODES);
  const side = Array.from(nodes, (node, i) => {
    const z = REACH * (2 * node - 1);
    return { z, weight: weights[i]! * normalDensity(z) };
  });
  const intervals: WeighedInterval[] = [];
  for (const one of side)
    for (const two of side) {
      const parameters = parametersAround(fit, [one.z, two.z]);
      const pmf = Float64Array.from({ length: last + 1 }, (_, k) =>
        k < shift ? 0 : delayMass(family, k - shift, k - shift + 1, parameters),
      );
      const sum = pmf.reduce((all, each) => all + each, 0);
      if (sum > 0) intervals.push({ interval: pmf.map((each) => each / sum), weight: one.weight * two.weight });
    }
  const total = intervals.reduce((all, { weight }) => all + weight, 0);
  return { fit, intervals: intervals.map((each) => ({ ...each, weight: each.weight / total })) };
}
