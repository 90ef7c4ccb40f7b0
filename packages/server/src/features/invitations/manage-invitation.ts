import type { ChangeReceipt, PlanView } from '@latchkey/contract';
import { dominates, type InvitationId, sees } from '@latchkey/engine';
import { recordEvent } from '../../audit/record-event.ts';
import { byMember } from '../../change/by-member.ts';
import { type ChangeRequest, commit } from '../../change/commit.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { receipt } from '../../http/receipt.ts';
import { requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { canonicalAddress } from '../../sign-in/canonical-address.ts';
import { signInvitationToken } from '../../tokens/invitation-token.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { linkEnd } from './link-end.ts';
import {
  type InvitationToManage,
  readInvitationToManage,
  readMailLimits,
  readSettings,
} from './queries.ts';

/** What may be done to an invitation that waits. */
export type InvitationAct =
  | { readonly type: 'resend' | 'revoke' }
  /** The address as it was entered. */
  | { readonly type: 'correct'; readonly address: string };

/**
 * A new mail with a new link; the same for another address; or the offer taken back. Every link that was sent
 * before is dead.
 */
export async function manageInvitation(
  services: Services,
  signedIn: SignedIn,
  invitationId: InvitationId,
  act: InvitationAct,
): Promise<ChangeReceipt> {
  const { organizationId } = signedIn;
  const invitation = await requireVisible(services, signedIn, invitationId);
  const { request } = await managing(services, signedIn, { ...invitation, invitationId }, act);
  return receipt(services, organizationId, await commit(services, organizationId, request));
}

/** The same, told and not done. An invited person has no access yet, so nobody gains or loses any. */
export async function previewManageInvitation(
  services: Services,
  signedIn: SignedIn,
  invitationId: InvitationId,
  act: InvitationAct,
  page: AffectedPage,
): Promise<PlanView> {
  const invitation = await requireVisible(services, signedIn, invitationId);
  const managed = { ...invitation, invitationId };
  const { request, address } = await managing(services, signedIn, managed, act);
  return previewChange(services, signedIn, request, page, (_transaction, { effects }) => ({
    sentence: [
      { text: sentenceOf[act.type], tone: 'plain' },
      { text: address, tone: act.type === 'revoke' ? 'not' : 'strong' },
      { text: '.', tone: 'plain' },
    ],
    remarks: effects.length === 0 ? [] : ['The link that was sent before is dead.'],
  }));
}

const sentenceOf: Record<InvitationAct['type'], string> = {
  resend: 'Send a new link to ',
  correct: 'Send the invitation to ',
  revoke: 'Take back the invitation of ',
};

interface Managing {
  readonly request: ChangeRequest;
  /** Whose mailbox it is about, in its canonical form. */
  readonly address: string;
}

async function managing(
  services: Services,
  signedIn: SignedIn,
  {
    invitationId,
    address,
  }: Pick<InvitationToManage, 'address'> & { readonly invitationId: InvitationId },
  act: InvitationAct,
): Promise<Managing> {
  const by = byMember(signedIn);
  if (act.type === 'revoke')
    return {
      address,
      request: { ...by, operations: [{ type: 'invitation.revoke', invitationId }] },
    };
  const to = act.type === 'correct' ? canonicalAddress(act.address)?.address : address;
  if (to === undefined) throw new ProblemError('invalid_address');
  const linkEndsAt = await newLinkEnd(services, signedIn, to);
  return {
    address: to,
    request: {
      ...by,
      operations: [
        act.type === 'correct'
          ? { type: 'invitation.correct', invitationId, address: to, linkEndsAt }
          : { type: 'invitation.resend', invitationId, linkEndsAt },
      ],
    },
  };
}

/** The link, for handing it over by hand. It opens the way in, so copying it is recorded before it is answered. */
export async function copyInvitationLink(
  services: Services,
  signedIn: SignedIn,
  invitationId: InvitationId,
  ipAddress: string,
): Promise<{ url: string; linkEndsAt: string }> {
  const { organizationId, memberId } = signedIn;
  // It opens the way in as somebody else, who stays when the visit is over.
  if (signedIn.visit) throw new ProblemError('visitor_may_not');
  const invitation = await requireVisible(services, signedIn, invitationId);
  const { snapshot } = await requireReach(services, signedIn, 'access.member.invite');
  if (!dominates(snapshot, memberId, invitation.memberId, Date.now()))
    throw new ProblemError('not_dominated');
  if (invitation.status !== 'waiting') throw new ProblemError('invitation_not_waiting');
  if (invitation.ended) throw new ProblemError('invitation_expired');
  await inOrganization(services.db, organizationId, (transaction) =>
    recordEvent(transaction, {
      organizationId,
      kind: 'invitation.link_copied',
      memberId,
      ipAddress,
      details: { invitationId, generation: invitation.generation },
    }),
  );
  const { publicUrl, serverKey } = services.config;
  const token = signInvitationToken(serverKey, {
    organizationId,
    invitationId,
    generation: invitation.generation,
    via: 'copy',
  });
  return { url: `${publicUrl}/activate#${token}`, linkEndsAt: invitation.linkEndsAt.toISOString() };
}

/** An invitation of a person whom the reader does not see answers as one that does not exist. */
async function requireVisible(
  services: Services,
  signedIn: SignedIn,
  invitationId: InvitationId,
): Promise<InvitationToManage> {
  const { organizationId, memberId } = signedIn;
  const { snapshot } = await requireReach(services, signedIn, 'access.member.read');
  const invitation = await inOrganization(services.db, organizationId, (transaction) =>
    readInvitationToManage(transaction, organizationId, invitationId),
  );
  if (!invitation || !sees(snapshot, memberId, invitation.memberId, Date.now()))
    throw new ProblemError('unknown_invitation');
  return invitation;
}

async function newLinkEnd(
  services: Services,
  { organizationId }: SignedIn,
  address: string,
): Promise<number> {
  return inOrganization(services.db, organizationId, async (transaction) => {
    const nextAt = (await readMailLimits(transaction, organizationId, [address])).get(address);
    if (nextAt) {
      throw new ProblemError('mail_limit', {
        values: {
          retryAfterSeconds: Math.ceil((nextAt.getTime() - Date.now()) / 1000),
          nextAt: nextAt.toISOString(),
        },
      });
    }
    return linkEnd((await readSettings(transaction, organizationId)).invitationDays);
  });
}
