import type { Actor, Authority, MemberId, OrganizationId, UserId } from '@latchkey/engine';
import { commit } from '../src/change/commit.ts';
import { createOrganization } from '../src/features/organization/create-organization.ts';
import { newId } from '../src/ids.ts';
import type { Services } from '../src/services.ts';

export interface TestOrganization {
  readonly organizationId: OrganizationId;
  readonly owner: {
    readonly memberId: MemberId;
    readonly userId: UserId;
    readonly address: string;
    /** What a change made by the owner says of itself. */
    readonly asOwner: {
      readonly actor: Actor;
      readonly authority: Authority;
      readonly channel: 'api';
    };
  };
}

let made = 0;

/** An organization of the loyalty model with one owner, who has accepted the invitation. */
export async function createTestOrganization(
  services: Services,
  { name = 'Aurora Retail', ownerAddress = `owner${++made}@aurora.example` } = {},
): Promise<TestOrganization> {
  const { organizationId, owner } = await createOrganization(services, {
    name,
    modelKey: 'loyalty',
    owner: { address: ownerAddress, name: 'Olga Owner' },
    actor: { type: 'system', name: 'test' },
  });
  const userId = newId('usr');
  await commit(services, organizationId, {
    actor: { type: 'invitee', memberId: owner.memberId },
    authority: { kind: 'invitee', memberId: owner.memberId },
    channel: 'link',
    operations: [
      { type: 'invitation.accept', invitationId: owner.invitationId, generation: 1, userId },
    ],
    alongside: async (transaction) => {
      await transaction
        .insertInto('users')
        .values({ user_id: userId, address: ownerAddress, verified_at: new Date() })
        .execute();
    },
  });
  return {
    organizationId,
    owner: {
      memberId: owner.memberId,
      userId,
      address: ownerAddress,
      asOwner: {
        actor: { type: 'user', userId, memberId: owner.memberId },
        authority: { kind: 'member', memberId: owner.memberId },
        channel: 'api',
      },
    },
  };
}
