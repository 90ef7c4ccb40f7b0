import type { ModelKeys, PermissionOf, ResourceOf } from '../keys.ts';
import type { Latchkey } from '../latchkey.ts';
import { LatchkeyError } from '../latchkey-error.ts';
import type { Subject } from '../options.ts';
import { findSessionToken } from '../session-token.ts';
import type { Admitted } from './admitted.ts';
import { accessUnknown, notAllowed, notSignedIn, type Refusal } from './refusal.ts';

export interface ProtectOptions<Incoming> {
  /**
   * Who asks, where the platform signs its people in itself: any id that Latchkey knows the person by, or null for
   * nobody. Unless set, the person is whoever the request's Latchkey session belongs to, from its cookie or
   * `Authorization: Bearer`.
   */
  readonly subjectOf?: (request: Incoming) => Subject | null | Promise<Subject | null>;
}

interface Asked<Keys extends ModelKeys, Incoming> {
  readonly latchkey: Latchkey<Keys>;
  readonly permission: PermissionOf<Keys>;
  readonly request: Incoming;
  /** Looked up only for somebody who is signed in. */
  readonly resourceOf: () => ResourceOf<Keys> | Promise<ResourceOf<Keys>>;
  readonly header: (name: 'cookie' | 'authorization') => string | null | undefined;
}

/** Lets a request through or says why not. What breaks outside of Latchkey is thrown, for the framework to answer. */
export async function admit<Keys extends ModelKeys, Incoming>(
  { latchkey, permission, request, resourceOf, header }: Asked<Keys, Incoming>,
  { subjectOf }: ProtectOptions<Incoming>,
): Promise<Admitted | Refusal> {
  try {
    const session = subjectOf ? null : await latchkey.sessionOf(tokenOf(header));
    const subject = subjectOf ? await subjectOf(request) : (session?.userId ?? null);
    if (subject === null) return notSignedIn(permission);
    const { decision } = await latchkey.evaluate(subject, permission, await resourceOf());
    return decision ? { subject, session } : notAllowed(permission);
  } catch (error) {
    if (error instanceof LatchkeyError) return accessUnknown(permission);
    throw error;
  }
}

export const isRefusal = (answer: Admitted | Refusal): answer is Refusal => 'problem' in answer;

/** A bearer token of Latchkey goes before the cookie; one of somebody else's is none. */
function tokenOf(header: (name: 'cookie' | 'authorization') => string | null | undefined) {
  const bearer = /^Bearer +(\S+)$/i.exec(header('authorization') ?? '')?.[1];
  return findSessionToken(bearer) ?? header('cookie');
}
