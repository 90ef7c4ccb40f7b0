import { expect, test } from 'vitest';
import { countResults } from './count-results.mjs';

const file = (status: string, tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

test('what the runner recorded is what is counted', () => {
  const results = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [file('passed', ['passed', 'passed']), file('failed', ['passed', 'failed'])],
  };
  expect(countResults(results, 1)).toEqual({ passed: 3, failed: 1 });
});

test('a file that broke before its first test is a failure', () => {
  const results = { numPassedTests: 0, numFailedTests: 0, testResults: [file('failed', [])] };
  expect(countResults(results, 1)).toEqual({ passed: 0, failed: 1 });
});

test('an error outside of any test is a failure', () => {
  const results = { numPassedTests: 2, numFailedTests: 0, testResults: [] };
  expect(countResults(results, 1)).toEqual({ passed: 2, failed: 1 });
});

test('a runner that left no record has failed', () => {
  expect(countResults(null, 0)).toEqual({ passed: 0, failed: 1 });
});
