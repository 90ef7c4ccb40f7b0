import type { OrganizationId, UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import { recordEvent } from '../audit/record-event.ts';
import { inOrganization } from '../db/in-organization.ts';
import type { SignInId } from '../db/tables.ts';
import { ProblemError } from '../http/problem.ts';
import { newId } from '../ids.ts';
import type { Services } from '../services.ts';
import { newSessionToken } from '../tokens/secret-token.ts';
import { membershipsOf } from './memberships.ts';
import { otherSignInMethod } from './other-sign-in-method.ts';
import { opens, type Proof } from './proof.ts';
import type { RequestOrigin } from './request-origin.ts';

export interface IssuedSession {
  readonly organizationId: OrganizationId;
  readonly token: string;
  readonly expiresAt: Date;
}

export interface SessionWanted {
  readonly organizationId: OrganizationId;
  readonly signInId: SignInId;
  readonly userId: UserId;
  readonly proof: Proof;
  readonly origin: RequestOrigin;
  /** An operator's, who is there for a while; such a member has no other way in. */
  readonly visiting?: boolean;
}

/** A session of one organization, for a person who is active there at this moment and whose proof counts there. */
export async function issueSession(
  services: Services,
  wanted: SessionWanted,
): Promise<IssuedSession> {
  const issued = await tryToIssue(services, wanted);
  if (issued) return issued;
  const memberships = await membershipsOf(services.db, wanted.userId);
  const closed = memberships.find((one) => one.organizationId === wanted.organizationId);
  throw closed
    ? await otherSignInMethod(services, closed)
    : new ProblemError('no_active_membership');
}

function tryToIssue(
  { db }: Services,
  { organizationId, signInId, userId, proof, origin, visiting = false }: SessionWanted,
): Promise<IssuedSession | null> {
  const { token, hash } = newSessionToken(organizationId);
  return inOrganization(db, organizationId, async (transaction) => {
    const issued = await transaction
      .insertInto('sessions')
      .columns([
        'organization_id',
        'session_id',
        'token_hash',
        'user_id',
        'member_id',
        'sign_in_id',
        'expires_at',
        'user_agent',
        'ip_address',
      ])
      .expression((query) =>
        query
          .selectFrom('members as m')
          .innerJoin('sign_ins as i', 'i.user_id', 'm.user_id')
          .select([
            'm.organization_id',
            sql.val(newId('ses')).as('session_id'),
            sql.val(hash).as('token_hash'),
            'i.user_id',
            'm.member_id',
            'i.sign_in_id',
            'i.expires_at',
            sql.val(origin.userAgent).as('user_agent'),
            sql.val(origin.ipAddress).as('ip_address'),
          ])
          .where('m.organization_id', '=', organizationId)
          .where('m.user_id', '=', userId)
          .where('m.status', '=', 'active')
          .where('m.visiting', '=', visiting)
          .where(sql<boolean>`(m.access_ends_at is null or m.access_ends_at > now())`)
          .where(opens(proof))
          .where('i.sign_in_id', '=', signInId)
          .where('i.expires_at', '>', sql<Date>`now()`),
      )
      .returning(['member_id', 'expires_at'])
      .executeTakeFirst();
    if (!issued) return null;
    await transaction
      .updateTable('members')
      .set({ last_active_at: sql`now()` })
      .where('organization_id', '=', organizationId)
      .where('member_id', '=', issued.member_id)
      .execute();
    await recordEvent(transaction, {
      organizationId,
      kind: 'sign_in.succeeded',
      memberId: issued.member_id,
      ipAddress: origin.ipAddress,
      details: {
        method: proof.method,
        ...(proof.method === 'sso' && { connectionId: proof.connectionId }),
      },
    });
    return { organizationId, token, expiresAt: issued.expires_at };
  });
}
