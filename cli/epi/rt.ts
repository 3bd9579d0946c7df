import {
  caseReproduction,
  overallInfectivity,
  type Reproduction,
  reproduction,
  serialInterval,
  slidingWindows,
  uncertainIntervals,
  uncertainReproduction,
  type Windows,
} from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import type { Golden } from './golden.ts';
import { inPlace, isObject, jsonNumbers, number, numbers, part, word } from './reading.ts';

/** EpiEstim: { incidence, si_distr, runs: { name: { params, R | lambda } } }. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['incidence']) &&
  isObject(golden['runs']) &&
  Object.values(golden['runs']).every(
    (run) => isObject(run) && isObject(run['params']) && ('R' in run || 'lambda' in run),
  );

export function rerun(golden: Golden): Golden {
  const runs = Object.entries(part(golden, 'runs')).map(([name, run]) => [name, rerunOne(golden, name, run as Golden)]);
  return { ...golden, runs: Object.fromEntries(runs) };
}

function rerunOne(golden: Golden, name: string, run: Golden): Golden {
  const cases = numbers(golden, 'incidence');
  const params = part(run, 'params');
  if ('lambda' in run)
    return inPlace(run, { lambda: jsonNumbers(overallInfectivity(cases as number[], givenInterval(golden, params))) });
  const rows = part(run, 'R');
  const windows = windowsOf(params, rows, cases.length);
  const names = Object.keys(rows).filter((key) => /^q\d+$/.test(key));
  const probabilities = names.map((key) => Number(`0.${key.slice(1)}`));
  const method = word(params, 'method');
  const last = cases.length - 1;
  const parametric = (): Float64Array => serialInterval(number(params, 'mean_si'), number(params, 'std_si'), last);
  const interval =
    method === 'parametric_si' || method === 'uncertain_si' ? parametric : () => givenInterval(golden, params);
  const outputs: Golden = 'si_distr' in run ? { si_distr: padded(interval(), cases.length + 1) } : {};
  if (/wallinga/i.test(name) || 'n_sim' in params) {
    const found = caseReproduction(cases, interval(), { windows, probabilities, truncation: 'as-seen', leastSeen: 0 });
    const first = cases.findIndex((each) => (each ?? 0) > 0) + 1;
    const kept = Array.from(found.start, (_, i) => i).filter(
      (i) => found.why[i] === undefined && found.start[i]! >= first,
    );
    return inPlace(run, { ...outputs, R: inPlace(rows, columns(found, names, kept)) });
  }
  const options = {
    windows,
    priorMean: number(params, 'mean_prior', 5),
    priorSd: number(params, 'std_prior', 5),
    probabilities,
    largestCv: Number.POSITIVE_INFINITY,
    missing: 'refuse' as const,
  };
  const cut = (what: string) => ({
    mean: number(params, `${what}_si`),
    sd: number(params, `std_${what}_si`),
    low: number(params, `min_${what}_si`),
    high: number(params, `max_${what}_si`),
  });
  const found =
    method === 'uncertain_si'
      ? uncertainReproduction(cases, uncertainIntervals(cut('mean'), cut('std'), last), options)
      : reproduction(cases, interval(), options);
  const all = Array.from(found.start, (_, i) => i);
  return inPlace(run, { ...outputs, R: inPlace(rows, columns(found, names, all)) });
}

function windowsOf(params: Golden, rows: Golden, length: number): Windows {
  if (typeof params['window'] === 'number') return slidingWindows(length, params['window']);
  return {
    start: Int32Array.from(numbers(rows, 't_start') as number[]),
    end: Int32Array.from(numbers(rows, 't_end') as number[]),
  };
}

function givenInterval(golden: Golden, params: Golden): number[] {
  const own = ['si_distr', 'si'].find((key) => Array.isArray(params[key]));
  const list = own ? numbers(params, own) : numbers(golden, 'si_distr');
  if (list.some((each) => each === null)) throw new UsageError('epi-golden: si_distr has a gap. Give every chance.');
  return list as number[];
}

const padded = (interval: ArrayLike<number>, length: number): number[] =>
  Array.from({ length: Math.max(length, interval.length) }, (_, k) => interval[k] ?? 0);

type Found = Pick<Reproduction, 'start' | 'end' | 'mean' | 'sd' | 'quantiles'>;

function columns(found: Found, names: readonly string[], kept: readonly number[]): Golden {
  const of = (list: ArrayLike<number>): (number | null)[] => jsonNumbers(kept.map((i) => list[i]!));
  return {
    t_start: of(found.start),
    t_end: of(found.end),
    mean: of(found.mean),
    sd: of(found.sd),
    ...Object.fromEntries(names.map((name, q) => [name, of(found.quantiles[q]!)])),
  };
}
