import type { MemberId, OrganizationId, Role, UserId } from '@latchkey/engine';
import { inOrganization } from '../db/in-organization.ts';
import type { SessionId, SignInId } from '../db/tables.ts';
import type { Services } from '../services.ts';
import type { PresentedToken } from '../tokens/secret-token.ts';
import { idleSeconds } from './session-limits.ts';

/** An operator is inside for a while: why, until when, and whether things may be changed. */
export interface Visit {
  readonly reason: string;
  readonly mode: 'read' | 'write';
  /** Why things are being changed; null while the visit is to read only. */
  readonly writeReason: string | null;
  readonly endsAt: Date;
}

export interface FoundSession {
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  /** Off: nobody of the organization changes anything. */
  readonly selfServe: boolean;
  readonly sessionId: SessionId;
  readonly signInId: SignInId;
  readonly userId: UserId;
  readonly hasPassword: boolean;
  readonly memberId: MemberId;
  readonly memberName: string;
  readonly memberAddress: string;
  readonly role: Role;
  readonly accessEndsAt: Date | null;
  readonly expiresAt: Date;
  /** Null: an ordinary member. */
  readonly visit: Visit | null;
}

interface Row {
  organization_name: string;
  self_serve: boolean;
  session_id: SessionId;
  sign_in_id: SignInId;
  user_id: UserId;
  has_password: boolean;
  member_id: MemberId;
  member_name: string;
  member_address: string;
  role: Role;
  access_ends_at: Date | null;
  expires_at: Date;
  untouched: boolean;
  visit_reason: string | null;
  visit_mode: 'read' | 'write';
  visit_write_reason: string | null;
  visit_ends_at: Date;
}

// Everything that can end a session is asked on every request: the session, the sign-in behind it,
// the person's status and the end of access; of an operator who visits, the visit and the operator too. Nothing is cached, so an end counts at the next request.
const lookUp = {
  name: 'find-session',
  text: `
    select o.name as organization_name, o.self_serve, s.session_id, s.sign_in_id, s.user_id, s.member_id,
      exists (select from credentials c where c.user_id = s.user_id) as has_password,
      m.name as member_name, m.address as member_address, m.role, m.access_ends_at,
      least(s.expires_at, s.last_seen_at + ${idleSeconds} * interval '1 second') as expires_at,
      s.last_seen_at < now() - interval '1 minute' as untouched,
      v.reason as visit_reason, v.mode as visit_mode, v.write_reason as visit_write_reason, v.ends_at as visit_ends_at
    from sessions s
    join sign_ins i on i.sign_in_id = s.sign_in_id and i.expires_at > now()
    join members m on m.organization_id = s.organization_id and m.member_id = s.member_id
      and m.status = 'active' and m.user_id = s.user_id
      and (m.access_ends_at is null or m.access_ends_at > now())
    join organizations o on o.organization_id = s.organization_id
    left join operator_visits v on m.visiting and v.organization_id = m.organization_id
      and v.member_id = m.member_id and v.ended_at is null and v.ends_at > now()
      and exists (select from operators p where p.user_id = v.user_id and p.removed_at is null)
    where s.organization_id = $1 and s.token_hash = $2
      and s.expires_at > now() and s.last_seen_at > now() - ${idleSeconds} * interval '1 second'
      and (not m.visiting or v.visit_id is not null)`,
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
      selfServe: row.self_serve,
      sessionId: row.session_id,
      signInId: row.sign_in_id,
      userId: row.user_id,
      hasPassword: row.has_password,
      memberId: row.member_id,
      memberName: row.member_name,
      memberAddress: row.member_address,
      role: row.role,
      accessEndsAt: row.access_ends_at,
      expiresAt: row.expires_at,
      visit: visitOf(row),
    };
  });
}

function visitOf(row: Row): Visit | null {
  if (row.visit_reason === null) return null;
  return {
    reason: row.visit_reason,
    mode: row.visit_mode,
    writeReason: row.visit_write_reason,
    endsAt: row.visit_ends_at,
  };
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
