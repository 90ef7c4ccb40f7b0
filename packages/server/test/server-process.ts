import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestServices } from './start-test-services.ts';

export interface ServerProcess {
  readonly url: string;
  /** The way a machine dies: no signal handler runs, no connection is closed. */
  killHard(): Promise<void>;
}

const entry = fileURLToPath(new URL('./serve-on.ts', import.meta.url));

/** A real server process beside the test's own services, on the same database. */
export async function startServerProcess({
  config,
  database,
}: TestServices): Promise<ServerProcess> {
  const serveOn = {
    ...config,
    connection: database.connection,
    serverKey: config.serverKey.toString('base64'),
  };
  const child: ChildProcess = spawn(process.execPath, ['--conditions=source', entry], {
    env: { ...process.env, SERVE_ON: JSON.stringify(serveOn) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  if (!child.stdout) throw new Error('The process has no output.');
  const lines = createInterface(child.stdout);
  const first = await Promise.race([once(lines, 'line'), exited.then(() => null)]);
  if (first === null) throw new Error('The server process ended before it listened.');
  return {
    url: `http://127.0.0.1:${first[0]}`,
    async killHard() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
