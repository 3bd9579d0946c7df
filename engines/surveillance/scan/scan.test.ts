import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { satScanAnalysis } from './satscan.ts';
import { type SatScanParameters, satScanDay, satScanParameters } from './satscan-parameters.ts';
import { scan } from './scan.ts';
import { allWindows, liveWindows } from './windows.ts';

const folder = new URL('../../../tests/golden/space-time-scan/', import.meta.url);
const text = (name: string): string => (name === '' ? '' : readFileSync(new URL(name, folder), 'utf8'));
const analysis = (name: string, change: Partial<SatScanParameters> = {}) => {
  const asked = { ...satScanParameters(text(`${name}.prm`)), ...change };
  const { cases, controls, population, coordinates } = asked.files;
  return satScanAnalysis(asked, {
    cases: text(cases),
    controls: text(controls),
    population: text(population),
    coordinates: text(coordinates),
  });
};
/** Clusters as SaTScan 10.3.2 reported them: centre, places, first day, cases, expected, log ratio, p, radius, span. */
const reported = (name: string): { id: string; [column: string]: string | number }[] =>
  JSON.parse(text(`${name}.json`));

describe('against SaTScan', () => {
  for (const name of ['city-null-poisson', 'city-a-poisson', 'city-a-permutation']) {
    it(`finds the clusters of ${name}`, () => {
      const { setting, ids, days } = analysis(name);
      const { clusters } = scan({ ...setting, replicates: 0, seed: 'none' });
      const found = clusters.map((each) => ({
        id: ids[each.centre],
        places: each.places.length,
        from: new Date(days[each.from]! * 86_400_000).toISOString().slice(0, 10),
        cases: each.cases,
        expected: Number(each.expected.toFixed(2)),
        ratio: Number(each.logRatio.toFixed(6)),
        radius: Number(each.radius.toFixed(2)),
        span: Number(each.span.toFixed(2)),
      }));
      const golden = reported(name).map(({ p, ...rest }) => rest);
      expect(found.slice(0, golden.length)).toEqual(golden);
    });
  }

  it('gives its p-values within the band of two Monte Carlo runs', () => {
    const { setting } = analysis('city-null-poisson');
    const { clusters } = scan({ ...setting, replicates: 199, seed: 'band', prune: true });
    reported('city-null-poisson').forEach((golden, i) => {
      const p = Number(golden['p']);
      const band = 4 * Math.sqrt(p * (1 - p) * (1 / 999 + 1 / 199)) + 0.01;
      expect(Math.abs(clusters[i]!.p! - p)).toBeLessThan(band);
      expect(Math.abs(clusters[i]!.gumbelP! - p)).toBeLessThan(band + 0.05);
    });
  });
});

describe('replicates', () => {
  it('are the same pruned or swept in full, and the same for a seed', () => {
    const { setting } = analysis('city-null-poisson');
    const full = scan({ ...setting, replicates: 25, seed: 'a' }).simulated;
    const pruned = scan({ ...setting, replicates: 25, seed: 'a', prune: true }).simulated;
    expect([...pruned]).toEqual([...full]);
    expect([...scan({ ...setting, replicates: 25, seed: 'b' }).simulated]).not.toEqual([...full]);
  });

  it('stop when the most likely cluster is reached often enough', () => {
    const { setting } = analysis('city-null-poisson');
    const { simulated, stoppedEarly, clusters } = scan({ ...setting, replicates: 999, seed: 'a', stopAfter: 5 });
    expect(stoppedEarly).toBe(true);
    expect(simulated.length).toBeLessThan(200);
    expect(clusters[0]!.p).toBeCloseTo(5 / simulated.length, 12);
  });
});

describe('other models', () => {
  const sites = { x: [0, 1, 2, 10, 11, 12], y: [0, 0, 0, 0, 0, 0], coordinates: 'plane' as const };
  const base = { sites, share: 0.5, fewest: 2, replicates: 99, seed: 'x' };

  it('finds cases among controls (Bernoulli), with the ratio of the formula', () => {
    const { clusters } = scan({
      ...base,
      steps: 1,
      cases: [9, 8, 9, 1, 2, 1],
      model: { kind: 'bernoulli', controls: [1, 2, 1, 9, 8, 9] },
      windows: allWindows(1, 1),
      rates: 'high',
    });
    expect(clusters[0]!.places.toSorted()).toEqual([0, 1, 2]);
    const part = (c: number, n: number) => c * Math.log(c / n) + (n - c) * Math.log((n - c) / n);
    expect(clusters[0]!.logRatio).toBeCloseTo(part(26, 30) + part(4, 30) - part(30, 60), 10);
    expect(clusters[0]!.p).toBe(0.01);
  });

  it('finds too few as well as too many', () => {
    const cases = [0, 0, 0, 20, 20, 20];
    const expected = {
      kind: 'product' as const,
      place: new Float64Array(6).fill(1),
      step: new Float64Array(1).fill(1),
    };
    const windows = allWindows(1, 1);
    const low = scan({ ...base, steps: 1, cases, model: { kind: 'poisson', expected }, windows, rates: 'low' });
    expect(low.clusters[0]!.places.toSorted()).toEqual([0, 1, 2]);
    const both = scan({ ...base, steps: 1, cases, model: { kind: 'poisson', expected }, windows, rates: 'both' });
    expect(both.clusters.map((each) => each.cases).toSorted((a, b) => a - b)).toEqual([0, 60]);
  });

  it('uses a table of expectations as it uses their product', () => {
    const cases = Array.from({ length: 24 }, (_, i) => (i * 7) % 5);
    const place = Float64Array.from([1, 2, 3, 1, 2, 3]);
    const step = Float64Array.from([1, 1, 2, 1]);
    const values = Float64Array.from({ length: 24 }, (_, i) => place[Math.floor(i / 4)]! * step[i % 4]!);
    const setting = { ...base, steps: 4, cases, windows: liveWindows(4, 3), rates: 'high' as const };
    const product = scan({ ...setting, model: { kind: 'poisson', expected: { kind: 'product', place, step } } });
    const table = scan({ ...setting, model: { kind: 'poisson', expected: { kind: 'table', steps: 4, values } } });
    expect(table.clusters[0]!.logRatio).toBeCloseTo(product.clusters[0]!.logRatio, 10);
    expect(table.clusters[0]!.places).toEqual(product.clusters[0]!.places);
  });
});

describe("SaTScan's files", () => {
  const prm = `[Input]
StartDate=1980/1/1
EndDate=1983/12/31
PrecisionCaseTimes=1
CoordinatesType=0
[Analysis]
AnalysisType=3
ModelType=0
TimeAggregationUnits=1
MaxTemporalSize=50`;
  it('read dates of every form', () => {
    expect(satScanDay('1981/2/3', 'first')).toBe(satScanDay('2/3/1981', 'first'));
    expect(satScanDay('1981', 'middle')).toBe(satScanDay('1981-7-1', 'first'));
    expect(satScanDay('81/5', 'middle', satScanDay('1980', 'first'))).toBe(satScanDay('1981/5/15', 'first'));
    expect(satScanDay('3', 'first', satScanDay('1998', 'first'))).toBe(satScanDay('2003', 'first'));
  });

  it('expect cases by group and by populations in straight lines between their counts', () => {
    const { setting, population } = satScanAnalysis(satScanParameters(prm), {
      cases: 'a 3 1980 young\nb 1 1982 young\nb 4 1983/5 old',
      controls: '',
      population: 'a 1980 100 young\na 1982 300 young\nb 1981 200 young\nb 1981 50 old\na 1981 50 old',
      coordinates: 'b 3 4\na 0 0',
    });
    if (setting.model.kind !== 'poisson' || setting.model.expected.kind !== 'table') throw new Error('a table');
    const { values } = setting.model.expected;
    const of = (place: number) => values.subarray(place * 4, place * 4 + 4);
    expect(values.reduce((sum, each) => sum + each, 0)).toBeCloseTo(8, 10);
    // old: 4 cases, half in each place. Young: person-days of a in 1980 (100 until 1 July, then 200 more in 730 days) and in 1983 (300)
    const old = (days: number) => (2 * days) / 1461;
    const [first, last] = [36_600 + (200 * 184 * 184) / 730 / 2, 300 * 365];
    expect((of(0)[0]! - old(366)) / (of(0)[3]! - old(365))).toBeCloseTo(first / last, 10);
    expect(population![1]).toBeCloseTo(250, 10);
    expect([...setting.windows.to].every((to, i) => to - setting.windows.from[i]! <= 2)).toBe(true);
    expect(setting.cases).toEqual(Int32Array.from([3, 0, 0, 0, 0, 0, 1, 4]));
  });

  it('refuse cases without a place, a population or a day in the study', () => {
    const files = { cases: '', controls: '', population: 'a 1980 9', coordinates: 'a 0 0\nb 1 1' };
    const asked = satScanParameters(prm);
    expect(() => satScanAnalysis(asked, { ...files, cases: 'c 1 1980' })).toThrow(/satscan-place: case line 1 names c/);
    expect(() => satScanAnalysis(asked, { ...files, cases: 'a 1 1979' })).toThrow(/satscan-period: case line 1/);
    expect(() => satScanAnalysis(asked, { ...files, cases: 'a 1 1980 f' })).toThrow(/satscan-population: 1 cases/);
    expect(() => satScanAnalysis(asked, { ...files, coordinates: 'a 0 0\na 1 1' })).toThrow(/satscan-place: a has two/);
  });
});

describe('bad input', () => {
  it('is refused with what was wrong', () => {
    const { setting } = analysis('city-null-poisson');
    const cases = Array.from(setting.cases);
    cases[3] = -1;
    expect(() => scan({ ...setting, cases, seed: 'a' })).toThrow(/scan-cases: cell 3 holds -1/);
    expect(() =>
      scan({ ...setting, cases: setting.cases.length > 0 ? new Int32Array(setting.cases.length) : [], seed: 'a' }),
    ).toThrow(/scan-cases: 0 cases/);
    expect(() => scan({ ...setting, share: 0, seed: 'a' })).toThrow(/scan-share/);
    expect(() => satScanDay('2023/2/30', 'first')).toThrow(/satscan-date/);
    expect(() => satScanParameters('IncludePurelyTemporal=y')).toThrow(/satscan-option: IncludePurelyTemporal/);
    expect(() => satScanParameters('ModelType=7')).toThrow(/satscan-option: ModelType=7/);
  });
});
