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
  refused,
} from './derivation.ts';
import { checkGrants, grantEffects } from './derive-grants.ts';
import type { Working } from './working.ts';

type Invite = Extract<Operation, { type: 'member.invite' }>;

/**
 * A new person, waiting for an answer. A person whose earlier invitation came to nothing is invited
 * again as the same member on the same invitation, so that an address never has two.
 */
export function deriveInvite(
  operation: Invite,
  working: Working,
  context: DeriveContext,
): Derivation {
  const { address, memberId, invitationId } = operation;
  const known = working.memberOfAddress(address);
  if (known === null) {
    if (working.member(memberId) !== null) {
      return refused('address_in_use', address, { memberId });
    }
    return derived(checkInvite(operation, memberId, working, context), () =>
      invite(operation, memberId, null, invitationId, null, working, context),
    );
  }
  const member = working.member(known);
  if (member === null || member.status !== 'invited') {
    return refused('already_member', address, { memberId: known });
  }
  const earlierId = working.invitationOfMember(known);
  const earlier = earlierId === null ? null : working.invitation(earlierId);
  if (earlier?.status === 'waiting' && context.now < earlier.linkEndsAt) {
    return refused('invitation_waiting', address, {
      memberId: known,
      ...(earlierId === null ? {} : { invitationId: earlierId }),
    });
  }
  return derived(checkInvite(operation, known, working, context), () =>
    invite(operation, known, member, earlierId ?? invitationId, earlier, working, context),
  );
}

function checkInvite(
  operation: Invite,
  memberId: MemberId,
  working: Working,
  context: DeriveContext,
): Refusal[] {
  const { role, grants, address, accessEndsAt } = operation;
  const refusals = [
    ...checkDomain(address, working),
    ...checkLinkEnd(operation.linkEndsAt, context),
    ...checkGrants(grants, memberId, working, context.now),
  ];
  if (accessEndsAt != null && accessEndsAt <= context.now) {
    refusals.push(refusal('ends_in_past', address, { endsAt: accessEndsAt }));
  }
  if (role === 'owner' && grants.length > 0)
    refusals.push(refusal('owner_needs_no_access', address));
  const mayHoldNothing = working.store.compiled.model.membersMayHoldNothing ?? false;
  if (role === 'member' && grants.length === 0 && !mayHoldNothing)
    refusals.push(refusal('member_needs_access', address));
  return refusals;
}

function invite(
  operation: Invite,
  memberId: MemberId,
  memberBefore: MemberState | null,
  invitationId: InvitationId,
  invitationBefore: InvitationState | null,
  working: Working,
  { authority, now }: DeriveContext,
): Effect[] {
  const { address, name, role, signInMethod } = operation;
  const member: MemberState = {
    role,
    status: 'invited',
    userId: null,
    name,
    phone: operation.phone ?? null,
    address,
    signInMethod,
    externalId: memberBefore?.externalId ?? null,
    accessEndsAt: operation.accessEndsAt ?? null,
    joinedAt: null,
    removedAt: null,
    visiting: false,
  };
  const invitation: InvitationState = {
    memberId,
    address,
    status: 'waiting',
    generation: (invitationBefore?.generation ?? 0) + 1,
    note: operation.note ?? null,
    linkEndsAt: operation.linkEndsAt,
    sentBy: authority.kind === 'member' ? authority.memberId : null,
    createdAt: invitationBefore?.createdAt ?? now,
    respondedAt: null,
  };
  return [
    { object: 'member', id: memberId, before: memberBefore, after: member },
    { object: 'invitation', id: invitationId, before: invitationBefore, after: invitation },
    ...grantEffects(memberId, operation.grants, working),
  ];
}

/** Nobody is invited from outside the allowed domains, whoever invites. */
export function checkDomain(address: string, working: Working): Refusal[] {
  const { allowedDomains } = working.organization;
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (allowedDomains.length === 0 || allowedDomains.includes(domain)) return [];
  return [refusal('domain_not_allowed', address, { domain, allowedDomains })];
}

const dayInMilliseconds = 86_400_000;
const longestLinkDays = 30;

/** The server's own command line may write down an invitation of the past. */
export function checkLinkEnd(linkEndsAt: number, { authority, now }: DeriveContext): Refusal[] {
  if (authority.kind === 'system') return [];
  const days = (linkEndsAt - now) / dayInMilliseconds;
  return days > 0 && days <= longestLinkDays
    ? []
    : [refusal('link_end_out_of_range', null, { days: Math.round(days) })];
}
