import type { Instant, MemberId } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { restrictionsOf } from './covering.ts';

/** Keys of the restrictions that bind the member now, sorted; an owner is bound by none. */
export function bindingRestrictions(
  snapshot: Snapshot,
  memberId: MemberId,
  now: Instant,
): readonly string[] {
  const store = storeOf(snapshot);
  const member = store.member(memberId);
  return member === null ? [] : [...restrictionsOf(store, member, now)].sort();
}
