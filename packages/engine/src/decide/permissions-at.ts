import type { Instant, MemberId, PermissionSetId, Scope } from '../ids.ts';
import { namesOf } from '../snapshot/compiled-model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { askedMember } from './asked-member.ts';
import { effectiveWords, lineageOf } from './covering.ts';

/** Everything the member may do at this place, sorted. */
export function permissionsAt(
  snapshot: Snapshot,
  memberId: MemberId,
  place: Scope | readonly Scope[],
  now: Instant,
  groups?: readonly PermissionSetId[],
): string[] {
  const store = storeOf(snapshot);
  const member = askedMember(store, memberId, groups);
  const lineage = lineageOf(store, place);
  if (member === null || lineage === null) return [];
  return namesOf(store.compiled, effectiveWords(store, member, lineage, now));
}
