import { gammaQuantile } from '../numbers/gamma.ts';
import { bridged, type Counts, readCounts, readWhole } from './incidence.ts';
import { overallInfectivity } from './infectivity.ts';
import { checkInterval, type IntervalPmf, intervalMoments } from './serial-interval.ts';
import { checkWindows, type NoEstimate, slidingWindows, type Windows } from './window.ts';

export interface ReproductionOptions {
  /** Days of a sliding window, or windows of your own. */
  windows: number | Windows;
  /** Gamma prior of R; Cori et al. 2013 use 5 and 5, so that R is never declared below 1 for want of data. */
  priorMean: number;
  priorSd: number;
  probabilities: readonly number[];
  /** Cases infected elsewhere: they infect, but are nobody's offspring here. The first day's cases count as imported when absent. */
  imported?: ArrayLike<number>;
  /** Largest wanted sd/mean of the posterior; windows that cannot reach it say `too-few-cases`. Infinity: give every number. */
  largestCv: number;
  /** A missing day: an error, or a gap whose windows say `missing-day` and whose infectivity is read off its neighbours. */
  missing: 'refuse' | 'skip';
}

/** EpiEstim's settings (Cori 2013): prior 5 (5), posterior coefficient of variation at most 0.3. */
export const CORI_DEFAULTS: ReproductionOptions = {
  windows: 7,
  priorMean: 5,
  priorSd: 5,
  probabilities: [0.025, 0.25, 0.5, 0.75, 0.975],
  largestCv: 0.3,
  missing: 'refuse',
};

/** Posterior of R by window. NaN, with the reason, where there is none; `quantiles` in the order of the probabilities. */
export interface Reproduction extends Windows {
  cases: Float64Array;
  mean: Float64Array;
  sd: Float64Array;
  quantiles: Float64Array[];
  why: (NoEstimate | undefined)[];
}

/**
 * Instantaneous reproduction number by window (Cori, Ferguson, Fraser and Cauchemez 2013). With prior Gamma(a, scale b) and
 * infectivity Lambda, the posterior is Gamma(a + sum of local cases, scale 1/(1/b + sum Lambda)): exact, no iteration.
 * `interval` as from `serialInterval`. Quantiles of whole counts are looked up by the posterior's shape, since its scale only
 * multiplies them. All-zero series give `too-few-cases`, never an error.
 */
export function reproduction(counts: Counts, interval: IntervalPmf, options: ReproductionOptions): Reproduction {
  return reproductions([counts], interval, options)[0]!;
}

/** `reproduction` of many series with one interval and one set of options, as of all areas every night. */
export function reproductions(
  series: readonly Counts[],
  interval: IntervalPmf,
  options: ReproductionOptions,
): Reproduction[] {
  const table = quantilesByShape(options.probabilities, priorOf(options).a);
  return series.map((counts) => estimate(counts, interval, options, table));
}

function estimate(
  counts: Counts,
  interval: IntervalPmf,
  options: ReproductionOptions,
  table: (cases: number) => Float64Array,
): Reproduction {
  const read = options.missing === 'refuse' ? readWhole(counts) : readCounts(counts);
  const days = read.length;
  checkInterval(interval, days);
  const windows = typeof options.windows === 'number' ? slidingWindows(days, options.windows) : options.windows;
  checkWindows(windows, days);
  const { a, b } = priorOf(options);
  const lambda = overallInfectivity(options.missing === 'refuse' ? read : bridged(read), interval);
  const { mean: oneInterval } = intervalMoments(interval);
  const local = localCases(read, options.imported);
  const fewest = Math.ceil(1 / options.largestCv ** 2 - a);

  const count = windows.start.length;
  const out: Reproduction = {
    start: windows.start,
    end: windows.end,
    cases: new Float64Array(count),
    mean: new Float64Array(count).fill(Number.NaN),
    sd: new Float64Array(count).fill(Number.NaN),
    quantiles: options.probabilities.map(() => new Float64Array(count).fill(Number.NaN)),
    why: new Array(count).fill(undefined),
  };
  for (let i = 0; i < count; i++) {
    let cases = 0;
    let infectivity = 0;
    for (let t = windows.start[i]! - 1; t < windows.end[i]!; t++) {
      cases += local[t]!;
      infectivity += lambda[t]!;
    }
    out.cases[i] = cases;
    if (Number.isNaN(cases)) out.why[i] = 'missing-day';
    else if (windows.end[i]! <= oneInterval) out.why[i] = 'before-one-interval';
    else if (cases < fewest) out.why[i] = 'too-few-cases';
    else {
      const scale = 1 / (1 / b + infectivity);
      out.mean[i] = (a + cases) * scale;
      out.sd[i] = Math.sqrt(a + cases) * scale;
      const standard = table(cases);
      for (let q = 0; q < standard.length; q++) out.quantiles[q]![i] = standard[q]! * scale;
    }
  }
  return out;
}

/** Shape and scale of the gamma prior. Error `prior`. */
export function priorOf({ priorMean, priorSd }: { priorMean: number; priorSd: number }): { a: number; b: number } {
  if (!(priorMean > 0) || !(priorSd > 0))
    throw new Error(`prior: mean ${priorMean}, sd ${priorSd}. Both must be positive.`);
  return { a: (priorMean / priorSd) ** 2, b: priorSd ** 2 / priorMean };
}

/** Cases that can have been infected within the series. Error `imported`: more imported than all, or of another length. */
export function localCases(cases: Float64Array, imported: ArrayLike<number> | undefined): Float64Array {
  const local = Float64Array.from(cases);
  if (imported === undefined) {
    local[0] = 0;
    return local;
  }
  if (imported.length !== cases.length)
    throw new Error(`imported: ${imported.length} periods for ${cases.length}. Give one number for each.`);
  for (let i = 0; i < cases.length; i++) {
    if (!(imported[i]! >= 0) || imported[i]! > cases[i]!)
      throw new Error(
        `imported: ${imported[i]} of ${cases[i]} cases in period ${i + 1}. It must be from 0 to all of them.`,
      );
    local[i] = cases[i]! - imported[i]!;
  }
  return local;
}

const LARGEST_KEPT = 65536;

/** Quantiles of Gamma(a + cases, 1) by number of cases; those of whole numbers are computed once. */
function quantilesByShape(probabilities: readonly number[], a: number): (cases: number) => Float64Array {
  const table: (Float64Array | undefined)[] = [];
  const compute = (cases: number): Float64Array =>
    Float64Array.from(probabilities, (p) => gammaQuantile(p, a + cases, 1));
  return (cases) => {
    if (!Number.isInteger(cases) || cases >= LARGEST_KEPT) return compute(cases);
    table[cases] ??= compute(cases);
    return table[cases]!;
  };
}
