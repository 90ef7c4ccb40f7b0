import type { PlanView } from '@latchkey/contract';
import type { Actor, MemberId, OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import { type ChangeRequest, commit } from '../../change/commit.ts';
import type { Services } from '../../services.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { requireOpenVisit } from './require-open-visit.ts';

/** The operator leaves before the time is over; the visit's session ends in the same transaction. */
export async function leaveVisit(
  services: Services,
  { userId }: SignedInOperator,
  organizationId: OrganizationId,
): Promise<void> {
  const visit = await requireOpenVisit(services, organizationId, userId);
  await endVisit(services, organizationId, visit.memberId, { type: 'operator', userId });
}

/** What leaving would take from the operator. */
export async function previewLeaving(
  services: Services,
  { userId }: SignedInOperator,
  organizationId: OrganizationId,
  page: AffectedPage,
): Promise<PlanView> {
  const { memberId } = await requireOpenVisit(services, organizationId, userId);
  const request = ending(memberId, { type: 'operator', userId });
  return previewChange(services, { organizationId, memberId: null }, request, page);
}

/** Ends whatever visit this member is. */
export async function endVisit(
  services: Services,
  organizationId: OrganizationId,
  memberId: MemberId,
  actor: EndedBy,
): Promise<void> {
  await commit(services, organizationId, {
    ...ending(memberId, actor),
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

type EndedBy = Extract<Actor, { type: 'operator' | 'system' }>;

const ending = (memberId: MemberId, actor: EndedBy): ChangeRequest => ({
  actor,
  authority: { kind: 'system' },
  channel: actor.type === 'operator' ? 'console' : 'cli',
  operations: [{ type: 'visit.end', memberId }],
});
