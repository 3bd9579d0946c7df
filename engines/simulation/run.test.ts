import { describe, expect, test } from 'vitest';
import { plainDisease, plainScenario, plainTables } from '../../cli/bench/simulation-plain.ts';
import {
  begin,
  Cancelled,
  ensembleOf,
  type Measure,
  makeCity,
  mixedCity,
  replicateOf,
  seedOfReplicate,
  simulate,
} from './index.ts';

const city = makeCity(plainTables(), 6000, 3);
const disease = plainDisease({ householdAttack: 0.2, dispersion: 0.5 });

test('the same seed gives the same result, another seed another', () => {
  const hash = (seed: number): string => simulate(city, disease, plainScenario({ seed, days: 60 })).hash;
  expect(hash(5)).toBe(hash(5));
  expect(hash(5)).not.toBe(hash(6));
});

test('two plans that differ from day 40 are the same until then', () => {
  const measures: Measure[] = [{ kind: 'closing', of: 'work', share: 1, from: 40 }];
  const a = simulate(city, disease, plainScenario({ days: 80 }));
  const b = simulate(city, disease, plainScenario({ days: 80, measures }));
  expect(b.series.infections.slice(0, 40)).toEqual(a.series.infections.slice(0, 40));
  expect(b.series.infections).not.toEqual(a.series.infections);
});

test('paired runs differ less than runs of different seeds', () => {
  const measures: Measure[] = [{ kind: 'distancing', community: 0.1 }];
  const seeds = [1, 2, 3, 4, 5, 6];
  const attack = (seed: number, with_: Measure[]): number =>
    simulate(city, disease, plainScenario({ seed, days: 45, measures: with_ })).attack;
  const spreadOf = (values: number[]): number => {
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  };
  const paired = seeds.map((seed) => attack(seed, []) - attack(seed, measures));
  const apart = seeds.map((seed) => attack(seed, []) - attack(seed + 50, measures));
  expect(spreadOf(paired)).toBeLessThan(0.6 * spreadOf(apart));
});

test('replicates put together do not depend on who made them, or in which order', () => {
  const make = (n: number) =>
    replicateOf(n, simulate(city, disease, plainScenario({ seed: seedOfReplicate(1, n), days: 40 })));
  const forward = [0, 1, 2, 3].map(make);
  const backward = [3, 1, 2, 0].map(make);
  expect(ensembleOf(backward)).toEqual(ensembleOf(forward));
  expect(() => ensembleOf([make(1)])).toThrow('ensemble-incomplete');
});

test('a run from today: the given infections are there on day 0 and go on', () => {
  const start = { areas: [{ area: 'a3', infectedDaysAgo: [5, 8, 6, 4, 3, 1], known: 6, immune: 100 }] };
  const run = begin(city, disease, plainScenario({ seeds: { cases: 0 }, start, days: 30 }));
  run.step();
  expect(run.day).toBe(1);
  const first = run.result();
  expect(first.attack * city.people).toBeGreaterThanOrEqual(27);
  expect(first.series.reported[0]).toBe(6);
  while (run.step());
  const { infectedIn, areas } = run.result();
  const of = (area: number): number =>
    infectedIn.slice(0, 5 * areas).reduce((sum, n, i) => sum + (i % areas === area ? n : 0), 0);
  expect(of(3)).toBeGreaterThan(2 * of(9));
});

test('day by day: who fell ill, results from outside, measures changed on the way', () => {
  const run = begin(city, disease, plainScenario({ days: 60 }), true);
  for (let day = 0; day < 12; day++) run.step();
  const [ill] = run.today().ill;
  expect(ill).toBeDefined();
  expect(run.look(ill!)).toMatchObject({ ill: true, known: false });
  run.report(ill!);
  run.hold(ill!, 'isolated', 20);
  expect(run.look(ill!)).toMatchObject({ known: true, held: true });
  run.setMeasures([{ kind: 'stay-at-home', compliance: 1 }]);
  while (run.step());
  expect(run.look(ill!).held).toBe(false);
  expect(run.result().series.reported[12]).toBe(1);
  expect(run.result().series.homeDays[20]).toBe(city.people);
});

test('cancel in the middle stops at once and says on which day', () => {
  let day = 0;
  const stopping = () =>
    simulate(city, disease, plainScenario(), {
      progress(n) {
        day = n;
      },
      cancelled: () => day >= 7,
    });
  expect(stopping).toThrow(Cancelled);
  day = 0;
  expect(stopping).toThrow('simulation-cancelled: stopped after day 7 of 200');
});

test('nobody is infectious at R0 0, everybody susceptible counts once', () => {
  expect(simulate(city, plainDisease({ r0: 0 }), plainScenario()).attack).toBeCloseTo(20 / 6000, 10);
  const { peopleByBand, offspring, attack } = simulate(city, disease, plainScenario());
  expect(peopleByBand.reduce((sum, n) => sum + n, 0)).toBe(6000);
  expect(offspring.reduce((sum, n) => sum + n, 0)).toBe(Math.round(attack * 6000));
  expect(offspring.reduce((sum, n, i) => sum + n * i, 0)).toBe(Math.round(attack * 6000) - 20);
});

describe('refused', () => {
  const refused: [string, () => unknown][] = [
    ['simulation-r0: ', () => simulate(city, plainDisease({ r0: -1 }), plainScenario())],
    ['simulation-r0: ', () => simulate(city, plainDisease({ r0: Number.NaN }), plainScenario())],
    [
      'simulation-beds: 7000 beds for 6000 people',
      () => simulate(city, disease, plainScenario({ hospital: { beds: 7000, intensive: 0 } })),
    ],
    [
      'city-no-households',
      () => simulate({ ...mixedCity(5), householdStart: new Int32Array(1) }, disease, plainScenario()),
    ],
    ['simulation-days', () => simulate(city, disease, plainScenario({ days: 0 }))],
    ['simulation-seeds', () => simulate(city, disease, plainScenario({ seeds: { cases: 7000 } }))],
    [
      'simulation-severity',
      () => simulate(city, plainDisease({ severe: [0.1], symptomatic: [0.05] }), plainScenario()),
    ],
    [
      'simulation-duration',
      () => simulate(city, plainDisease({ latent: { law: 'gamma', mean: -2, sd: 1 } }), plainScenario()),
    ],
    [
      'simulation-r0-unreachable',
      () => simulate(city, plainDisease({ r0: 0.1, householdAttack: 0.9 }), plainScenario()),
    ],
    [
      'city-area-unknown: zz',
      () =>
        simulate(city, disease, plainScenario({ measures: [{ kind: 'stay-at-home', compliance: 1, areas: ['zz'] }] })),
    ],
    [
      'simulation-measure: stay-at-home has compliance 1.2',
      () => simulate(city, disease, plainScenario({ measures: [{ kind: 'stay-at-home', compliance: 1.2 }] })),
    ],
    [
      'simulation-start',
      () => simulate(city, disease, plainScenario({ start: { areas: [{ area: 'a1', infectedDaysAgo: [9999] }] } })),
    ],
  ];
  test.each(refused)('%s', (message, run) => {
    expect(run).toThrow(message);
  });
});
