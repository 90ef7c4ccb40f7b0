import type { MemberId, MemberStatus, OrganizationId, Role, Scope } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { Cursor } from '../../http/cursor.ts';

export interface TableRow {
  readonly member_id: MemberId;
  readonly name: string;
  readonly address: string;
  readonly role: Role;
  readonly status: MemberStatus;
  readonly access_ends_at: Date | null;
  /** Owners, then who holds something here, then everybody else. */
  readonly standing: number;
  readonly sort_name: string;
  /** Of the newest change that touched the person or the person's grants. */
  readonly touched: number;
}

export interface TableFilter {
  readonly organizationId: OrganizationId;
  readonly lineage: readonly Scope[];
  /** A pattern for `like`; null: everybody. */
  readonly pattern: string | null;
  readonly withoutAccess: boolean;
}

/** One row more than asked for, in the order of the page's direction. */
export async function readRows(
  transaction: Transaction,
  filter: TableFilter,
  limit: number,
  cursor: Cursor | null,
): Promise<TableRow[]> {
  const back = cursor?.direction === 'before';
  const [standing = 0, name = '', memberId = ''] = cursor?.position ?? [];
  const position = sql`(t.standing, t.sort_name, t.member_id)`;
  const from = sql`(${standing}::int, ${name}::text collate "C", ${memberId}::text)`;
  const after =
    cursor === null ? sql`true` : back ? sql`${position} < ${from}` : sql`${position} > ${from}`;
  const order = back
    ? sql`t.standing desc, t.sort_name desc, t.member_id desc`
    : sql`t.standing, t.sort_name, t.member_id`;
  const { rows } = await sql<TableRow>`
    select t.*, coalesce((select max(c.revision) from change_objects c
      where c.organization_id = ${filter.organizationId} and c.member_id = t.member_id), t.revision) as touched
    from (${people(filter)}) t where ${after} order by ${order} limit ${limit + 1}
  `.execute(transaction);
  return rows;
}

export async function countRows(transaction: Transaction, filter: TableFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (${people(filter)}) t
  `.execute(transaction);
  return rows[0]?.total ?? 0;
}

/** Everybody of the organization who is not removed, as far as the filter goes. */
function people({ organizationId, lineage, pattern, withoutAccess }: TableFilter) {
  return sql`
    select m.member_id, m.name, m.address, m.role, m.status, m.access_ends_at, m.revision,
      case when m.role = 'owner' then 0 when h.member_id is not null then 1 else 2 end as standing,
      lower(m.name) collate "C" as sort_name
    from members m
    left join (
      select distinct member_id from grants
      where organization_id = ${organizationId} and scope = any(${[...lineage]})
        and (ends_at is null or ends_at > now())
    ) h on h.member_id = m.member_id
    where m.organization_id = ${organizationId} and m.status <> 'removed'
      and (${pattern}::text is null or lower(m.name) like ${pattern} or lower(m.address) like ${pattern})
      and (${withoutAccess} or m.role = 'owner' or h.member_id is not null)`;
}

export interface TableGrant {
  readonly member_id: MemberId;
  readonly scope: Scope;
  readonly permissions: string[];
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
}

/** What these people hold at the place or above it. */
export async function readTableGrants(
  transaction: Transaction,
  { organizationId, lineage }: Pick<TableFilter, 'organizationId' | 'lineage'>,
  memberIds: readonly MemberId[],
): Promise<readonly TableGrant[]> {
  const { rows } = await sql<TableGrant>`
    select member_id, scope, permissions, starts_at, ends_at from grants
    where organization_id = ${organizationId} and member_id = any(${[...memberIds]})
      and scope = any(${[...lineage]}) and permissions is not null
      and (ends_at is null or ends_at > now())
    order by grant_id
  `.execute(transaction);
  return rows;
}

/** One person of the organization, removed ones too: what becomes of them is for the plan to say. */
export async function readPerson(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
): Promise<{ readonly name: string; readonly touched: number } | undefined> {
  const { rows } = await sql<{ name: string; touched: number }>`
    select m.name, coalesce((select max(c.revision) from change_objects c
      where c.organization_id = m.organization_id and c.member_id = m.member_id), m.revision) as touched
    from members m where m.organization_id = ${organizationId} and m.member_id = ${memberId}
  `.execute(transaction);
  return rows[0];
}
