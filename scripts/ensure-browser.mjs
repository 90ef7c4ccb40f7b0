import { spawnSync } from 'node:child_process';
import { findBrowser } from './find-browser.mjs';
import { insideEnvironment, root } from './run-command.mjs';

/** Brings a browser for the end-to-end tests where none is. */
export function ensureBrowser() {
  if (process.env.CHROMIUM_PATH && findBrowser() !== process.env.CHROMIUM_PATH) {
    throw new Error(`CHROMIUM_PATH names \`${process.env.CHROMIUM_PATH}\`, which cannot be run.`);
  }
  if (findBrowser()) return;

  console.log('Fetching a browser for the tests …');
  attempt(['playwright', 'install', 'chromium']);
  if (findBrowser()) return;
  if (process.getuid?.() === 0) {
    attempt(['apt-get', 'update']);
    attempt(['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']);
    if (findBrowser()) return;
  }
  throw new Error(
    'There is no browser for the end-to-end tests, and none could be fetched. Install Chromium ' +
      '(Debian and Ubuntu: `apt-get install chromium`), or set CHROMIUM_PATH to the one you have.',
  );
}

function attempt([program, ...rest]) {
  spawnSync(program, rest, { cwd: root, stdio: 'inherit', env: insideEnvironment() });
}
