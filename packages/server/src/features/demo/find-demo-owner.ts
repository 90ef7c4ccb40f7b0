import type { UserId } from '@latchkey/engine';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import type { Database } from '../../db/database.ts';

/** The first owner who can sign in, by the time of joining; null in an empty installation. */
export function findDemoOwner(db: Database): Promise<DemoOwner | null> {
  return acrossOrganizations(db, 'list-organizations', async (transaction) => {
    const row = await transaction
      .selectFrom('members')
      .innerJoin('organizations', 'organizations.organization_id', 'members.organization_id')
      .select([
        'members.user_id as userId',
        'members.name',
        'organizations.name as organizationName',
      ])
      .where('role', '=', 'owner')
      .where('status', '=', 'active')
      .orderBy('joined_at')
      .limit(1)
      .executeTakeFirst();
    return row?.userId ? { ...row, userId: row.userId } : null;
  });
}

export interface DemoOwner {
  readonly userId: UserId;
  readonly name: string;
  readonly organizationName: string;
}
