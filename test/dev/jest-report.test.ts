import { describe, expect, it } from '@jest/globals';
import { countLine, countTests, isSuccess, type JestReport } from '../../dev/jest-report.ts';

const report = (overrides: Partial<JestReport> = {}): JestReport => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  ...overrides,
});

describe('the last line of npm test', () => {
  it('gives what passed and what failed', () => {
    expect(countLine(countTests(report({ numPassedTests: 12, numFailedTests: 3 })))).toBe(
      '12 passed, 3 failed',
    );
  });

  it('counts a file that could not run as a failure', () => {
    expect(countLine(countTests(report({ numPassedTests: 12, numRuntimeErrorTestSuites: 1 })))).toBe(
      '12 passed, 1 failed',
    );
  });

  it('tells skipped and planned tests', () => {
    const count = countTests(report({ numPassedTests: 12, numPendingTests: 2, numTodoTests: 1 }));
    expect(countLine(count)).toBe('12 passed, 0 failed, 3 skipped');
  });
});

describe('a test run', () => {
  it('succeeds when something passed and nothing failed', () => {
    expect(isSuccess({ passed: 1, failed: 0, skipped: 4 })).toBe(true);
  });

  it('does not succeed when nothing ran', () => {
    expect(isSuccess({ passed: 0, failed: 0, skipped: 4 })).toBe(false);
  });

  it('does not succeed when something failed', () => {
    expect(isSuccess({ passed: 10, failed: 1, skipped: 0 })).toBe(false);
  });
});
