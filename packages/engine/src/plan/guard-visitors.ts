import type { Effect } from '../effects.ts';
import type { MemberId } from '../ids.ts';
import { type Act, effectsOn, type Guard } from './act.ts';
import { type Refusal, refusal } from './derivation.ts';

/**
 * A visiting operator helps and cannot stay: owners are out of reach, so are the own membership, how people
 * sign in, and API keys, which would outlive the visit.
 */
export const guardVisitors: Guard = (act) => {
  const { authority, before } = act;
  if (authority.kind !== 'member' || before.store.member(authority.memberId)?.visiting !== true) {
    return [];
  }
  return [
    ...effectsOn(act, 'member')
      .filter(({ id, before, after }) => {
        const isOwner = before?.role === 'owner' || after?.role === 'owner';
        return isOwner || id === authority.memberId || changesSignIn(before, after);
      })
      .map(({ id }) => refusal('visitor_may_not', id)),
    ...ownersInvitations(act),
    ...effectsOn(act, 'key').map(({ id }) => refusal('visitor_may_not', id)),
  ];
};

type MemberEffect = Extract<Effect, { object: 'member' }>;

function changesSignIn(before: MemberEffect['before'], after: MemberEffect['after']): boolean {
  if (before === null || after === null) return false;
  return (
    before.signInMethod !== after.signInMethod ||
    before.userId !== after.userId ||
    before.address !== after.address
  );
}

function ownersInvitations(act: Act): Refusal[] {
  const isOwner = (memberId: MemberId | undefined) =>
    memberId !== undefined && act.before.store.member(memberId)?.role === 'owner';
  return effectsOn(act, 'invitation')
    .filter(({ before, after }) => isOwner((before ?? after)?.memberId))
    .map(({ id }) => refusal('visitor_may_not', id));
}
