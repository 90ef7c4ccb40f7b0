import type { InvitationId, OrganizationId } from '@latchkey/engine';
import { readSignedText, signText } from './mac.ts';

/** What an invitation's link says. It is made when it is needed and stored nowhere. */
export interface InvitationToken {
  readonly organizationId: OrganizationId;
  readonly invitationId: InvitationId;
  readonly generation: number;
  /** A link that came by mail proves the mailbox; a copied one proves nothing about it. */
  readonly via: 'mail' | 'copy';
}

export function signInvitationToken(serverKey: Buffer, token: InvitationToken): string {
  const { organizationId, invitationId, generation, via } = token;
  return signText(
    serverKey,
    'invitation',
    `${organizationId}/${invitationId}/${generation}/${via}`,
  );
}

const shape = /^(org_[0-9a-z]{8,40})\/(inv_[0-9a-z]{8,40})\/([1-9]\d{0,8})\/(mail|copy)$/;

/** The token's content, or null unless this server made it, bit for bit. */
export function readInvitationToken(serverKey: Buffer, token: string): InvitationToken | null {
  const text = readSignedText(serverKey, 'invitation', token);
  const match = text === null ? null : shape.exec(text);
  if (!match) return null;
  // The expression has just proved each part's shape.
  return {
    organizationId: match[1] as OrganizationId,
    invitationId: match[2] as InvitationId,
    generation: Number(match[3]),
    via: match[4] as 'mail' | 'copy',
  };
}
