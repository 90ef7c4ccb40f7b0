import { type OrganizationId, snapshotRevision } from '@latchkey/engine';
import type { Moment } from '../change/moment.ts';
import type { SnapshotChange } from '../change/read-changes.ts';
import type { SnapshotKeeper } from '../change/snapshot-keeper.ts';
import type { SnapshotWatcher, WatchEnd } from '../change/snapshot-watchers.ts';
import { changeEvent } from './events.ts';

/** Everything that was committed at that moment is included in this revision. */
export interface Head {
  readonly revision: number;
  readonly at: Moment;
}

/** Changes as text, up to the last one's revision. */
export interface ChangeEvents {
  readonly text: string;
  readonly revision: number;
}

/** What hears of an organization on behalf of one connection. */
export interface FollowListener {
  /** There may be something to send. */
  wake(): void;
  ended(why: WatchEnd): void;
}

const recentBytes = 4_000_000;
const atOnceBytes = 256_000;
const atOnceObjects = 1_000;

/** The changes of one organization for all who follow it here: each is written as text once. */
export class FollowedOrganization implements SnapshotWatcher {
  readonly #organizationId: OrganizationId;
  readonly #snapshots: SnapshotKeeper;
  readonly #listeners = new Set<FollowListener>();
  // INVARIANT: revisions without gaps, the oldest first.
  readonly #recent = new Map<number, string>();
  #bytes = 0;
  #newest: number | null = null;
  #head: Head | null = null;

  constructor(organizationId: OrganizationId, snapshots: SnapshotKeeper) {
    this.#organizationId = organizationId;
    this.#snapshots = snapshots;
  }

  get followers(): number {
    return this.#listeners.size;
  }

  /** What this server knows to be the newest; null while it does not know. */
  get head(): Head | null {
    const held = this.#snapshots.held(this.#organizationId);
    if (!held) return null;
    return this.#head ?? { revision: snapshotRevision(held.snapshot), at: held.reachedAt };
  }

  /** The revision that this server has taken; null while it may not answer from it. */
  get revision(): number | null {
    const held = this.#snapshots.held(this.#organizationId);
    return held && snapshotRevision(held.snapshot);
  }

  add(listener: FollowListener): void {
    this.#listeners.add(listener);
  }

  remove(listener: FollowListener): void {
    this.#listeners.delete(listener);
  }

  advanced(changes: readonly SnapshotChange[]): void {
    // Read whole: what lies between is in the log alone.
    if (changes.length === 0) this.#forget();
    for (const change of changes) this.#keep(change);
    for (const listener of this.#listeners) listener.wake();
  }

  reached(revision: number, at: Moment): void {
    this.#head = { revision, at };
    for (const listener of this.#listeners) listener.wake();
  }

  ended(why: WatchEnd): void {
    this.#forget();
    for (const listener of [...this.#listeners]) listener.ended(why);
  }

  /** Some of the changes after a revision, from memory or else from the log; null when the next one is not there. */
  async after(revision: number): Promise<ChangeEvents | null> {
    if (this.#recent.has(revision + 1)) return this.#recentAfter(revision);
    const changes = await this.#snapshots.changesAfter(
      this.#organizationId,
      revision,
      atOnceObjects,
    );
    const last = changes.at(-1);
    if (changes[0]?.revision !== revision + 1 || !last) return null;
    return { text: changes.map(changeEvent).join(''), revision: last.revision };
  }

  #recentAfter(revision: number): ChangeEvents {
    let text = '';
    let last = revision;
    for (
      let next = this.#recent.get(last + 1);
      next !== undefined && text.length < atOnceBytes;
      next = this.#recent.get(last + 1)
    ) {
      text += next;
      last++;
    }
    return { text, revision: last };
  }

  #keep(change: SnapshotChange): void {
    if (this.#newest !== null && change.revision !== this.#newest + 1) this.#forget();
    const text = changeEvent(change);
    this.#recent.set(change.revision, text);
    this.#newest = change.revision;
    this.#bytes += text.length;
    for (const [revision, oldest] of this.#recent) {
      if (this.#bytes <= recentBytes) return;
      this.#recent.delete(revision);
      this.#bytes -= oldest.length;
    }
  }

  #forget(): void {
    this.#recent.clear();
    this.#bytes = 0;
    this.#newest = null;
  }
}
