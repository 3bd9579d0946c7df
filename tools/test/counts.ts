export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Counts of a Vitest JSON report. A file that fails without a failing test (it did not load, its hook broke) counts as one
 * failure, and so does a run that ends badly although its report looks well, or leaves none.
 */
export function countVitest(report: string | undefined, code: number): Counts {
  if (report === undefined) return { ...none, failed: code === 0 ? 0 : 1 };
  const read = JSON.parse(report) as VitestReport;
  const broken = read.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = read.numFailedTests + broken;
  return {
    passed: read.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: read.numPendingTests + read.numTodoTests,
  };
}

/** Counts of reports/check.json: every check is one test. */
export function countChecks(report: string | undefined): Counts {
  if (report === undefined) return { ...none, failed: 1 };
  const outcomes = JSON.parse(report) as { ok: boolean }[];
  const passed = outcomes.filter((outcome) => outcome.ok).length;
  return { passed, failed: outcomes.length - passed, skipped: 0 };
}
