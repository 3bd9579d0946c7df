import { share, whole } from '../fault.ts';
import { squareArray } from './array.ts';
import { checkTest, type PoolTest } from './assay.ts';
import { nested } from './nested.ts';
import { type PoolFigures, twoStage } from './two-stage.ts';

export interface PoolScheme extends PoolFigures {
  scheme: 'single' | 'two-stage' | 'array' | 'three-stage';
  /** Pool sizes from the outermost in; the side of the array; 1 for single tests. */
  sizes: number[];
}

/**
 * The scheme of each kind with the fewest tests per person among pools of at most `largest` specimens, and single testing.
 * Sorted, fewest tests first. Ties go to the smaller pool.
 */
export function bestPools(prevalence: number, test: PoolTest, largest: number): PoolScheme[] {
  share('pool-prevalence', 'prevalence', prevalence);
  whole('pool-size', 'largest pool', largest, 1, 2000);
  checkTest(test);
  const single: PoolScheme = { scheme: 'single', sizes: [1], ...twoStage(prevalence, 1, test) };
  let two: PoolScheme | undefined;
  let array: PoolScheme | undefined;
  let three: PoolScheme | undefined;
  const fewer = (best: PoolScheme | undefined, next: PoolScheme): PoolScheme =>
    best && best.testsPerPerson <= next.testsPerPerson + 1e-12 ? best : next;
  for (let n = 2; n <= largest; n++) {
    two = fewer(two, { scheme: 'two-stage', sizes: [n], ...twoStage(prevalence, n, test) });
    array = fewer(array, { scheme: 'array', sizes: [n], ...squareArray(prevalence, n, test) });
    for (let inner = 2; inner <= n / 2; inner++)
      if (n % inner === 0)
        three = fewer(three, { scheme: 'three-stage', sizes: [n, inner], ...nested(prevalence, [n, inner], test) });
  }
  return [single, two, array, three]
    .filter((each) => each !== undefined)
    .sort((a, b) => a.testsPerPerson - b.testsPerPerson);
}
