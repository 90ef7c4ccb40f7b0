import type { PlanView } from '@latchkey/contract';
import type { OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import { recordEvent } from '../../audit/record-event.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { byOperator } from './by-operator.ts';
import { findOpenVisit } from './queries.ts';
import { requireOpenVisit } from './require-open-visit.ts';

/** From here on the visit may change things; why is asked anew, recorded, and said with every change. */
export function writeDuringVisit(
  { db }: Services,
  { userId }: SignedInOperator,
  organizationId: OrganizationId,
  reason: string,
  ipAddress: string,
): Promise<void> {
  return inOrganization(db, organizationId, async (transaction) => {
    const visit = await findOpenVisit(transaction, organizationId, userId);
    if (!visit) throw new ProblemError('no_visit');
    await transaction
      .updateTable('operator_visits')
      .set({ mode: 'write', write_reason: reason, writing_since: sql`now()` })
      .where('organization_id', '=', organizationId)
      .where('visit_id', '=', visit.visitId)
      .execute();
    await recordEvent(transaction, {
      organizationId,
      kind: 'visit.writing',
      memberId: visit.memberId,
      ipAddress,
      details: { visitId: visit.visitId, reason },
    });
  });
}

/** That changing things gives the visit no access that it has not. */
export async function previewWriting(
  services: Services,
  operator: SignedInOperator,
  organizationId: OrganizationId,
  reason: string,
  page: AffectedPage,
): Promise<PlanView> {
  await requireOpenVisit(services, organizationId, operator.userId);
  const asker = { organizationId, memberId: null };
  const request = { ...byOperator(operator, reason), operations: [] };
  return previewChange(services, asker, request, page, () => ({
    sentence: [{ text: 'Change things for the rest of the visit.', tone: 'plain' }],
  }));
}
