// Runs every test and ends with one plain line, taken from what the runner recorded.
import { runTests } from './run-tests.mjs';

const { passed, failed } = runTests(process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
