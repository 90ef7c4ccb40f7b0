import {
  encodeSnapshot,
  type OrganizationId,
  type Snapshot,
  snapshotRevision,
} from '@latchkey/engine';
import type { Counts } from '../metrics/counts.ts';

export interface EncodedSnapshot {
  readonly revision: number;
  readonly bytes: Uint8Array;
}

interface Kept extends EncodedSnapshot {
  readonly madeAt: number;
  readonly release: NodeJS.Timeout;
}

/** Many modules start at once, while changes go on: the stream brings what a snapshot of this age lacks. */
const servesForMs = 1_000;
const keptForMs = 20_000;

/** Snapshots as bytes, encoded once for everybody who asks at about the same time. */
export class EncodedSnapshots {
  readonly #kept = new Map<OrganizationId, Kept>();
  readonly #counts: Counts;

  constructor(counts: Counts) {
    this.#counts = counts;
  }

  of(organizationId: OrganizationId, snapshot: Snapshot): EncodedSnapshot {
    const kept = this.#kept.get(organizationId);
    const revision = snapshotRevision(snapshot);
    const isNew = kept && performance.now() - kept.madeAt < servesForMs;
    if (kept && (kept.revision === revision || (isNew && kept.revision < revision))) return kept;

    clearTimeout(kept?.release);
    this.#counts.snapshotsEncoded++;
    const made = {
      revision,
      bytes: encodeSnapshot(snapshot),
      madeAt: performance.now(),
      release: setTimeout(() => this.#kept.delete(organizationId), keptForMs).unref(),
    };
    this.#kept.set(organizationId, made);
    return made;
  }
}
