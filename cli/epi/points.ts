import { type Events, emergingCluster, knox, poissonUpper } from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import type { Golden } from './golden.ts';

/** Tables of point events: Knox's test and the surveillance of emerging clusters (R: knox, stcd). */
export const matches = (golden: Golden): boolean =>
  ['time', 'x', 'y'].every((key) => Array.isArray(golden[key])) &&
  (Array.isArray(golden['knox']) || Array.isArray(golden['stcd']));

const number = (run: Golden, key: string): number => {
  const value = run[key];
  if (typeof value !== 'number')
    throw new UsageError(`epi-parameter: ${key} is ${JSON.stringify(value)}; give a number.`);
  return value;
};

const runs = (value: unknown): Golden[] => (Array.isArray(value) ? (value as Golden[]) : []);

export function rerun(golden: Golden): Golden {
  const events = golden as unknown as Events;
  const again: Golden = { ...golden };
  if (golden['knox'] !== undefined) again['knox'] = runs(golden['knox']).map((run) => knoxAgain(events, run));
  if (golden['stcd'] !== undefined) again['stcd'] = runs(golden['stcd']).map((run) => clusterAgain(events, run));
  return again;
}

/** A key pPermutationB199 asks for 199 permutations. */
function knoxAgain(events: Events, run: Golden): Golden {
  const again: Golden = { ...run };
  const permuted = Object.keys(run).find((key) => /^pPermutationB\d+$/.test(key));
  const replicates = permuted === undefined ? 0 : Number(permuted.slice('pPermutationB'.length));
  const found = knox(events, number(run, 'epsT'), number(run, 'epsS'), replicates, 'knox');
  if ('statistic' in run) again['statistic'] = found.statistic;
  // R's table leaves the expectation empty
  if ('expected' in run && !Array.isArray(run['expected'])) again['expected'] = found.expected;
  // R counts only more pairs than seen, not as many
  if ('pPoisson' in run) again['pPoisson'] = poissonUpper(found.statistic, found.expected);
  if ('table' in run) again['table'] = found.table;
  if (permuted !== undefined) again[permuted] = found.pPermutation;
  return again;
}

function clusterAgain(events: Events, run: Golden): Golden {
  if (number(run, 'areaA') !== number(run, 'areaAcapBk'))
    throw new UsageError('epi-parameter: areaA and areaAcapBk differ; edges are not corrected for. Give equal areas.');
  const found = emergingCluster(
    events,
    number(run, 'radius'),
    number(run, 'epsilon'),
    number(run, 'threshold'),
    run['cusum'] === true,
  );
  const position = (index: number): number => (index < 0 ? -1 : index + 1);
  return {
    ...run,
    // R's cusum keeps the largest value so far; the first alarm is the same
    R: run['cusum'] === true ? largestSoFar(found.statistic) : [...found.statistic],
    firstAlarm: position(found.alarm),
    clusterCenter: position(found.centre),
  };
}

function largestSoFar(values: Float64Array): number[] {
  let largest = Number.NEGATIVE_INFINITY;
  return Array.from(values, (value) => {
    largest = Math.max(largest, value);
    return largest;
  });
}
