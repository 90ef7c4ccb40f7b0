import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const main = join(root, 'packages/cli/src/main.ts');

export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** The lines that it has printed so far. */
  readonly said: readonly string[];
  /** Ends it without any chance to tidy up. */
  kill(): Promise<void>;
}

/** Starts `latchkey serve` and waits until it is ready. */
export async function startServer(
  port: number,
  environment: NodeJS.ProcessEnv,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--conditions=source', main, 'serve'], {
    cwd: root,
    env: { ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => said.push(line));
  const url = `http://127.0.0.1:${port}`;
  const ended = once(child, 'exit');
  await untilReady(
    url,
    () => child.exitCode === null,
    () => said.join('\n'),
  );
  return {
    url,
    process: child,
    said,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function untilReady(url: string, alive: () => boolean, said: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (alive() && Date.now() < deadline) {
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The server at ${url} did not become ready:\n${said()}`);
}

export async function stopServer({ process: child }: ServerProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
