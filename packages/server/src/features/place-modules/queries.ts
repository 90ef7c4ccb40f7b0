import type { OrganizationId, Scope } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

/** How many people hold one of these permissions by a grant that reaches the place or lies below it, however it was given. */
export async function countHolders(
  transaction: Transaction,
  organizationId: OrganizationId,
  scopes: readonly Scope[],
  permissions: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ holders: number }>`
    select count(distinct g.member_id)::int as holders
    from grants g
    join members m on m.organization_id = g.organization_id and m.member_id = g.member_id
    left join permission_sets s on s.organization_id = g.organization_id and s.set_id = g.set_id
    where g.organization_id = ${organizationId} and g.scope = any(${[...scopes]})
      and m.status <> 'removed' and (g.ends_at is null or g.ends_at > now())
      and coalesce(g.permissions, s.permissions) && ${[...permissions]}
  `.execute(transaction);
  return rows[0]?.holders ?? 0;
}
