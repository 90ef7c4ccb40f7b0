import type { Effect } from '../effects.ts';
import type { MemberId } from '../ids.ts';
import type { Operation } from '../operations.ts';
import type { MemberState, MemberStatus } from '../state.ts';
import { type Derivation, type DeriveContext, refused, unchanged } from './derivation.ts';
import { deriveRestore } from './derive-restore.ts';
import type { Working } from './working.ts';

export type MemberOperation = Extract<
  Operation,
  {
    type:
      | 'member.update'
      | 'member.setRole'
      | 'member.setAccessEnd'
      | 'member.suspend'
      | 'member.resume'
      | 'member.remove'
      | 'member.restore';
  }
>;

/** Standing and details of one person. */
export function deriveMember(
  operation: MemberOperation,
  working: Working,
  context: DeriveContext,
): Derivation {
  const { memberId } = operation;
  const member = working.member(memberId);
  if (member === null) return refused('unknown_member', memberId);
  const wrongStatus = refused('wrong_member_status', memberId, { status: member.status });
  const put = (change: Partial<MemberState>): Effect => ({
    object: 'member',
    id: memberId,
    before: member,
    after: { ...member, ...change },
  });
  const isGone = member.status === 'removed';

  switch (operation.type) {
    case 'member.update': {
      if (isGone) return wrongStatus;
      const { type: _type, memberId: _memberId, ...change } = operation;
      const other =
        change.externalId != null ? working.store.memberOfExternalId(change.externalId) : null;
      if (other !== null && other !== memberId) {
        return refused('address_in_use', change.externalId ?? null, { memberId: other });
      }
      return { effects: [put(change)] };
    }
    case 'member.setRole':
      if (isGone) return wrongStatus;
      if (operation.role === member.role) return unchanged;
      return {
        effects: [
          put({ role: operation.role }),
          ...withoutGrants(memberId, operation.role, working),
        ],
      };
    case 'member.setAccessEnd': {
      const { accessEndsAt } = operation;
      if (isGone) return wrongStatus;
      if (
        accessEndsAt !== null &&
        accessEndsAt !== member.accessEndsAt &&
        accessEndsAt <= context.now
      ) {
        return refused('ends_in_past', memberId, { endsAt: accessEndsAt });
      }
      return { effects: [put({ accessEndsAt })] };
    }
    case 'member.suspend':
      return move(member, 'active', 'suspended', put) ?? wrongStatus;
    case 'member.resume':
      return move(member, 'suspended', 'active', put) ?? wrongStatus;
    case 'member.remove':
      if (isGone) return unchanged;
      return {
        effects: [
          put({ status: 'removed', removedAt: context.now }),
          ...revokeWaiting(memberId, working, context),
        ],
      };
    case 'member.restore':
      return isGone ? deriveRestore(operation, member, working, context) : unchanged;
  }
}

function move(
  member: MemberState,
  from: MemberStatus,
  to: MemberStatus,
  put: (change: Partial<MemberState>) => Effect,
): Derivation | null {
  if (member.status === to) return unchanged;
  return member.status === from ? { effects: [put({ status: to })] } : null;
}

/** An owner needs no grants; who becomes a member is given some by the next operation. */
function withoutGrants(memberId: MemberId, role: MemberState['role'], working: Working): Effect[] {
  if (role === 'member') return [];
  return working
    .grantsOf(memberId)
    .map(({ id, state }): Effect => ({ object: 'grant', id, before: state, after: null }));
}

function revokeWaiting(memberId: MemberId, working: Working, { now }: DeriveContext): Effect[] {
  const id = working.invitationOfMember(memberId);
  const invitation = id === null ? null : working.invitation(id);
  if (id === null || invitation?.status !== 'waiting') return [];
  const generation = invitation.generation + 1;
  return [
    {
      object: 'invitation',
      id,
      before: invitation,
      after: { ...invitation, status: 'revoked', generation, respondedAt: now },
    },
  ];
}
