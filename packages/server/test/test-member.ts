import type {
  Actor,
  Authority,
  Channel,
  InvitationId,
  MemberId,
  OrganizationId,
  UserId,
} from '@latchkey/engine';
import { commit } from '../src/change/commit.ts';
import { newId } from '../src/ids.ts';
import type { Services } from '../src/services.ts';

/** An active member, with a user of their own. */
export interface TestMember {
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly address: string;
  /** What a change made by this person says of itself. */
  readonly as: {
    readonly actor: Actor;
    readonly authority: Authority;
    readonly channel: Channel;
  };
}

/** The invited person joins, as a new user. */
export async function acceptAsNewUser(
  services: Services,
  organizationId: OrganizationId,
  invited: {
    readonly memberId: MemberId;
    readonly invitationId: InvitationId;
    readonly address: string;
  },
): Promise<TestMember> {
  const { memberId, invitationId, address } = invited;
  const userId = newId('usr');
  await commit(services, organizationId, {
    actor: { type: 'invitee', memberId },
    authority: { kind: 'invitee', memberId },
    channel: 'link',
    operations: [{ type: 'invitation.accept', invitationId, generation: 1, userId }],
    alongside: async (transaction) => {
      await transaction
        .insertInto('users')
        .values({ user_id: userId, address, verified_at: new Date() })
        .execute();
    },
  });
  return {
    memberId,
    userId,
    address,
    as: {
      actor: { type: 'user', userId, memberId },
      authority: { kind: 'member', memberId },
      channel: 'api',
    },
  };
}
