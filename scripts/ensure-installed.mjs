import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localBin, outsideEnvironment, root, runOrThrow } from './run-command.mjs';

/** Installs what the lockfile names, unless exactly that is there and the project's Node runs. */
export function ensureInstalled() {
  if (isInstalled() && ownNodeRuns()) return;
  console.log('Installing what the lockfile names …');
  runOrThrow(
    [
      'npm',
      'ci',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    { env: outsideEnvironment() },
    'Installing failed. The lines above say why; often it is the network or the registry.',
  );
  if (ownNodeRuns()) return;
  // A machine may forbid install scripts; this one fetches the project's Node.
  runOrThrow(
    ['npm', 'rebuild', 'node', '--ignore-scripts=false'],
    { env: outsideEnvironment() },
    'The Node of this project could not be installed.',
  );
  if (!ownNodeRuns()) throw new Error(`\`${join(localBin, 'node')}\` does not run on this system.`);
}

/** npm notes what it has installed; packages for other platforms are optional and missing there. */
function isInstalled() {
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return false;
  const wanted = readPackages(join(root, 'package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || entry.peer) return true;
    // A workspace of ours is a folder of this repository, not an installed package.
    if (!path.includes('node_modules/') && !entry.resolved) return true;
    return installed[path]?.version === entry.version;
  });
}

function readPackages(path) {
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** False too when the installed files were made for another platform. */
function ownNodeRuns() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node;
  const { stdout } = spawnSync(join(localBin, 'node'), ['--version'], { encoding: 'utf8' });
  return stdout?.trim() === `v${wanted}`;
}
