import type { InvitationId, OrganizationId } from '@latchkey/engine';
import type { Config } from '../../config.ts';
import { signInvitationToken } from '../../tokens/invitation-token.ts';

/** The link of a new organization's first invitation, for handing over where no mail is sent. */
export function ownerInvitationLink(
  { publicUrl, serverKey }: Config,
  organizationId: OrganizationId,
  invitationId: InvitationId,
): string {
  const token = { organizationId, invitationId, generation: 1, via: 'copy' } as const;
  return `${publicUrl}/activate#${signInvitationToken(serverKey, token)}`;
}
