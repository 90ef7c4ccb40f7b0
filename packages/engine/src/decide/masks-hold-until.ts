import type { Instant, MemberId } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';

/** When time alone may change what is masked of such a resource: a grant that begins or ends brings or takes a rule. Null: never. */
export function masksHoldUntil(
  snapshot: Snapshot,
  memberId: MemberId,
  resourceType: string,
  now: Instant,
): Instant | null {
  const store = storeOf(snapshot);
  const member = store.compiled.maskedTypes.has(resourceType) ? store.member(memberId) : null;
  if (member === null) return null;
  const turns = member.grants.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
  let soonest: Instant | null = null;
  for (const turn of [...turns, member.accessEndsAt]) {
    if (turn !== null && turn > now && (soonest === null || turn < soonest)) soonest = turn;
  }
  return soonest;
}
