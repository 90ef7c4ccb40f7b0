// Everything that must hold before a change is offered. Every check runs, also after one has failed; each that
// fails counts as a failure in the plain last line.
import { spawnSync } from 'node:child_process';
import { insideEnvironment, root } from './run-command.mjs';
import { runTests } from './run-tests.mjs';

const ready = spawnSync('node', ['scripts/ensure.mjs', 'build', 'browser'], {
  cwd: root,
  stdio: 'inherit',
});
if (ready.status !== 0) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const checks = ['typecheck', 'lint', 'unused', 'architecture'];

const broken = checks.filter((check) => {
  console.log(`\n── ${check}`);
  const options = { cwd: root, stdio: 'inherit', env: insideEnvironment() };
  return spawnSync('npm', ['run', '--silent', check], options).status !== 0;
});

console.log('\n── test');
const { passed, failed } = runTests([]);
for (const check of broken) console.log(`The check \`${check}\` failed; see above.`);
console.log(`${passed} passed, ${failed + broken.length} failed`);
process.exitCode = broken.length === 0 && failed === 0 && passed > 0 ? 0 : 1;
