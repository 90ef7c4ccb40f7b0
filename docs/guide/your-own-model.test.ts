import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const guide = read('your-own-model.md');
const model = (version: string) =>
  fileURLToPath(new URL(`../../examples/own-model/${version}/latchkey.model.ts`, import.meta.url));

interface Block {
  readonly info: string;
  readonly content: string;
}
const blocks: readonly Block[] = [...guide.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].map(
  ([, info = '', content = '']) => ({ info, content }),
);

let folder: string;
let environment: NodeJS.ProcessEnv;
const servers: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-guide-'));
  chmodSync(folder, 0o755);
  // `latchkey`, as it is when it has been installed.
  const main = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));
  const command = join(folder, 'latchkey');
  writeFileSync(
    command,
    `#!/bin/sh\nexec '${process.execPath}' --conditions=source '${main}' "$@"\n`,
  );
  chmodSync(command, 0o755);
  const { DATABASE_URL: _, ...inherited } = process.env;
  environment = {
    ...inherited,
    PATH: `${folder}:${inherited['PATH']}`,
    PORT: String(await freePort()),
    LATCHKEY_DATA: join(folder, 'data'),
    LATCHKEY_MODEL_FILES: '',
  };
});
afterAll(async () => {
  for (const server of servers) {
    if (server.exitCode !== null) continue;
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

test('the models in the guide are those of the example', () => {
  const shown = blocks.filter(({ info }) => info.startsWith('ts '));
  expect(shown.length).toBeGreaterThan(2);
  for (const { info, content } of shown) {
    expect(readFileSync(model(info.slice(3)), 'utf8')).toContain(content);
  }
});

test('the commands of the guide do what it says, one after the other', async () => {
  cpSync(model('v1'), join(folder, 'latchkey.model.ts'));
  const changes = guide.indexOf('## Change it');
  for (const [index, { info, content }] of blocks.entries()) {
    if (guide.indexOf(content) > changes) cpSync(model('v2'), join(folder, 'latchkey.model.ts'));
    if (info === 'sh serve') await serve(content);
    if (info !== 'sh') continue;
    const printed = await run(content);
    const following = blocks[index + 1];
    if (following?.info === 'text') expect(printed, content).toMatch(asPattern(following.content));
  }
}, 300_000);

/** Standard output and, after it, what was said on standard error. */
async function run(commands: string): Promise<string> {
  // What one block exports is there in the next one, as in a terminal.
  for (const [, name = '', value = ''] of commands.matchAll(/^export (\w+)=(.*)$/gm)) {
    environment[name] = value;
  }
  const child = spawn('sh', ['-c', `exec 2>&1\n${commands}`], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return printed;
}

async function serve(command: string): Promise<void> {
  const child = spawn('sh', ['-c', `exec ${command}`], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.push(child);
  let said = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    if (said.includes('Ctrl-C stops it')) break;
  }
  expect(said).toContain('Latchkey is ready');
  child.stdout.resume();
}

/** The output, where `…` stands for what is different each time. */
function asPattern(output: string): RegExp {
  const literal = output.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^\\s*${literal.replaceAll('…', '\\S*')}\\s*$`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('There is no free port.');
  return address.port;
}
