import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

let folder: string;
let servers: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-cli-'));
  chmodSync(folder, 0o755);
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await stop(server, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

describe('latchkey', () => {
  test('serves, says where and how to sign in, and ends in good order', async () => {
    const { process, url, greeting } = await serve();
    expect(greeting).toMatch(/sign in as .+, an owner of .+:\n {2}http\S+\/sign-in\/link#\S+/);
    expect(greeting).toContain(`${url}/mailbox`);
    for (const path of ['/livez', '/readyz', '/openapi.json']) {
      expect((await fetch(`${url}${path}`)).status, path).toBe(200);
    }
    // Under npm one Ctrl-C arrives twice.
    process.kill('SIGINT');
    expect(await stop(process, 'SIGINT')).toBe(0);
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });

  test('keeps its data from one start to the next', async () => {
    const first = await serve();
    const created = await run(
      ...['organization', 'create', '--name', 'Kept', '--model', 'loyalty'],
      ...['--owner', 'olga@kept.example'],
    );
    expect(created).toMatchObject({ code: 0 });
    expect(created.stdout).toMatch(/^org_\S+\nhttp\S+\/activate#\S+\n$/);
    await stop(first.process, 'SIGTERM');

    await serve();
    const verified = await run('log', 'verify');
    expect(verified.stdout).toMatch(/whole {2}1 changes {2}Kept/);
    expect(verified.code).toBe(0);
  });

  test('makes a key of the platform beside a running server, which opens it until it is revoked', async () => {
    const { url } = await serve();
    const made = await run('platform-key', 'create', '--name', 'Campaigns');
    expect(made.stdout).toMatch(/^platform\.key\.[\w-]{43}\n$/);
    const ask = async () =>
      (
        await fetch(`${url}/organizations/org_00000000/access/v1/snapshot`, {
          headers: { authorization: `Bearer ${made.stdout.trim()}` },
        })
      ).status;
    expect(await ask()).toBe(404);
    const { stdout } = await run('platform-key', 'list');
    expect(stdout).toMatch(/^key_\S+ {2}…\S{4} {2}Campaigns {2}\S.*live\n$/);
    const id = stdout.split(' ', 1)[0] ?? '';
    expect((await run('platform-key', 'revoke', id)).code).toBe(0);
    expect(await ask()).toBe(401);
  });

  test('refuses a second server on the same data and names the process that has it', async () => {
    const { process } = await serve();
    const second = await run('serve');
    expect(second.code).toBe(6);
    expect(second.stderr).toContain(`process ${process.pid}`);
  });

  test('backs up beside a running server, readable by its owner alone, and restores elsewhere', async () => {
    await serve();
    const file = join(folder, 'all.backup.gz');
    const backup = await run('backup', file);
    expect(backup).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const elsewhere = { LATCHKEY_DATA: join(folder, 'elsewhere') };
    expect(await runWith(elsewhere, 'restore', file)).toMatchObject({ code: 0 });
    const again = await runWith(elsewhere, 'restore', file);
    expect(again.code).toBe(6);
    expect(again.stderr).toContain('not empty');
    const [here, there] = [await run('log', 'verify'), await runWith(elsewhere, 'log', 'verify')];
    expect(there.stdout).toBe(here.stdout);
    expect(there.stdout).toContain('whole');
  }, 120_000);

  test('says everything that is wrong with the settings at once', async () => {
    const { code, stderr } = await runWith({ PORT: 'x', SMTP_URL: 'y' }, 'serve');
    expect(code).toBe(2);
    expect(stderr).toContain('PORT');
    expect(stderr).toContain('SMTP_URL');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test('names a port that is taken', async () => {
    const taken = createServer().listen(0);
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, stderr } = await runWith({ PORT: port }, 'serve');
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is in use`);
  });

  test('explains itself: commands, examples, exit codes, the nearest command', async () => {
    expect((await run('--help')).stdout).toContain('organization');
    expect((await run('serve', '--help')).stdout).toContain('Examples:');
    expect((await run('help', 'exit-codes')).stdout).toMatch(/^ +0 {2}Done\.$/m);
    const mistyped = await run('sevre');
    expect(mistyped.code).toBe(2);
    expect(mistyped.stderr).toContain('Did you mean serve?');
    const wrong = await run(
      'organization',
      'create',
      '--name',
      'X',
      '--model',
      'x',
      '--owner',
      'y',
    );
    expect(wrong.code).toBe(2);
    expect((await run('restore', join(folder, 'missing'))).code).toBe(5);
  });

  test('has a version', async () => {
    const manifest = new URL('../package.json', import.meta.url);
    const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
    expect((await run('--version')).stdout.trim()).toBe(version);
  });
});

type Environment = Record<string, string>;

function start(environment: Environment, options: readonly string[]) {
  const { DATABASE_URL: _, ...inherited } = process.env;
  return spawn(process.execPath, ['--conditions=source', main, ...options], {
    cwd: folder,
    env: { ...inherited, LATCHKEY_DATA: join(folder, 'data'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const run = (...options: string[]) => runWith({}, ...options);

async function runWith(environment: Environment, ...options: string[]) {
  const child = start(environment, options);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { stdout, stderr, code: Number(code) };
}

async function serve() {
  const port = await freePort();
  const child = start({ PORT: String(port) }, ['serve']);
  servers.push(child);
  let greeting = '';
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += String(chunk);
  });
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    greeting += String(chunk);
    if (greeting.includes('Ctrl-C')) {
      child.stdout.resume();
      return { process: child, url: `http://localhost:${port}`, greeting };
    }
  }
  throw new Error(`The server did not start. ${greeting}${complaint}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('There is no free port.');
  return address.port;
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}
