import { share, whole } from '../fault.ts';
import { allNegative, binomial, checkTest, type PoolTest, sensitivityAt } from './assay.ts';
import { figuresOf, type PoolFigures } from './two-stage.ts';

/**
 * Square array of n x n: each row and column pooled, specimens at crossings of a positive row and a positive column tested singly
 * (Phatarfod and Sudbury 1994). For a perfect test 2/n + 1 - 2q^n + q^(2n-1), q = 1-p. With imperfect tests a line without a
 * positive crossing line is not followed up; row and column of a specimen are independent given the specimen.
 */
export function squareArray(prevalence: number, n: number, test: PoolTest): PoolFigures {
  share('pool-prevalence', 'prevalence', prevalence);
  whole('pool-size', 'side of the array', n, 2, 100_000);
  checkTest(test);
  const falseAlarm = 1 - test.pool.specificity;
  // a line is positive given whether the specimen looked at is infected, over its n-1 mates
  let lineIfInfected = 0;
  let lineIfNot = 0;
  if (test.dilution === 0) {
    lineIfInfected = test.pool.sensitivity;
    const clean = allNegative(prevalence, n - 1);
    lineIfNot = clean * falseAlarm + (1 - clean) * test.pool.sensitivity;
  } else
    binomial(n - 1, prevalence, (i, chance) => {
      lineIfInfected += chance * sensitivityAt(test, i + 1, n);
      lineIfNot += chance * (i === 0 ? falseAlarm : sensitivityAt(test, i, n));
    });
  const bothIfInfected = lineIfInfected ** 2;
  const bothIfNot = lineIfNot ** 2;
  const retested = prevalence * bothIfInfected + (1 - prevalence) * bothIfNot;
  return figuresOf(
    prevalence,
    2 / n + retested,
    bothIfInfected * test.individual.sensitivity,
    1 - bothIfNot * (1 - test.individual.specificity),
  );
}
