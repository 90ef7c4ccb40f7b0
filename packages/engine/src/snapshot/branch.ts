import type { Snapshot } from './snapshot.ts';
import { SnapshotStore, storeOf } from './snapshot-store.ts';

/** A copy-on-write overlay: reads like a snapshot, costs what was changed, and is dropped or published. */
export interface Branch {
  /** What the snapshot would be; valid until the snapshot itself moves on. */
  readonly snapshot: Snapshot;
}

export function createBranch(snapshot: Snapshot): Branch {
  return { snapshot: new SnapshotStore(storeOf(snapshot)) };
}

/** Writes the branch into its snapshot, in place and synchronously; a snapshot that has already caught up stays as it is. */
export function publishBranch(branch: Branch, revision: number): void {
  const overlay = storeOf(branch.snapshot);
  const base = overlay.parent;
  if (base === null) throw new Error('A snapshot is not a branch.');
  if (base.revision >= revision) return;
  if (base.revision !== overlay.revision) {
    throw new Error(
      `A branch of revision ${overlay.revision} cannot be published on revision ${base.revision}.`,
    );
  }
  overlay.foldInto(base);
  base.revision = revision;
}
