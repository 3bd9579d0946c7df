import {
  backProjection,
  CORI_DEFAULTS,
  caseReproduction,
  type NoEstimate,
  poissonGrowth,
  reproduction,
  serialInterval,
} from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import { asked, type EpiInput, flagOf, numberOf, plain, wordOf } from './input.ts';

/** The serial interval by its mean and sd (shifted gamma of EpiEstim), or as given from day 0 on. */
function intervalOf({ params, observed }: EpiInput): Float64Array {
  const given = params['si_distr'];
  if (given === undefined)
    return serialInterval(
      numberOf(params, 'mean_si', Number.NaN),
      numberOf(params, 'std_si', Number.NaN),
      observed.length - 1,
    );
  return listOf(given, 'si_distr');
}

function listOf(given: unknown, name: string): Float64Array {
  if (!Array.isArray(given) || !given.every((each) => typeof each === 'number'))
    throw new UsageError(`epi-parameter: ${name} is ${JSON.stringify(given)?.slice(0, 60)}; give a list of numbers.`);
  return Float64Array.from(given as number[]);
}

const PROBABILITIES = [0.025, 0.25, 0.5, 0.75, 0.975];
const NAMES = ['q025', 'q25', 'q50', 'q75', 'q975'];

interface Windowed {
  start: Int32Array;
  end: Int32Array;
  cases: Float64Array;
  mean: Float64Array;
  sd: Float64Array;
  quantiles: Float64Array[];
  why: (NoEstimate | undefined)[];
}

/** Rows of the windows that end on the positions asked for; all windows when none is. */
function windowsAsked(input: EpiInput, columns: Record<string, ArrayLike<unknown>>): Record<string, unknown> {
  if (input.t === undefined) return columns;
  const ends = columns['t_end'] as (number | null)[];
  const rows = asked(input, 1).map((t) => {
    const row = ends.indexOf(t);
    if (row < 0)
      throw new UsageError(`epi-t: no window ends at position ${t}. Windows end at ${ends[0]} to ${ends.at(-1)}.`);
    return row;
  });
  return Object.fromEntries(Object.entries(columns).map(([name, list]) => [name, rows.map((row) => list[row])]));
}

const columns = (found: Windowed): Record<string, ArrayLike<unknown>> => ({
  t_start: plain(found.start),
  t_end: plain(found.end),
  cases: plain(found.cases),
  mean: plain(found.mean),
  sd: plain(found.sd),
  ...Object.fromEntries(NAMES.map((name, q) => [name, plain(found.quantiles[q]!)])),
  why: found.why.map((each) => each ?? null),
});

/** Rt by window (Cori). `compatible`: numbers for every window, as EpiEstim gives them, however few its cases. */
export function runReproduction(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const compatible = flagOf(params, 'compatible', false);
  const found = reproduction(input.observed, intervalOf(input), {
    windows: numberOf(params, 'window', 7),
    priorMean: numberOf(params, 'mean_prior', CORI_DEFAULTS.priorMean),
    priorSd: numberOf(params, 'std_prior', CORI_DEFAULTS.priorSd),
    probabilities: PROBABILITIES,
    largestCv: compatible ? Number.POSITIVE_INFINITY : numberOf(params, 'cv_posterior', CORI_DEFAULTS.largestCv),
    missing: wordOf(params, 'missing', ['refuse', 'skip'], 'refuse'),
  });
  return windowsAsked(input, columns(found));
}

/** Case reproduction number by window of the infectors' onset, corrected for what is still to come unless `compatible`. */
export function runCaseReproduction(input: EpiInput): Record<string, unknown> {
  const compatible = flagOf(input.params, 'compatible', false);
  const found = caseReproduction(input.observed, intervalOf(input), {
    windows: numberOf(input.params, 'window', 7),
    probabilities: PROBABILITIES,
    truncation: compatible ? 'as-seen' : 'corrected',
    leastSeen: numberOf(input.params, 'least_seen', 0.5),
  });
  return windowsAsked(input, { ...columns(found), seen: plain(found.seen) });
}

/** Exposures behind onsets. */
export function runBackProjection(input: EpiInput): Record<string, unknown> {
  const { observed, params } = input;
  const { exposures, steps, converged } = backProjection(observed, listOf(params['incubationPmf'], 'incubationPmf'), {
    smooth: numberOf(params, 'k', 2),
    tolerance: numberOf(params, 'eps', 0.005),
    iterations: numberOf(params, 'iter.max', 250),
  });
  if (input.t === undefined) return { lambdaHat: plain(exposures), steps, converged };
  const t = asked(input, 1);
  return { t, lambdaHat: plain(t.map((at) => exposures[at - 1]!)), steps, converged };
}

/** Growth rate per period by Poisson regression and the time to double (or, negative, to halve). */
export function runGrowth({ observed, params, t }: EpiInput): Record<string, unknown> {
  if (t !== undefined)
    throw new UsageError(
      'epi-t: growth is one rate of the whole series. Leave t out, and give the part of observed that it is of.',
    );
  const { r, low, high } = poissonGrowth(observed, { level: numberOf(params, 'level', 0.95) });
  return { r, rConf: [low, high], doubling: r === 0 ? null : Math.LN2 / r };
}
