import type { OrganizationId } from '@latchkey/engine';
import type { Moment } from './moment.ts';
import type { SnapshotChange } from './read-changes.ts';

export type WatchEnd = 'epoch' | 'removed' | 'gap';

/** Somebody who passes an organization's changes on. */
export interface SnapshotWatcher {
  /** The snapshot has taken these changes, in order; none where it was read whole. */
  advanced(changes: readonly SnapshotChange[]): void;
  /** Everything that was committed at that moment is included in this revision. */
  reached(revision: number, at: Moment): void;
  /** The installation was restored, the organization is there no more, or its log has lost changes. */
  ended(why: WatchEnd): void;
}

/** Who watches which organization's snapshot. */
export class SnapshotWatchers {
  readonly #watchers = new Map<OrganizationId, Set<SnapshotWatcher>>();

  organizations(): Iterable<OrganizationId> {
    return this.#watchers.keys();
  }

  has(organizationId: OrganizationId): boolean {
    return this.#watchers.has(organizationId);
  }

  add(organizationId: OrganizationId, watcher: SnapshotWatcher): () => void {
    const watchers = this.#watchers.get(organizationId) ?? new Set();
    watchers.add(watcher);
    this.#watchers.set(organizationId, watchers);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0) this.#watchers.delete(organizationId);
    };
  }

  advanced(organizationId: OrganizationId, changes: readonly SnapshotChange[]): void {
    for (const watcher of this.#of(organizationId)) watcher.advanced(changes);
  }

  reached(organizationId: OrganizationId, revision: number, at: Moment): void {
    for (const watcher of this.#of(organizationId)) watcher.reached(revision, at);
  }

  /** Of one organization, or of all. */
  end(why: WatchEnd, organizationId?: OrganizationId): void {
    const ending =
      organizationId === undefined
        ? [...this.#watchers.values()].flatMap((watchers) => [...watchers])
        : [...this.#of(organizationId)];
    for (const watcher of ending) watcher.ended(why);
  }

  #of(organizationId: OrganizationId): Iterable<SnapshotWatcher> {
    return this.#watchers.get(organizationId) ?? [];
  }
}
