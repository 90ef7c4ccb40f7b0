import type { ChangeReceipt } from '@latchkey/contract';
import { dominates, type InvitationId, sees } from '@latchkey/engine';
import { recordEvent } from '../../audit/record-event.ts';
import { byMember } from '../../change/by-member.ts';
import { commit } from '../../change/commit.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { receipt } from '../../http/receipt.ts';
import { requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { canonicalAddress } from '../../sign-in/canonical-address.ts';
import { signInvitationToken } from '../../tokens/invitation-token.ts';
import { linkEnd } from './link-end.ts';
import {
  type InvitationToManage,
  readInvitationToManage,
  readMailLimits,
  readSettings,
} from './queries.ts';

/** A new mail with a new link; every older link is dead. */
export async function resendInvitation(
  services: Services,
  signedIn: SignedIn,
  invitationId: InvitationId,
): Promise<ChangeReceipt> {
  const { organizationId } = signedIn;
  const { address } = await requireVisible(services, signedIn, invitationId);
  const linkEndsAt = await newLinkEnd(services, signedIn, address);
  const committed = await commit(services, organizationId, {
    ...byMember(signedIn),
    operations: [{ type: 'invitation.resend', invitationId, linkEndsAt }],
  });
  return receipt(services, organizationId, committed);
}

/** The same invitation for another address; links to the wrong one are dead. */
export async function correctInvitation(
  services: Services,
  signedIn: SignedIn,
  invitationId: InvitationId,
  entered: string,
): Promise<ChangeReceipt> {
  const { organizationId } = signedIn;
  await requireVisible(services, signedIn, invitationId);
  const canonical = canonicalAddress(entered);
  if (!canonical) throw new ProblemError('invalid_address');
  const linkEndsAt = await newLinkEnd(services, signedIn, canonical.address);
  const committed = await commit(services, organizationId, {
    ...byMember(signedIn),
    operations: [
      { type: 'invitation.correct', invitationId, address: canonical.address, linkEndsAt },
    ],
  });
  return receipt(services, organizationId, committed);
}

/** The offer is taken back. */
export async function revokeInvitation(
  services: Services,
  signedIn: SignedIn,
  invitationId: InvitationId,
): Promise<ChangeReceipt> {
  const { organizationId } = signedIn;
  await requireVisible(services, signedIn, invitationId);
  const committed = await commit(services, organizationId, {
    ...byMember(signedIn),
    operations: [{ type: 'invitation.revoke', invitationId }],
  });
  return receipt(services, organizationId, committed);
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
