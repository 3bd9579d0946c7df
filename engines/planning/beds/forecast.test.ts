import { describe, expect, test } from 'vitest';
import { type BedInput, forecastBeds } from './forecast.ts';

const input: BedInput = {
  population: 500_000,
  currentHospitalized: 100,
  marketShare: 0.05,
  recovered: 0,
  infectiousDays: 14,
  doublingDays: 6,
  contactReduction: 0.15,
  mitigatedDaysAgo: null,
  days: 60,
  paths: { hospitalized: { rate: 0.05, days: 7 }, icu: { rate: 0.02, days: 9 }, ventilated: { rate: 0.01, days: 10 } },
};

describe('the values of CHIME', () => {
  const found = forecastBeds(input);

  test('course of the epidemic', () => {
    expect(found.firstDaysAgo).toBe(43);
    expect(found.day.length).toBe(104);
    expect(found.susceptible[0]).toBe(499_600);
    expect(Math.round(found.infected[1]!)).toBe(449);
    expect(Math.round(found.recovered[30]!)).toBe(7083);
    expect(Math.round(found.susceptible.at(-1)!)).toBe(83_391);
    expect(Math.round(found.infected[43]!)).toBe(45_810);
  });

  test('rates', () => {
    expect(found.growth).toBe(0.12246204830937302);
    expect(found.reproduction).toBe(2.7144686763312222);
    expect(found.reproductionMitigated).toBe(2.307298374881539);
    expect(found.doublingDaysMitigated).toBe(7.764405988534983);
    expect(found.beta).toBeCloseTo(3.880917e-7, 13);
  });

  test('ever admitted on day 17 from today, and at the start', () => {
    const at = (name: string, i: number) => Math.round(10 * found.paths[name]!.everAdmitted[i]!) / 10;
    expect(['hospitalized', 'icu', 'ventilated'].map((name) => Math.round(at(name, 60)))).toEqual([549, 220, 110]);
    expect(['hospitalized', 'icu', 'ventilated'].map((name) => at(name, 0))).toEqual([1, 0.4, 0.2]);
  });

  test('people are neither lost nor made', () => {
    found.susceptible.forEach((each, i) => {
      expect(each + found.infected[i]! + found.recovered[i]!).toBeCloseTo(500_000, 6);
    });
  });

  test('the census is the admissions of the last days of stay', () => {
    const { census, admissions } = found.paths['hospitalized']!;
    const sum = admissions.subarray(60 - 6, 61).reduce((total, each) => total + each, 0);
    expect(census[60]).toBeCloseTo(sum, 9);
  });
});

test('with the day of the first patient known, the doubling time is found within 1 %', () => {
  const { doublingDays: _, ...known } = input;
  const found = forecastBeds({ ...known, daysSinceFirst: 43 });
  expect(Math.abs(found.doublingDays - 6) / 6).toBeLessThan(0.01);
  expect(Math.abs(found.reproduction - 2.72) / 2.72).toBeLessThan(0.01);
});

test('bad input is refused by name', () => {
  expect(() => forecastBeds({ ...input, beds: { hospitalized: 600_000 } })).toThrow('beds-count: 600000 beds');
  expect(() => forecastBeds({ ...input, contactReduction: -0.1 })).toThrow('beds-contact');
  expect(() => forecastBeds({ ...input, daysSinceFirst: 10 })).toThrow('beds-growth');
});
