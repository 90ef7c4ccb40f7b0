import type { Actor, MemberId, OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import { commit } from '../../change/commit.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
import { findOpenVisit } from './queries.ts';

/** The operator leaves before the time is over; the visit's session ends in the same transaction. */
export async function leaveVisit(
  services: Services,
  { userId }: SignedInOperator,
  organizationId: OrganizationId,
): Promise<void> {
  const visit = await inOrganization(services.db, organizationId, (transaction) =>
    findOpenVisit(transaction, organizationId, userId),
  );
  if (!visit) throw new ProblemError('no_visit');
  await endVisit(services, organizationId, visit.memberId, { type: 'operator', userId });
}

/** Ends whatever visit this member is. */
export async function endVisit(
  services: Services,
  organizationId: OrganizationId,
  memberId: MemberId,
  actor: Extract<Actor, { type: 'operator' | 'system' }>,
): Promise<void> {
  await commit(services, organizationId, {
    actor,
    authority: { kind: 'system' },
    channel: actor.type === 'operator' ? 'console' : 'cli',
    operations: [{ type: 'visit.end', memberId }],
    alongside: async (transaction) => {
      await transaction
        .updateTable('operator_visits')
        .set({ ended_at: sql`now()` })
        .where('organization_id', '=', organizationId)
        .where('member_id', '=', memberId)
        .where('ended_at', 'is', null)
        .execute();
    },
  });
}
