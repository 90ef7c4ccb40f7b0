import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A file of the bench in a process of its own, from its sources. */
export function startWorker(file: string, args: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    execArgv: ['--conditions=source', '--expose-gc', '--max-old-space-size=8192'],
  });
}

/** The next thing that a worker says; one that ends before it has said it has failed. */
export async function answerOf(worker: ChildProcess): Promise<unknown> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = async () => {
    const [code] = await once(worker, 'exit', { signal });
    throw new Error(`A measured process ended with code ${code}.`);
  };
  try {
    const [message] = await Promise.race([once(worker, 'message', { signal }), ended()]);
    return message;
  } finally {
    answered.abort();
  }
}
