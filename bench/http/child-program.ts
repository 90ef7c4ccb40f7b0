import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ChildProgram extends AsyncDisposable {
  readonly pid: number;
}

/** Starts a program and waits until `isReady` no longer throws; what it says is shown when it ends too early. */
export async function startProgram(
  command: string,
  args: readonly string[],
  isReady: () => Promise<unknown>,
): Promise<ChildProgram> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  // A run that breaks off leaves nothing behind.
  process.once('exit', () => child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4_000);
    });
  }
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      await isReady();
      break;
    } catch (error) {
      if (child.exitCode !== null || Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`${command} did not start:\n${said}`, { cause: error });
      }
    }
    await sleep(100);
  }
  return { pid: child.pid ?? 0, [Symbol.asyncDispose]: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
