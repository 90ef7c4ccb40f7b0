import type { MemberListItem } from '@latchkey/contract';
import type { MemberId, MemberStatus, Role, SignInMethod } from '@latchkey/engine';
import { sql } from 'kysely';
import type { ConnectionId } from '../../db/tables.ts';
import type { AccessSummary } from './access-summary.ts';
import type { PersonToManage } from './cannot-manage.ts';

export interface MemberRow {
  readonly member_id: MemberId;
  readonly name: string;
  readonly address: string;
  readonly phone: string | null;
  readonly role: Role;
  readonly status: MemberStatus;
  readonly expired: boolean;
  readonly sign_in_method: SignInMethod;
  readonly connection_id: ConnectionId | null;
  readonly access_ends_at: Date | null;
  readonly last_active_at: Date | null;
  readonly joined_at: Date | null;
  /** Why an operator is here; null for whoever belongs here. */
  readonly visit: {
    readonly reason: string;
    readonly mode: 'read' | 'write';
    readonly writeReason: string | null;
    readonly endsAt: string;
  } | null;
}

/** Columns of the row `m` that a list of people shows. */
export const memberColumns = sql`
  m.member_id, m.name, m.address, m.phone, m.role, m.status, m.sign_in_method,
  m.access_ends_at, m.last_active_at, m.joined_at,
  (select c.connection_id from member_connections c
    where c.organization_id = m.organization_id and c.member_id = m.member_id) as connection_id,
  (m.access_ends_at is not null and m.access_ends_at <= now()) as expired,
  case when m.visiting then (
    select json_build_object('reason', v.reason, 'mode', v.mode, 'writeReason', v.write_reason,
                             'endsAt', coalesce(v.ended_at, v.ends_at))
    from operator_visits v
    where v.organization_id = m.organization_id and v.member_id = m.member_id
    order by v.began_at desc limit 1
  ) end as visit`;

interface ItemContext {
  readonly reader: MemberId;
  readonly signInLabel: (row: Pick<MemberRow, 'sign_in_method' | 'connection_id'>) => string;
  readonly summary: (memberId: MemberId) => AccessSummary;
  readonly cannotManage: (person: PersonToManage) => string | null;
}

export function memberListItem(
  row: MemberRow,
  { reader, signInLabel, summary, cannotManage }: ItemContext,
): MemberListItem {
  return {
    id: row.member_id,
    name: row.name,
    address: row.address,
    phone: row.phone,
    role: row.role,
    status: row.status,
    expired: row.expired,
    signInMethod: row.sign_in_method,
    signInLabel: signInLabel(row),
    ...summary(row.member_id),
    accessEndsAt: row.access_ends_at?.toISOString() ?? null,
    lastActiveAt: row.last_active_at?.toISOString() ?? null,
    joinedAt: row.joined_at?.toISOString() ?? null,
    you: row.member_id === reader,
    visit: row.visit && { ...row.visit, endsAt: new Date(row.visit.endsAt).toISOString() },
    cannotManage: cannotManage({
      memberId: row.member_id,
      role: row.role,
      visits: row.visit !== null,
    }),
  };
}
