import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type KeyId, type OrganizationId, snapshotRevision } from '@latchkey/engine';
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

interface NamedToken extends PresentedToken {
  readonly authorization: string;
  /** The hash, as a key of a map. */
  readonly name: string;
}

export interface Caller {
  readonly organizationId: OrganizationId;
  readonly keyId: KeyId;
}

const mostKnownKeys = 10_000;
const useNotedEveryMs = 60_000;
const lookUpWithinMs = 5_000;

/**
 * Recognizes the API keys of callers without asking the database for each question.
 * INVARIANT: making and revoking a key are changes, so a remembered key counts until the snapshot has taken
 * a change of a key since the revision that it was looked up at; then it is looked up again.
 */
export class CallerKeys {
  readonly #services: Services;
  readonly #known = new Map<string, KnownKey>();
  readonly #ofConnection = new WeakMap<Socket, NamedToken>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Who asks; at once where nothing has to be looked up. */
  recognize(request: IncomingMessage): Caller | Promise<Caller> {
    const presented = this.#presented(request);
    const known = this.#known.get(presented.name);
    const held = known && this.#services.snapshots.held(known.organizationId);
    if (!held || known.revision < held.keysRevision) return this.#ask(presented);
    this.#noteUse(known);
    const { organizationId, keyId } = known;
    return { organizationId, keyId };
  }

  async #ask(presented: NamedToken): Promise<Caller> {
    const { organizationId, name } = presented;
    // A snapshot is loaded only for somebody who holds a key.
    if (!this.#known.has(name) && !(await this.#lookUp(presented))) throw notAuthenticated();

    const snapshot = await this.#services.snapshots.current(organizationId);
    const revision = snapshotRevision(snapshot);
    const keyId = await this.#lookUp(presented);
    if (!keyId) {
      this.#known.delete(name);
      throw notAuthenticated();
    }
    const useNotedAt = this.#known.get(name)?.useNotedAt ?? 0;
    const known = { keyId, organizationId, revision, useNotedAt };
    this.#remember(name, known);
    this.#noteUse(known);
    return { organizationId, keyId };
  }

  /** A connection that sends the same key again is not worth another hash. */
  #presented({ headers, socket }: IncomingMessage): NamedToken {
    const authorization = headers.authorization ?? '';
    const before = this.#ofConnection.get(socket);
    if (before?.authorization === authorization) return before;
    const token = readApiKeyToken(bearerOf(authorization) ?? '');
    if (!token) throw notAuthenticated();
    const presented = { ...token, authorization, name: token.hash.toString('latin1') };
    this.#ofConnection.set(socket, presented);
    return presented;
  }

  #lookUp({ organizationId, hash }: PresentedToken): Promise<KeyId | null> {
    return inOrganization(
      this.#services.db,
      organizationId,
      (transaction) => findKeyByHash(transaction, organizationId, hash),
      { readOnly: true, withinMs: lookUpWithinMs },
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
    inOrganization(
      db,
      organizationId,
      (transaction) => noteKeyUse(transaction, organizationId, keyId, new Date(now)),
      { withinMs: lookUpWithinMs },
    ).catch((error: unknown) => log.warn({ err: error, keyId }, 'The use of a key was not noted.'));
  }
}

const bearer = 'Bearer ';

function bearerOf(authorization: string): string | null {
  if (authorization.startsWith(bearer)) return authorization.slice(bearer.length);
  const [scheme, token] = authorization.split(' ', 2);
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}

const notAuthenticated = () =>
  new RefusedRequest(401, 'Send the API key of this organization as `Authorization: Bearer …`.', {
    'WWW-Authenticate': 'Bearer realm="latchkey"',
  });
