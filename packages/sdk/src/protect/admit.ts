import type { ModelKeys, PermissionOf, ResourceOf } from '../keys.ts';
import type { Latchkey, PlatformLatchkey } from '../latchkey.ts';
import { LatchkeyError } from '../latchkey-error.ts';
import type { Subject } from '../options.ts';
import { isPlainYes } from '../read-masks.ts';
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
  /**
   * Which organization the request is about, `org_…`, where one client asks about many. Unless set, the one that the
   * request's Latchkey session belongs to; with it, a session of another organization is nobody's.
   */
  readonly organizationOf?: (request: Incoming) => string | Promise<string>;
}

/** Asks about one organization, or about that of each request. */
export type Asking<Keys extends ModelKeys> =
  | Latchkey<Keys>
  | PlatformLatchkey<Keys, Latchkey<Keys>>;

interface Asked<Keys extends ModelKeys, Incoming> {
  readonly permission: PermissionOf<Keys>;
  readonly request: Incoming;
  /** Looked up only for somebody who is signed in. */
  readonly resourceOf: () => ResourceOf<Keys> | Promise<ResourceOf<Keys>>;
  readonly header: (name: 'cookie' | 'authorization') => string | null | undefined;
}

/** What lets a request through or says why not. What breaks outside of Latchkey is thrown, for the framework to answer. */
export function guardWith<Keys extends ModelKeys, Incoming>(
  latchkey: Asking<Keys>,
  { subjectOf, organizationOf }: ProtectOptions<Incoming>,
) {
  if (isOfPlatform(latchkey) && subjectOf && !organizationOf) {
    throw new TypeError('Say with `organizationOf` which organization a request is about.');
  }
  /** Who asks, and of whom it is to be asked. */
  async function whoAsks(
    request: Incoming,
    header: Asked<Keys, Incoming>['header'],
  ): Promise<{ readonly organization: Latchkey<Keys>; readonly who: Admitted } | null> {
    const asking =
      organizationOf && isOfPlatform(latchkey)
        ? latchkey.organization(await organizationOf(request))
        : latchkey;
    const session = subjectOf ? null : await asking.sessionOf(tokenOf(header));
    const subject = subjectOf ? await subjectOf(request) : (session?.userId ?? null);
    if (subject === null) return null;
    const organization = isOfPlatform(asking)
      ? asking.organization(session?.organization.id ?? '')
      : asking;
    const { organizationId } = organization;
    return { organization, who: { subject, session, organizationId } };
  }

  return async function admit({
    permission,
    request,
    resourceOf,
    header,
  }: Asked<Keys, Incoming>): Promise<Admitted | Refusal> {
    try {
      const asks = await whoAsks(request, header);
      if (asks === null) return notSignedIn(permission);
      const { organization, who } = asks;
      const answer = await organization.evaluate(who.subject, permission, await resourceOf());
      return isPlainYes(answer) ? who : notAllowed(permission);
    } catch (error) {
      if (!(error instanceof LatchkeyError)) throw error;
      // Nobody may do anything in an organization that is not there.
      return error.code === 'unknown_organization'
        ? notAllowed(permission)
        : accessUnknown(permission);
    }
  };
}

const isOfPlatform = <Keys extends ModelKeys>(
  asking: Asking<Keys>,
): asking is PlatformLatchkey<Keys, Latchkey<Keys>> => 'organization' in asking;

export const isRefusal = (answer: Admitted | Refusal): answer is Refusal => 'problem' in answer;

/** A bearer token of Latchkey goes before the cookie; one of somebody else's is none. */
function tokenOf(header: (name: 'cookie' | 'authorization') => string | null | undefined) {
  const bearer = /^Bearer +(\S+)$/i.exec(header('authorization') ?? '')?.[1];
  return findSessionToken(bearer) ?? header('cookie');
}
