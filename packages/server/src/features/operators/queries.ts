import type { MemberId, OrganizationId, UserId } from '@latchkey/engine';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { VisitId } from '../../db/tables.ts';
import type { Cursor } from '../../http/cursor.ts';

export interface OrganizationRow {
  readonly organization_id: OrganizationId;
  readonly name: string;
  readonly model_key: string;
  readonly model_label: string;
  readonly self_serve: boolean;
  readonly created_at: Date;
  readonly owner_count: number;
  readonly member_count: number;
  readonly place_count: number;
  readonly sort_key: string;
  readonly visit_reason: string | null;
  readonly visit_mode: 'read' | 'write';
  readonly visit_write_reason: string | null;
  readonly visit_ends_at: Date;
}

export interface OrganizationFilter {
  readonly search: string | undefined;
  readonly selfServe: boolean | undefined;
}

export type OrganizationSort = 'name' | '-name' | 'createdAt' | '-createdAt';

const sortColumns = {
  name: { column: sql`lower(o.name) collate "C"`, text: sql`lower(o.name)` },
  // Microseconds do not survive a JavaScript date, so the position is kept as text.
  createdAt: { column: sql`o.created_at`, text: sql`o.created_at::text` },
};

const containing = (typed: string) =>
  `%${typed.toLowerCase().replace(/[\\%_]/g, (special) => `\\${special}`)}%`;

function matching({ search, selfServe }: OrganizationFilter): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (search) conditions.push(sql`lower(o.name) like ${containing(search)}`);
  if (selfServe !== undefined) conditions.push(sql`o.self_serve = ${selfServe}`);
  return sql.join(conditions, sql` and `);
}

/** One row more than asked for; sizes are counted for these rows only. */
export async function readOrganizations(
  transaction: Transaction,
  asked: {
    readonly filter: OrganizationFilter;
    readonly sort: OrganizationSort;
    readonly limit: number;
    readonly cursor: Cursor | null;
    readonly operator: UserId;
  },
): Promise<OrganizationRow[]> {
  const { filter, sort, limit, cursor, operator } = asked;
  const { column, text } = sort.endsWith('name') ? sortColumns.name : sortColumns.createdAt;
  const descending = sort.startsWith('-') !== (cursor?.direction === 'before');
  const direction = descending ? sql`desc` : sql`asc`;
  const [key = '', id = ''] = cursor?.position ?? [];
  const typed = sort.endsWith('name') ? sql`${key}` : sql`${key}::timestamptz`;
  const after = cursor
    ? sql`(${column}, o.organization_id) ${descending ? sql`<` : sql`>`} (${typed}, ${id})`
    : sql`true`;
  const { rows } = await sql<OrganizationRow>`
    with shown as (
      select o.*, ${text} as sort_key from organizations o
      where ${matching(filter)} and ${after}
      order by ${column} ${direction}, o.organization_id ${direction}
      limit ${limit + 1}
    )
    select o.organization_id, o.name, o.self_serve, o.created_at, o.sort_key,
      v.model ->> 'key' as model_key, v.model ->> 'label' as model_label,
      people.owner_count, people.member_count,
      (select count(*) from entities e where e.organization_id = o.organization_id and not e.closed) as place_count,
      visit.reason as visit_reason, visit.mode as visit_mode, visit.write_reason as visit_write_reason,
      visit.ends_at as visit_ends_at
    from shown o
    join model_versions v on v.model_hash = o.model_hash
    cross join lateral (
      select count(*) filter (where m.role = 'owner' and m.status = 'active') as owner_count, count(*) as member_count
      from members m
      where m.organization_id = o.organization_id and m.status in ('active', 'suspended') and not m.visiting
    ) people
    left join operator_visits visit on visit.organization_id = o.organization_id
      and visit.user_id = ${operator} and visit.ended_at is null and visit.ends_at > now()
    order by ${column} ${direction}, o.organization_id ${direction}
  `.execute(transaction);
  return rows;
}

export async function countOrganizations(
  transaction: Transaction,
  filter: OrganizationFilter,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from organizations o where ${matching(filter)}
  `.execute(transaction);
  return rows[0]?.total ?? 0;
}

export interface PersonRow {
  readonly organization_id: OrganizationId;
  readonly organization_name: string;
  readonly member_id: MemberId;
  readonly name: string;
  readonly address: string;
  readonly role: 'owner' | 'member';
  readonly status: 'invited' | 'active' | 'suspended' | 'removed';
  readonly expired: boolean;
  readonly last_active_at: Date | null;
}

/** One row more than asked for, by address, so that a person's organizations stand together. */
export async function readPeople(
  transaction: Transaction,
  search: string,
  limit: number,
  cursor: Cursor | null,
): Promise<PersonRow[]> {
  const back = cursor?.direction === 'before';
  const [address = '', organizationId = '', memberId = ''] = cursor?.position ?? [];
  const key = sql`(m.address collate "C", m.organization_id, m.member_id)`;
  const after = cursor
    ? sql`${key} ${back ? sql`<` : sql`>`} (${address}, ${organizationId}, ${memberId})`
    : sql`true`;
  const direction = back ? sql`desc` : sql`asc`;
  const { rows } = await sql<PersonRow>`
    select m.organization_id, o.name as organization_name, m.member_id, m.name, m.address, m.role,
      m.status, m.last_active_at, (m.access_ends_at is not null and m.access_ends_at <= now()) as expired
    from members m join organizations o on o.organization_id = m.organization_id
    where ${peopleMatching(search)} and ${after}
    order by m.address collate "C" ${direction}, m.organization_id ${direction}, m.member_id ${direction}
    limit ${limit + 1}
  `.execute(transaction);
  return rows;
}

export async function countPeople(transaction: Transaction, search: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from members m where ${peopleMatching(search)}
  `.execute(transaction);
  return rows[0]?.total ?? 0;
}

const peopleMatching = (search: string) =>
  sql`not m.visiting and m.search_text like ${containing(search)}`;

export interface PlaceRow {
  readonly entity_id: `ent_${string}`;
  readonly name: string;
  readonly code: string;
  readonly type: string;
  readonly modules_off: string[];
}

/** Open places by name or code; without a search those where something is switched off. */
export async function readPlaces(
  transaction: Transaction,
  organizationId: OrganizationId,
  search: string | undefined,
): Promise<PlaceRow[]> {
  const pattern = search ? containing(search) : null;
  const { rows } = await sql<PlaceRow>`
    select entity_id, name, code, type, modules_off from entities
    where organization_id = ${organizationId} and not closed
      and ${pattern === null ? sql`modules_off <> '{}'` : sql`(lower(name) like ${pattern} or lower(code) like ${pattern})`}
    order by lower(name) collate "C", entity_id limit 50
  `.execute(transaction);
  return rows;
}

/** Active people who hold one of the permissions at one of the places; owners hold them all. `scopes` null: anywhere. */
export async function countHolders(
  transaction: Transaction,
  organizationId: OrganizationId,
  permissions: readonly string[],
  scopes: readonly string[] | null,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from members m
    where m.organization_id = ${organizationId} and m.status = 'active' and not m.visiting
      and (m.access_ends_at is null or m.access_ends_at > now())
      and (m.role = 'owner' or exists (
        select from grants g
        left join permission_sets p on p.organization_id = g.organization_id and p.set_id = g.set_id
        where g.organization_id = m.organization_id and g.member_id = m.member_id
          and (g.starts_at is null or g.starts_at <= now()) and (g.ends_at is null or g.ends_at > now())
          and (${scopes === null} or g.scope = any(${scopes ?? []}))
          and coalesce(g.permissions, p.permissions) && ${permissions}::text[]))
  `.execute(transaction);
  return rows[0]?.total ?? 0;
}

/** The member that this operator was here as before. */
export async function findVisitor(
  transaction: Transaction,
  organizationId: OrganizationId,
  userId: UserId,
): Promise<MemberId | null> {
  const row = await transaction
    .selectFrom('members')
    .select('member_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .where('visiting', '=', true)
    .orderBy('joined_at', 'desc')
    .executeTakeFirst();
  return row?.member_id ?? null;
}

/** The operator's open visit, or null. */
export async function findOpenVisit(
  transaction: Transaction,
  organizationId: OrganizationId,
  userId: UserId,
): Promise<{ readonly visitId: VisitId; readonly memberId: MemberId } | null> {
  const row = await transaction
    .selectFrom('operator_visits')
    .select(['visit_id', 'member_id'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row ? { visitId: row.visit_id, memberId: row.member_id } : null;
}

/** Where this operator is at this moment. */
export function readOpenVisits(
  transaction: Transaction,
  userId: UserId,
): Promise<readonly { organization_id: OrganizationId; member_id: MemberId }[]> {
  return transaction
    .selectFrom('operator_visits')
    .select(['organization_id', 'member_id'])
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', sql<Date>`now()`)
    .execute();
}
