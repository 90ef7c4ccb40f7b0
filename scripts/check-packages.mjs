// What is published is what people install: that every entry resolves, that nothing is missing from the package, and
// that the SDK stays small. Needs a build; asks no registry.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'rolldown';
import { insideEnvironment, root } from './run-command.mjs';

const published = ['engine', 'contract', 'sdk'];
/** Gzipped, without the engine and the frameworks: the core, and each door beside it on top of what it shares. */
const mostBytes = 12_000;
const manifest = JSON.parse(readFileSync(join(root, 'packages/sdk/package.json'), 'utf8'));

const problems = [];

for (const name of published) {
  const folder = join('packages', name);
  run('publint', '--strict', folder);
  run('attw', '--pack', folder, '--profile', 'esm-only', '--no-definitely-typed', '--no-emoji');
}

for (const [door, { default: file }] of Object.entries(manifest.exports)) {
  const bytes = await gzipped(join(root, 'packages/sdk', file));
  const name = join('@latchkey/sdk', door);
  console.log(`${name.padEnd(24)} ${(bytes / 1000).toFixed(1).padStart(5)} kB gzipped`);
  if (bytes > mostBytes) problems.push(`\`${name}\` is larger than 12 kB.`);
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

function run(command, ...args) {
  const options = { cwd: root, env: insideEnvironment(), encoding: 'utf8' };
  const { status, stdout, stderr } = spawnSync(command, args, options);
  if (status !== 0)
    problems.push(`\`${[command, ...args].join(' ')}\` failed.\n${stdout}${stderr}`);
}

async function gzipped(input) {
  const external = /^[^./]/;
  const { output } = await build({
    input,
    external,
    write: false,
    logLevel: 'silent',
    output: { minify: true },
  });
  return output.reduce((sum, { code = '' }) => sum + gzipSync(code).length, 0);
}
