import type { NewGrant, Operation, Role } from '@latchkey/engine';
import { newId } from '../src/ids.ts';

type Invite = Extract<Operation, { type: 'member.invite' }>;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The invitation of one person; an owner unless grants are given. */
export function inviteOperation({
  address,
  grants = [],
  role = grants.length > 0 ? 'member' : 'owner',
}: {
  readonly address: string;
  readonly role?: Role;
  readonly grants?: readonly NewGrant[];
}): Invite {
  return {
    type: 'member.invite',
    memberId: newId('mem'),
    invitationId: newId('inv'),
    address,
    name: `Person ${address}`,
    role,
    grants,
    signInMethod: 'password',
    linkEndsAt: Date.now() + 7 * DAY_MS,
  };
}
