import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { algorithmNamed } from './algorithms.ts';
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
