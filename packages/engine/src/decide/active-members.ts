import type { Instant, MemberId } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { isActive } from './covering.ts';

/** Everybody who counts at present, in the order of their ids: for questions whose answer no index knows. */
export function activeMembers(snapshot: Snapshot, after: string | null, now: Instant): MemberId[] {
  const found: MemberId[] = [];
  for (const member of storeOf(snapshot).allMembers()) {
    const isLater = after === null || member.memberId > after;
    if (isLater && isActive(member, now)) found.push(member.memberId);
  }
  return found.sort();
}
