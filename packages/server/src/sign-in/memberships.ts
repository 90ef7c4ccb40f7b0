import type { MemberId, OrganizationId, SignInMethod, UserId } from '@latchkey/engine';
import { acrossOrganizations } from '../db/across-organizations.ts';
import type { Database } from '../db/database.ts';
import { opens, type Proof } from './proof.ts';

export interface Membership {
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  readonly memberId: MemberId;
  readonly signInMethod: SignInMethod;
}

/** The organizations where this person is active now, before the end of access; with a proof, those that it opens. */
export function membershipsOf(
  db: Database,
  userId: UserId,
  proof?: Proof,
): Promise<readonly Membership[]> {
  return acrossOrganizations(db, 'memberships-of-a-user', async (transaction) => {
    const rows = await transaction
      .selectFrom('members as m')
      .innerJoin('organizations as o', 'o.organization_id', 'm.organization_id')
      .select(['m.organization_id', 'o.name', 'm.member_id', 'm.sign_in_method'])
      .where('m.user_id', '=', userId)
      .where('m.status', '=', 'active')
      // An operator's visit is entered from the operator's own console.
      .where('m.visiting', '=', false)
      .where((is) =>
        is.or([
          is('m.access_ends_at', 'is', null),
          is('m.access_ends_at', '>', is.fn<Date>('now')),
        ]),
      )
      .$if(proof !== undefined, (query) => query.where(opens(proof ?? { method: 'demo' })))
      .orderBy('o.name')
      .orderBy('o.organization_id')
      .execute();
    return rows.map((row) => ({
      organizationId: row.organization_id,
      organizationName: row.name,
      memberId: row.member_id,
      signInMethod: row.sign_in_method,
    }));
  });
}
