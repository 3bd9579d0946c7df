import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { algorithmNamed } from './algorithms.ts';
import { readInput } from './input.ts';
import { runMovingEpidemic } from './moving-epidemic.ts';
import { runNoting } from './params.ts';
import { rerunGolden } from './shapes.ts';

const folder = new URL('../../tests/golden/detection/', import.meta.url);

/** Differences of two quantities that cancel to nothing: agreement is absolute there. */
const CANCELLED = /score|slope\.curve|p\.value/;

function differences(golden: unknown, found: unknown, path: string, into: string[]): number {
  if (Array.isArray(golden) && Array.isArray(found)) {
    if (golden.length !== found.length) into.push(`${path}: ${golden.length} values, found ${found.length}`);
    return golden.reduce((sum: number, each, i) => sum + differences(each, found[i], `${path}/${i}`, into), 0);
  }
  if (typeof golden === 'object' && golden !== null && typeof found === 'object' && found !== null) {
    return Object.entries(golden).reduce(
      (sum, [key, each]) => sum + differences(each, (found as Record<string, unknown>)[key], `${path}/${key}`, into),
      0,
    );
  }
  if (typeof golden === 'number' && typeof found === 'number') {
    const absolute = CANCELLED.test(path) ? 1e-9 : 1e-300;
    if (!(Math.abs(found - golden) <= 1e-6 * Math.abs(golden) + absolute))
      into.push(`${path}: ${golden}, found ${found}`);
    return 1;
  }
  if (golden !== found) into.push(`${path}: ${JSON.stringify(golden)}, found ${JSON.stringify(found)}`);
  return 1;
}

/** File, and fewer values than this would mean that the comparison lost its way. */
test.each([
  ['distributions', 2000],
  ['regressions', 1500],
  ['weekly', 6000],
  ['weekly-dated', 1500],
  ['weekly-models', 5000],
  ['daily', 4000],
  ['cusum-arl-poisson', 100],
  ['cusum-findh', 30],
  ['moving-epidemic', 3000],
])(
  '%s: every number as R has it',
  async (name, least) => {
    const text = await readFile(new URL(`${name}.json`, folder), 'utf8');
    const again = await rerunGolden(JSON.parse(text), async () => undefined);
    const apart: string[] = [];
    const compared = differences(JSON.parse(text), JSON.parse(JSON.stringify(again)), '', apart);
    expect(apart.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(least);
  },
  60_000,
);

test('outputs are computed, not copied: a planted fault in every run is put right', async () => {
  const golden = JSON.parse(await readFile(new URL('weekly.json', folder), 'utf8'));
  const wrong = structuredClone(golden);
  for (const run of Object.values<Record<string, unknown>>(wrong.runs)) {
    for (const key of ['upperbound', 'statistic', 'alarm', 'cusum', 'expected', 'score'])
      if (Array.isArray(run[key])) run[key] = run[key].map(() => -1);
  }
  const again = (await rerunGolden(wrong, async () => undefined)) as typeof golden;
  const apart: string[] = [];
  differences(golden.runs, JSON.parse(JSON.stringify(again)).runs, '', apart);
  expect(apart).toEqual([]);
}, 60_000);

test('mem judges a season by the seasons before it, with the thresholds of the table', async () => {
  const golden = JSON.parse(await readFile(new URL('moving-epidemic.json', folder), 'utf8'));
  const weeks = golden.weeks.length;
  const past = Object.values<number[]>(golden.seasons).flatMap((season) => [
    ...season,
    ...Array.from({ length: 52 - weeks }, () => 0),
  ]);
  const found = runMovingEpidemic({
    freq: 52,
    start: [2001, 40],
    observed: [...past, 5, null, 300],
    params: {},
  }) as Record<string, any>;
  expect(found['preEpidemicThreshold']).toBeCloseTo(golden.preEpidemicThreshold, 9);
  expect(found['upperbound'].slice(-3)).toEqual(Array(3).fill(found['preEpidemicThreshold']));
  expect(found['alarm'].slice(-3)).toEqual([0, null, 1]);
  expect(found['levels'].slice(-3)).toEqual([0, null, 1]);
  // the first two seasons have none to be judged by, and no week stands between seasons
  expect(found['upperbound'].slice(0, 104)).toEqual(Array(104).fill(null));
  expect(found['upperbound'][2 * 52 + weeks]).toBeNull();
  expect(() => runMovingEpidemic({ observed: [1, 2], params: {} })).toThrow('epi-mem');
});

test('a parameter that is not read is said by name, and a start beyond the series refused', async () => {
  const observed = [3, 1, 4, 1, 5, 9, 2, 6];
  const ears = await algorithmNamed('earsC').load();
  expect(runNoting(ears, { observed, params: { aplha: 0.01 } }).unread).toEqual(['aplha']);
  expect(runNoting(ears, { observed, params: { alpha: 0.01 } })).toMatchObject({ result: { t: [8] }, unread: [] });
  const cusum = await algorithmNamed('cusum').load();
  expect(() => cusum({ observed, t: [99], params: {} })).toThrow(/epi-t: position 99/);
});

test('positions asked for are given and no others, by every method that has positions', async () => {
  const observed = Array.from({ length: 120 }, (_, i) => 3 + ((i * 7) % 5));
  const dates = observed.map((_, i) => new Date(Date.UTC(2022, 0, 1 + i)).toISOString().slice(0, 10));
  const run = async (name: string, t: number[] | undefined, params: Record<string, unknown> = {}) =>
    (await algorithmNamed(name).load())({ observed, dates, t, params: { ...params } }) as Record<string, any>;
  for (const [name, params, column] of [
    ['cusum', { rangeStart: 60 }, 'cusum'],
    ['glrnb', { rangeStart: 60, alpha: 0 }, 'statistic'],
    ['outbreakP', { rangeStart: 60 }, 'statistic'],
    ['rogerson', { rangeStart: 60 }, 'statistic'],
    ['ewma', {}, 'test_statistic'],
    ['switch', {}, 'test_statistic'],
    ['backprojNP', { incubationPmf: [0, 0.5, 0.5] }, 'lambdaHat'],
    ['estimate_R', { mean_si: 3, std_si: 1 }, 'mean'],
  ] as const) {
    const all = await run(name, undefined, params);
    const two = await run(name, [70, 100], params);
    const t: number[] = all['t'] ?? all['t_end'] ?? observed.map((_, i) => i + 1);
    expect(two[column], name).toEqual([70, 100].map((at) => all[column][t.indexOf(at)]));
  }
  await expect(run('cusum', [10], { rangeStart: 60 })).rejects.toThrow(/epi-t: position 10 lies before/);
  await expect(run('growth', [10])).rejects.toThrow('epi-t');
});

test('means in words, means in numbers, and the look back of the likelihood ratio are honoured', async () => {
  const observed = Array.from({ length: 160 }, (_, i) => Math.round(10 + 6 * Math.sin(i / 4) + i / 20));
  const ratio = await algorithmNamed('glrnb').load();
  const run = (params: Record<string, unknown>) =>
    ratio({ freq: 52, observed, params: { alpha: 0, rangeStart: 105, ...params } }) as Record<string, any>;
  expect(run({ mu0: 'GLM Poisson S=2 harmonics, with trend' })).toEqual(run({ S: 2, timeTrend: true }));
  expect(run({ mu0: 'GLM Poisson S=1 harmonics, no trend' })).toEqual(run({}));
  // a fall is never a rise; counts of 10 against means of 5: x ln(x / m) - (x - m)
  const one = ratio({ observed: [10, 10], params: { alpha: 0, rangeStart: 1, mu0: [5, 5], 'c.ARL': 9, M: 0 } }) as any;
  expect(one.statistic[1]).toBeCloseTo(10 * Math.log(2) - 5, 12);
  const both = ratio({ observed: [10, 10], params: { alpha: 0, rangeStart: 1, mu0: 5, 'c.ARL': 9 } }) as any;
  expect(both.statistic[1]).toBeCloseTo(20 * Math.log(2) - 10, 12);
  expect(() => run({ mu0: [1, 2] })).toThrow(/epi-parameter: mu0 has 2 values/);
  expect(() => run({ rangeStart: 105.5 })).toThrow(/epi-parameter: rangeStart is 105.5/);
});

test('the smallest alarming count alarms and one less does not', async () => {
  const rise = await algorithmNamed('outbreakP').load();
  const before = [2, 3, 1, 2, 3, 2];
  const at = (last: number) => rise({ observed: [...before, last], params: { rangeStart: 7, ret: 'cases' } }) as any;
  const [least] = at(0).upperbound;
  expect([at(least).alarm, at(least - 1).alarm]).toEqual([[1], [0]]);
});

test('a year of weeks and a bit, a series below the baseline and a population of another length are refused', async () => {
  const rki = await algorithmNamed('rki').load();
  const observed = Array.from({ length: 40 }, () => 2);
  expect(() => rki({ freq: 52.18, observed, params: {} })).toThrow(/epi-frequency: 52.18/);
  expect(() => rki({ freq: 52, observed, params: {} })).toThrow(/epi-history: 40 values/);
  expect(() => readInput({ observed, population: [1, 2] })).toThrow(/epi-input: population has 2 entries/);
  const ears = await algorithmNamed('earsC').load();
  expect(runNoting(ears, readInput({ observed, population: observed })).unread).toEqual(['population']);
});
