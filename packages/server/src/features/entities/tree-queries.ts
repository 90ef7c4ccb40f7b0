import type { EntityId, OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

export interface TreeRow {
  readonly entity_id: EntityId;
  readonly type: string;
  readonly code: string;
  readonly name: string;
  readonly city: string | null;
  readonly closed: boolean;
  readonly parents: EntityId[] | null;
}

/** Tells one state of the hierarchy from another: entities only appear, change (with a new revision) and go. */
export async function readTreeState(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<{ readonly newest: number; readonly size: number }> {
  const { rows } = await sql<{ newest: number; size: number }>`
    select coalesce(max(revision), 0) as newest, count(*) as size
    from entities where organization_id = ${organizationId}
  `.execute(transaction);
  return rows[0] ?? { newest: 0, size: 0 };
}

/** The whole hierarchy, or the named entities of it, by name. */
export async function readTree(
  transaction: Transaction,
  organizationId: OrganizationId,
  only: readonly EntityId[] | null,
): Promise<TreeRow[]> {
  const { rows } = await sql<TreeRow>`
    select e.entity_id, e.type, e.code, e.name, e.city, e.closed, p.parents
    from entities e
    left join (
      select entity_id, array_agg(parent_id) as parents
      from entity_parents where organization_id = ${organizationId}
      group by entity_id
    ) p using (entity_id)
    where e.organization_id = ${organizationId} and (${only}::text[] is null or e.entity_id = any(${only}))
    order by lower(e.name) collate "C", e.entity_id
  `.execute(transaction);
  return rows;
}
