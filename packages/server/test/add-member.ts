import type { NewGrant, OrganizationId, Role } from '@latchkey/engine';
import { commit } from '../src/change/commit.ts';
import type { Services } from '../src/services.ts';
import { inviteOperation } from './invite-operation.ts';
import { acceptAsNewUser, type TestMember } from './test-member.ts';

let added = 0;

/** A person who was invited and has accepted; an owner unless grants are given. */
export async function addMember(
  services: Services,
  organizationId: OrganizationId,
  options: { readonly role?: Role; readonly grants?: readonly NewGrant[] } = {},
): Promise<TestMember> {
  const invite = inviteOperation({ address: `member${++added}@aurora.example`, ...options });
  await commit(services, organizationId, {
    actor: { type: 'system', name: 'test' },
    authority: { kind: 'system' },
    channel: 'system',
    operations: [invite],
  });
  return acceptAsNewUser(services, organizationId, invite);
}
