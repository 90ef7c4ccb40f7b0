import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { insideEnvironment, root, runOrThrow } from './run-command.mjs';

const note = join(root, 'node_modules', '.cache', 'latchkey-built.json');
const compilerFiles = ['package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];

/** Compiles the packages and bundles the console, each only when something it is made from has changed. */
export function ensureBuilt() {
  const built = readNote();
  const packages = readdirSync(join(root, 'packages'));

  const compiled = fingerprint([
    ...compilerFiles,
    ...packages.flatMap((name) => [`packages/${name}/src`, `packages/${name}/tsconfig.json`]),
  ]);
  if (built.compiled !== compiled || !existsSync(join(root, 'packages/cli/dist/main.js'))) {
    console.log('Compiling …');
    runOrThrow(['tsc', '-b'], { env: insideEnvironment() }, 'Compiling failed.');
    writeNote({ ...built, compiled });
  }

  const bundled = fingerprint([
    'package-lock.json',
    ...['index.html', 'vite.config.ts', 'public', 'src'].map((name) => `packages/console/${name}`),
    'packages/contract/src',
    'packages/engine/src',
    'packages/sdk/src',
  ]);
  if (built.bundled !== bundled || !existsSync(join(root, 'packages/console/dist/index.html'))) {
    console.log('Bundling the console …');
    runOrThrow(
      ['vite', 'build', '--logLevel', 'warn'],
      { env: insideEnvironment(), cwd: join(root, 'packages/console') },
      'Bundling the console failed.',
    );
    writeNote({ compiled, bundled });
  }
}

/** Path, size and time of change of every file: quick, and enough to see an edit. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) addTo(hash, `${path}/${name}`);
}

function readNote() {
  try {
    return JSON.parse(readFileSync(note, 'utf8'));
  } catch {
    return {};
  }
}

function writeNote(content) {
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, JSON.stringify(content));
}
