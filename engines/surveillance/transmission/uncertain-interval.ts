import { betaRule } from '../delays/gauss.ts';
import { gammaCdf, gammaDensity } from '../numbers/gamma.ts';
import { normalDensity } from '../numbers/normal.ts';
import { increasingRoot } from '../numbers/root.ts';
import type { Counts } from './incidence.ts';
import { priorOf, type Reproduction, type ReproductionOptions, reproduction } from './reproduction.ts';
import { type IntervalPmf, serialInterval } from './serial-interval.ts';

/** A possible serial interval and its weight; weights sum to 1. */
export interface WeighedInterval {
  interval: IntervalPmf;
  weight: number;
}

/** A normal law cut to [low, high]. */
export interface CutNormal {
  mean: number;
  sd: number;
  low: number;
  high: number;
}

/** Nodes in each direction; 12 x 12 intervals agree with 24 x 24 to 1e-6 on R. */
const NODES = 12;

/**
 * Serial intervals of uncertain mean and sd, independent cut normals (Cori et al. 2013), as a product rule of Gauss and Legendre in place of
 * random draws: same law, no noise, no seed. Index 0 ... `last` days. Error `interval-range`.
 */
export function uncertainIntervals(mean: CutNormal, sd: CutNormal, last: number): WeighedInterval[] {
  const means = ruleOf(mean);
  const sds = ruleOf(sd);
  return means.flatMap(({ at, weight }) =>
    sds.map((other) => ({ interval: serialInterval(at, other.at, last), weight: weight * other.weight })),
  );
}

function ruleOf({ mean, sd, low, high }: CutNormal): { at: number; weight: number }[] {
  if (!(low < high) || !(sd > 0)) {
    if (low <= mean && mean <= high) return [{ at: mean, weight: 1 }];
    throw new Error(`interval-range: ${mean} (sd ${sd}) within ${low} to ${high}. Give low < high and a positive sd.`);
  }
  const { nodes, weights } = betaRule(1, 1, NODES);
  const rule = Array.from(nodes, (node, i) => {
    const at = low + node * (high - low);
    return { at, weight: weights[i]! * normalDensity((at - mean) / sd) };
  });
  const total = rule.reduce((all, each) => all + each.weight, 0);
  return rule.map(({ at, weight }) => ({ at, weight: weight / total }));
}

/**
 * R by window when the serial interval is uncertain: the posterior is the mixture of one gamma posterior for each possible interval
 * (Cori et al. 2013, web appendix 6). Mean and sd are exact, quantiles solve the mixture's distribution function. An interval
 * whose mean the window does not outlast falls out of it; with none left the window says `before-one-interval`.
 */
export function uncertainReproduction(
  counts: Counts,
  intervals: readonly WeighedInterval[],
  options: ReproductionOptions,
): Reproduction {
  if (intervals.length === 0) throw new Error('interval-none: no serial interval was given. At least one is needed.');
  const each = intervals.map(({ interval }) => reproduction(counts, interval, { ...options, probabilities: [] }));
  const { a } = priorOf(options);
  const first = each[0]!;
  const n = first.start.length;
  const blank = (): Float64Array => new Float64Array(n).fill(Number.NaN);
  const out: Reproduction = {
    ...first,
    mean: blank(),
    sd: blank(),
    quantiles: options.probabilities.map(blank),
    why: new Array(n).fill(undefined),
  };
  for (let i = 0; i < n; i++) {
    const shape = a + first.cases[i]!;
    const parts = each.flatMap((one, k) => {
      const mean = one.mean[i]!;
      return Number.isNaN(mean) ? [] : [{ weight: intervals[k]!.weight, mean, rate: shape / mean }];
    });
    const total = parts.reduce((all, { weight }) => all + weight, 0);
    if (total === 0) {
      out.why[i] = each.find((one) => one.why[i] !== undefined)?.why[i];
      continue;
    }
    let [mean, square] = [0, 0];
    for (const part of parts) {
      const weight = part.weight / total;
      mean += weight * part.mean;
      square += weight * part.mean ** 2 * (1 + 1 / shape);
    }
    const sd = Math.sqrt(square - mean ** 2);
    out.mean[i] = mean;
    out.sd[i] = sd;
    options.probabilities.forEach((p, q) => {
      const at = (x: number): readonly [number, number] => {
        let [below, slope] = [-p * total, 0];
        for (const { weight, rate } of parts) {
          below += weight * gammaCdf(x, shape, rate);
          slope += weight * gammaDensity(x, shape, rate);
        }
        return [below, slope];
      };
      out.quantiles[q]![i] = increasingRoot(at, 0, mean + 100 * sd, mean, 1e-10 * mean);
    });
  }
  return out;
}
