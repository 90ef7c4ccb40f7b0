import { setTimeout as sleep } from 'node:timers/promises';
import type { OrganizationId } from '@latchkey/engine';
import pg from 'pg';
import type { Logger } from 'pino';

export interface ChangeListenerOptions {
  readonly connection: pg.ClientConfig;
  readonly log: Logger;
  readonly onChange: (organizationId: OrganizationId, revision: number) => void;
  /** A platform key was made or revoked. */
  readonly onPlatformKeys: () => void;
  /** Listening again after a gap: anything may have happened meanwhile. */
  readonly onReconnect: () => void;
}

export const changesChannel = 'latchkey_changes';
/** What is said there of platform keys, which belong to no organization. */
export const platformKeysNews = 'platform_keys';

const payloadShape = /^(org_[0-9a-z]{8,40}):(\d{1,15})$/;
const RETRY_MS = 250;
const LONGEST_RETRY_MS = 2_000;
const PROVE_EVERY_MS = 1_000;
const ANSWER_WITHIN_MS = 2_000;

/**
 * Hears of committed changes on a connection of its own, and proves again and again that somebody is still at its
 * other end. A nudge only: what changed is read from the log.
 */
export class ChangeListener {
  readonly #options: ChangeListenerOptions;
  #client: pg.Client | null = null;
  #stopped = false;
  #reconnecting: Promise<void> = Promise.resolve();
  #proving: Promise<void> = Promise.resolve();
  readonly #stop = new AbortController();

  constructor(options: ChangeListenerOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#connect();
    this.#proving = this.#prove();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stop.abort();
    await this.#proving;
    await this.#reconnecting;
    await this.#client?.end();
    this.#client = null;
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      ...this.#options.connection,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
      keepAlive: true,
      application_name: changesChannel,
    });
    client.on('notification', ({ payload }) => {
      if (payload === platformKeysNews) return this.#options.onPlatformKeys();
      const [, organizationId, revision] = payloadShape.exec(payload ?? '') ?? [];
      if (organizationId)
        this.#options.onChange(organizationId as OrganizationId, Number(revision)); // shape proved above
    });
    client.on('error', (error) => {
      this.#options.log.warn({ err: error }, 'The connection that hears of changes was lost.');
    });
    await client.connect();
    try {
      await client.query(`listen ${changesChannel}`);
    } catch (error) {
      void client.end();
      throw error;
    }
    client.once('end', () => {
      if (this.#client !== client || this.#stopped) return;
      this.#client = null;
      this.#reconnecting = this.#reconnect();
    });
    this.#client = client;
  }

  /** A connection that is cut off without a word would otherwise look as if nothing were happening. */
  async #prove(): Promise<void> {
    while (!this.#stopped) {
      await this.#pause(PROVE_EVERY_MS);
      const client = this.#client;
      if (!client || this.#stopped) continue;
      try {
        await client.query('select 1');
      } catch {
        // With a statement outstanding this cuts the connection; its end leads to the next one.
        void client.end();
      }
    }
  }

  async #reconnect(): Promise<void> {
    for (let pause = RETRY_MS; !this.#stopped; pause = Math.min(pause * 2, LONGEST_RETRY_MS)) {
      try {
        await this.#connect();
        this.#options.onReconnect();
        return;
      } catch {
        await this.#pause(pause);
      }
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => {});
  }
}
