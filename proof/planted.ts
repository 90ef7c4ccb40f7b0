/**
 * Plants known faults in a copy of the engine, one at a time: the properties must find each of them.
 *
 *   npm run proof:planted -- [--seed 1] [--seconds 60] [--workers 2] [--only name] [--engine packages/engine]
 *
 * Fails when a fault stays hidden, when the engine as it is does not pass, and when a patch no longer applies.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { type Fault, faults } from './planted/faults.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string' },
    workers: { type: 'string', default: '2' },
    engine: { type: 'string', default: join(root, 'packages/engine') },
  },
});

interface Hunt {
  readonly foundBy: string | null;
  readonly worlds: number;
  readonly what: string;
}

const run = promisify(execFile);

async function huntIn(fault: Fault | null): Promise<Hunt> {
  const copy = mkdtempSync(join(tmpdir(), 'planted-'));
  try {
    const engine = join(copy, 'packages/engine');
    cpSync(join(values.engine, 'src'), join(engine, 'src'), { recursive: true });
    cpSync(join(root, 'packages/engine/test'), join(engine, 'test'), { recursive: true });
    cpSync(join(root, 'proof/planted/hunt.ts'), join(copy, 'proof/planted/hunt.ts'));
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
    if (fault !== null) plant(fault, join(engine, 'src', fault.file));
    const hunt = join(copy, 'proof/planted/hunt.ts');
    const { stdout } = await run(process.execPath, [hunt, values.seconds, values.seed]);
    return JSON.parse(stdout);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function plant({ file, changes }: Fault, path: string): void {
  let source = readFileSync(path, 'utf8');
  for (const [from, to] of changes) {
    const places = source.split(from).length - 1;
    if (places !== 1) {
      throw new Error(`its text is found ${places} times in ${file}: write it anew (${from})`);
    }
    source = source.replace(from, () => to);
  }
  writeFileSync(path, source);
}

const chosen = faults.filter(({ name }) => values.only === undefined || name.includes(values.only));
let failed = false;

async function plantAndHunt(fault: Fault): Promise<void> {
  try {
    const { foundBy, worlds } = await huntIn(fault);
    if (foundBy === null) failed = true;
    console.log(`| ${fault.name} | ${foundBy ?? '**nothing**'} | ${worlds} |`);
  } catch (error) {
    failed = true;
    const why = error instanceof Error ? error.message : String(error);
    console.log(`| ${fault.name} | **not planted**: ${why} | |`);
  }
}

if (values.only === undefined) {
  const { foundBy, worlds, what } = await huntIn(null);
  console.log(`the engine as it is: ${foundBy ?? 'nothing found'} in ${worlds} worlds`);
  if (foundBy !== null) {
    failed = true;
    console.log(what);
  }
}
console.log('| fault | found by | worlds |\n|---|---|---:|');
const waiting = [...chosen];
await Promise.all(
  Array.from({ length: Number(values.workers) }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await plantAndHunt(next);
    }
  }),
);
if (failed) process.exit(1);
