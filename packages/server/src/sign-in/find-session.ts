import type { MemberId, OrganizationId, Role, UserId } from '@latchkey/engine';
import { inOrganization } from '../db/in-organization.ts';
import type { SessionId, SignInId } from '../db/tables.ts';
import type { Services } from '../services.ts';
import type { PresentedToken } from '../tokens/secret-token.ts';
import { idleSeconds } from './session-limits.ts';

export interface FoundSession {
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  readonly sessionId: SessionId;
  readonly signInId: SignInId;
  readonly userId: UserId;
  readonly memberId: MemberId;
  readonly memberName: string;
  readonly memberAddress: string;
  readonly role: Role;
  readonly accessEndsAt: Date | null;
  readonly expiresAt: Date;
}

interface Row {
  organization_name: string;
  session_id: SessionId;
  sign_in_id: SignInId;
  user_id: UserId;
  member_id: MemberId;
  member_name: string;
  member_address: string;
  role: Role;
  access_ends_at: Date | null;
  expires_at: Date;
  untouched: boolean;
}

// Everything that can end a session is asked on every request: the session, the sign-in behind it,
// the person's status and the end of access. Nothing is cached, so an end counts at the next request.
const lookUp = {
  name: 'find-session',
  text: `
    select o.name as organization_name, s.session_id, s.sign_in_id, s.user_id, s.member_id,
      m.name as member_name, m.address as member_address, m.role, m.access_ends_at,
      least(s.expires_at, s.last_seen_at + ${idleSeconds} * interval '1 second') as expires_at,
      s.last_seen_at < now() - interval '1 minute' as untouched
    from sessions s
    join sign_ins i on i.sign_in_id = s.sign_in_id and i.expires_at > now()
    join members m on m.organization_id = s.organization_id and m.member_id = s.member_id
      and m.status = 'active' and m.user_id = s.user_id
      and (m.access_ends_at is null or m.access_ends_at > now())
    join organizations o on o.organization_id = s.organization_id
    where s.organization_id = $1 and s.token_hash = $2
      and s.expires_at > now() and s.last_seen_at > now() - ${idleSeconds} * interval '1 second'`,
};

/** The session behind a token while everything it rests on still stands, else null. */
export function findSession(
  { db }: Services,
  { organizationId, hash }: PresentedToken,
): Promise<FoundSession | null> {
  return inOrganization(db, organizationId, async ({ client }) => {
    const { rows } = await client.query<Row>({ ...lookUp, values: [organizationId, hash] });
    const [row] = rows;
    if (!row) return null;
    if (row.untouched)
      await client.query({ ...touch, values: [organizationId, row.session_id, row.member_id] });
    return {
      organizationId,
      organizationName: row.organization_name,
      sessionId: row.session_id,
      signInId: row.sign_in_id,
      userId: row.user_id,
      memberId: row.member_id,
      memberName: row.member_name,
      memberAddress: row.member_address,
      role: row.role,
      accessEndsAt: row.access_ends_at,
      expiresAt: row.expires_at,
    };
  });
}

// At most once a minute: a write for every read would be most of a read's cost.
const touch = {
  name: 'touch-session',
  text: `
    with seen as (
      update sessions set last_seen_at = now() where organization_id = $1 and session_id = $2
    )
    update members set last_active_at = now() where organization_id = $1 and member_id = $3`,
};
