import type { Effect } from '../effects.ts';
import type { Operation } from '../operations.ts';
import type { MemberState } from '../state.ts';
import {
  type Derivation,
  type DeriveContext,
  derived,
  type Refusal,
  refusal,
  refused,
} from './derivation.ts';
import { checkDomain } from './derive-invite.ts';
import type { Working } from './working.ts';

const dayInMilliseconds = 86_400_000;

/** Whoever had joined is active again; whoever had not is invited again, with a new link. */
export function deriveRestore(
  { memberId, withAccess }: Extract<Operation, { type: 'member.restore' }>,
  member: MemberState,
  working: Working,
  context: DeriveContext,
): Derivation {
  const status = member.userId === null ? 'invited' : 'active';
  const id = working.invitationOfMember(memberId);
  const invitation = id === null ? null : working.invitation(id);
  if (status === 'invited' && invitation === null) {
    return refused('wrong_member_status', memberId, { status: member.status });
  }
  const refusals = [
    ...checkTaken(memberId, member, working),
    ...(status === 'invited' ? checkDomain(member.address, working) : []),
  ];
  return derived(refusals, () => {
    const effects: Effect[] = [
      {
        object: 'member',
        id: memberId,
        before: member,
        // An owner's access is the role itself, so without it an ordinary member comes back.
        after: {
          ...member,
          status,
          role: withAccess ? member.role : 'member',
          removedAt: null,
        },
      },
    ];
    if (status === 'invited' && id !== null && invitation !== null) {
      effects.push({
        object: 'invitation',
        id,
        before: invitation,
        after: {
          ...invitation,
          status: 'waiting',
          generation: invitation.generation + 1,
          linkEndsAt: context.now + working.organization.invitationDays * dayInMilliseconds,
          respondedAt: null,
        },
      });
    }
    if (withAccess) return effects;
    const grants = working.grantsOf(memberId);
    return [
      ...effects,
      ...grants.map(
        ({ id, state }): Effect => ({ object: 'grant', id, before: state, after: null }),
      ),
    ];
  });
}

/** Address, user and external id may belong to somebody else by now. */
export function checkTaken(
  memberId: string,
  { address, userId, externalId }: MemberState,
  working: Working,
): Refusal[] {
  const refusals: Refusal[] = [];
  const others = [
    working.memberOfAddress(address),
    externalId === null ? null : working.store.memberOfExternalId(externalId),
  ];
  for (const other of others) {
    if (other !== null && other !== memberId) {
      refusals.push(refusal('address_in_use', address, { memberId: other }));
    }
  }
  const ofUser = userId === null ? null : working.store.memberOfUser(userId);
  if (ofUser !== null && ofUser !== memberId) {
    refusals.push(refusal('already_member', address, { memberId: ofUser }));
  }
  return refusals;
}
