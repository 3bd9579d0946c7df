import { describe, expect, test } from 'vitest';
import { plainDisease, plainScenario, plainTables } from '../../cli/bench/simulation-plain.ts';
import { type Disease, type Measure, makeCity, type Result, type Scenario, simulate } from './index.ts';

const city = makeCity(plainTables(), 8000, 3);
const disease = plainDisease({ r0: 2.2, householdAttack: 0.2 });
const total = (result: Result, name: keyof Result['series']): number =>
  result.series[name].reduce((sum, n) => sum + n, 0);

/** Infected on the mean of three seeds, the same for both sides: what differs is the measure. */
function infected(measures: Measure[], changed: Partial<Scenario> = {}, of: Disease = disease): number {
  const runs = [1, 2, 3].map((seed) => simulate(city, of, plainScenario({ seed, measures, days: 150, ...changed })));
  return runs.reduce((sum, run) => sum + run.attack, 0) / 3;
}
const run = (measures: Measure[], changed: Partial<Scenario> = {}, of: Disease = disease): Result =>
  simulate(city, of, plainScenario({ measures, days: 120, ...changed }));

const testing: Measure = { kind: 'testing', seeks: 0.8, delay: 0, resultDelay: 1, perDay: 1000 };
const isolation: Measure = { kind: 'isolation', days: 8, compliance: 1, effect: 1, where: 'home' };
const quarantine: Measure = { kind: 'quarantine', days: 10, compliance: 1, effect: 1, where: 'home' };
const tracing: Measure = {
  kind: 'tracing',
  delay: 0,
  back: 5,
  perDay: 500,
  found: { household: 1, unit: 0.9, community: 0.5 },
};

describe('each measure does what it is for', () => {
  const nothing = infected([]);

  test('tests alone find cases and change nothing', () => {
    const tested = run([testing]);
    expect(total(tested, 'reported')).toBeGreaterThan(0.5 * total(tested, 'ill'));
    expect(tested.attack).toBe(run([]).attack);
  });

  test('a queue for tests: fewer tests a day, fewer reports', () => {
    const scarce = run([{ ...testing, perDay: 10 } as Measure]);
    expect(Math.max(...scarce.series.tests)).toBeLessThanOrEqual(10);
    expect(Math.max(...scarce.series.testsWaiting)).toBeGreaterThan(100);
    expect(total(scarce, 'reported')).toBeLessThan(0.3 * total(run([testing]), 'reported'));
  });

  test('isolation of the positive lowers infections, more with compliance and in a facility', () => {
    const half = infected([testing, { ...isolation, compliance: 0.4 } as Measure]);
    const full = infected([testing, isolation]);
    const apart = infected([testing, { ...isolation, where: 'facility' } as Measure]);
    expect(half).toBeLessThan(nothing);
    expect(full).toBeLessThan(half);
    expect(apart).toBeLessThan(full);
  });

  test('a facility takes no more than its places', () => {
    const full = run([testing, { ...isolation, where: 'facility', places: 12 } as Measure]);
    expect(Math.max(...full.series.inFacility)).toBe(12);
    expect(Math.max(...full.series.isolated)).toBeGreaterThan(12);
  });

  test('tracing of positives finds contacts, holds them, and lowers infections', () => {
    const without = infected([testing, isolation, quarantine]);
    const traced = infected([testing, isolation, quarantine, tracing]);
    expect(traced).toBeLessThan(0.85 * without);
    const one = run([testing, isolation, quarantine, tracing]);
    expect(total(one, 'contactsFound')).toBeGreaterThan(3 * total(one, 'interviews'));
    expect(total(one, 'quarantined')).toBeGreaterThan(0);
  });

  test('tracing without reports, or without interviewers, holds nobody', () => {
    expect(total(run([isolation, quarantine, tracing]), 'quarantined')).toBe(0);
    expect(total(run([testing, isolation, quarantine, { ...tracing, perDay: 0 } as Measure]), 'quarantined')).toBe(0);
  });

  test('when every contact is found and held at once, those infected are among them and the outbreak ends', () => {
    const all: Measure = { ...tracing, found: { household: 1, unit: 1, community: 1 } };
    expect(infected([testing, isolation, quarantine, all])).toBeLessThan(0.15 * nothing);
  });

  test('vaccination before and during lowers infections; a campaign gives no more than its doses', () => {
    expect(infected([], { vaccinated: [{ fromAge: 0, toAge: 120, share: 0.6 }] })).toBeLessThan(0.6 * nothing);
    const campaign: Measure = { kind: 'vaccination', perDay: 300, accept: 0.9 };
    expect(infected([campaign])).toBeLessThan(0.9 * nothing);
    const given = run([campaign]);
    expect(Math.max(...given.series.doses)).toBe(300);
    expect(Math.abs(total(given, 'doses') / city.people - 0.9)).toBeLessThan(0.02);
  });

  test('closing schools, closing work, distance and stays at home lower infections and are counted', () => {
    const schools = run([{ kind: 'closing', of: 'school', share: 1 }]);
    expect(total(schools, 'schoolDays')).toBeGreaterThan(120 * 500);
    expect(infected([{ kind: 'closing', of: 'school', share: 1 }])).toBeLessThan(nothing);
    expect(infected([{ kind: 'closing', of: 'work', share: 0.8 }])).toBeLessThan(nothing);
    expect(infected([{ kind: 'distancing', community: 0.7, work: 0.3 }])).toBeLessThan(nothing);
    const home: Measure = { kind: 'stay-at-home', compliance: 0.8 };
    expect(infected([home])).toBeLessThan(0.4 * nothing);
    expect(run([home]).series.homeDays[10]).toBe(Math.round(0.8 * city.people));
  });

  test('a stay at home in one area protects that area and restricts no other', () => {
    const zone = run([{ kind: 'stay-at-home', compliance: 1, areas: ['a2'] }], { seeds: { cases: 20, area: 'a5' } });
    const free = run([], { seeds: { cases: 20, area: 'a5' } });
    const of = (result: Result, area: number): number =>
      result.infectedIn.reduce((sum, n, i) => sum + (i % result.areas === area ? n : 0), 0);
    expect(of(zone, 2)).toBeLessThan(0.3 * of(free, 2));
    expect(zone.series.areasRestricted[5]).toBe(1);
  });

  test('a zone called by reports begins after them and ends by itself', () => {
    const zone: Measure = { kind: 'stay-at-home', compliance: 0.5, when: { reported: 3, within: 5, hold: 7 } };
    // isolation lets the outbreak die out, so that the last reports are long past at the end
    const { series } = run([testing, isolation, zone], { days: 250 });
    expect(series.areasRestricted[0]).toBe(0);
    expect(Math.max(...series.areasRestricted)).toBeGreaterThan(0);
    expect(series.areasRestricted.at(-1)).toBe(0);
  });

  test('a class closes when enough of its members are reported', () => {
    const closing: Measure = { kind: 'class-closing', of: 'school', cases: 2, within: 5, days: 7 };
    const { series } = run([testing, closing]);
    expect(Math.max(...series.unitsClosed)).toBeGreaterThan(0);
    expect(infected([testing, closing])).toBeLessThan(nothing);
  });

  test('screening finds those who seek no test', () => {
    const found = run([{ kind: 'screening', every: 3, share: 0.9, perDay: 100_000, resultDelay: 1 }, isolation]);
    expect(total(found, 'reported')).toBeGreaterThan(0);
    expect(
      infected([{ kind: 'screening', every: 3, share: 0.9, perDay: 100_000, resultDelay: 1 }, isolation]),
    ).toBeLessThan(0.7 * nothing);
  });

  test('a travel limit stops arrivals', () => {
    const open = run([], { seeds: { cases: 0 }, importsPerDay: 3 });
    const limited = run([{ kind: 'travel-limit', share: 1 }], { seeds: { cases: 0 }, importsPerDay: 3 });
    expect(total(open, 'imported')).toBeGreaterThan(100);
    expect(total(limited, 'imported')).toBe(0);
    expect(limited.attack).toBe(0);
  });
});

test('closing schools matters when the community is halted and little when it is not', () => {
  const schools: Measure = { kind: 'closing', of: 'school', share: 1 };
  const halted: Measure[] = [
    { kind: 'distancing', community: 0.95 },
    { kind: 'closing', of: 'work', share: 1 },
  ];
  // children less susceptible, as the surveys found
  const of = plainDisease({
    r0: 2.5,
    householdAttack: 0.16,
    ageFrom: [0, 20],
    susceptibility: [0.5, 1],
    symptomatic: [1, 1],
    severe: [0, 0],
    critical: [0, 0],
    fatal: [0, 0],
    immune: [0, 0],
  });
  const change = (measures: Measure[]): number =>
    1 - infected([...measures, schools], { days: 100 }, of) / infected(measures, { days: 100 }, of);
  const [whenHalted, whenOpen] = [change(halted), change([])];
  expect(whenHalted).toBeGreaterThan(0.4);
  expect(whenOpen).toBeLessThan(0.25);
});

test('beds: no more patients than beds, and deaths rise without them', () => {
  const severe = plainDisease({ ...disease, severe: [0.2], critical: [0.05], fatal: [0.03], withoutBed: 3 });
  const with_ = run([], { hospital: { beds: 8000, intensive: 8000 } }, severe);
  const without = run([], { hospital: { beds: 30, intensive: 5 } }, severe);
  expect(Math.max(...without.series.inWard)).toBe(30);
  expect(Math.max(...without.series.inIntensive)).toBe(5);
  expect(total(without, 'deaths')).toBeGreaterThan(1.5 * total(with_, 'deaths'));
  expect(Math.abs(total(with_, 'deaths') / (with_.attack * city.people) - 0.03)).toBeLessThan(0.008);
});

test('mosquitoes: an outbreak near the bites, less with fewer breeding places', () => {
  const vector = { bites: 0.4, toHuman: 0.5, toMosquito: 0.5, incubation: 8, life: 14, atHome: 0.6 };
  const borne = plainDisease({ r0: 3, vector });
  const free = run([], { days: 200 }, borne);
  expect(free.attack).toBeGreaterThan(0.2);
  expect(total(free, 'mosquitoesInfected')).toBeGreaterThan(0);
  expect(run([{ kind: 'vector-control', share: 0.8, kill: 0.3 }], { days: 200 }, borne).attack).toBeLessThan(
    0.3 * free.attack,
  );
});
