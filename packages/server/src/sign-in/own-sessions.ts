import type { SessionListItem } from '@latchkey/contract';
import { sql } from 'kysely';
import { recordEvent } from '../audit/record-event.ts';
import { inOrganization } from '../db/in-organization.ts';
import type { SessionId } from '../db/tables.ts';
import type { SignedIn } from '../http/env.ts';
import { ProblemError } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { idleSeconds } from './session-limits.ts';

/** The person's live sessions in this organization, the newest first. */
export function listSessions({ db }: Services, signedIn: SignedIn): Promise<SessionListItem[]> {
  return inOrganization(db, signedIn.organizationId, async (transaction) => {
    const rows = await transaction
      .selectFrom('sessions as s')
      .innerJoin('sign_ins as i', 'i.sign_in_id', 's.sign_in_id')
      .select(['s.session_id', 's.created_at', 's.last_seen_at', 's.user_agent', 's.ip_address'])
      .select(
        sql<Date>`least(s.expires_at, s.last_seen_at + ${idleSeconds} * interval '1 second')`.as(
          'expires_at',
        ),
      )
      .where('s.organization_id', '=', signedIn.organizationId)
      .where('s.member_id', '=', signedIn.memberId)
      .where('i.expires_at', '>', sql<Date>`now()`)
      .where(
        sql<boolean>`s.expires_at > now() and s.last_seen_at > now() - ${idleSeconds} * interval '1 second'`,
      )
      .orderBy('s.created_at', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.session_id,
      current: row.session_id === signedIn.sessionId,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      userAgent: row.user_agent,
      ipAddress: row.ip_address,
    }));
  });
}

/** Ends one of the person's own sessions; anybody else's is not found. */
export function endSession(
  services: Services,
  signedIn: SignedIn,
  sessionId: SessionId,
  ipAddress: string,
): Promise<void> {
  return endSessions(services, signedIn, ipAddress, { only: sessionId });
}

/** Ends the person's other sessions in this organization. */
export function endOtherSessions(
  services: Services,
  signedIn: SignedIn,
  ipAddress: string,
): Promise<void> {
  return endSessions(services, signedIn, ipAddress, {});
}

function endSessions(
  { db }: Services,
  signedIn: SignedIn,
  ipAddress: string,
  { only }: { readonly only?: SessionId },
): Promise<void> {
  const { organizationId, memberId, sessionId } = signedIn;
  return inOrganization(db, organizationId, async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('sessions')
      .where('organization_id', '=', organizationId)
      .where('member_id', '=', memberId)
      .where((is) =>
        only === undefined ? is('session_id', '<>', sessionId) : is('session_id', '=', only),
      )
      .executeTakeFirst();
    if (only !== undefined && numDeletedRows === 0n) throw new ProblemError('not_found');
    await recordEvent(transaction, {
      organizationId,
      kind: 'session.ended',
      memberId,
      ipAddress,
      details: { count: Number(numDeletedRows) },
    });
  });
}
