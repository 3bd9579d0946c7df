import { expect, test } from 'vitest';
import { countChecks, countVitest } from '../tools/test/counts.ts';

const report = (more: object) =>
  JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [],
    ...more,
  });

test('counts are the report of the runner', () => {
  expect(countVitest(report({}), 0)).toEqual({ passed: 3, failed: 0, skipped: 2 });
  expect(countVitest(report({ numFailedTests: 2 }), 1)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('a file that did not load is a failure although no test failed', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(countVitest(report({ testResults }), 1).failed).toBe(1);
});

test('a runner that ends badly is a failure whatever its report says', () => {
  expect(countVitest(report({}), 1).failed).toBe(1);
  expect(countVitest(undefined, 1).failed).toBe(1);
  expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test('every check counts as one', () => {
  expect(countChecks(JSON.stringify([{ ok: true }, { ok: false }]))).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(countChecks(undefined).failed).toBe(1);
});
