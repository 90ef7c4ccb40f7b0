// Everything about a change that is read rather than run. Every check runs, also after one has failed.
import { spawnSync } from 'node:child_process';
import { insideEnvironment, root } from './run-command.mjs';

const checks = ['typecheck', 'lint', 'unused', 'architecture', 'packages'];

const broken = checks.filter((check) => {
  console.log(`\n── ${check}`);
  const options = { cwd: root, stdio: 'inherit', env: insideEnvironment() };
  return spawnSync('npm', ['run', '--silent', check], options).status !== 0;
});

for (const check of broken) console.error(`The check \`${check}\` failed; see above.`);
process.exitCode = broken.length === 0 ? 0 : 1;
