import { type Snapshot, snapshotRevision } from '@latchkey/engine';
import type { RevisionTokens } from '../tokens/revision-tokens.ts';

/**
 * The `Latchkey-Revision` header of each organization's newest answer, signed once per revision.
 * INVARIANT: after a restore everything is loaded anew, so a snapshot is of one epoch.
 */
export class RevisionHeaders {
  readonly #tokens: RevisionTokens;
  readonly #newest = new WeakMap<Snapshot, { revision: number; token: string }>();

  constructor(tokens: RevisionTokens) {
    this.#tokens = tokens;
  }

  of(snapshot: Snapshot): string {
    const revision = snapshotRevision(snapshot);
    const newest = this.#newest.get(snapshot);
    if (newest?.revision === revision) return newest.token;
    const token = this.#tokens.of(snapshot.organizationId, revision);
    this.#newest.set(snapshot, { revision, token });
    return token;
  }
}
