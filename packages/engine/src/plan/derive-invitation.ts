import type { Effect } from '../effects.ts';
import type { InvitationId, MemberId } from '../ids.ts';
import type { Operation } from '../operations.ts';
import type { InvitationState, MemberState } from '../state.ts';
import {
  type Derivation,
  type DeriveContext,
  derived,
  type Refusal,
  refusal,
} from './derivation.ts';
import { checkDomain, checkLinkEnd } from './derive-invite.ts';
import type { Working } from './working.ts';

type InvitationOperation = Extract<Operation, { type: `invitation.${string}` }>;

interface Found {
  readonly invitationId: InvitationId;
  readonly invitation: InvitationState;
  readonly memberId: MemberId;
  readonly member: MemberState;
}

/** What becomes of an invitation that still waits. */
export function deriveInvitation(
  operation: InvitationOperation,
  working: Working,
  context: DeriveContext,
): Derivation {
  const found = findWaiting(operation.invitationId, working, context);
  if ('code' in found) return { refusals: [found] };
  switch (operation.type) {
    case 'invitation.accept':
      return derived(checkAccept(operation, found, working, context), () =>
        accept(operation, found, context),
      );
    case 'invitation.decline':
      return derived(checkGeneration(operation.generation, found), () =>
        end(found, 'declined', found.invitation.generation, context),
      );
    case 'invitation.revoke':
      return { effects: end(found, 'revoked', found.invitation.generation + 1, context) };
    case 'invitation.resend':
      return derived(checkLinkEnd(operation.linkEndsAt, context), () => [
        invitationEffect(found, {
          generation: found.invitation.generation + 1,
          linkEndsAt: operation.linkEndsAt,
        }),
      ]);
    case 'invitation.correct':
      return derived(checkCorrect(operation, found, working, context), () => [
        memberEffect(found, { address: operation.address }),
        invitationEffect(found, {
          address: operation.address,
          generation: found.invitation.generation + 1,
          linkEndsAt: operation.linkEndsAt,
        }),
      ]);
  }
}

function findWaiting(
  invitationId: InvitationId,
  working: Working,
  { authority }: DeriveContext,
): Found | Refusal {
  const invitation = working.invitation(invitationId);
  const member = invitation === null ? null : working.member(invitation.memberId);
  if (invitation === null || member === null) return refusal('unknown_invitation', invitationId);
  const { memberId } = invitation;
  if (authority.kind === 'invitee' && authority.memberId !== memberId) {
    return refusal('invitation_for_another_person', invitationId);
  }
  if (invitation.status !== 'waiting') {
    return refusal('invitation_not_waiting', invitationId, { status: invitation.status });
  }
  if (member.status !== 'invited') {
    return refusal('wrong_member_status', memberId, { status: member.status });
  }
  return { invitationId, invitation, memberId, member };
}

function checkGeneration(generation: number, { invitationId, invitation }: Found): Refusal[] {
  return generation === invitation.generation
    ? []
    : [refusal('invitation_superseded', invitationId)];
}

function checkAccept(
  { generation, userId }: Extract<Operation, { type: 'invitation.accept' }>,
  found: Found,
  working: Working,
  { now }: DeriveContext,
): Refusal[] {
  const { invitation, invitationId, member, memberId } = found;
  const refusals = checkGeneration(generation, found);
  // An access that has ended already is not worth a sign-in.
  const endsAt = Math.min(invitation.linkEndsAt, member.accessEndsAt ?? Number.POSITIVE_INFINITY);
  if (endsAt <= now) refusals.push(refusal('invitation_expired', invitationId, { endsAt }));
  const other = working.store.memberOfUser(userId);
  if (other !== null && other !== memberId) {
    refusals.push(refusal('already_member', member.address, { memberId: other }));
  }
  return refusals;
}

function accept(
  { userId, name }: Extract<Operation, { type: 'invitation.accept' }>,
  found: Found,
  { now }: DeriveContext,
): Effect[] {
  return [
    memberEffect(found, {
      status: 'active',
      userId,
      joinedAt: now,
      ...(name === undefined ? {} : { name }),
    }),
    invitationEffect(found, { status: 'accepted', respondedAt: now }),
  ];
}

function checkCorrect(
  { address, linkEndsAt }: Extract<Operation, { type: 'invitation.correct' }>,
  { memberId }: Found,
  working: Working,
  context: DeriveContext,
): Refusal[] {
  const refusals = [...checkDomain(address, working), ...checkLinkEnd(linkEndsAt, context)];
  const other = working.memberOfAddress(address);
  if (other !== null && other !== memberId) {
    refusals.push(refusal('address_in_use', address, { memberId: other }));
  }
  return refusals;
}

/** The person leaves with the invitation; the grants stay on record for a restore. */
function end(
  found: Found,
  status: 'declined' | 'revoked',
  generation: number,
  { now }: DeriveContext,
): Effect[] {
  return [
    memberEffect(found, { status: 'removed', removedAt: now }),
    invitationEffect(found, { status, generation, respondedAt: now }),
  ];
}

const memberEffect = ({ memberId, member }: Found, change: Partial<MemberState>): Effect => ({
  object: 'member',
  id: memberId,
  before: member,
  after: { ...member, ...change },
});

const invitationEffect = (
  { invitationId, invitation }: Found,
  change: Partial<InvitationState>,
): Effect => ({
  object: 'invitation',
  id: invitationId,
  before: invitation,
  after: { ...invitation, ...change },
});
