import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { forecastSupplies, type SupplyInput } from '../../engines/planning/index.ts';
import { PLANNING_FOLDER } from './read.ts';
import { readSupplyTables } from './supply-tables.ts';

async function input(changes: Partial<SupplyInput> = {}): Promise<SupplyInput> {
  const { analysers, boxesPerUnit, manualWaste, ...rest } = parse(
    await readFile(join(PLANNING_FOLDER, 'supplies.yaml'), 'utf8'),
  );
  return {
    ...rest,
    ...(await readSupplyTables(join(PLANNING_FOLDER, 'supplies'), { analysers, boxesPerUnit, manualWaste })),
    ...changes,
  };
}

describe('WHO ESFT: 1,000 new cases a week, steady, ample beds', () => {
  test('the week when all stays have filled', async () => {
    const found = forecastSupplies(await input());
    const { care, tests, staff } = found.weeks[3]!;
    expect(care.bedsInUse.severe).toBeCloseTo(150, 9);
    expect(care.bedsInUse.critical).toBeCloseTo(100, 9);
    expect(care.units).toBe(7);
    expect(staff.inpatient).toBeCloseTo(750.3, 1);
    expect(tests.diagnosis).toBeCloseTo(200, 9);
    expect(tests.release).toBeCloseTo(154.9, 9);
    expect(tests.mildAndModerate).toBeCloseTo(800, 9);
    expect(tests.negativeSuspects).toBeCloseTo(10_000, 9);
    expect(tests.contacts).toBeCloseTo(6000, 9);
    expect(staff.screening).toBeCloseTo(154.3, 1);
    expect(care.oxygenLitresPerMinute).toBeCloseTo(4500, 9);
    expect(care.ventilators).toBeCloseTo(66.7, 1);
    expect(staff.ambulance).toBeCloseTo(15, 9);
    expect(staff.engineers).toBeCloseTo(5, 9);
  });

  test('the tables: 53 items with their prices, and what is used of them', async () => {
    const found = forecastSupplies(await input());
    expect(found.items.length).toBe(53);
    const item = (part: string) => found.items.find(({ name }) => name.includes(part))!;
    expect(item('manual PCR').price).toBe(10);
    expect(item('Antigen').price).toBe(4);
    expect(item('Gown').price).toBe(1.549);
    expect(item('ventilator, intensive').price).toBeCloseTo(26_644.74, 2);
    expect(item('ventilator, intensive').total).toBe(67);
    expect(item('Respirator').amounts[3]).toBe(Math.ceil(7 * found.weeks[3]!.staff.inpatient));
  });

  test('analysers: tests a day in one, two and three shifts', async () => {
    const { analysers } = await input();
    const day = Object.fromEntries(analysers.map((each) => [each.name, each.perDay]));
    expect(day['Roche 6800']).toEqual([384, 768, 1344]);
    expect(day['Roche 8800']).toEqual([960, 1920, 3072]);
    expect(day['GeneXpert']).toEqual([10, 21, 42]);
    expect(day['Manual rt-PRC']).toEqual([188, 376, 564]);
  });

  test('with too few beds the rest is turned away and beds stay full', async () => {
    const { weeks } = forecastSupplies(await input({ beds: { severe: 100, critical: 60 } }));
    for (const { care } of weeks) {
      expect(care.bedsInUse.severe).toBeCloseTo(100, 9);
      expect(care.turnedAway.severe).toBeCloseTo(50, 9);
    }
    expect(weeks[1]!.care.bedsInUse.critical).toBeCloseTo(60, 9);
    expect(weeks.map(({ care }) => Math.round(care.admitted.critical))).toEqual([50, 10, 50, 10]);
  });

  test('more beds than people is refused', async () => {
    await expect(input({ beds: { severe: 2e6, critical: 0 } }).then(forecastSupplies)).rejects.toThrow(
      'supplies-beds: 2000000 beds',
    );
  });
});
