import type { Snapshot } from './snapshot.ts';

/** A copy-on-write overlay: reads like a snapshot, costs what was changed, and is dropped or published. */
export interface Branch {
  /** Reads like any snapshot, for previews. */
  readonly snapshot: Snapshot;
}

export declare function createBranch(snapshot: Snapshot): Branch;
/** Writes the branch into its snapshot, in place and synchronously; a snapshot that has already caught up stays as it is. */
export declare function publishBranch(branch: Branch, revision: number): void;
