import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { squareArray } from './array.ts';
import { perfect } from './assay.ts';
import { bestPools } from './best.ts';
import { entropyBound, poolingEnds } from './bound.ts';
import { householdOutcome, householdPools } from './households.ts';
import { nested } from './nested.ts';
import { poolAdvice, poolSwitches } from './switching.ts';
import { twoStage } from './two-stage.ts';

const golden = JSON.parse(
  readFileSync(new URL('../../../tests/golden/planning/tables.json', import.meta.url), 'utf8'),
) as {
  pooling: {
    p: number;
    dorfman_n: number;
    dorfman_tests_per_person: number;
    square_array_n: number;
    square_array: number;
    three_stage: number[];
    three_stage_tests: number;
  }[];
};

describe('perfect tests', () => {
  test.each(golden.pooling)('the best pools at prevalence $p', (row) => {
    const best = bestPools(row.p, perfect, 400);
    const two = best.find((each) => each.scheme === 'two-stage');
    const three = best.find((each) => each.scheme === 'three-stage');
    expect(two?.sizes).toEqual([row.dorfman_n]);
    expect(two?.testsPerPerson).toBeCloseTo(row.dorfman_tests_per_person, 6);
    expect(three?.sizes).toEqual(row.three_stage);
    expect(three?.testsPerPerson).toBeCloseTo(row.three_stage_tests, 6);
    expect(squareArray(row.p, row.square_array_n, perfect).testsPerPerson).toBeCloseTo(row.square_array, 6);
  });

  test('nested 27-9-3 at 2 % takes 0.198 tests a person (Armendariz 2020)', () => {
    expect(nested(0.02, [27, 9, 3], perfect).testsPerPerson).toBeCloseTo(0.198, 4);
  });

  test('the entropy of 1 % is 0.0808 bits, and no gain above 0.3066', () => {
    expect(entropyBound(0.01)).toBeCloseTo(0.0808, 4);
    expect(poolingEnds).toBeCloseTo(0.3066, 4);
    expect(twoStage(poolingEnds + 1e-6, 3, perfect).testsPerPerson).toBeGreaterThan(1);
    expect(twoStage(poolingEnds - 1e-6, 3, perfect).testsPerPerson).toBeLessThan(1);
  });

  test('fixed pools of 20 give way to 10 above 0.54 %', () => {
    const switches = poolSwitches([5, 10, 20], perfect);
    expect(switches.map((each) => each.size)).toEqual([20, 10, 5, 1]);
    expect(switches[1]?.from).toBeCloseTo(0.00541, 4);
    expect(poolAdvice(0.01, 0.01, [5, 10, 20], perfect)).toMatchObject({ size: 10, regret: 0 });
  });
});

test('imperfect tests: pools of 10 at 1 %', () => {
  const kit = {
    pool: { sensitivity: 0.9, specificity: 0.99 },
    individual: { sensitivity: 0.95, specificity: 0.995 },
    dilution: 0,
  };
  const found = twoStage(0.01, 10, kit);
  expect(found.testsPerPerson).toBeCloseTo(0.1951, 4);
  expect(found.sensitivity).toBeCloseTo(0.855, 6);
  expect(found.positivePredictive).toBeCloseTo(0.9521, 4);
  expect(found.negativePredictive).toBeCloseTo(0.998537, 6);
  expect(nested(0.01, [10], kit)).toEqual({ ...found, testsPerPerson: expect.closeTo(found.testsPerPerson, 12) });
});

describe('households', () => {
  test('Longini and Koopman: probabilities of three people by hand', () => {
    const [none, one] = householdOutcome(3, 0.1, 0.2);
    expect(none).toBeCloseTo(0.9 ** 3, 12);
    expect(one).toBeCloseTo(3 * 0.1 * (0.9 * 0.8) ** 2, 12);
    expect(householdOutcome(5, 0.1, 0.2).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
  });

  test('kept together, fewer pools are positive; without spread at home it makes no difference', () => {
    const shares = [0.2, 0.3, 0.25, 0.15, 0.1];
    expect(householdPools({ shares, attack: 0.2, prevalence: 0.01, poolSize: 10 }, perfect).saved).toBeGreaterThan(0.1);
    expect(householdPools({ shares, attack: 0, prevalence: 0.01, poolSize: 10 }, perfect).saved).toBeCloseTo(0, 9);
    const alone = householdPools({ shares: [1], attack: 0.5, prevalence: 0.05, poolSize: 5 }, perfect);
    expect(alone.together).toBeCloseTo(twoStage(0.05, 5, perfect).testsPerPerson, 9);
  });
});

test('bad input is refused by name', () => {
  expect(() => twoStage(1.2, 5, perfect)).toThrow('pool-prevalence: prevalence is 1.2');
  expect(() => nested(0.01, [25, 4], perfect)).toThrow('pool-stages: a pool of 25 cannot be split into pools of 4');
  expect(() => bestPools(Number.NaN, perfect, 30)).toThrow('pool-prevalence');
});
