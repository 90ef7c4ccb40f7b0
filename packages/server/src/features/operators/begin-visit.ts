import type { PlanView } from '@latchkey/contract';
import type { OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import { type ChangeRequest, commit } from '../../change/commit.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { type IssuedSession, issueSession } from '../../sign-in/issue-session.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
import type { RequestOrigin } from '../../sign-in/request-origin.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { byOperator } from './by-operator.ts';
import { findVisitor } from './queries.ts';

export interface VisitWanted {
  readonly organizationId: OrganizationId;
  readonly reason: string;
  readonly minutes: number;
}

const minute = 60_000;

/** The operator comes inside as a member with an end, to read only; the organization's log says so at once. */
export async function beginVisit(
  services: Services,
  operator: SignedInOperator,
  { origin, ...wanted }: VisitWanted & { readonly origin: RequestOrigin },
): Promise<IssuedSession> {
  const { organizationId, reason } = wanted;
  const { userId } = operator;
  const { memberId, endsAt, request } = await beginning(services, operator, wanted);
  await commit(services, organizationId, {
    ...request,
    async alongside(transaction) {
      // What the clock alone has ended is noted as ended at its end.
      await transaction
        .updateTable('operator_visits')
        .set({ ended_at: sql`ends_at` })
        .where('organization_id', '=', organizationId)
        .where('member_id', '=', memberId)
        .where('ended_at', 'is', null)
        .execute();
      await transaction
        .insertInto('operator_visits')
        .values({
          organization_id: organizationId,
          visit_id: newId('vis'),
          member_id: memberId,
          user_id: userId,
          reason,
          ends_at: new Date(endsAt),
        })
        .execute();
    },
  });
  return enterVisit(services, operator, organizationId, origin);
}

/** What the operator would be able to do inside, and until when. */
export async function previewVisit(
  services: Services,
  operator: SignedInOperator,
  wanted: VisitWanted,
  page: AffectedPage,
): Promise<PlanView> {
  const { request } = await beginning(services, operator, wanted);
  const asker = { organizationId: wanted.organizationId, memberId: null };
  return previewChange(services, asker, request, page, () => ({
    remarks: ['Until changing things is asked for, the visit only reads.'],
  }));
}

async function beginning(
  services: Services,
  operator: SignedInOperator,
  { organizationId, reason, minutes }: VisitWanted,
) {
  const { userId, name, address } = operator;
  const known = await inOrganization(services.db, organizationId, (transaction) =>
    findVisitor(transaction, organizationId, userId),
  );
  const memberId = known ?? newId('mem');
  const endsAt = Date.now() + minutes * minute;
  const request: ChangeRequest = {
    ...byOperator(operator, reason),
    operations: [{ type: 'visit.begin', memberId, userId, name, address, endsAt }],
  };
  return { memberId, endsAt, request };
}

/** A session for the visit that is open. */
export function enterVisit(
  services: Services,
  { signInId, userId, method }: SignedInOperator,
  organizationId: OrganizationId,
  origin: RequestOrigin,
): Promise<IssuedSession> {
  return issueSession(services, {
    organizationId,
    signInId,
    userId,
    proof: { method },
    origin,
    visiting: true,
  });
}
