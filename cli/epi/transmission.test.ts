import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { rerunGolden } from './shapes.ts';

const folder = new URL('../../tests/golden/transmission/', import.meta.url);
const none = async (): Promise<unknown> => undefined;

/** Simulated by R, exact here: path, and how far apart they may be, absolute or relative. */
const BANDS: [RegExp, { absolute?: number; relative?: number }][] = [
  [/uncertain_si.*\/R\/(mean|q50)/, { relative: 0.02 }],
  [/uncertain_si.*\/R\/(sd|q)/, { relative: 0.06 }],
  [/wallinga.*\/R\/sd/, { relative: 0.35, absolute: 0.02 }],
  [/wallinga.*\/R\/q/, { relative: 0.1, absolute: 0.17 }] /* one case of a small window */,
  [/bayes\.(no)?trunc\/(nowcastMedian|pi95)/, { absolute: 2 }],
  [/bayes\.(no)?trunc\/predPMF/, { absolute: 0.002 }],
  [/clusterGE/, { absolute: 0.015 }],
];
/** Stopped early by R's search. */
const SEARCHED = /_plus_half|IntervalCensored|\/offspring\/(R|k|se)/;

function differences(golden: unknown, found: unknown, path: string, into: string[]): number {
  if (Array.isArray(golden) && Array.isArray(found)) {
    if (golden.length !== found.length) into.push(`${path}: ${golden.length} values, found ${found.length}`);
    return golden.reduce((sum: number, each, i) => sum + differences(each, found[i], `${path}/${i}`, into), 0);
  }
  if (typeof golden === 'object' && golden !== null && typeof found === 'object' && found !== null) {
    const rows = Object.entries(golden);
    if (rows.length !== Object.keys(found).length) into.push(`${path}: other keys`);
    return rows.reduce(
      (sum, [key, each]) => sum + differences(each, (found as Record<string, unknown>)[key], `${path}/${key}`, into),
      0,
    );
  }
  if (typeof golden === 'number' && typeof found === 'number') {
    const [, band] = BANDS.find(([pattern]) => pattern.test(path)) ?? [];
    const relative = band ? (band.relative ?? 0) : SEARCHED.test(path) ? 1e-4 : 1e-6;
    const apart = Math.abs(found - golden);
    if (!(apart <= relative * Math.abs(golden) + (band?.absolute ?? 1e-300)))
      into.push(`${path}: ${golden}, found ${found}`);
    return 1;
  }
  if (golden !== found) into.push(`${path}: ${JSON.stringify(golden)}, found ${JSON.stringify(found)}`);
  return 1;
}

/** Numbers become 0 where they stand for outputs, so that a copied output is seen. */
function blanked(golden: Record<string, unknown>, outputs: RegExp, path = ''): Record<string, unknown> {
  const walk = (value: unknown, at: string): unknown => {
    if (Array.isArray(value)) return value.map((each, i) => walk(each, `${at}/${i}`));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, `${at}/${key}`)]));
    return typeof value === 'number' && outputs.test(at) ? 0 : value;
  };
  return walk(golden, path) as Record<string, unknown>;
}

const tables: [string, RegExp][] = [
  ['rt', /\/R\/(mean|sd|q)|lambda|runs\/.*si_distr/],
  ['discr-si', /\/w\//],
  ['r0', /\/(R|r|conf|rConf|pmf)(\/|$)(?!.*\/r$)/],
  ['nowcast', /observedSoFar|nowcastMedian|pi95|delayCDF|predPMF|finalCounts|delay0toD/],
  ['backprojection', /lambdaHat/],
  ['hhh4', /\/(coef|se|loglik|aic|fittedFirst20)/],
  ['growth', /weekly\/counts|Weekly\/counts|fitWeeklyToPeak|fitOptimSplit/],
  ['delays', /\/(n|mean|sd|median|q|est|se|loglik|shape|rate)(\/|$)/],
  ['chains', /offspring\/(n|R|k|loglik|seLogR|seLogK)$|siMean|siSd/],
  ['superspreading', /pExtinct|pEpidemic|pContain|prop_/],
  ['endofoutbreak', /\/si\/|pEnd/],
  ['scores', /logs|rps|dss|ses/],
];

test.each(tables)('the golden table %s is recomputed from inputs and parameters alone', async (name, outputs) => {
  const golden = JSON.parse(await readFile(new URL(`${name}.json`, folder), 'utf8'));
  const bare = Array.isArray(golden) ? golden.map((each) => blanked(each, outputs)) : blanked(golden, outputs);
  if (name === 'r0')
    for (const [i, row] of golden.results.RfromR.entries()) (bare as typeof golden).results.RfromR[i].r = row.r;
  const apart: string[] = [];
  const compared = differences(golden, await rerunGolden(bare, none), '', apart);
  expect(apart).toEqual([]);
  expect(compared).toBeGreaterThan(60);
});

test('a table that names its series instead of holding it asks for the file beside', async () => {
  const golden = JSON.parse(await readFile(new URL('hhh4.json', folder), 'utf8'));
  const { observed, freq, ...rest } = golden;
  const asked: string[] = [];
  const again = (await rerunGolden({ ...rest, dataset: 'weser' }, async (path) => {
    asked.push(path);
    return { observed, freq };
  })) as typeof golden;
  expect(asked).toEqual(['../weekly/weser.json']);
  expect(again.poisson.loglik).toBeCloseTo(golden.poisson.loglik, 6);
  await expect(rerunGolden({ ...rest, dataset: 'weser' }, none)).rejects.toThrow(/weekly\/weser\.json is not there/);
});

test('a model that cannot be fitted is refused in its own place; the others of the file stand', async () => {
  const golden = JSON.parse(await readFile(new URL('hhh4.json', folder), 'utf8'));
  const words = golden.poisson.model;
  const again = (await rerunGolden(
    {
      ...golden,
      mixed: { ...golden.poisson, model: { ...words, endemic: 'log: ri() + t' } },
      dying: { ...golden.poisson, model: { ...words, ar: 'exp(intercept + t)' } },
      observed: golden.observed,
    },
    none,
  )) as typeof golden;
  expect(again.mixed).toMatchObject({ coef: null, loglik: null });
  expect(again.mixed.error).toMatch(/^hhh4-random: model mixed: endemic is "log: ri\(\) \+ t"/);
  expect(again.poisson.loglik).toBeCloseTo(golden.poisson.loglik, 6);
  const alternating = golden.observed.map((row: number[], t: number) => row.map((_, unit) => ((t + unit) % 2) * 9));
  const extinct = (await rerunGolden({ ...golden, observed: alternating }, none)) as typeof golden;
  expect(extinct.poisson.error).toMatch(/^hhh4-vanished: component ar and ne /);
  expect(extinct.poisson.coef).toMatchObject({ 'ar.1': null, 'ne.1': null });
  expect(extinct.poisson.coef['end.1']).toBeCloseTo(Math.log(4.5), 1);
  expect(extinct.poisson.loglik).toBeLessThan(0);
});
