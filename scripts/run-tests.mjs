import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countResults } from './count-results.mjs';
import { findBrowser } from './find-browser.mjs';
import { insideEnvironment, root } from './run-command.mjs';

/** Runs Vitest over all projects, the browser's included, and counts what it recorded. */
export function runTests(options) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-results-'));
  const file = join(folder, 'results.json');
  try {
    const { status } = spawnSync(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...options],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...insideEnvironment(), CHROMIUM_PATH: findBrowser() ?? '' },
      },
    );
    return countResults(readResults(file), status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
