import { commit } from '../../change/commit.ts';
import type { Services } from '../../services.ts';
import { requireWaiting } from './opened-invitation.ts';

/** The invited person says no; the inviter is told. */
export async function declineInvitation(services: Services, presented: string): Promise<void> {
  const { token, row } = await requireWaiting(services, presented);
  await commit(services, token.organizationId, {
    actor: { type: 'invitee', memberId: row.member_id },
    authority: { kind: 'invitee', memberId: row.member_id },
    channel: 'link',
    operations: [
      {
        type: 'invitation.decline',
        invitationId: token.invitationId,
        generation: token.generation,
      },
    ],
  });
}
