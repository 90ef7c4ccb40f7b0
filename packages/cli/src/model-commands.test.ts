import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const example = (version: 'v1' | 'v2') =>
  fileURLToPath(
    new URL(`../../../examples/own-model/${version}/latchkey.model.ts`, import.meta.url),
  );

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-model-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
const use = (version: 'v1' | 'v2') => cpSync(example(version), join(folder, 'latchkey.model.ts'));

async function run(...options: string[]) {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--conditions=source', main, ...options], {
    cwd: folder,
    env: {
      ...inherited,
      LATCHKEY_DATA: join(folder, 'data'),
      LATCHKEY_MODEL_FILES: 'latchkey.model.ts',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { stdout, stderr, code: Number(code) };
}

test('a sound model is summed up, in words and as JSON', async () => {
  use('v2');
  const { stdout, stderr, code } = await run('model', 'check', 'latchkey.model.ts');
  expect(code).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toContain('The model `library` (Library platform) is sound.');
  expect(stdout).toContain('catalogue (3), loan (2), reservation (1)');
  expect(stdout).toContain('6, 2 renamed from earlier versions');
  const json = JSON.parse((await run('model', 'check', 'latchkey.model.ts', '--json')).stdout);
  expect(json).toMatchObject({ isSound: true, problems: [], summary: { key: 'library' } });
});

test('everything that is wrong in a model is told at once, each with its place and a remedy', async () => {
  write(
    'shape.json',
    JSON.stringify({
      key: 'x',
      lable: 'X',
      entityTypes: { store: { label: 'Store', plural: 'Stores', parents: 'organization' } },
      modules: {
        till: {
          label: 'Till',
          permissions: { 'till.open': { label: '', description: '', require: [] } },
        },
      },
      permissionSets: {},
      assignment: 'dircet',
    }),
  );
  const shape = await run('model', 'check', 'shape.json', '--json');
  expect(shape.code).toBe(1);
  const { isSound, problems } = JSON.parse(shape.stdout);
  expect(isSound).toBe(false);
  expect(problems).toEqual(
    expect.arrayContaining([
      { path: 'label', code: 'wrong_kind', message: 'It is missing. Give a text.' },
      {
        path: 'the model',
        code: 'unknown_field',
        message: '`lable` is no field here. Did you mean `label`?',
      },
      {
        path: 'modules.till.permissions.till.open',
        code: 'unknown_field',
        message: '`require` is no field here. Did you mean `requires`?',
      },
      {
        path: 'entityTypes.store.parents',
        code: 'wrong_kind',
        message: 'It has to be a list. Correct it.',
      },
      {
        path: 'assignment',
        code: 'wrong_kind',
        message: 'There is no `dircet` here. Did you mean `direct`?',
      },
    ]),
  );

  write(
    'sense.ts',
    `import { defineAccessModel } from '@latchkey/engine';
     const needs = (...requires: string[]) => ({ label: 'x', description: '', requires });
     export default defineAccessModel({
       key: 'sense', label: 'Sense', entityTypes: {}, permissionSets: {},
       modules: { till: { label: 'Till', permissions: { 'till.a': needs('till.b'), 'till.c': needs('till.d') } } },
     });`,
  );
  const sense = await run('model', 'check', 'sense.ts');
  expect(sense.code).toBe(1);
  expect(sense.stderr).toContain('`sense.ts` has 2 problems');
  expect(sense.stderr).toContain('`till.a` requires `till.b`, which is declared nowhere.');
  expect(sense.stderr).toContain('modules.till.permissions.till.c.requires');
});

test('a file that cannot be read is told with the line, and without the way through the code', async () => {
  write('comma.ts', "export default {\n  key: 'x'\n  label: 'y',\n};\n");
  write('enum.ts', 'enum Color { Red }\nexport default { key: Color.Red };\n');
  write('bad.json', '{ "key": "x",\n  key: 1 }');
  write('nothing.ts', 'export const other = 1;\n');
  const told = async (file: string) => {
    const { code, stderr } = await run('model', 'check', file);
    expect(code, file).toBe(1);
    expect(stderr).not.toContain('    at ');
    return stderr;
  };
  expect(await told('comma.ts')).toContain('comma.ts:3');
  expect(await told('enum.ts')).toContain('Write types that can be erased');
  expect(await told('bad.json')).toContain('bad.json:2:3');
  expect(await told('nothing.ts')).toContain('export const model = defineAccessModel');
  expect((await run('model', 'check', 'missing.ts')).code).toBe(5);
  expect((await run('model', 'check', 'model.yaml')).code).toBe(2);
});

test('a server does not start with a model that is unsound, or with two of one key', async () => {
  use('v1');
  write('broken.json', '{}');
  const broken = await run('serve', '--model', 'broken.json');
  expect(broken.code).toBe(2);
  expect(broken.stderr).toContain('`broken.json` has 5 problems');
  write('loyal.json', JSON.stringify({ ...empty, key: 'loyalty' }));
  const doubled = await run('serve', '--model', 'loyal.json');
  expect(doubled.code).toBe(2);
  expect(doubled.stderr).toContain('as a ready-made model does');
});

const empty = { label: 'x', entityTypes: {}, modules: {}, permissionSets: {} };

test('what was reviewed is what is applied: another plan hash, no choice or no yes does nothing', async () => {
  use('v1');
  const made = await run(
    ...['organization', 'create', '--name', 'Riverside', '--model', 'library'],
    ...['--owner', 'olga@riverside.example'],
  );
  expect(made.code).toBe(0);
  const [id = ''] = made.stdout.split('\n');
  use('v2');
  const plan = await run('model', 'plan', 'latchkey.model.ts');
  expect(plan.code).toBe(0);
  expect(plan.stdout).toContain('loan.give is called loan.check-out');
  expect(plan.stdout).toContain(
    'catalogue.item.edit is split into catalogue.item.describe and catalogue.item.order',
  );
  expect(plan.stdout).toContain('loses loan.fee.waive, which is removed');
  const hash = /Plan ([0-9a-f]{16})/.exec(plan.stdout)?.[1] ?? '';

  const apply = (...options: string[]) => run('model', 'apply', 'latchkey.model.ts', ...options);
  expect((await apply('--yes')).code).toBe(2);
  expect((await apply('--all')).code).toBe(2);
  expect((await apply('--organization', 'org_none', '--yes')).code).toBe(5);
  const other = await apply('--all', '--plan-hash', '0000000000000000');
  expect(other.code).toBe(6);
  expect(other.stderr).toContain(`The plan is another one now: ${hash}`);
  expect((await apply('--all', '--yes', '--dry-run')).code).toBe(0);

  const applied = await apply('--organization', id, '--plan-hash', hash);
  expect(applied.stderr).toContain('Riverside has moved: change 2.');
  expect(applied.code).toBe(0);
  expect((await apply('--all', '--yes')).stdout).toContain('is on this version already');

  write('latchkey.model.ts', `export const model = ${JSON.stringify({ ...empty, key: 'other' })}`);
  const foreign = await apply('--organization', id, '--yes');
  expect(foreign.code).toBe(7);
  expect(foreign.stderr).toContain('Riverside lives by the model `library`');
}, 300_000);

test('the words of a model become types, which are found to be old when the model changes', async () => {
  use('v1');
  const write = ['model', 'types', 'latchkey.model.ts', '--out', 'keys.ts'];
  expect(await run(...write)).toEqual({ stdout: '', stderr: '', code: 0 });
  const written = readFileSync(join(folder, 'keys.ts'), 'utf8');
  // The example that the guide shows is what the command writes.
  const shown = '../../../examples/library-module/src/library-keys.ts';
  expect(written).toBe(readFileSync(new URL(shown, import.meta.url), 'utf8'));

  use('v2');
  const old = await run(...write, '--check');
  expect(old.code).toBe(1);
  expect(old.stderr).toContain('`keys.ts` does not fit the model.');
  expect(readFileSync(join(folder, 'keys.ts'), 'utf8')).toBe(written);
});
