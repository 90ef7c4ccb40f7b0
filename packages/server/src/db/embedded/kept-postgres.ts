import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { EmbeddedUser } from './embedded-user.ts';

/**
 * Runs the database and watches our end of a pipe. The pipe closes when we stop the database and also when we are
 * killed without a word: either way the database shuts down in good order. `exec 3<&0` because a shell gives
 * background commands no standard input.
 */
const keeper = `
trap '' INT TERM HUP
exec 3<&0
"$0" "$@" </dev/null 3<&- >&2 &
postgres=$!
echo "$postgres"
{ cat <&3 >/dev/null 2>&1; kill -INT "$postgres"; } 2>/dev/null >&2 &
watcher=$!
exec 3<&- >&2
wait "$postgres"
code=$?
kill -KILL "$watcher" 2>/dev/null
exit "$code"
`;

/** How long open connections may take to close before they are cut. */
const politenessMs = 500;

/** How long a fast shutdown may take before the database is stopped at once and left to recover at its next start. */
const patienceMs = 20_000;

/** A database as our child, through the keeper. */
export class KeptPostgres {
  readonly ended: Promise<void>;
  readonly #keeper: ChildProcess;
  readonly #pid: Promise<number>;
  #hasEnded = false;

  constructor(
    postgres: string,
    options: readonly string[],
    user: EmbeddedUser | null,
    logFile: number,
  ) {
    this.#keeper = spawn('/bin/sh', ['-c', keeper, postgres, ...options], {
      ...user,
      cwd: '/',
      // Its own session: Ctrl-C at the terminal reaches us alone, and we stop the database last.
      detached: true,
      stdio: ['pipe', 'pipe', logFile],
    });
    this.ended = once(this.#keeper, 'exit').then(() => {
      this.#hasEnded = true;
    });
    this.#pid = this.#readPid();
    // The database alone keeps no process running.
    this.#keeper.unref();
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  pid(): Promise<number> {
    return this.#pid;
  }

  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    this.#keeper.ref();
    const pid = await this.#pid;
    // Politely first: connections that are being closed may still be saying goodbye.
    signal(pid, 'SIGTERM');
    const impatience = [
      setTimeout(() => this.#keeper.stdin?.end(), politenessMs),
      setTimeout(() => signal(pid, 'SIGQUIT'), patienceMs),
    ];
    await this.ended;
    for (const timer of impatience) clearTimeout(timer);
  }

  async #readPid(): Promise<number> {
    const { stdout } = this.#keeper;
    if (!stdout) throw new Error('The keeper of the database has no output.');
    for await (const line of createInterface({ input: stdout })) return Number(line);
    throw new Error('The keeper of the database ended before it had started it.');
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended in the meantime.
  }
}
