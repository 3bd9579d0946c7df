import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plainTables } from '../../../cli/bench/simulation-plain.ts';
import { contactsOf, KIND, makeCity, ROLE } from '../index.ts';

const people = 20_000;
const tables = plainTables();
const city = makeCity(tables, people, 1);

describe('a made city', () => {
  test('has its people, each in one household and one area', () => {
    expect(city.age).toHaveLength(people);
    expect(city.householdStart.at(-1)).toBe(people);
    expect(city.areaStart.at(-1)).toBe(people);
    for (let home = 0; home + 1 < city.householdStart.length; home++)
      for (let person = city.householdStart[home]!; person < city.householdStart[home + 1]!; person++)
        if (city.household[person] !== home || city.area[person] !== city.area[city.householdStart[home]!])
          throw new Error(`person ${person} is lost`);
  });

  test('follows the household sizes of the census to a tenth of a per cent', () => {
    const golden = JSON.parse(readFileSync('tests/golden/simulation/china_households.json', 'utf8')) as {
      china_2010_household_size_pct: Record<string, number>;
    };
    const { households: _, ...shares } = golden.china_2010_household_size_pct;
    const counts = new Array<number>(11).fill(0);
    let homes = 0;
    for (let home = 0; home + 1 < city.householdStart.length; home++) {
      const first = city.householdStart[home]!;
      const unit = city.unit[first]!;
      if (unit >= 0 && city.unitKind[unit] === KIND.care && city.role[first] === ROLE.learns) continue;
      counts[city.householdStart[home + 1]! - first]!++;
      homes++;
    }
    for (const [i, share] of Object.values(shares).entries())
      expect(Math.abs((100 * counts[i + 1]!) / homes - share)).toBeLessThan(0.1);
  });

  test('follows the ages to the person, and no child lives alone', () => {
    const counts = new Array<number>(tables.ageFrom.length).fill(0);
    for (const age of city.age) counts[Math.min(8, Math.floor(age / 10))]!++;
    for (const [i, share] of tables.ageShare.entries())
      expect(Math.abs(counts[i]! - (share / 100) * people)).toBeLessThanOrEqual(1);
    for (let home = 0; home + 1 < city.householdStart.length; home++)
      expect(city.age[city.householdStart[home]!]!).toBeGreaterThanOrEqual(18);
  });

  test('meets the contacts of each setting per participant, and the shares that take part', () => {
    const { mean, part } = contactsOf(city, tables.ageFrom);
    expect(mean.household / part.household).toBeCloseTo(4.11, 6);
    expect(mean.school / part.school).toBeCloseTo(11.41, 6);
    expect(mean.work / part.work).toBeCloseTo(8.07, 6);
    expect(mean.community).toBeCloseTo(2.79, 6);
    const employed = tables.employment.reduce((sum, share, i) => sum + (share * tables.ageShare[i]!) / 100, 0);
    expect(
      Math.abs(Array.from(city.role).filter((role) => role === ROLE.works).length / people - employed),
    ).toBeLessThan(0.015);
  });

  test('keeps classes near their size and of near ages', () => {
    for (let unit = 0; unit < city.unitKind.length; unit++) {
      if (city.unitKind[unit] !== KIND.school) continue;
      const members = Array.from(city.members.slice(city.unitStart[unit]!, city.unitStart[unit + 1]!));
      const pupils = members.filter((person) => city.role[person] === ROLE.learns).map((person) => city.age[person]!);
      expect(pupils.length).toBeLessThanOrEqual(60);
      expect(Math.max(...pupils) - Math.min(...pupils)).toBeLessThanOrEqual(4);
    }
  });

  test('is the same for the same seed and grows to any size', () => {
    expect(makeCity(tables, people, 1)).toEqual(city);
    expect(makeCity(tables, people, 2).age).not.toEqual(city.age);
    for (const few of [1, 2, 7, 101]) expect(makeCity(tables, few, 1).people).toBe(few);
  });
});

describe('refused', () => {
  const refused: [string, Parameters<typeof makeCity>[0], number][] = [
    ['city-no-households', plainTables({ householdSizes: [] }), 100],
    ['city-no-households', plainTables({ householdSizes: [0, 0] }), 100],
    ['city-people: 0 people', tables, 0],
    ['city-ages', plainTables({ ageFrom: [0, 20, 10] }), 100],
    ['city-table: attendance', plainTables({ attendance: [1] }), 100],
    ['city-areas', plainTables({ areas: [] }), 100],
    [
      'city-more-households-than-adults',
      plainTables({ householdSizes: [1], ageShare: [5, 1, 1, 0, 0, 0, 0, 0, 0] }),
      1000,
    ],
    [
      'city-district-split',
      plainTables({ areas: ['x', 'y', 'x'].map((district, i) => ({ code: `${i}`, people: 1, district })) }),
      100,
    ],
  ];
  test.each(refused)('%s', (message, wrong, count) => {
    expect(() => makeCity(wrong, count, 1)).toThrow(message);
  });
});
