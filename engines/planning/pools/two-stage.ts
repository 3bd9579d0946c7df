import { share, whole } from '../fault.ts';
import { allNegative, type PoolTest, pooledSensitivity } from './assay.ts';

/** What a scheme of pooled tests does, per person screened, for independent specimens of one prevalence. */
export interface PoolFigures {
  testsPerPerson: number;
  /** Chance that an infected person is found. */
  sensitivity: number;
  /** Chance that a person not infected is cleared. */
  specificity: number;
  /** Chance that a person told positive (negative) is so; null when nobody is told it. */
  positivePredictive: number | null;
  negativePredictive: number | null;
}

/** Adds the predictive values (Bayes) to tests per person, sensitivity and specificity at a prevalence. */
export function figuresOf(
  prevalence: number,
  testsPerPerson: number,
  sensitivity: number,
  specificity: number,
): PoolFigures {
  const found = prevalence * sensitivity;
  const falselyFound = (1 - prevalence) * (1 - specificity);
  const cleared = (1 - prevalence) * specificity;
  const missed = prevalence * (1 - sensitivity);
  return {
    testsPerPerson,
    sensitivity,
    specificity,
    positivePredictive: found + falselyFound > 0 ? found / (found + falselyFound) : null,
    negativePredictive: cleared + missed > 0 ? cleared / (cleared + missed) : null,
  };
}

/**
 * Two stages: pools of n, then each member of a positive pool by itself (Dorfman 1943; with imperfect tests Kim 2007).
 * Tests per person 1/n + P(pool positive), and for a perfect test 1/n + 1 - (1-p)^n; n = 1 is single testing with the individual test.
 * The sensitivity of the pool falls with the number of positives diluted in it when the assay says so.
 */
export function twoStage(prevalence: number, n: number, test: PoolTest): PoolFigures {
  share('pool-prevalence', 'prevalence', prevalence);
  whole('pool-size', 'pool size', n, 1, 100_000);
  const { sensitivity, specificity } = test.individual;
  if (n === 1) return figuresOf(prevalence, 1, sensitivity, specificity);
  const clean = allNegative(prevalence, n);
  const withMate = pooledSensitivity(test, n, prevalence, 'infected');
  const falseAlarm = 1 - test.pool.specificity;
  const positive = clean * falseAlarm + anyDetected(test, n, prevalence);
  // a person not infected is in a positive pool: by a false alarm, or with an infected mate
  const cleanMates = allNegative(prevalence, n - 1);
  const alarmed = cleanMates * falseAlarm + anyDetected(test, n - 1, prevalence, n);
  return figuresOf(prevalence, 1 / n + positive, withMate * sensitivity, 1 - alarmed * (1 - specificity));
}

/** Chance that at least one of `members` is infected and the pool of `n` they are in tells it. */
function anyDetected(test: PoolTest, members: number, prevalence: number, n = members): number {
  return pooledSensitivity(test, n, prevalence, 'any', members);
}
