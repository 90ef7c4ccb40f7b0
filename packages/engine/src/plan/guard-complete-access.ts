import type { MemberId } from '../ids.ts';
import type { Act, Guard } from './act.ts';
import { type Refusal, refusal } from './derivation.ts';

/** A member holds something, an owner holds nothing beside the role; who was removed may come back with nothing. */
export const guardCompleteAccess: Guard = (act) =>
  [...touchedMembers(act)].flatMap((memberId): Refusal[] => {
    const member = act.after.store.member(memberId);
    if (member === null || member.status === 'removed') return [];
    if (member.role === 'owner') {
      return member.grants.length > 0 ? [refusal('owner_needs_no_access', memberId)] : [];
    }
    const earlier = act.before.store.member(memberId);
    const hadNothing =
      earlier?.status === 'removed' || (earlier?.role === 'member' && earlier.grants.length === 0);
    const mayHoldNothing = act.after.store.compiled.model.membersMayHoldNothing ?? false;
    return member.grants.length > 0 || hadNothing || mayHoldNothing
      ? []
      : [refusal('member_needs_access', memberId)];
  });

function touchedMembers({ effects }: Act): Set<MemberId> {
  const touched = new Set<MemberId>();
  for (const effect of effects) {
    if (effect.object === 'member') touched.add(effect.id);
    if (effect.object !== 'grant') continue;
    if (effect.before !== null) touched.add(effect.before.memberId);
    if (effect.after !== null) touched.add(effect.after.memberId);
  }
  return touched;
}
