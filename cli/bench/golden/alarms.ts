import { algorithmNamed } from '../../epi/algorithms.ts';
import { readInput } from '../../epi/input.ts';
import { numbersOf, rowsOf } from '../detection/golden.ts';
import { type Figure, rounded } from '../figure.ts';

/** An algorithm as R ran it: the name in `tandem epi`, its parameters, and the days that are summed first. */
type Setting = [algorithm: string, params: Record<string, unknown>, sums?: number];

const farrington = { b: 5, w: 3, reweight: true, alpha: 0.01, trend: true, limit54: [5, 4], powertrans: '2/3' };
const reference = { b: 0, w: 6, actY: true };

/** Settings of R surveillance 1.20.3 on the weekly benchmark; its first watched week is the 264th. */
const WEEKLY: Record<string, Setting> = {
  ears_C1: ['earsC', { method: 'C1', alpha: 0.01 }],
  ears_C2: ['earsC', { method: 'C2', alpha: 0.01 }],
  ears_C3: ['earsC', { method: 'C3', alpha: 0.01 }],
  cdc: ['cdc', { b: 5, m: 1, alpha: 0.01 }],
  cusum: ['cusum', { trans: 'standard' }],
  cusum_rossi: ['cusum', { trans: 'rossi' }],
  cusum_glm: ['cusum', { trans: 'standard', m: 'glm' }],
  cusum_glm_rossi: ['cusum', { trans: 'rossi', m: 'glm' }],
  rki1: ['rki', reference],
  rki2: ['rki', { ...reference, b: 1 }],
  rki3: ['rki', { b: 2, w: 4, actY: false }],
  bayes1: ['bayes', { ...reference, alpha: 0.05 }],
  bayes2: ['bayes', { ...reference, b: 1, alpha: 0.05 }],
  bayes3: ['bayes', { b: 2, w: 4, actY: false, alpha: 0.05 }],
  farrington_improved: [
    'farringtonFlexible',
    {
      ...farrington,
      noPeriods: 10,
      pastWeeksNotIncluded: 26,
      pThresholdTrend: 1,
      weightsThreshold: 2.58,
      thresholdMethod: 'nbPlugin',
    },
  ],
  farrington_original: ['farrington', farrington],
  outbreakP: ['outbreakP', { k: 100 }],
  glr_poisson: ['glrnb', { alpha: 0, 'c.ARL': 5, timeTrend: true }],
  glr_negbin: ['glrnb', { alpha: 'NULL', 'c.ARL': 5, timeTrend: true }],
  periodic_poisson_glm: ['periodic', { family: 'poisson', alpha: 0.01 }],
  periodic_negbin_glm: ['periodic', { family: 'nbinom', alpha: 0.01 }],
};
const WEEKS = { first: 264, last: 312, freq: 52 };

/** R's EARS on the daily benchmark, on days and on sums of the last seven. */
const DAILY: Record<string, Setting> = {
  ears_C1_daily_a01: ['earsC', { method: 'C1', alpha: 0.01 }],
  ears_C2_daily_a01: ['earsC', { method: 'C2', alpha: 0.01 }],
  ears_C3_daily_a025: ['earsC', { method: 'C3', alpha: 0.025 }],
  ears_C1_roll7_a01: ['earsC', { method: 'C1', alpha: 0.01 }, 7],
  ears_C2_roll7_a01: ['earsC', { method: 'C2', alpha: 0.01 }, 7],
  ears_C3_roll7_a01: ['earsC', { method: 'C3', alpha: 0.01 }, 7],
};
const DAYS = { first: 2206, last: 2548, freq: 364 };

/** Every alarm of R on the weekly and the daily benchmark beside ours for the same algorithm and parameters. */
export async function alarmsAsInR(): Promise<Figure[]> {
  const weekly = await compared('weekly', WEEKLY, WEEKS, (name) =>
    name === 'farrington_improved' ? `weekly_alarms_${name}.csv` : `weekly_alarms_${name}.csv.gz`,
  );
  const daily = await compared('daily', DAILY, DAYS, (name) => `daily_alarms_${name}.csv.gz`);
  return [weekly, daily];
}

async function compared(
  step: 'weekly' | 'daily',
  settings: Record<string, Setting>,
  { first, last, freq }: { first: number; last: number; freq: number },
  file: (name: string) => string,
): Promise<Figure> {
  const quiet = await numbersOf(`${step}_baseline.csv.gz`);
  const outbreak = await numbersOf(`${step}_outbreak.csv.gz`);
  const t = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const differ: string[] = [];
  let cells = 0;
  let alarms = 0;
  for (const [name, [algorithm, params, sums = 1]] of Object.entries(settings)) {
    const run = await algorithmNamed(algorithm).load();
    for (const [series, sick, well] of (await rowsOf(file(name))).slice(1)) {
      const at = Number(series) - 1;
      for (const [given, size] of [
        [sick!, 1],
        [well!, 0],
      ] as const) {
        const counts = Array.from(quiet[at]!, (count, i) => count + size * outbreak[at]![i]!);
        const observed = summed(counts, sums);
        const input = readInput({ freq, observed, t, params: { ...params, rangeStart: first, compatible: true } });
        const found = run(input) as { t: number[]; alarm: (number | null)[] };
        const alarmed = new Set(found.t.filter((_, i) => found.alarm[i] === 1));
        for (const each of t) {
          const theirs = given[each - first] === '1';
          cells++;
          alarms += theirs ? 1 : 0;
          if (theirs !== alarmed.has(each)) differ.push(`${name} ${series}:${each}`);
        }
      }
    }
  }
  return {
    name: `${step} benchmark: alarms that differ from R's, ${Object.keys(settings).length} algorithms`,
    value: differ.length,
    unit: step === 'weekly' ? 'weeks' : 'days',
    limit: 'at most 0.1 % (exact ties)',
    holds: differ.length <= cells / 1000,
    note: `${cells} compared, ${alarms} alarms, ${rounded((100 * differ.length) / cells, 4)} % differ${differ.length > 0 ? `: ${differ.slice(0, 8).join(', ')}` : ''}`,
  };
}

/** Sums of the last `days` values; the first ones have none and are left out of every baseline. */
function summed(counts: number[], days: number): (number | null)[] {
  if (days === 1) return counts;
  return counts.map((_, i) => (i + 1 < days ? null : counts.slice(i + 1 - days, i + 1).reduce((sum, n) => sum + n, 0)));
}
