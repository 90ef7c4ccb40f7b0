import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { readConfig } from './read-config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (environment: Record<string, string>) =>
  readConfig({ environment: { LATCHKEY_DATA: folder, ...environment }, consoleDirectory: null });

const production = {
  DATABASE_URL: 'postgres://latchkey@db.example.com/latchkey',
  PUBLIC_URL: 'https://access.example.com/',
  LATCHKEY_SERVER_KEY: 'k'.repeat(32),
};

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  test('without any, the demo runs on port 4000 with a database of its own', () => {
    expect(read({})).toMatchObject({
      port: 4000,
      publicUrl: 'http://localhost:4000',
      databaseUrl: null,
      smtpUrl: null,
      demo: true,
    });
  });

  test('the port moves the public address along', () => {
    expect(read({ PORT: '4711' }).publicUrl).toBe('http://localhost:4711');
  });

  test('the key made at the first start is kept, readable by its owner alone', () => {
    const first = read({}).serverKey;
    expect(read({}).serverKey).toEqual(first);
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(folder, 'server-key')).mode & 0o777).toBe(0o600);
  });

  test('a database of one’s own shows no demo and needs an address and a key', () => {
    expect(read(production)).toMatchObject({
      demo: false,
      publicUrl: 'https://access.example.com',
      databaseUrl: production.DATABASE_URL,
    });
    const problems = problemsOf({ DATABASE_URL: production.DATABASE_URL });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/^PUBLIC_URL is missing/);
    expect(problems[1]).toMatch(/^LATCHKEY_SERVER_KEY is missing/);
  });

  test('everything that is wrong is told at once', () => {
    const problems = problemsOf({
      PORT: '70000',
      PUBLIC_URL: 'https://example.com/latchkey',
      DATABASE_URL: 'mysql://db',
      LATCHKEY_SERVER_KEY: 'short',
      SMTP_URL: 'mail.example.com',
      MAIL_FROM: 'nobody',
    });
    expect(problems.map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'PUBLIC_URL',
      'LATCHKEY_SERVER_KEY',
      'SMTP_URL',
      'MAIL_FROM',
    ]);
  });

  test('a secret may come from a file', () => {
    const file = join(folder, 'key');
    writeFileSync(file, `${'f'.repeat(40)}\n`);
    const { LATCHKEY_SERVER_KEY: _, ...rest } = production;
    expect(read({ ...rest, LATCHKEY_SERVER_KEY_FILE: file }).serverKey).toEqual(
      Buffer.from('f'.repeat(40)),
    );
    expect(problemsOf({ SMTP_URL_FILE: join(folder, 'missing') })[0]).toMatch(/cannot be read/);
    expect(problemsOf({ ...production, LATCHKEY_SERVER_KEY_FILE: file })[0]).toMatch(/^Both/);
  });

  test('a sender is a name and an address', () => {
    expect(read({ MAIL_FROM: 'Aurora Access <access@aurora.example>' }).mailFrom).toEqual({
      name: 'Aurora Access',
      address: 'access@aurora.example',
    });
    expect(read({ MAIL_FROM: 'access@aurora.example' }).mailFrom).toEqual({
      name: '',
      address: 'access@aurora.example',
    });
    expect(read({ LATCHKEY_PLATFORM_NAME: 'Aurora' }).mailFrom).toEqual({
      name: 'Aurora',
      address: 'no-reply@localhost',
    });
  });
});
