import type { OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

export interface OrganizationRow {
  readonly name: string;
  readonly model_hash: string;
  readonly allowed_domains: string[];
  readonly invitation_days: number;
  readonly types_off: string[];
  readonly owner_count: number;
  readonly member_count: number;
  readonly place_count: number;
  readonly own_revision: number;
}

/** The organization with its sizes; `own_revision` is the last change of its settings, not of its people. */
export async function readOrganization(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<OrganizationRow | undefined> {
  const { rows } = await sql<OrganizationRow>`
    select o.name, o.model_hash, o.allowed_domains, o.invitation_days, o.types_off,
           people.owner_count, people.member_count,
           (select count(*) from entities e where e.organization_id = o.organization_id and not e.closed) as place_count,
           coalesce((
             select max(c.revision) from change_objects c
             where c.organization_id = o.organization_id and c.object_id = o.organization_id
           ), 0) as own_revision
    from organizations o
    cross join lateral (
      select count(*) filter (where m.role = 'owner') as owner_count, count(*) as member_count
      from members m
      where m.organization_id = o.organization_id and m.status in ('active', 'suspended') and not m.visiting
    ) people
    where o.organization_id = ${organizationId}
  `.execute(transaction);
  return rows[0];
}
