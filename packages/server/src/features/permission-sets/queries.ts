import type {
  MemberId,
  OrganizationId,
  PermissionSetId,
  PermissionSetKind,
} from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

export interface SetRow {
  readonly set_id: PermissionSetId;
  readonly kind: PermissionSetKind;
  readonly name: string;
  readonly description: string;
  readonly permissions: string[];
  readonly may_grant: PermissionSetId[] | null;
  readonly copied_from: PermissionSetId | null;
  readonly restrictions: string[];
  readonly copied_from_name: string | null;
  readonly revision: number;
  readonly member_count: number;
  readonly place_count: number;
  readonly changed_at: Date | null;
  readonly actor_type: string | null;
  readonly actor_id: string | null;
}

/** All sets of the organization, or one, the shipped ones first; people and places counted in one pass. */
export async function readSets(
  transaction: Transaction,
  organizationId: OrganizationId,
  setId: PermissionSetId | null = null,
): Promise<SetRow[]> {
  const { rows } = await sql<SetRow>`
    select s.set_id, s.kind, s.name, s.description, s.permissions, s.may_grant, s.copied_from, s.restrictions,
           source.name as copied_from_name, s.revision,
           coalesce(held.member_count, 0) as member_count, coalesce(held.place_count, 0) as place_count,
           c.at as changed_at, c.actor_type, c.actor_id
    from permission_sets s
    left join permission_sets source
      on source.organization_id = s.organization_id and source.set_id = s.copied_from
    left join changes c on c.organization_id = s.organization_id and c.revision = s.revision
    left join (
      select g.set_id, count(distinct g.member_id) as member_count, count(distinct g.scope) as place_count
      from grants g
      join members m on m.organization_id = g.organization_id and m.member_id = g.member_id
      where g.organization_id = ${organizationId} and m.status <> 'removed'
        and (${setId}::text is null or g.set_id = ${setId})
      group by g.set_id
    ) held on held.set_id = s.set_id
    where s.organization_id = ${organizationId} and (${setId}::text is null or s.set_id = ${setId})
    order by array_position(array['standard', 'starter', 'custom'], s.kind), lower(s.name) collate "C"
  `.execute(transaction);
  return rows;
}

export interface CopyRow {
  readonly set_id: PermissionSetId;
  readonly source_now: string[];
  /** What the source held when the copy was made. */
  readonly source_then: string[];
  /** Everything that the copy holds or has held. */
  readonly copy_ever: string[];
}

/** Copies whose source is still there, with what the log says about both. */
export async function readCopies(
  transaction: Transaction,
  organizationId: OrganizationId,
  setId: PermissionSetId | null,
): Promise<CopyRow[]> {
  const { rows } = await sql<CopyRow>`
    select s.set_id, source.permissions as source_now,
           array(
             select jsonb_array_elements_text(then_held.after->'permissions')
             from (
               select o.after from change_objects o
               where o.organization_id = s.organization_id and o.object_id = s.copied_from
                 and o.revision <= made.revision
               order by o.revision desc, o.ordinal desc limit 1
             ) then_held
           ) as source_then,
           array(
             select distinct jsonb_array_elements_text(o.after->'permissions') from change_objects o
             where o.organization_id = s.organization_id and o.object_id = s.set_id
               and o.after is not null
           ) as copy_ever
    from permission_sets s
    join permission_sets source
      on source.organization_id = s.organization_id and source.set_id = s.copied_from
    join lateral (
      select min(o.revision) as revision from change_objects o
      where o.organization_id = s.organization_id and o.object_id = s.set_id
    ) made on true
    where s.organization_id = ${organizationId} and (${setId}::text is null or s.set_id = ${setId})
  `.execute(transaction);
  return rows;
}

/** Sets that the member holds at a place at least. */
export async function readHeldSets(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
): Promise<Set<PermissionSetId>> {
  const { rows } = await sql<{ set_id: PermissionSetId }>`
    select distinct set_id from grants
    where organization_id = ${organizationId} and member_id = ${memberId} and set_id is not null
  `.execute(transaction);
  return new Set(rows.map(({ set_id }) => set_id));
}

/** What everybody who holds the set is called. */
export async function readHolderNames(
  transaction: Transaction,
  organizationId: OrganizationId,
  setId: PermissionSetId,
): Promise<{ readonly member_id: MemberId; readonly name: string }[]> {
  const { rows } = await sql<{ member_id: MemberId; name: string }>`
    select distinct m.member_id, m.name
    from grants g
    join members m on m.organization_id = g.organization_id and m.member_id = g.member_id
    where g.organization_id = ${organizationId} and g.set_id = ${setId} and m.status <> 'removed'
  `.execute(transaction);
  return rows;
}
