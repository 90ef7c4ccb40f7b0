import type { LatchkeyError } from '../latchkey-error.ts';
import {
  closed,
  type Followed,
  Follower,
  type FollowerOptions,
  type FollowerStatus,
  nothingHeld,
} from './follower.ts';

export interface FollowersOptions extends Omit<FollowerOptions, 'organizationId' | 'onRefused'> {
  readonly maxOrganizations: number;
}

export interface OrganizationStatus extends FollowerStatus {
  readonly organizationId: string;
}

interface Held {
  readonly follower: Follower;
  /** The use at which it was last asked. */
  usedAt: number;
  /** How many wait for it; while somebody does, it is not let go. */
  waiting: number;
}

/** An outage concerns every organization at once: what one has told is not told by the next for this long. */
const sameOutageMs = 10_000;
const ofOneOrganization: ReadonlySet<string> = new Set([
  'unknown_organization',
  'unreadable_answer',
]);

/** The organizations that this process holds by one key: each loaded once when it is first asked, the least used let go. */
export class Followers {
  readonly #options: FollowersOptions;
  readonly #held = new Map<string, Held>();
  readonly #toldAt = new Map<string, number>();
  #uses = 0;
  #isClosed = false;

  constructor(options: FollowersOptions) {
    this.#options = options;
  }

  /** The organization for whoever asks about it, for as long as they like: it is there again when it was let go. */
  of(organizationId: string): Followed {
    const used = () => this.#use(organizationId);
    const whileHeld = async <Answer>(work: (follower: Follower) => Promise<Answer>) => {
      const held = used();
      if (held === null) throw closed();
      held.waiting++;
      try {
        return await work(held.follower);
      } finally {
        held.waiting--;
      }
    };
    return {
      current: (now) => used()?.follower.current(now) ?? null,
      absence: () => used()?.follower.absence() ?? closed(),
      get epoch() {
        return used()?.follower.epoch ?? '';
      },
      reaches: (revision, withinMs) =>
        whileHeld((follower) => follower.reaches(revision, withinMs)),
      ready: (signal) => whileHeld((follower) => follower.ready(signal)),
      // Looking at it is no use of it.
      status: () => this.#held.get(organizationId)?.follower.status() ?? nothingHeld,
      close: () => this.#letGo(organizationId),
    };
  }

  status(): readonly OrganizationStatus[] {
    return Array.from(this.#held, ([organizationId, { follower }]) => ({
      organizationId,
      ...follower.status(),
    }));
  }

  close(): void {
    this.#isClosed = true;
    for (const organizationId of [...this.#held.keys()]) this.#letGo(organizationId);
  }

  #use(organizationId: string): Held | null {
    const held = this.#held.get(organizationId) ?? this.#load(organizationId);
    if (held !== null) held.usedAt = ++this.#uses;
    return held;
  }

  #load(organizationId: string): Held | null {
    if (this.#isClosed) return null;
    this.#makeRoom();
    const follower = new Follower({
      ...this.#options,
      organizationId,
      report: (error) => this.#report(error),
      onRefused: (error) => {
        for (const { follower: other } of this.#held.values())
          if (other !== follower) other.refuse(error);
      },
    });
    const held = { follower, usedAt: 0, waiting: 0 };
    this.#held.set(organizationId, held);
    return held;
  }

  /** Those that are not there go first: whoever asks for what does not exist drives nobody else out. */
  #makeRoom(): void {
    while (this.#held.size >= this.#options.maxOrganizations) {
      let least: { readonly organizationId: string; readonly rank: number } | null = null;
      for (const [organizationId, { follower, usedAt, waiting }] of this.#held) {
        const rank = follower.isRefused ? usedAt - this.#uses : usedAt;
        if (waiting === 0 && (least === null || rank < least.rank))
          least = { organizationId, rank };
      }
      if (least === null) return;
      this.#letGo(least.organizationId);
    }
  }

  #letGo(organizationId: string): void {
    this.#held.get(organizationId)?.follower.close();
    this.#held.delete(organizationId);
  }

  #report(error: LatchkeyError): void {
    const now = performance.now();
    const toldAt = this.#toldAt.get(error.code) ?? Number.NEGATIVE_INFINITY;
    this.#toldAt.set(error.code, now);
    if (ofOneOrganization.has(error.code) || now - toldAt > sameOutageMs)
      this.#options.report(error);
  }
}
