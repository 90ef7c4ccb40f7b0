import { type KeyId, type OrganizationId, type Snapshot, snapshotRevision } from '@latchkey/engine';
import { inOrganization } from '../db/in-organization.ts';
import { findKeyByHash, noteKeyUse } from '../features/keys/recognize-key.ts';
import type { Services } from '../services.ts';
import { type PresentedToken, readApiKeyToken } from '../tokens/secret-token.ts';
import { RefusedRequest } from './refused-request.ts';

interface KnownKey {
  readonly keyId: KeyId;
  readonly organizationId: OrganizationId;
  /** The organization's revision that the look-up was at least as new as. */
  readonly revision: number;
  useNotedAt: number;
}

export interface Caller {
  readonly organizationId: OrganizationId;
  readonly keyId: KeyId;
  readonly snapshot: Snapshot;
}

const mostKnownKeys = 10_000;
const useNotedEveryMs = 60_000;

/**
 * Recognizes the API keys of callers without asking the database for each question.
 * INVARIANT: making and revoking a key are changes, so a remembered key counts only at the revision
 * it was looked up at; any change of its organization makes it be looked up again.
 */
export class CallerKeys {
  readonly #services: Services;
  readonly #known = new Map<string, KnownKey>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Who asks, and the snapshot the answer is to be given from. */
  async recognize(authorization: string | undefined): Promise<Caller> {
    const presented = readApiKeyToken(bearerOf(authorization) ?? '');
    if (!presented) throw notAuthenticated();
    const { organizationId } = presented;
    const name = presented.hash.toString('latin1');

    let known = this.#known.get(name);
    // A snapshot is loaded only for somebody who holds a key.
    if (!known && !(await this.#lookUp(presented))) throw notAuthenticated();

    const snapshot = await this.#services.snapshots.current(organizationId);
    const revision = snapshotRevision(snapshot);
    if (!known || known.revision !== revision) {
      const keyId = await this.#lookUp(presented);
      if (!keyId) {
        this.#known.delete(name);
        throw notAuthenticated();
      }
      known = { keyId, organizationId, revision, useNotedAt: known?.useNotedAt ?? 0 };
      this.#remember(name, known);
    }
    this.#noteUse(known);
    return { organizationId, keyId: known.keyId, snapshot };
  }

  #lookUp({ organizationId, hash }: PresentedToken): Promise<KeyId | null> {
    return inOrganization(
      this.#services.db,
      organizationId,
      (transaction) => findKeyByHash(transaction, organizationId, hash),
      { readOnly: true },
    );
  }

  #remember(name: string, known: KnownKey): void {
    if (this.#known.size >= mostKnownKeys) this.#known.clear();
    this.#known.set(name, known);
  }

  /** Told to the owner as "last used"; nothing waits for it and no answer depends on it. */
  #noteUse(known: KnownKey): void {
    const now = Date.now();
    if (now - known.useNotedAt < useNotedEveryMs) return;
    known.useNotedAt = now;
    const { db, log } = this.#services;
    const { organizationId, keyId } = known;
    inOrganization(db, organizationId, (transaction) =>
      noteKeyUse(transaction, organizationId, keyId, new Date(now)),
    ).catch((error: unknown) => log.warn({ err: error, keyId }, 'The use of a key was not noted.'));
  }
}

const bearer = 'Bearer ';

function bearerOf(authorization: string | undefined): string | null {
  if (authorization?.startsWith(bearer)) return authorization.slice(bearer.length);
  const [scheme, token] = authorization?.split(' ', 2) ?? [];
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}

const notAuthenticated = () =>
  new RefusedRequest(401, 'Send the API key of this organization as `Authorization: Bearer …`.', {
    'WWW-Authenticate': 'Bearer realm="latchkey"',
  });
