/** The part of Jest's `--json` report that the count is made from. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that could not be run at all (a syntax error, a failed import): their tests are in no other number. */
  readonly numRuntimeErrorTestSuites: number;
}

/** The real counts of a test run. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts a report; a file that did not run counts as one failed test. */
export function countTests(report: JestReport): TestCount {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The last line of `npm test`: `12 passed, 0 failed`, with `, 2 skipped` when some were. */
export function countLine({ passed, failed, skipped }: TestCount): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A run without any test that passed is not a success: a wrong pattern must not look like one. */
export function isSuccess({ passed, failed }: TestCount): boolean {
  return passed > 0 && failed === 0;
}
