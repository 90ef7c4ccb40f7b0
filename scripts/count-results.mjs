/**
 * What the runner's record comes to. A file that broke before its first test, a record that is missing and an error
 * outside of any test each count as a failure: nothing that went wrong reads as a pass.
 */
export function countResults(results, status) {
  if (!results) return { passed: 0, failed: 1 };
  const broken = results.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = results.numFailedTests + broken.length;
  return { passed: results.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}
