import type { ApproveAnswer, ApproveRequest, RequestId } from '@latchkey/contract';
import type { MemberId, OrganizationId } from '@latchkey/engine';
import { type AuditKind, recordEvent } from '../../audit/record-event.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { receipt } from '../../http/receipt.ts';
import { newId } from '../../ids.ts';
import { queueMails } from '../../outbox/queue-mails.ts';
import type { Services } from '../../services.ts';
import { carryOutInvitations, type InvitedBy } from '../invitations/invite-members.ts';
import { requireRequest } from './list-requests.ts';
import { planned } from './propose-people.ts';
import { endRequest, noteChange, type RequestRow, versionsOf } from './queries.ts';
import { requestDigest } from './request-digest.ts';
import { cannotDecide } from './request-view.ts';
import { requireSelfServe } from './require-self-serve.ts';

/**
 * Brings the people in, with the approver's own rights: as they were asked for or with other access. Refused when it
 * would do something else than the approver was shown.
 */
export async function approveRequest(
  services: Services,
  signedIn: SignedIn,
  requestId: RequestId,
  { digest, reason, ...change }: ApproveRequest,
): Promise<ApproveAnswer> {
  const { organizationId, memberId } = signedIn;
  const row = await requireDecidable(services, signedIn, requestId);
  const { results } = await planned(services, signedIn, row.asked);
  const unchanged = async (transaction: Transaction) => {
    const versions = await versionsOf(transaction, organizationId, row.asked);
    if (requestDigest(row.asked, results, versions) !== digest)
      throw new ProblemError('request_differs');
  };
  const { by, asked, changed } = approval(signedIn, row, change);
  const alongside = async (transaction: Transaction) => {
    await unchanged(transaction);
    const ending = { state: 'approved', by: memberId, reason: reason ?? null, changed } as const;
    await end(transaction, organizationId, row, ending);
    await tell(services, transaction, organizationId, row);
  };
  const done = await carryOutInvitations(
    services,
    { ...by, change: { ...by.change, alongside } },
    asked,
    { dryRun: false },
  );
  const { changeId } = done;
  if (changeId !== null)
    await inOrganization(services.db, organizationId, (transaction) =>
      noteChange(transaction, organizationId, requestId, changeId),
    );
  return { ...receipt(services, organizationId, done), results: done.answer.results };
}

/** What is invited by an approval, and in whose name; the preview asks for the same. */
export function approval(
  { organizationId, memberId, userId, visit }: SignedIn,
  row: RequestRow,
  change: Pick<ApproveRequest, 'grants' | 'accessEndsAt'>,
): {
  readonly by: InvitedBy;
  readonly asked: RequestRow['asked'];
  /** Whether something else is approved than was asked for. */
  readonly changed: boolean;
} {
  const changed = change.grants !== undefined || change.accessEndsAt !== undefined;
  const requester = row.requested_by_user;
  return {
    changed,
    asked: {
      ...row.asked,
      ...(change.grants && { grants: change.grants }),
      ...(change.accessEndsAt !== undefined && { accessEndsAt: change.accessEndsAt }),
    },
    by: {
      organizationId,
      asker: memberId,
      change: {
        actor:
          requester === null || changed
            ? { type: 'user', userId, memberId }
            : { type: 'user', userId: requester, memberId: row.requested_by },
        authority: { kind: 'member', memberId },
        channel: 'console',
        approvedBy: memberId,
        reason: visit?.writeReason ?? row.reason,
      },
    },
  };
}

/** The asker is told why; nothing was given to anybody. */
export async function declineRequest(
  services: Services,
  signedIn: SignedIn,
  requestId: RequestId,
  reason: string,
): Promise<void> {
  const { organizationId, memberId } = signedIn;
  const row = await requireDecidable(services, signedIn, requestId);
  await inOrganization(services.db, organizationId, async (transaction) => {
    await end(transaction, organizationId, row, { state: 'declined', by: memberId, reason });
    await record(transaction, organizationId, memberId, 'request.declined', row);
    await tell(services, transaction, organizationId, row);
  });
}

/** Whoever asked takes it back, while it waits. */
export async function withdrawRequest(
  services: Services,
  signedIn: SignedIn,
  requestId: RequestId,
): Promise<void> {
  const { organizationId, memberId } = signedIn;
  const row = await requireOwn(services, signedIn, requestId);
  await inOrganization(services.db, organizationId, async (transaction) => {
    const ending = { state: 'withdrawn', by: memberId, reason: null } as const;
    await end(transaction, organizationId, row, ending);
    await record(transaction, organizationId, memberId, 'request.withdrawn', row);
  });
}

/** Only whoever asked takes a request back. */
export async function requireOwn(
  services: Services,
  signedIn: SignedIn,
  requestId: RequestId,
): Promise<RequestRow> {
  const row = await requireRequest(services, signedIn, requestId);
  if (row.requested_by !== signedIn.memberId) throw new ProblemError('not_allowed');
  return row;
}

/** A request that this reader may say yes or no to. */
export async function requireDecidable(
  services: Services,
  signedIn: SignedIn,
  requestId: RequestId,
): Promise<RequestRow> {
  requireSelfServe(signedIn);
  const row = await requireRequest(services, signedIn, requestId);
  const code = cannotDecide(row, signedIn);
  if (code !== null) throw new ProblemError(code);
  return row;
}

async function end(
  transaction: Transaction,
  organizationId: OrganizationId,
  { request_id }: RequestRow,
  ending: Parameters<typeof endRequest>[3],
): Promise<void> {
  if (!(await endRequest(transaction, organizationId, request_id, ending)))
    throw new ProblemError('request_decided');
}

function record(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberId: MemberId,
  kind: AuditKind,
  { request_id: requestId }: RequestRow,
) {
  return recordEvent(transaction, {
    organizationId,
    kind,
    memberId,
    ipAddress: '',
    details: { requestId },
  });
}

async function tell(
  { jobs }: Services,
  transaction: Transaction,
  organizationId: OrganizationId,
  { request_id: requestId, requested_by: memberId }: RequestRow,
): Promise<void> {
  await queueMails(transaction, organizationId, [
    {
      mailId: newId('mai'),
      kind: 'request_decided',
      memberId,
      invitationId: null,
      requestId,
      generation: null,
      to: { memberId },
    },
  ]);
  await jobs.enqueue(transaction, 'mail', organizationId);
}
