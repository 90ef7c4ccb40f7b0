import type { MemberId, OrganizationId, UserId } from '@latchkey/engine';
import { acrossOrganizations } from '../db/across-organizations.ts';
import type { Database } from '../db/database.ts';

export interface Membership {
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  readonly memberId: MemberId;
}

/** The organizations where this person may sign in now: active there, and before the end of access. */
export function membershipsOf(db: Database, userId: UserId): Promise<readonly Membership[]> {
  return acrossOrganizations(db, 'memberships-of-a-user', async (transaction) => {
    const rows = await transaction
      .selectFrom('members as m')
      .innerJoin('organizations as o', 'o.organization_id', 'm.organization_id')
      .select(['m.organization_id', 'o.name', 'm.member_id'])
      .where('m.user_id', '=', userId)
      .where('m.status', '=', 'active')
      .where((is) =>
        is.or([
          is('m.access_ends_at', 'is', null),
          is('m.access_ends_at', '>', is.fn<Date>('now')),
        ]),
      )
      .orderBy('o.name')
      .orderBy('o.organization_id')
      .execute();
    return rows.map((row) => ({
      organizationId: row.organization_id,
      organizationName: row.name,
      memberId: row.member_id,
    }));
  });
}
