import type { inviteRequest, RequestId } from '@latchkey/contract';
import type { ChangeId, MemberId, OrganizationId, UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Transaction } from '../../db/database.ts';
import type { Cursor } from '../../http/cursor.ts';

export interface RequestRow {
  readonly request_id: RequestId;
  readonly requested_by: MemberId;
  readonly requested_by_name: string;
  readonly requested_by_user: UserId | null;
  readonly requested_at: Date;
  readonly lapses_at: Date;
  readonly reason: string;
  readonly asked: z.output<typeof inviteRequest>;
  readonly digest: string;
  readonly state: 'waiting' | 'lapsed' | 'approved' | 'declined' | 'withdrawn';
  readonly decided_by_name: string | null;
  readonly decided_at: Date | null;
  readonly decision_reason: string | null;
  readonly changed: boolean;
}

const requestRows = sql<RequestRow>`
  select r.request_id, r.requested_by, coalesce(nullif(m.name, ''), m.address) as requested_by_name,
    m.user_id as requested_by_user, r.requested_at, r.lapses_at, r.reason, r.asked, r.digest,
    case when r.state = 'waiting' and r.lapses_at <= now() then 'lapsed' else r.state end as state,
    coalesce(nullif(d.name, ''), d.address) as decided_by_name, r.decided_at, r.decision_reason, r.changed
  from requests r
  join members m on m.organization_id = r.organization_id and m.member_id = r.requested_by
  left join members d on d.organization_id = r.organization_id and d.member_id = r.decided_by`;

export interface RequestsWanted {
  readonly state: 'waiting' | 'decided';
  /** Only those of this member; null: everybody's. */
  readonly of: MemberId | null;
  readonly limit: number;
  readonly cursor: Cursor | null;
}

/** The newest first; one row more than a page holds, so that it is known whether there are others. */
export async function readRequests(
  transaction: Transaction,
  organizationId: OrganizationId,
  { state, of, limit, cursor }: RequestsWanted,
): Promise<{ readonly rows: readonly RequestRow[]; readonly total: number }> {
  const isWaiting = sql`(r.state = 'waiting' and r.lapses_at > now())`;
  const wanted = sql`r.organization_id = ${organizationId}
    and ${state === 'waiting' ? isWaiting : sql`not ${isWaiting}`}
    and (${of}::text is null or r.requested_by = ${of})`;
  const [at, id] = cursor?.position ?? [];
  const back = cursor?.direction === 'before';
  const beyond =
    cursor === null
      ? sql`true`
      : back
        ? sql`(r.requested_at, r.request_id) > (${at}::timestamptz, ${id})`
        : sql`(r.requested_at, r.request_id) < (${at}::timestamptz, ${id})`;
  const order = back ? sql`asc` : sql`desc`;
  const { rows } = await sql<RequestRow>`
    ${requestRows} where ${wanted} and ${beyond}
    order by r.requested_at ${order}, r.request_id ${order} limit ${limit + 1}
  `.execute(transaction);
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from requests r where ${wanted}
  `.execute(transaction);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

export async function readRequest(
  transaction: Transaction,
  organizationId: OrganizationId,
  requestId: RequestId,
): Promise<RequestRow | null> {
  const { rows } = await sql<RequestRow>`
    ${requestRows} where r.organization_id = ${organizationId} and r.request_id = ${requestId}
  `.execute(transaction);
  return rows[0] ?? null;
}

export interface Ending {
  readonly state: 'approved' | 'declined' | 'withdrawn';
  readonly by: MemberId;
  readonly reason: string | null;
  readonly changed?: boolean;
}

/** Ends a request that still waits; false when somebody was faster or it has lapsed. */
export async function endRequest(
  transaction: Transaction,
  organizationId: OrganizationId,
  requestId: RequestId,
  { state, by, reason, changed = false }: Ending,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('requests')
    .set({
      state,
      decided_by: by,
      decided_at: sql`now()`,
      decision_reason: reason,
      changed,
    })
    .where('organization_id', '=', organizationId)
    .where('request_id', '=', requestId)
    .where('state', '=', 'waiting')
    .where('lapses_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function noteChange(
  transaction: Transaction,
  organizationId: OrganizationId,
  requestId: RequestId,
  changeId: ChangeId,
): Promise<void> {
  await transaction
    .updateTable('requests')
    .set({ change_id: changeId })
    .where('organization_id', '=', organizationId)
    .where('request_id', '=', requestId)
    .execute();
}

/** Members who can decide: the owners who can sign in. */
export async function readOwners(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<readonly MemberId[]> {
  const rows = await transaction
    .selectFrom('members')
    .select('member_id')
    .where('organization_id', '=', organizationId)
    .where('role', '=', 'owner')
    .where('status', '=', 'active')
    .where('visiting', '=', false)
    .where(sql<boolean>`(access_ends_at is null or access_ends_at > now())`)
    .orderBy('member_id')
    .execute();
  return rows.map(({ member_id }) => member_id);
}

/** Which version of each set and place is meant: when one moves on, approving does something else. */
export async function versionsOf(
  transaction: Transaction,
  organizationId: OrganizationId,
  { grants }: Pick<RequestRow['asked'], 'grants'>,
): Promise<readonly (readonly [string, number])[]> {
  const sets = grants.flatMap(({ permissionSetId }) => permissionSetId ?? []);
  const scopes = grants.map(({ scope }) => scope);
  const { rows } = await sql<{ id: string; revision: number }>`
    select set_id as id, revision from permission_sets
    where organization_id = ${organizationId} and set_id = any(${sets})
    union all
    select entity_id, revision from entities
    where organization_id = ${organizationId} and entity_id = any(${scopes})
    order by id
  `.execute(transaction);
  return rows.map(({ id, revision }) => [id, revision] as const);
}
