import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { OrganizationId } from '@latchkey/engine';
import type { Logger } from 'pino';
import type { WatchEnd } from '../change/snapshot-watchers.ts';
import { within } from '../db/within.ts';
import { RefusedRequest } from '../decide/refused-request.ts';
import type { Counts } from '../metrics/counts.ts';
import { headEvent, resetEvent } from './events.ts';
import type { FollowedOrganization, FollowListener } from './followed-organization.ts';
import type { FollowedOrganizations } from './followed-organizations.ts';

export interface FollowerOptions {
  readonly response: Writable;
  readonly organizationId: OrganizationId;
  readonly followed: FollowedOrganizations;
  /** The revision that the follower has. */
  readonly after: number;
  /** Fails with `RefusedRequest` once the key is revoked; asked before anything is sent. */
  readonly proveKey: () => unknown;
  readonly isStopping: () => boolean;
  readonly counts: Counts;
  readonly log: Logger;
  /** How long somebody may take to read what was sent. */
  readonly drainWithinMs?: number;
}

const headEveryMs = 500;
const defaultDrainWithinMs = 10_000;
/** So far behind, a snapshot is less to send. */
const mostBehind = 20_000;

/**
 * Sends one connection the changes after the revision it has. It takes from the organization what the connection has
 * room for, so that nothing piles up for somebody who reads slowly; who does not read at all is cut off.
 */
export class Follower implements FollowListener {
  readonly #options: FollowerOptions;
  readonly #closed = new AbortController();
  readonly #organization: FollowedOrganization;
  #sent: number;
  #headSentAt = Number.NEGATIVE_INFINITY;
  #isSending = false;
  #isWoken = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#sent = options.after;
    const { counts, followed, organizationId, response } = options;
    counts.followers++;
    this.#organization = followed.join(organizationId, this);
    // Somebody who is gone is no failure; the stream closes after it.
    response.on('error', () => response.destroy());
    response.once('close', () => {
      this.#closed.abort();
      counts.followers--;
      followed.leave(organizationId, this);
    });
  }

  wake(): void {
    this.#isWoken = true;
    if (!this.#isSending) void this.#sendAll();
  }

  ended(why: WatchEnd): void {
    if (why === 'removed') this.#end();
    else this.#reset(why);
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    const { response, counts, log } = this.#options;
    try {
      while (this.#isWoken && !this.#closed.signal.aborted) {
        this.#isWoken = false;
        await this.#send();
      }
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      if (isRevoked(error)) this.#end();
      else {
        counts.followersCutOff++;
        // It comes again with what it has, here or elsewhere.
        log.warn({ err: error }, 'A follower of changes was cut off.');
        response.destroy();
      }
    } finally {
      this.#isSending = false;
    }
  }

  async #send(): Promise<void> {
    const { proveKey, isStopping } = this.#options;
    const organization = this.#organization;
    if (isStopping()) return this.#end();
    const newest = organization.revision;
    // Without word from the database nothing is said of what is new: the follower counts for itself.
    if (newest === null) return;
    await proveKey();
    if (newest - this.#sent > mostBehind) return this.#reset('gap');
    while (this.#sent < newest) {
      const events = await organization.after(this.#sent);
      if (events === null) return this.#reset('gap');
      await this.#write(events.text);
      this.#sent = events.revision;
    }
    await this.#sendHead();
  }

  async #sendHead(): Promise<void> {
    const { head } = this.#organization;
    if (!head || head.revision > this.#sent || head.at.steady - this.#headSentAt < headEveryMs)
      return;
    this.#headSentAt = head.at.steady;
    await this.#write(headEvent(head.revision, new Date(head.at.wall)));
  }

  #reset(reason: 'gap' | 'epoch'): void {
    this.#end(resetEvent(reason));
  }

  /** Nothing is sent afterwards, whatever is under way. */
  #end(last = ''): void {
    const { response, drainWithinMs = defaultDrainWithinMs } = this.#options;
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    response.end(last);
    const cutOff = setTimeout(() => response.destroy(), drainWithinMs);
    response.once('close', () => clearTimeout(cutOff));
  }

  async #write(text: string): Promise<void> {
    const { response, drainWithinMs = defaultDrainWithinMs } = this.#options;
    if (this.#closed.signal.aborted || response.write(text)) return;
    await within(drainWithinMs, once(response, 'drain', { signal: this.#closed.signal }));
  }
}

const isRevoked = (error: unknown) => error instanceof RefusedRequest && error.status === 401;
