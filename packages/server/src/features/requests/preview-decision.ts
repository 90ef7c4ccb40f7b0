import type { ApproveRequest, PlanView, RequestId } from '@latchkey/contract';
import { byMember } from '../../change/by-member.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { type AffectedPage, planView } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { carryOutInvitations } from '../invitations/invite-members.ts';
import { approval, requireDecidable, requireOwn } from './decide-request.ts';

/** Whom a yes would bring in now, with what, and who could not be brought in. */
export async function previewApproval(
  services: Services,
  signedIn: SignedIn,
  requestId: RequestId,
  change: ApproveRequest,
  page: AffectedPage,
): Promise<PlanView> {
  const row = await requireDecidable(services, signedIn, requestId);
  const { by, asked } = approval(signedIn, row, change);
  const { answer, drafted } = await carryOutInvitations(services, by, asked, { dryRun: true });
  if (drafted === null) throw new Error('A dry run brings its plan.');
  const view = await inOrganization(
    services.db,
    signedIn.organizationId,
    (transaction) => planView(transaction, signedIn, drafted, { sentence: answer.sentence, page }),
    { readOnly: true },
  );
  return {
    ...view,
    applies: true,
    problems: answer.results.flatMap(({ problem }) => problem ?? []),
    // Whoever asked is told.
    mails: view.mails + 1,
  };
}

/** That a no gives and takes nobody anything. */
export async function previewDecline(
  services: Services,
  signedIn: SignedIn,
  requestId: RequestId,
  page: AffectedPage,
): Promise<PlanView> {
  await requireDecidable(services, signedIn, requestId);
  const view = await previewEnd(services, signedIn, 'Decline the request.', page);
  return { ...view, mails: 1 };
}

/** That a request which is taken back gives and takes nobody anything. */
export async function previewWithdrawal(
  services: Services,
  signedIn: SignedIn,
  requestId: RequestId,
  page: AffectedPage,
): Promise<PlanView> {
  const { state } = await requireOwn(services, signedIn, requestId);
  if (state !== 'waiting') throw new ProblemError('request_decided');
  return previewEnd(services, signedIn, 'Take the request back.', page);
}

const previewEnd = (services: Services, signedIn: SignedIn, text: string, page: AffectedPage) =>
  previewChange(services, signedIn, { ...byMember(signedIn), operations: [] }, page, () => ({
    sentence: [{ text, tone: 'plain' }],
  }));
