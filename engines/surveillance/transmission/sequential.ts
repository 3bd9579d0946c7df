import { lgamma } from '../numbers/log-gamma.ts';
import { type Counts, readWhole } from './incidence.ts';

export interface SequentialOptions {
  /** Largest R considered. `undefined`: the largest rise of the counts from one period to the next, as in the R0 package. */
  upper?: number;
  /** Step of the grid on which the posterior lives. */
  step: number;
  /** 'exact': a period after one without cases teaches nothing. 'R0': it ends the estimate, as does a posterior below the range of doubles. */
  as: 'exact' | 'R0';
}

/**
 * R_t by sequential Bayes (Bettencourt & Ribeiro 2008): I_t ~ Poisson(I_(t-1) e^((R-1)/g)), g the mean generation time in periods;
 * each posterior is the next prior, the first is flat on [0, upper]. Result: the most probable grid value and the 95 % interval for
 * each period from the second on. Error `sequential-range`: the counts never rise and no `upper` is given.
 */
export function sequentialReproduction(
  counts: Counts,
  generationMean: number,
  { upper, step, as }: SequentialOptions,
): { mode: number[]; low: number[]; high: number[] } {
  const cases = readWhole(counts);
  const most = upper ?? largestRise(cases);
  if (!(most > 0) || !(generationMean > 0))
    throw new Error(
      `sequential-range: R up to ${most}, generation ${generationMean}. Both must be positive; give an upper bound.`,
    );
  const size = Math.floor(most / step + 1e-10) + 1;
  let belief = new Float64Array(size).fill(-Math.log(size));
  const out = { mode: [] as number[], low: [] as number[], high: [] as number[] };
  const value = (i: number): number => i * step;
  for (let t = 1; t < cases.length; t++) {
    const [before, now] = [cases[t - 1]!, cases[t]!];
    if (before === 0 && as === 'R0') break;
    if (before > 0)
      belief = belief.map((log, i) => {
        const growth = (value(i) - 1) / generationMean;
        return log + now * (Math.log(before) + growth) - before * Math.exp(growth) - lgamma(now + 1);
      });
    let best = 0;
    for (let i = 1; i < size; i++) if (belief[i]! > belief[best]!) best = i;
    const top = as === 'R0' ? 0 : belief[best]!;
    const weights = belief.map((log) => Math.exp(log - top));
    const total = weights.reduce((all, each) => all + each, 0);
    if (total === 0) break;
    belief =
      as === 'R0' ? weights.map((each) => Math.log(each / total)) : belief.map((log) => log - top - Math.log(total));
    out.mode.push(value(best));
    out.low.push(value(reached(weights, 0.025 * total)));
    out.high.push(value(reached(weights, 0.975 * total)));
  }
  return out;
}

function largestRise(cases: Float64Array): number {
  let most = 0;
  for (let t = 1; t < cases.length; t++) most = Math.max(most, cases[t]! - cases[t - 1]!);
  return most;
}

function reached(weights: Float64Array, mass: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    if (sum >= mass) return i;
  }
  return weights.length - 1;
}
