import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const assets = resolve(import.meta.dirname, '../packages/console/dist/assets');

test('the console ships the list of problems and no schema library', () => {
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const bundle = scripts.map((name) => readFileSync(join(assets, name), 'utf8')).join('\n');
  expect(bundle).toContain('not_signed_in');
  expect(bundle).not.toContain('ZodError');
  expect(bundle).not.toContain('_zod');
});
