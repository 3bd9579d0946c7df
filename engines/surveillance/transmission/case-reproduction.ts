import { type Counts, readWhole } from './incidence.ts';
import { offspringLaw } from './offspring-law.ts';
import { checkInterval, type IntervalPmf } from './serial-interval.ts';
import { checkWindows, type NoEstimate, slidingWindows, type Windows } from './window.ts';

export interface CaseReproductionOptions {
  windows: number | Windows;
  probabilities: readonly number[];
  /**
   * Recent cases still have offspring to come. 'as-seen' counts only those seen (Wallinga & Teunis 2004: falls towards the end for
   * that reason alone). 'corrected' divides by the share of the interval that has passed (Cauchemez et al. 2006) and gives
   * `too-recent` where that share is below `leastSeen`.
   */
  truncation: 'as-seen' | 'corrected';
  /** Share of onward transmission that must have had time to show, 0 to 1. */
  leastSeen: number;
}

/** R by onset of the infectors. `seen`: share of their onward transmission that has had time to show. */
export interface CaseReproduction extends Windows {
  cases: Float64Array;
  seen: Float64Array;
  mean: Float64Array;
  sd: Float64Array;
  quantiles: Float64Array[];
  why: (NoEstimate | undefined)[];
}

/**
 * Case reproduction number by window (Wallinga & Teunis 2004): a case of day t has an infector of day j with probability
 * I_j w_(t-j) / sum_k I_k w_(t-k). The offspring of a window's cases are then a sum of independent binomials, whose law is
 * computed exactly: mean, sd and quantiles need no simulated trees. Cases without any possible infector are nobody's offspring.
 */
export function caseReproduction(
  counts: Counts,
  interval: IntervalPmf,
  options: CaseReproductionOptions,
): CaseReproduction {
  const cases = readWhole(counts);
  checkInterval(interval, cases.length);
  const days = cases.length;
  const windows = typeof options.windows === 'number' ? slidingWindows(days, options.windows) : options.windows;
  checkWindows(windows, days);
  const pull = infectionPull(cases, interval);
  const seen = seenShare(days, interval);
  const count = windows.start.length;
  const blank = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  const out: CaseReproduction = {
    ...windows,
    cases: new Float64Array(count),
    seen: blank(),
    mean: blank(),
    sd: blank(),
    quantiles: options.probabilities.map(blank),
    why: new Array(count).fill(undefined),
  };
  for (let i = 0; i < count; i++) {
    const [from, to] = [windows.start[i]! - 1, windows.end[i]! - 1];
    let infectors = 0;
    let shown = 0;
    for (let j = from; j <= to; j++) {
      infectors += cases[j]!;
      shown += cases[j]! * seen[j]!;
    }
    out.cases[i] = infectors;
    if (infectors === 0) {
      out.why[i] = 'no-cases';
      continue;
    }
    out.seen[i] = shown / infectors;
    if (options.truncation === 'corrected' && out.seen[i]! < options.leastSeen) {
      out.why[i] = 'too-recent';
      continue;
    }
    const chance = new Float64Array(days);
    for (let t = from + 1; t < days; t++) {
      let share = 0;
      for (let j = Math.max(from, t - interval.length + 1); j <= Math.min(to, t - 1); j++)
        share += cases[j]! * interval[t - j]!;
      chance[t] = pull[t]! > 0 ? Math.min(1, share / pull[t]!) : 0;
    }
    const law = offspringLaw(cases, chance, options.probabilities);
    const per = options.truncation === 'corrected' ? shown : infectors;
    out.mean[i] = law.mean / per;
    out.sd[i] = law.sd / per;
    for (let q = 0; q < law.quantiles.length; q++) out.quantiles[q]![i] = law.quantiles[q]! / per;
  }
  return out;
}

/**
 * Mean offspring of one case of each day as seen (NaN on days without cases), the share of its onward transmission that has had time to
 * show, and the last day (index, -1: none) with cases that nobody in the series can have infected.
 */
export function caseReproductionByDay(
  counts: Counts,
  interval: IntervalPmf,
): { mean: Float64Array; seen: Float64Array; orphaned: number } {
  const cases = readWhole(counts);
  checkInterval(interval, cases.length);
  const pull = infectionPull(cases, interval);
  const mean = new Float64Array(cases.length);
  let orphaned = -1;
  for (let t = 1; t < cases.length; t++) {
    if (cases[t] === 0) continue;
    if (pull[t] === 0) orphaned = t;
    else
      for (let j = Math.max(0, t - interval.length + 1); j < t; j++)
        mean[j] = mean[j]! + (cases[t]! * interval[t - j]!) / pull[t]!;
  }
  for (let t = 0; t < mean.length; t++) if (cases[t] === 0) mean[t] = Number.NaN;
  return { mean, seen: seenShare(cases.length, interval), orphaned };
}

/** sum_k I_k w_(t-k): all that could have infected a case of day t. */
function infectionPull(cases: Float64Array, interval: IntervalPmf): Float64Array {
  return cases.map((_, t) => {
    let sum = 0;
    for (let s = 1; s <= Math.min(t, interval.length - 1); s++) sum += interval[s]! * cases[t - s]!;
    return sum;
  });
}

/** P(interval <= days left in the series), by day of onset. */
function seenShare(days: number, interval: IntervalPmf): Float64Array {
  const seen = new Float64Array(days);
  let sum = 0;
  for (let left = 0; left < days; left++) {
    sum += interval[left] ?? 0;
    seen[days - 1 - left] = sum;
  }
  return seen;
}
