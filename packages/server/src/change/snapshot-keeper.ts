import type { Instant, OrganizationId, Snapshot } from '@latchkey/engine';

/** One organization's facts for deciding, and the newest change they include. */
export interface KeptSnapshot {
  readonly snapshot: Snapshot;
  readonly revision: number;
}

export interface SnapshotKeeper {
  /** What this process knows now, loaded if need be; other processes' changes arrive within milliseconds. */
  current(organizationId: OrganizationId): Promise<KeptSnapshot>;
  /** Never older than the revision: catches up first, and fails with `behind` if the database has not got there. */
  atLeast(organizationId: OrganizationId, revision: number): Promise<KeptSnapshot>;
}
