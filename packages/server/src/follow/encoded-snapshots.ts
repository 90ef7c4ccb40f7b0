import { encodeSnapshot, type Snapshot, snapshotRevision } from '@latchkey/engine';
import type { Moment } from '../change/moment.ts';
import type { HeldSnapshot } from '../change/snapshot-keeper.ts';
import type { Counts } from '../metrics/counts.ts';

export interface EncodedSnapshot {
  readonly revision: number;
  readonly bytes: Uint8Array;
  /** When it included everything that was committed. */
  readonly reachedAt: Moment;
}

/** Many modules start at once, while changes go on: the stream brings what a snapshot of this age lacks. */
const servesForMs = 1_000;
const keptForMs = 20_000;

/**
 * Snapshots as bytes, encoded once for everybody who asks at about the same time.
 * INVARIANT: after a restore everything is loaded anew, so a snapshot is of one epoch.
 */
export class EncodedSnapshots {
  readonly #kept = new WeakMap<Snapshot, Kept>();
  readonly #counts: Counts;

  constructor(counts: Counts) {
    this.#counts = counts;
  }

  of({ snapshot, reachedAt }: HeldSnapshot): EncodedSnapshot {
    const kept = this.#kept.get(snapshot);
    const revision = snapshotRevision(snapshot);
    const known = kept?.encoded;
    if (known?.revision === revision) return { ...known, reachedAt };
    if (kept && known && performance.now() - kept.madeAt < servesForMs) return known;

    kept?.release();
    this.#counts.snapshotsEncoded++;
    const encoded = { revision, bytes: encodeSnapshot(snapshot), reachedAt };
    this.#kept.set(snapshot, new Kept(encoded));
    return encoded;
  }
}

/** Lets the bytes go after a while, without holding on to the snapshot that they were made of. */
class Kept {
  readonly madeAt = performance.now();
  encoded: EncodedSnapshot | null;
  readonly #timer = setTimeout(() => this.release(), keptForMs).unref();

  constructor(encoded: EncodedSnapshot) {
    this.encoded = encoded;
  }

  release(): void {
    this.encoded = null;
    clearTimeout(this.#timer);
  }
}
