import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type KeyId, type OrganizationId, snapshotRevision } from '@latchkey/engine';
import { SharedTasks } from '../change/shared-tasks.ts';
import { globally } from '../db/globally.ts';
import { inOrganization } from '../db/in-organization.ts';
import { type FoundKey, findKey, noteKeyUse } from '../features/keys/recognize-key.ts';
import {
  findPlatformKey,
  notePlatformKeyUse,
} from '../features/platform-keys/recognize-platform-key.ts';
import type { Services } from '../services.ts';
import { type PresentedKey, readKeyToken } from '../tokens/secret-token.ts';
import { RefusedRequest } from './refused-request.ts';

interface KnownKey extends Caller, FoundKey {
  /** The position in what happens to keys that the look-up was at least as new as. */
  readonly asOf: number;
  useNotedAt: number;
}

interface NamedToken extends PresentedKey {
  readonly authorization: string;
  /** The hash, as a key of a map. */
  readonly name: string;
}

export interface Caller {
  /** Null: a key of the platform, which asks about every organization. */
  readonly organizationId: OrganizationId | null;
  readonly keyId: KeyId;
}

/** Refuses a key that asks about an organization which is not its own. */
export function requireReach(caller: Caller, organizationId: OrganizationId): void {
  if (caller.organizationId === null || caller.organizationId === organizationId) return;
  throw new RefusedRequest(403, 'This key belongs to another organization.');
}

const mostKnownKeys = 10_000;
const useNotedEveryMs = 60_000;
const lookUpWithinMs = 5_000;

/**
 * Recognizes the keys of callers without asking the database for each question.
 * INVARIANT: making and revoking a key are changes, of an organization or of the platform's keys, so a remembered key
 * counts until such a change is heard of that may be newer than its look-up; then it is looked up again.
 */
export class CallerKeys {
  readonly #services: Services;
  readonly #known = new Map<string, KnownKey>();
  readonly #asking = new SharedTasks<string, Caller>();
  readonly #ofConnection = new WeakMap<Socket, NamedToken>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Who asks; at once where nothing has to be looked up. */
  recognize(request: IncomingMessage): Caller | Promise<Caller> {
    const presented = this.#presented(request);
    const known = this.#known.get(presented.name);
    if (!known || !this.#counts(known)) return this.#ask(presented);
    this.#noteUse(known);
    return known;
  }

  #counts({ organizationId, asOf, endsAt }: KnownKey): boolean {
    const newest = this.#newest(organizationId);
    return newest !== null && newest <= asOf && Date.now() < endsAt;
  }

  /** When a key was last made or revoked, as far as this process knows; null while it does not know. */
  #newest(organizationId: OrganizationId | null): number | null {
    const { snapshots } = this.#services;
    if (organizationId === null) return snapshots.platformKeys.knownTurn;
    return snapshots.held(organizationId)?.keysRevision ?? null;
  }

  /** Many streams prove the same key at once: it is looked up once for what has been heard of so far. */
  #ask(presented: NamedToken): Promise<Caller> {
    const { name, organizationId } = presented;
    return this.#asking.run(`${this.#newest(organizationId)} ${name}`, () => this.#know(presented));
  }

  async #know(presented: NamedToken): Promise<Caller> {
    const { organizationId, name } = presented;
    const asOf = await this.#position(presented);
    const key = await this.#lookUp(presented);
    if (!key) {
      this.#known.delete(name);
      throw notAuthenticated();
    }
    const useNotedAt = this.#known.get(name)?.useNotedAt ?? 0;
    const known = { ...key, organizationId, asOf, useNotedAt };
    this.#remember(name, known);
    this.#noteUse(known);
    return known;
  }

  /** What a look-up from now on is at least as new as. */
  async #position(presented: NamedToken): Promise<number> {
    const { organizationId, name } = presented;
    const { snapshots } = this.#services;
    if (organizationId === null) return snapshots.platformKeys.turn;
    // A snapshot is loaded only for somebody who holds a key.
    if (!this.#known.has(name) && !(await this.#lookUp(presented))) throw notAuthenticated();
    return snapshotRevision(await snapshots.current(organizationId));
  }

  /** A connection that sends the same key again is not worth another hash. */
  #presented({ headers, socket }: IncomingMessage): NamedToken {
    const authorization = headers.authorization ?? '';
    const before = this.#ofConnection.get(socket);
    if (before?.authorization === authorization) return before;
    const token = readKeyToken(bearerOf(authorization) ?? '');
    if (!token) throw notAuthenticated();
    const presented = { ...token, authorization, name: token.hash.toString('latin1') };
    this.#ofConnection.set(socket, presented);
    return presented;
  }

  #lookUp({ organizationId, hash }: PresentedKey): Promise<FoundKey | null> {
    const { db } = this.#services;
    const options = { readOnly: true, withinMs: lookUpWithinMs };
    if (organizationId === null)
      return globally(db, (found) => findPlatformKey(found, hash), options);
    return inOrganization(
      db,
      organizationId,
      (found) => findKey(found, organizationId, hash),
      options,
    );
  }

  #remember(name: string, known: KnownKey): void {
    if (this.#known.size >= mostKnownKeys) this.#known.clear();
    this.#known.set(name, known);
  }

  /** Told as "last used"; nothing waits for it and no answer depends on it. */
  #noteUse(known: KnownKey): void {
    const now = Date.now();
    if (now - known.useNotedAt < useNotedEveryMs) return;
    known.useNotedAt = now;
    const { db, log } = this.#services;
    const { organizationId, keyId } = known;
    const usedAt = new Date(now);
    const options = { withinMs: lookUpWithinMs };
    const noted =
      organizationId === null
        ? globally(db, (noting) => notePlatformKeyUse(noting, keyId, usedAt), options)
        : inOrganization(
            db,
            organizationId,
            (noting) => noteKeyUse(noting, organizationId, keyId, usedAt),
            options,
          );
    noted.catch((error: unknown) =>
      log.warn({ err: error, keyId }, 'The use of a key was not noted.'),
    );
  }
}

const bearer = 'Bearer ';

function bearerOf(authorization: string): string | null {
  if (authorization.startsWith(bearer)) return authorization.slice(bearer.length);
  const [scheme, token] = authorization.split(' ', 2);
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}

const notAuthenticated = () =>
  new RefusedRequest(
    401,
    'Send an API key of this organization, or a key of the platform, as `Authorization: Bearer …`.',
    {
      'WWW-Authenticate': 'Bearer realm="latchkey"',
    },
  );
