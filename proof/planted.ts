/**
 * Plants known faults in a copy of the engine, one at a time: the properties must find each of them.
 *
 *   npm run proof:planted -- [--seed 1] [--seconds 60] [--only name] [--engine packages/engine]
 *
 * Fails when a fault stays hidden, when the engine as it is does not pass, and when a patch no longer applies.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Fault, faults } from './planted/faults.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string' },
    engine: { type: 'string', default: join(root, 'packages/engine') },
  },
});

interface Hunt {
  readonly foundBy: string | null;
  readonly worlds: number;
  readonly what: string;
}

function huntIn(fault: Fault | null): Hunt {
  const copy = mkdtempSync(join(tmpdir(), 'planted-'));
  try {
    const engine = join(copy, 'packages/engine');
    cpSync(join(values.engine, 'src'), join(engine, 'src'), { recursive: true });
    cpSync(join(root, 'packages/engine/test'), join(engine, 'test'), { recursive: true });
    cpSync(join(root, 'proof/planted/hunt.ts'), join(copy, 'proof/planted/hunt.ts'));
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
    if (fault !== null) plant(fault, join(engine, 'src', fault.file));
    const hunted = execFileSync(
      process.execPath,
      [join(copy, 'proof/planted/hunt.ts'), values.seconds, values.seed],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    );
    return JSON.parse(hunted);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function plant({ name, file, find, replace }: Fault, path: string): void {
  const source = readFileSync(path, 'utf8');
  const places = source.split(find).length - 1;
  if (places !== 1) {
    throw new Error(
      `The fault "${name}" no longer applies: its text is found ${places} times in ${file}. Write it anew.`,
    );
  }
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
}

const chosen = faults.filter(({ name }) => values.only === undefined || name.includes(values.only));
let failed = false;

if (values.only === undefined) {
  const { foundBy, worlds, what } = huntIn(null);
  console.log(`the engine as it is: ${foundBy ?? 'nothing found'} in ${worlds} worlds`);
  if (foundBy !== null) {
    failed = true;
    console.log(what);
  }
}
console.log('| fault | found by | worlds |\n|---|---|---:|');
for (const fault of chosen) {
  try {
    const { foundBy, worlds } = huntIn(fault);
    if (foundBy === null) failed = true;
    console.log(`| ${fault.name} | ${foundBy ?? '**nothing**'} | ${worlds} |`);
  } catch (error) {
    failed = true;
    console.log(
      `| ${fault.name} | **not planted**: ${error instanceof Error ? error.message : error} | |`,
    );
  }
}
if (failed) process.exit(1);
