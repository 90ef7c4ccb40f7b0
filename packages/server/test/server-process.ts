import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { Config } from '../src/config.ts';

export interface ServerProcess {
  readonly url: string;
  /** Stops it where it stands, as a machine does that sleeps; its connections stay. */
  stand(): void;
  goOn(): void;
  /** The way a machine dies: no signal handler runs, no connection is closed. */
  killHard(): Promise<void>;
}

export interface ServerProcessOptions {
  readonly config?: Partial<Config>;
  /** Another way to the same database. */
  readonly connection?: pg.ClientConfig;
}

/** What a process shares with the others. */
interface Installation {
  readonly config: Config;
  readonly database: { readonly connection: pg.ClientConfig };
}

const entry = fileURLToPath(new URL('./serve-on.ts', import.meta.url));

/** A real server process beside the test's own services, on the same database. */
export async function startServerProcess(
  { config, database }: Installation,
  options: ServerProcessOptions = {},
): Promise<ServerProcess> {
  const serveOn = {
    ...config,
    ...options.config,
    connection: options.connection ?? database.connection,
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
    stand: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    async killHard() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
