import { amount, share, whole } from '../fault.ts';

/** Chance that a test is positive in the infected (sensitivity) and negative in others (specificity). */
export interface TestQuality {
  sensitivity: number;
  specificity: number;
}

/** A pooled and an individual test. */
export interface PoolTest {
  pool: TestQuality;
  individual: TestQuality;
  /**
   * Loss by dilution (Hwang 1976): with i positives among n the pool tells with sensitivity x (i/n)^dilution,
   * so that 0 is no loss and 1 a loss in proportion.
   */
  dilution: number;
}

export const perfect: PoolTest = {
  pool: { sensitivity: 1, specificity: 1 },
  individual: { sensitivity: 1, specificity: 1 },
  dilution: 0,
};

export function checkTest(test: PoolTest): void {
  for (const [stage, quality] of [
    ['pool', test.pool],
    ['individual', test.individual],
  ] as const) {
    share('pool-sensitivity', `sensitivity of the ${stage} test`, quality.sensitivity);
    share('pool-specificity', `specificity of the ${stage} test`, quality.specificity);
  }
  amount('pool-dilution', 'dilution', test.dilution);
}

/** The chance that n independent specimens are all negative, (1-p)^n, without losing small prevalences. */
export const allNegative = (prevalence: number, n: number): number =>
  n === 0 ? 1 : Math.exp(n * Math.log1p(-prevalence));

/** Sensitivity of a pool of n in which i are infected. */
export const sensitivityAt = (test: PoolTest, i: number, n: number): number =>
  i === 0 ? 0 : test.pool.sensitivity * (test.dilution === 0 ? 1 : (i / n) ** test.dilution);

/**
 * Chance that a pool of n tells its positives, over binomial numbers of them. `infected`: given one member is infected;
 * `any`: counted with the chance that any of `members` (the others known clean) is infected.
 */
export function pooledSensitivity(
  test: PoolTest,
  n: number,
  prevalence: number,
  given: 'infected' | 'any',
  members = given === 'infected' ? n - 1 : n,
): number {
  whole('pool-size', 'pool size', n, 1, 100_000);
  if (test.dilution === 0)
    return test.pool.sensitivity * (given === 'infected' ? 1 : 1 - allNegative(prevalence, members));
  let sum = 0;
  binomial(members, prevalence, (i, chance) => {
    sum += chance * sensitivityAt(test, given === 'infected' ? i + 1 : i, n);
  });
  return sum;
}

/** Visits i = 0..n with the binomial chance of i. Terms are worked from logarithms, so that large n does not vanish. */
export function binomial(n: number, p: number, visit: (i: number, chance: number) => void): void {
  if (p <= 0 || p >= 1) {
    visit(p <= 0 ? 0 : n, 1);
    return;
  }
  const odds = Math.log(p) - Math.log1p(-p);
  let log = n * Math.log1p(-p);
  for (let i = 0; i <= n; i++) {
    if (log > -745) visit(i, Math.exp(log));
    log += Math.log((n - i) / (i + 1)) + odds;
  }
}
