import { setImmediate } from 'node:timers/promises';
import type { Steps } from '@latchkey/engine';

/** Whoever asked has gone away: what was begun for them is set down. */
export class NobodyWaits extends Error {
  override readonly name = 'NobodyWaits';
}

/** So long at a time does one piece of work keep everybody else waiting. */
const turnMs = 10;

/** Takes turns with everything else that the process does. */
export class Turns {
  readonly #turnMs: number;
  readonly #signal: AbortSignal | undefined;
  #until: number;

  constructor(signal?: AbortSignal, ms = turnMs) {
    this.#signal = signal;
    this.#turnMs = ms;
    this.#until = performance.now() + ms;
  }

  get isOver(): boolean {
    return performance.now() >= this.#until;
  }

  /** Lets everybody else have a turn; fails when nobody waits any more. */
  async next(): Promise<void> {
    await setImmediate();
    if (this.#signal?.aborted) throw new NobodyWaits('Nobody waits for the answer any more.');
    this.#until = performance.now() + this.#turnMs;
  }

  /** Takes all steps, as many in one turn as there is time for; `mayGoOn` is asked before each turn. */
  async through<Result>(steps: Steps<Result>, mayGoOn: () => void): Promise<Result> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (!this.isOver) continue;
      await this.next();
      mayGoOn();
    }
  }
}
