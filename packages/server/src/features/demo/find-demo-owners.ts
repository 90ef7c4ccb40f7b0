import type { UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import type { Database } from '../../db/database.ts';

export interface DemoOwner {
  readonly userId: UserId;
  readonly name: string;
  readonly organizationName: string;
  /** What the organization's access model is called. */
  readonly model: string;
}

/** Of each organization, in the order they were made, the first owner who can sign in. */
export function findDemoOwners(db: Database): Promise<readonly DemoOwner[]> {
  return acrossOrganizations(db, 'list-organizations', async (transaction) => {
    const { rows } = await sql<DemoOwner>`
      select m.user_id as "userId", m.name, o.name as "organizationName", v.model ->> 'label' as model
      from organizations o
      join model_versions v on v.model_hash = o.model_hash
      cross join lateral (
        select user_id, name from members
        where organization_id = o.organization_id and role = 'owner' and status = 'active' and not visiting
        order by joined_at, member_id limit 1) m
      order by o.created_at, o.organization_id
    `.execute(transaction);
    return rows;
  });
}
