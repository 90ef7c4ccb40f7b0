import { type Snapshot, snapshotRevision } from '@latchkey/engine';
import { encodeInTurns } from '../change/encode-in-turns.ts';
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

  /** The bytes of the moment at which it is asked for, or of one that was shortly before. */
  async of({ snapshot, reachedAt }: HeldSnapshot): Promise<EncodedSnapshot> {
    const revision = snapshotRevision(snapshot);
    const kept = this.#kept.get(snapshot);
    const known = kept?.encoding;
    if (known && kept.revision === revision) return { ...(await known), reachedAt };
    if (known && performance.now() - kept.madeAt < servesForMs) return known;

    kept?.release();
    this.#counts.snapshotsEncoded++;
    const encoding = encodeInTurns(snapshot).then((bytes) => ({ revision, bytes, reachedAt }));
    this.#kept.set(snapshot, new Kept(revision, encoding));
    return encoding;
  }
}

/** Lets the bytes go after a while, without holding on to the snapshot that they were made of. */
class Kept {
  readonly madeAt = performance.now();
  readonly revision: number;
  encoding: Promise<EncodedSnapshot> | null;
  readonly #timer = setTimeout(() => this.release(), keptForMs).unref();

  constructor(revision: number, encoding: Promise<EncodedSnapshot>) {
    this.revision = revision;
    this.encoding = encoding;
    encoding.catch(() => this.release());
  }

  release(): void {
    this.encoding = null;
    clearTimeout(this.#timer);
  }
}
