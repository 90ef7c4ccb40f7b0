import { setTimeout as sleep } from 'node:timers/promises';
import type { OrganizationId } from '@latchkey/engine';
import type pg from 'pg';
import type { Logger } from 'pino';
import { Database } from '../db/database.ts';
import { type Moment, msSince, thisMoment } from './moment.ts';
import { type Heads, readHeads } from './read-heads.ts';

export interface HeartbeatOptions {
  readonly connection: pg.PoolConfig;
  readonly log: Logger;
  readonly everyMs: number;
  /** The organizations whose newest revisions are wanted, and the revisions held of them. */
  readonly held: () => ReadonlyMap<OrganizationId, number>;
  readonly onHeads: (heads: Heads, reading: Reading) => void;
}

/** What was so before the newest revisions were read. */
export interface Reading {
  /** Everything that was committed until then is in what was read. */
  readonly at: Moment;
  readonly held: ReadonlyMap<OrganizationId, number>;
}

const answerWithinMs = 1_000;
/** A start is patient with a database that is busy. */
const firstReadings = 15;
const betweenFirstMs = 250;

/**
 * Reads the newest revisions again and again, on a connection of its own. The notifications are only a nudge: one
 * that is lost, or a connection over which none arrive any more, is found here.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #db: Database;
  readonly #stop = new AbortController();
  #beating: Promise<void> = Promise.resolve();
  #lastAt: Moment | null = null;
  #failed = false;
  #wake = new AbortController();

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#db = new Database({
      connection: options.connection,
      maxConnections: 1,
      connectWithinMs: answerWithinMs,
    });
  }

  /** Since the newest revisions were last read; without end before the first time. */
  get silentMs(): number {
    return this.#lastAt === null ? Number.POSITIVE_INFINITY : msSince(this.#lastAt);
  }

  /** Whether the last reading failed. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Reads once, so that the epoch is known, and goes on by itself. */
  async start(): Promise<void> {
    await this.#readFirst();
    this.#beating = this.#beat();
  }

  /** Reads soon rather than when it is time. */
  hurry(): void {
    this.#wake.abort();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake.abort();
    await this.#beating;
    await this.#db.close();
  }

  async #beat(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await sleep(this.#options.everyMs, undefined, { signal: this.#wake.signal }).catch(() => {});
      if (this.#stop.signal.aborted) return;
      this.#wake = new AbortController();
      await this.#read().catch((error: unknown) => this.#note(error));
    }
  }

  async #readFirst(): Promise<void> {
    for (let left = firstReadings - 1; left > 0; left--) {
      try {
        return await this.#read();
      } catch {
        await sleep(betweenFirstMs);
      }
    }
    await this.#read();
  }

  async #read(): Promise<void> {
    const at = thisMoment();
    const held = this.#options.held();
    const heads = await readHeads(this.#db, [...held.keys()], answerWithinMs);
    if (this.#failed) this.#options.log.warn('The newest revisions can be read again.');
    this.#failed = false;
    this.#lastAt = at;
    this.#options.onHeads(heads, { at, held });
  }

  #note(error: unknown): void {
    if (!this.#failed)
      this.#options.log.warn({ err: error }, 'The newest revisions could not be read.');
    this.#failed = true;
  }
}
