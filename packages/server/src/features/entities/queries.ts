import type { EntityId, OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';
import type { Cursor } from '../../http/cursor.ts';

export interface EntityRow {
  readonly entity_id: EntityId;
  readonly type: string;
  readonly code: string;
  readonly name: string;
  readonly city: string | null;
  readonly closed: boolean;
  readonly revision: number;
  readonly sort_name: string;
  readonly parents: { readonly id: EntityId; readonly type: string; readonly name: string }[];
  readonly child_count: number;
  readonly member_count: number;
}

export interface EntityFilter {
  readonly search: string | undefined;
  readonly type: string | undefined;
  /** `none`: entities in no other that is visible. */
  readonly parent: EntityId | 'none' | undefined;
  /** Null: every entity of the organization. */
  readonly visible: readonly EntityId[] | null;
}

/** One row more than asked for, in the order of the page's direction. */
export async function readEntities(
  transaction: Transaction,
  organizationId: OrganizationId,
  filter: EntityFilter,
  limit: number,
  cursor: Cursor | null,
): Promise<EntityRow[]> {
  const back = cursor?.direction === 'before';
  const [name = '', entityId = ''] = cursor?.position ?? [];
  const from = cursor
    ? back
      ? sql`(lower(e.name) collate "C", e.entity_id) < (${name}, ${entityId})`
      : sql`(lower(e.name) collate "C", e.entity_id) > (${name}, ${entityId})`
    : sql`true`;
  const order = back
    ? sql`lower(e.name) collate "C" desc, e.entity_id desc`
    : sql`lower(e.name) collate "C", e.entity_id`;

  const { rows } = await sql<EntityRow>`
    with shown as (
      select e.* from entities e
      where ${matching(organizationId, filter)} and ${from}
      order by ${order}
      limit ${limit + 1}
    )
    ${withSurroundings} order by ${order}
  `.execute(transaction);
  return rows;
}

export async function countEntities(
  transaction: Transaction,
  organizationId: OrganizationId,
  filter: EntityFilter,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from entities e where ${matching(organizationId, filter)}
  `.execute(transaction);
  return rows[0]?.total ?? 0;
}

export async function readEntity(
  transaction: Transaction,
  organizationId: OrganizationId,
  entityId: EntityId,
): Promise<EntityRow | undefined> {
  const { rows } = await sql<EntityRow>`
    with shown as (
      select e.* from entities e
      where e.organization_id = ${organizationId} and e.entity_id = ${entityId}
    )
    ${withSurroundings}
  `.execute(transaction);
  return rows[0];
}

/** The rows of `shown` with what lies around each; counted for these rows only. */
const withSurroundings = sql`
  select e.entity_id, e.type, e.code, e.name, e.city, e.closed, e.revision,
         lower(e.name) collate "C" as sort_name,
         coalesce((
           select json_agg(json_build_object('id', p.entity_id, 'type', p.type, 'name', p.name) order by p.type, p.name)
           from entity_parents ep
           join entities p on p.organization_id = ep.organization_id and p.entity_id = ep.parent_id
           where ep.organization_id = e.organization_id and ep.entity_id = e.entity_id
         ), '[]') as parents,
         (select count(*) from entity_parents ep
          where ep.organization_id = e.organization_id and ep.parent_id = e.entity_id) as child_count,
         (select count(distinct g.member_id) from grants g
          join members m on m.organization_id = g.organization_id and m.member_id = g.member_id
          where g.organization_id = e.organization_id and g.scope = e.entity_id
            and m.status <> 'removed') as member_count
  from shown e`;

function matching(organizationId: OrganizationId, { search, type, parent, visible }: EntityFilter) {
  const pattern = search ? `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%` : null;
  return sql`
    e.organization_id = ${organizationId}
    and (${pattern}::text is null
         or lower(e.name) like ${pattern} or lower(e.code) like ${pattern} or lower(e.city) like ${pattern})
    and (${type ?? null}::text is null or e.type = ${type ?? null})
    and (${visible}::text[] is null or e.entity_id = any(${visible}))
    and ${below(parent, visible)}`;
}

function below(parent: EntityFilter['parent'], visible: EntityFilter['visible']) {
  if (parent === undefined) return sql`true`;
  const inPlace = sql`select from entity_parents ep
    where ep.organization_id = e.organization_id and ep.entity_id = e.entity_id`;
  return parent === 'none'
    ? sql`not exists (${inPlace} and (${visible}::text[] is null or ep.parent_id = any(${visible})))`
    : sql`exists (${inPlace} and ep.parent_id = ${parent})`;
}
